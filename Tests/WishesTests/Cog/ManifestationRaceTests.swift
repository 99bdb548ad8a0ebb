import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

/// What was read may be out of date when the answer to the next question comes.
@Suite("Manifestation and the time that questions take")
struct ManifestationRaceTests {
    private static func isCreation(_ call: FakeDiscord.Call) -> Bool {
        if case .createChannel = call { true } else { false }
    }

    @Test("A channel that is made while the channels are being listed is not made again")
    func madeWhileListing() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 7)
        let (creation, recovery) = (Gate(), Gate())
        fixture.discord.before = { call throws(PortError) in if Self.isCreation(call) { await creation.pass() } }
        fixture.discord.after = { call throws(PortError) in if call == .channels { await recovery.pass() } }
        let sync = Task { await fixture.cog.syncReactionCounts(guild: CogFixture.guild) }
        await creation.reached()
        let second = Task {
            _ = await fixture.cog.recoverManifestations(in: CogFixture.guild)
            recovery.signal()
        }
        await recovery.reached()
        creation.open()
        #expect(await sync.value.manifested == 1)
        fixture.clock.advance(by: .seconds(31))
        recovery.open()
        await second.value
        #expect(fixture.discord.with { $0.made.count } == 1)
    }

    @Test("A request that arrives between the question for the channels and its answer is not repeated")
    func arrivedWhileListing() async throws {
        let fixture = try await CogFixture()
        let wish = try await fixture.plant(5_001, .channel, voters: 7)
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        _ = try await fixture.store.claim(wish, Tally(supporters: 7, electorate: 10, needed: 7), at: now)
        _ = try await fixture.store.markRequested(wish, after: nil, at: now)
        let (discord, clock, link) = (fixture.discord, fixture.clock, try #require(wish.link))
        discord.after = { call throws(PortError) in
            guard call == .channels, clock.now.offset < .seconds(31) else { return }
            clock.advance(by: .seconds(31))
            let late = Channel(id: Snowflake(3_000), type: .text, guildID: CogFixture.guild, name: "x", topic: link)
            discord.with { $0.made.append(late) }
        }
        #expect(await fixture.cog.recoverManifestations(in: CogFixture.guild) == 0)
        #expect(await fixture.cog.recoverManifestations(in: CogFixture.guild) == 1)
        #expect(discord.with { $0.made.map(\.id) } == [Snowflake(3_000)])
    }

    @Test("A request that has waited its turn for long may have left just now: the half minute begins at its failure")
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
        #expect(await fixture.cog.recoverManifestations(in: CogFixture.guild) == 1)
        #expect(discord.calls.count(where: Self.isCreation) == 2)
    }
}

/// Stops who comes by until it is opened, and tells that somebody has come.
private final class Gate: Sendable {
    private let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
    private let (opening, opener) = AsyncStream.makeStream(of: Void.self)

    func pass() async {
        signal()
        for await _ in opening {}
    }

    func signal() { arrival.yield() }

    func reached() async { for await _ in arrivals { return } }

    func open() { opener.finish() }
}
