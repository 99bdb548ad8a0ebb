import Discord
import Foundation
import Synchronization
import Testing

@testable import Wishes

@Suite("Import of the predecessor's file")
struct ImportTests {
    @Test("Ids may be numbers or strings, channel and status may be missing, a channel's name ends at the colon")
    func predecessor() async throws {
        let fixture = try ExchangeFixture()
        let channel = ExchangeFixture.record([
            "type": "channel", "description": "Night Owls: late", "channel_id": 2000, "status": "granted",
            "granted_at": 1_763_719_200, "granted_by": "9", "granted_notes": "at last",
        ])
        let report = try await fixture.take("{\"5001\": \(ExchangeFixture.record()), \"5002\": \(channel)}")
        #expect(report == ImportReport(taken: 2))
        let first = try #require(try await fixture.wish(5001))
        #expect(first.state == .active && first.channelID == nil && first.votes == 3 && first.authorID == Snowflake(7))
        #expect(first.createdAt == Date(timeIntervalSince1970: 1_763_719_200.123))
        let second = try #require(try await fixture.wish(5002))
        #expect(second.state == .granted && second.channelID == Snowflake(2000))
        #expect(second.channelName == "night-owls" && second.text == "late")
        let text = try await fixture.json()
        #expect(text.contains("\"granted_at\" : \"2025-11-21T10:00:00.000Z\"") && text.contains("at last"))
    }

    @Test("A second import changes nothing; changed values of untouched wishes are taken, with an event")
    func again() async throws {
        let fixture = try ExchangeFixture()
        try await fixture.take("{\"5001\": \(ExchangeFixture.record())}")
        let before = try await fixture.json()
        #expect(try await fixture.take("{\"5001\": \(ExchangeFixture.record())}") == ImportReport(unchanged: 1))
        #expect(try await fixture.json() == before)
        let granted = ExchangeFixture.record(["votes": 5, "status": "granted", "granted_by": 9])
        #expect(try await fixture.take("{\"5001\": \(granted)}") == ImportReport(updated: 1))
        let wish = try #require(try await fixture.wish(5001))
        #expect(wish.votes == 5 && wish.state == .granted)
        let history = try await fixture.store.history(of: wish.id)
        #expect(history.map(\.to) == [.active, .granted] && history.last?.actorID == Snowflake(9))
    }

    @Test("A wish that was confirmed, voted for or deleted since is kept as it is")
    func kept() async throws {
        let other = ExchangeFixture.record(["votes": 50])
        for happening in ["confirmed", "voted", "deleted"] {
            let fixture = try ExchangeFixture()
            try await fixture.take("{\"5001\": \(ExchangeFixture.record())}")
            let wish = try #require(try await fixture.wish(5001))
            switch happening {
            case "confirmed":
                let count = Confirmation(wish: wish, votes: 4)
                _ = try await fixture.store.confirm([count], at: ExchangeFixture.now)
            case "voted": _ = try await fixture.store.record([VoteHint(messageID: Snowflake(5001), delta: 1)])
            default:
                try await fixture.store.markDeleted(
                    messages: [Snowflake(5001)], why: "message gone", at: ExchangeFixture.now)
            }
            let before = try await fixture.json()
            #expect(try await fixture.take("{\"5001\": \(other)}") == ImportReport(kept: 1), "\(happening)")
            #expect(try await fixture.json() == before)
        }
    }

    @Test("A channel that a sync has found is no difference, and is kept")
    func foundChannel() async throws {
        let fixture = try ExchangeFixture()
        try await fixture.take("{\"5001\": \(ExchangeFixture.record(["channel_id": 2000]))}")
        #expect(try await fixture.take("{\"5001\": \(ExchangeFixture.record())}").unchanged == 1)
        #expect(try await fixture.take("{\"5001\": \(ExchangeFixture.record(["votes": 4]))}").updated == 1)
        #expect(try await fixture.wish(5001)?.channelID == Snowflake(2000))
    }

    @Test("Negative votes count as 0 with a note; a wish from the future is skipped")
    func strangeNumbers() async throws {
        let fixture = try ExchangeFixture()
        let (negative, future) = (
            ExchangeFixture.record(["votes": -3]), ExchangeFixture.record(["created_at": "2031-01-01T00:00:00Z"])
        )
        let report = try await fixture.take("{\"5001\": \(negative), \"5002\": \(future)}")
        #expect(report.taken == 1 && report.notes.first?.why.contains("-3") == true)
        #expect(report.skipped.first?.why.contains("future") == true)
        #expect(try await fixture.wish(5001)?.votes == 0)
        #expect(report.table.contains("  taken      1") && report.table.contains("  skipped    1"))
    }

    @Test("A wish that the predecessor was manifesting becomes active")
    func manifesting() async throws {
        let fixture = try ExchangeFixture()
        let record = ExchangeFixture.record(["status": "manifesting", "type": "channel", "description": "a: b"])
        try await fixture.take("{\"5001\": \(record)}")
        let wish = try #require(try await fixture.wish(5001))
        #expect(wish.state == .active)
        #expect(try await fixture.store.history(of: wish.id).map(\.to) == [.active])
    }

    @Test("A database error in the middle rolls the whole import back")
    func allOrNothing() async throws {
        let fixture = try ExchangeFixture()
        try await fixture.store.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER full BEFORE INSERT ON wishes WHEN NEW.message_id = 5003
                    BEGIN SELECT RAISE(ABORT, 'disk full'); END
                    """)
        }
        let records = (5001...5004).map { "\"\($0)\": \(ExchangeFixture.record())" }.joined(separator: ", ")
        await #expect(throws: (any Error).self) { try await fixture.take("{\(records)}") }
        #expect(try await fixture.json().contains("5001") == false)
    }

    @Test("Progress is reported every thousand wishes")
    func progress() async throws {
        let fixture = try ExchangeFixture()
        let records = (1...2_500).map { "\"\(9_000 + $0)\": \(ExchangeFixture.record())" }.joined(separator: ", ")
        let reported = ReportedNumbers()
        let report = try await fixture.store.take(
            try ImportFile(Data("{\(records)}".utf8)), at: ExchangeFixture.now, progress: reported.add)
        #expect(report.taken == 2_500 && reported.all == [1_000, 2_000])
    }
}

/// The numbers that an import has reported.
private final class ReportedNumbers: Sendable {
    private let numbers = Mutex<[Int]>([])

    var all: [Int] { numbers.withLock { $0 } }

    @Sendable func add(_ number: Int) { numbers.withLock { $0.append(number) } }
}
