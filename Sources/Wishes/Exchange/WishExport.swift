import Discord
import Foundation
import GRDB

/// Everything about all wishes, in a form that `import` takes back.
public struct WishExport: Sendable {
    private let wishes: [Record]

    // swift-format-ignore: AlwaysUseLowerCamelCase
    private struct Record: Encodable, Sendable {
        var message_id: String
        var card_id: String
        var guild_id: String
        var channel_id: String?
        var type: String
        var description: String
        var channel_name: String?
        var author_id: String
        var votes: Int
        var status: String
        var created_at: String
        var confirmed_at: String?
        var granted_at: String?
        var granted_by: String?
        var granted_notes: String?
        var made_channel_id: String?

        static let columns = [
            "message_id", "card_id", "guild_id", "channel_id", "type", "description", "channel_name", "author_id",
            "votes", "status", "created_at", "confirmed_at", "granted_at", "granted_by", "granted_notes",
            "made_channel_id",
        ]

        var fields: [String] {
            [
                message_id, card_id, guild_id, channel_id ?? "", type, description, channel_name ?? "", author_id,
                String(votes), status, created_at, confirmed_at ?? "", granted_at ?? "", granted_by ?? "",
                granted_notes ?? "", made_channel_id ?? "",
            ]
        }
    }

    private struct File: Encodable {
        var format = "dreambot wishes"
        var version = 1
        var wishes: [Record]
    }

    /// Reads all wishes from the store.
    public init(_ store: WishStore) async throws {
        wishes = try await store.database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT w.*, m.made_channel_id FROM wishes w LEFT JOIN manifestations m ON m.wish_id = w.id
                    ORDER BY w.message_id
                    """
            ).map(Self.record)
        }
    }

    private static func record(_ row: Row) -> Record {
        func time(_ column: String) -> String? {
            (row[column] as Int64?).map(Milliseconds.text)
        }
        func id(_ column: String) -> String? { (row[column] as Int64?).map { String(UInt64(bitPattern: $0)) } }
        return Record(
            message_id: id("message_id") ?? "", card_id: row["card_id"], guild_id: id("guild_id") ?? "",
            channel_id: id("channel_id"), type: row["kind"], description: row["text"],
            channel_name: row["channel_name"], author_id: id("author_id") ?? "", votes: row["votes"],
            status: row["state"], created_at: time("created_at") ?? "", confirmed_at: time("confirmed_at"),
            granted_at: time("granted_at"), granted_by: id("granted_by"), granted_notes: row["granted_notes"],
            made_channel_id: id("made_channel_id"))
    }

    /// As JSON with sorted keys.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(File(wishes: wishes)) + Data("\n".utf8)
    }

    /// As CSV (RFC 4180) with a head line. A field that a spreadsheet would take for a formula begins with `'`.
    public func csv() -> Data {
        let lines = [Record.columns] + wishes.map(\.fields)
        return Data(lines.map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined().utf8)
    }

    private static func quoted(_ field: String) -> String {
        let isFormula = field.first.map { "=+-@\t\r".contains($0) } ?? false
        let text = isFormula ? "'" + field : field
        let needsQuotes = text.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}
