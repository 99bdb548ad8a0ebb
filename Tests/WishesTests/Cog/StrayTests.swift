import Discord
import Testing

@testable import Wishes

@Suite("Imported wishes without a channel")
struct StrayTests {
    /// A guild with wishes of these ids, imported without channels; the `found` ones are in the suggestions channel.
    private func fixture(_ ids: [UInt64], found: [UInt64]) async throws -> CogFixture {
        let fixture = try await CogFixture()
        let records = ids.map { "\"\($0)\": \(ExchangeFixture.record())" }.joined(separator: ",")
        _ = try await fixture.store.take(try ImportFile(.init("{\(records)}".utf8)), at: ExchangeFixture.now)
        for id in found { fixture.stand(id, voters: 2) }
        return fixture
    }

    @Test("If none of them is in the suggestions channel, all are kept, and the report says how to correct the channel")
    func wrongGuess() async throws {
        let fixture = try await fixture([5_001, 5_002, 5_003], found: [])
        let report = await fixture.cog.sync(CogFixture.guild, cause: .startUp)
        #expect(report.stats == SyncStats(errors: 3))
        #expect(report.problems.texts.contains { $0.contains("channel_id") && $0.contains("!removewish") })
        #expect(try await fixture.store.wishes(guild: CogFixture.guild).count == 3)
    }

    @Test("A 404 deletes a wish only if an older one was found in the channel")
    func rightGuess() async throws {
        let fixture = try await fixture([5_001, 5_002, 5_003, 5_004], found: [5_002, 5_004])
        #expect(
            await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
                == SyncStats(synced: 2, deleted: 1, errors: 1))
        #expect(try await fixture.wish(5_001)?.state == .active)
        #expect(try await fixture.wish(5_003)?.state == .deleted)
        #expect(try await fixture.wish(5_002)?.channelID == CogFixture.channel)
    }

    @Test("A wish that is imported again with its channel is found")
    func mended() async throws {
        let fixture = try await fixture([5_001], found: [])
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        fixture.stand(5_001, voters: 5, channel: Snowflake(2_500))
        let record = ExchangeFixture.record(["channel_id": "2500"])
        _ = try await fixture.store.take(try ImportFile(.init("{\"5001\": \(record)}".utf8)), at: ExchangeFixture.now)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild) == SyncStats(synced: 1))
        #expect(try await fixture.wish(5_001)?.votes == 5)
    }

    @Test("A 404 does not prevent a grant while the wish's channel is not known")
    func granted() async throws {
        let fixture = try await fixture([5_001], found: [])
        try await fixture.running {
            try await fixture.expect("!manifestwish 5001", says: "the channel of its message is not known")
        }
        #expect(try await fixture.wish(5_001)?.state == .granted)
    }
}
