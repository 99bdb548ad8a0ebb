import Discord
import Foundation
import GRDB

/// Everything about all wishes, in a format that `import` reads.
package struct WishExport: Sendable {
    /// The version of the format; a dreambot refuses a newer one than its own.
    static let version = 3

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
    ///
    /// Throws: `DatabaseError`.
    package init(_ store: WishStore) async throws {
        (wishes, begun, guilds) = try await store.read { db in
            let events = WishEventRow.order { [$0.wishID.asc, $0.id.asc] }
            var histories = Histories(try events.fetchCursor(db))
            var records: [WishRecord] = []
            let rows = try Row.fetchCursor(db, Self.wishes)
            while let row = try rows.next() {
                let stored = WishRow(row: row)
                records.append(
                    WishRecord(
                        stored, manifestation: row[ManifestationRow.scope], refusal: row[RefusalRow.scope],
                        history: try histories.events(of: stored.wish.id)))
            }
            return (
                records.sorted { $0.messageID.snowflake < $1.messageID.snowflake },
                try WishIntent.order { $0.commandID }.fetchAll(db).map { BegunWish($0) }, try KnownGuild.fetchAll(db)
            )
        }
    }

    private static var wishes: QueryInterfaceRequest<WishRow> {
        WishRow.including(optional: WishRow.manifestation).including(optional: WishRow.refusal)
            .order(Wish.Columns.id)
    }

    /// Walks along the histories of all wishes, which must be asked for by ascending row.
    private struct Histories {
        private let rows: RecordCursor<WishEventRow>
        private var next: WishEventRow?

        init(_ rows: RecordCursor<WishEventRow>) { self.rows = rows }

        mutating func events(of wish: Int64) throws -> [WishPart.Event] {
            var events: [WishPart.Event] = []
            while let row = try next ?? rows.next() {
                guard row.wishID <= wish else {
                    next = row
                    break
                }
                next = nil
                if row.wishID == wish { events.append(WishPart.Event(row.event)) }
            }
            return events
        }
    }

    /// As JSON with sorted keys. Characters that are not inert on a terminal are escaped.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let file = try encoder.encode(File(wishes: wishes, begun: begun, guilds: guilds))
        return Data((OutputLine.json(String(decoding: file, as: UTF8.self)) + "\n").utf8)
    }

    /// As CSV: a head line, and a line for each wish.
    package func csv() -> Data {
        var text = CSVLine.text(WishRecord.columns)
        for wish in wishes { text += CSVLine.text(wish.fields) }
        return Data(text.utf8)
    }
}
