import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Requests for channels that Discord does not answer, and wishes that end meanwhile")
struct ChannelRequestPauseTests {
    private func requests(_ fixture: CogFixture) -> Int {
        fixture.discord.calls.count { if case .createChannel = $0 { true } else { false } }
    }

    @Test("A request that gets 500 again and again is repeated after 30 s, 1, 5 and then every 30 minutes")
    func growing() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        fixture.discord.before = { call throws(PortError) in
            if case .createChannel = call { throw PortError(.uncertain, "500") }
        }
        _ = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        for (round, seconds) in [30, 60, 300, 1_800, 1_800].enumerated() {
            fixture.clock.advance(by: .seconds(seconds - 1))
            _ = try await fixture.recover()
            #expect(requests(fixture) == round + 1, "before \(seconds) s")
            fixture.clock.advance(by: .seconds(1))
            _ = try await fixture.recover()
            #expect(requests(fixture) == round + 2, "after \(seconds) s")
        }
        fixture.clock.advance(by: .seconds(60))
        let role = Role(id: CogFixture.guild, name: "@everyone", permissions: .manageChannels)
        await fixture.cog.handle([.roleChange(guild: CogFixture.guild, role)])
        fixture.discord.before = { _ in }
        #expect(try await fixture.recover() == 1)
    }

    @Test("A channel whose wish is deleted while it is created is recorded, and the log names it")
    func deleted() async throws {
        let fixture = try await CogFixture()
        let wish = try await fixture.plant(5_001, .channel, voters: 8)
        let store = fixture.store
        fixture.discord.after = { call throws(PortError) in
            guard case .createChannel = call else { return }
            _ = try? await store.markDeleted(messages: [Snowflake(5_001)], why: "message deleted", at: .now)
        }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 0)
        let made = try #require(fixture.discord.with { $0.made.first?.id })
        #expect(try await fixture.store.madeChannel(of: wish) == made)
        #expect(try await fixture.wish(5_001)?.state == .deleted)
        let warnings = fixture.log.messages(at: .warning)
        #expect(warnings.contains { $0.contains("\(made)") && $0.contains("delete the channel") })
        #expect(!fixture.discord.calls.contains { if case .post = $0 { true } else { false } })
    }

    @Test("A channel whose request got no answer is recorded although its wish was deleted meanwhile")
    func deletedWithoutAnswer() async throws {
        let fixture = try await CogFixture()
        let wish = try await fixture.plant(5_001, .channel, voters: 8)
        let (discord, store) = (fixture.discord, fixture.store)
        discord.after = { call throws(PortError) in
            guard case .createChannel = call else { return }
            discord.with { $0.channels[CogFixture.channel]?[Snowflake(5_001)] = nil }
            _ = try? await store.markDeleted(messages: [Snowflake(5_001)], why: "message deleted", at: .now)
            throw PortError(.uncertain, "no answer")
        }
        _ = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        _ = try await fixture.recover()
        #expect(try await fixture.store.madeChannel(of: wish) == discord.with { $0.made.first?.id })
        #expect(try await fixture.store.unfinishedManifestations(guild: CogFixture.guild).isEmpty)
    }

    @Test("A card that Discord no longer has gets no channel")
    func cardGone() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        let discord = fixture.discord
        discord.after = { call throws(PortError) in
            // After the counts, before the request.
            guard case .reactors = call else { return }
            discord.before = { call throws(PortError) in
                if case .message = call { throw PortError(.messageGone, "Unknown Message") }
            }
        }
        _ = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(discord.with { $0.made.isEmpty })
        #expect(try await fixture.wish(5_001)?.state == .deleted)
    }
}
