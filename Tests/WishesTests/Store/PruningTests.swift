import Discord
import Foundation
import GRDB
import Testing

@testable import Wishes

@Suite("Tables that only grow")
struct PruningTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)

    @Test("Records of syncs are deleted once they are older than they are kept, and no others")
    func syncRuns() async throws {
        let folder = try TemporaryStore()
        let report = SyncReport(guildID: Snowflake(1), guildName: "Dreamers", cause: .timer)
        for day in 0..<250 {
            try await folder.store.record(
                report, startedAt: now.addingTimeInterval(Double(day) * 86_400), keep: .seconds(3_650 * 86_400))
        }
        let last = now.addingTimeInterval(250 * 86_400)
        for _ in 0..<3 { try await folder.store.record(report, startedAt: last, keep: .seconds(90 * 86_400)) }
        let rows = try folder.closeAndRead { db in
            try Row.fetchOne(db, sql: "SELECT COUNT(*), MIN(started_at) FROM sync_runs")
        }
        let found = try #require(rows)
        #expect(found[0] == 90 + 3)
        #expect(found[1] == StoredTime(last.addingTimeInterval(-90 * 86_400)).milliseconds)
    }

    @Test("Votes for messages that may be cards are remembered up to a limit; beyond it every card is asked about")
    func earlyVotes() {
        var votes = EarlyVotes()
        votes.insert([Snowflake(1)])
        #expect(votes.mayContain(Snowflake(1)) && !votes.mayContain(Snowflake(2)))
        for id in 0..<UInt64(EarlyVotes.limit * 3) { votes.insert([Snowflake(id)]) }
        #expect(votes.count <= EarlyVotes.limit)
        #expect(votes.mayContain(Snowflake(99_999_999)))
    }
}
