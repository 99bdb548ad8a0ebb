import Discord
import Foundation
import GRDB

/// Everything about all wishes, in a form that `import` takes back.
package struct WishExport: Sendable {
    /// The version of the form; an older dreambot does not take a newer one.
    static let version = 2

    private let wishes: [WishRecord]
    private let begun: [BegunWish]
    private let guilds: [KnownGuild]

    private struct File: Encodable {
        var format = "dreambot wishes"
        var version = WishExport.version
        var wishes: [WishRecord]
        var begun: [BegunWish]
        var guilds: [KnownGuild]
    }

    /// Reads all wishes and their history from the store, as they are at one moment.
    package init(_ store: WishStore) async throws {
        (wishes, begun, guilds) = try await store.database.read { db in
            var histories = Self.Histories(try Row.fetchCursor(db, sql: Self.history))
            var records: [WishRecord] = []
            let rows = try Row.fetchCursor(db, sql: Self.wishes)
            while let row = try rows.next() {
                records.append(WishRecord(row, history: try histories.events(of: row["id"])))
            }
            return (
                records.sorted { $0.messageID.snowflake < $1.messageID.snowflake },
                try Row.fetchAll(db, sql: "SELECT * FROM wish_intents ORDER BY command_id").map(BegunWish.init),
                try Row.fetchAll(db, sql: KnownGuild.query).map(KnownGuild.init)
            )
        }
    }

    private static let wishes = """
        SELECT w.*, m.tally, m.electorate, m.needed, m.claimed_at, m.requested_at, m.made_channel_id, m.answering_at,
            m.answered_at, r.reason, r.times, r.pause_until, r.said_reason
        FROM wishes w LEFT JOIN manifestations m ON m.wish_id = w.id LEFT JOIN refusals r ON r.wish_id = w.id
        ORDER BY w.id
        """

    private static let history = """
        SELECT wish_id, at, from_state, to_state, actor_id, why FROM wish_events ORDER BY wish_id, id
        """

    /// Walks along the histories of all wishes, which are asked for by ascending row.
    private struct Histories {
        private let rows: RowCursor
        private var next: (wish: Int64, event: WishPart.Event)?

        init(_ rows: RowCursor) { self.rows = rows }

        mutating func events(of wish: Int64) throws -> [WishPart.Event] {
            var events: [WishPart.Event] = []
            while let (owner, event) = try next ?? fetch() {
                guard owner <= wish else {
                    next = (owner, event)
                    break
                }
                next = nil
                if owner == wish { events.append(event) }
            }
            return events
        }

        private func fetch() throws -> (Int64, WishPart.Event)? {
            guard let row = try rows.next() else { return nil }
            let event = WishPart.Event(
                at: FileTime(row["at"]), from: row["from_state"], to: row["to_state"],
                actor: (row["actor_id"] as Snowflake?).map(FileAuthor.init), why: row["why"])
            return (row["wish_id"], event)
        }
    }

    /// As JSON with sorted keys.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(File(wishes: wishes, begun: begun, guilds: guilds)) + Data("\n".utf8)
    }

    /// As CSV: a head line, and a line for each wish.
    package func csv() -> Data {
        var text = CSVLine.text(WishRecord.columns)
        for wish in wishes { text += CSVLine.text(wish.fields) }
        return Data(text.utf8)
    }
}
