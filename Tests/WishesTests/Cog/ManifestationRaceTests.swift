import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

/// State that was read before a request may have changed when its answer arrives.
@Suite("Manifestation while requests are under way")
struct ManifestationRaceTests {
    private static func isCreation(_ call: FakeDiscord.Call) -> Bool {
        if case .createChannel = call { true } else { false }
    }

    @Test("A channel that is made while the channels are listed is not made again")
    func madeWhileListing() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 7)
        let (creation, recovery) = (Gate(), Gate())
        fixture.discord.before = { call throws(PortError) in if Self.isCreation(call) { await creation.pass() } }
        let sync = Task { await fixture.cog.syncReactionCounts(guild: CogFixture.guild) }
        await creation.reached()
        fixture.discord.after = { call throws(PortError) in if call == .channels { await recovery.pass() } }
        let second = Task {
            _ = try await fixture.recover()
            recovery.signal()
        }
        await recovery.reached()
        creation.open()
        #expect(await sync.value.manifested == 1)
        fixture.clock.advance(by: .seconds(31))
        recovery.open()
        try await second.value
        #expect(fixture.discord.with { $0.made.count } == 1)
    }

    @Test("A creation that arrives while the channels are listed is not repeated")
    func arrivedWhileListing() async throws {
        let fixture = try await CogFixture()
        let wish = try await fixture.plant(5_001, .channel, voters: 7)
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        _ = try await fixture.store.claim(
            wish, Claim(supporters: 7, electorate: 10, configured: .share(basisPoints: 6_700)), at: now)
        _ = try await fixture.store.markRequested(wish, after: nil, at: now)
        let (discord, clock, link) = (fixture.discord, fixture.clock, try #require(wish.link))
        discord.after = { call throws(PortError) in
            guard call == .channels, clock.now.offset < .seconds(31) else { return }
            clock.advance(by: .seconds(31))
            let late = Channel(id: Snowflake(7_000), type: .text, guildID: CogFixture.guild, name: "x", topic: link)
            discord.with { $0.made.append(late) }
            discord.logCreation(of: late.id, by: CogFixture.me, reason: "Wish 5001 reached its quorum")
        }
        #expect(try await fixture.recover() == 0)
        #expect(try await fixture.recover() == 1)
        #expect(discord.with { $0.made.map(\.id) } == [Snowflake(7_000)])
    }

    @Test("The 30 s before a repeated creation begin when the first one fails, not when it was queued")
    func longWait() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 7)
        let (discord, clock) = (fixture.discord, fixture.clock)
        discord.before = { call throws(PortError) in
            guard Self.isCreation(call), discord.calls.count(where: Self.isCreation) == 1 else { return }
            clock.advance(by: .seconds(40))
            throw PortError(.uncertain, "no answer")
        }
        _ = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(discord.calls.count(where: Self.isCreation) == 1)
        clock.advance(by: .seconds(31))
        #expect(try await fixture.recover() == 1)
        #expect(discord.calls.count(where: Self.isCreation) == 2)
    }
}
