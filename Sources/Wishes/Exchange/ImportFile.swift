import Discord
import Foundation

/// A file of wishes: an object from message id to record (the predecessor's `suggestions.json`), a list of
/// `{message_id, data}` (an export of its table), or our own export (`{"wishes": […]}`).
package struct ImportFile: Sendable {
    /// The readable wishes, each message once.
    let wishes: [(message: Snowflake, wish: ForeignWish)]
    /// The records that cannot be read, and why.
    let unreadable: [ImportReport.Remark]
    /// Whether it is an export of ours; otherwise it is the predecessor's.
    let isExport: Bool
    /// Only in an export of ours: wishes that were being posted.
    let begun: [BegunWish]
    /// Only in an export of ours: what was stored about guilds.
    let guilds: [KnownGuild]

    /// Why no record of a file can be read.
    package struct Malformed: Error, CustomStringConvertible, Sendable {
        /// One sentence.
        package let description: String
    }

    /// Reads a file's bytes.
    ///
    /// Throws: `Malformed` when the file has none of the three formats, or a newer version of ours.
    package init(_ data: Data) throws {
        let form: Form
        do {
            form = try JSONDecoder().decode(Form.self, from: data)
        } catch {
            throw Malformed(description: Self.explain(error, in: ""))
        }
        guard form.version <= WishExport.version else {
            throw Malformed(description: "it was written by a newer dreambot (version \(form.version) of the format)")
        }
        var sorting = Sorting()
        for entry in form.entries { sorting.take(entry) }
        if form.isObjectOfRecords {
            for key in RepeatedKeys.find(in: data).sorted() {
                sorting.unreadable.append(
                    .init(wish: key, why: "it is in the file more than once; one record was read"))
            }
        }
        begun = sorting.readable(form.begun, "begun wish")
        guilds = sorting.readable(form.guilds, "guild")
        (wishes, unreadable, isExport) = (sorting.wishes, sorting.unreadable, form.isExport)
    }

    /// Separates the readable records from the others.
    private struct Sorting {
        var wishes: [(message: Snowflake, wish: ForeignWish)] = []
        var unreadable: [ImportReport.Remark] = []
        private var seen: Set<Snowflake> = []

        mutating func take(_ entry: Entry) {
            switch entry.record.result {
            case .failure(let error): refuse(entry, ImportFile.explain(error, in: entry.name))
            case .success(let wish):
                guard let message = entry.message ?? wish.messageID else {
                    return refuse(entry, "it has no message id")
                }
                guard seen.insert(message).inserted else {
                    return refuse(entry, "message \(message) is in the file more than once; the first was taken")
                }
                wishes.append((message, wish))
            }
        }

        /// The readable ones of these values; the others are added to `unreadable`.
        mutating func readable<Value>(_ values: [Lenient<Value>], _ name: String) -> [Value] {
            values.enumerated().compactMap { index, value in
                switch value.result {
                case .success(let value): return value
                case .failure(let error):
                    unreadable.append(.init(wish: "\(name) \(index + 1)", why: ImportFile.explain(error, in: name)))
                    return nil
                }
            }
        }

        private mutating func refuse(_ entry: Entry, _ why: String) {
            unreadable.append(.init(wish: entry.name, why: why))
        }
    }

    /// How many records the file holds.
    package var count: Int { wishes.count + unreadable.count }

    /// A decoding error in the terms of the file.
    private static func explain(_ error: any Error, in record: String) -> String {
        func path(_ context: DecodingError.Context) -> String {
            let keys = context.codingPath.filter { $0.intValue == nil }.map(\.stringValue)
                .filter { $0 != record && $0 != "data" && $0 != "wishes" }
            let shown = OutsideText(keys.joined(separator: "."))
            return keys.isEmpty ? (record.isEmpty ? "the file" : "it") : "\(shown)"
        }
        switch error {
        case DecodingError.keyNotFound(let key, _): return "\(key.stringValue) is missing"
        case DecodingError.valueNotFound(_, let context): return "\(path(context)) is null"
        case DecodingError.typeMismatch(_, let context): return "\(path(context)) has the wrong type"
        case DecodingError.dataCorrupted(let context): return "\(path(context)): \(context.debugDescription)"
        default: return "\(error)"
        }
    }

    // MARK: The three formats

    private struct Entry {
        var name: String
        var message: Snowflake?
        var record: Lenient<ForeignWish>
    }

    private struct Form: Decodable {
        var entries: [Entry]
        var begun: [Lenient<BegunWish>] = []
        var guilds: [Lenient<KnownGuild>] = []
        var version = 0
        var isExport = false
        var isObjectOfRecords = false

        // swift-format-ignore: AlwaysUseLowerCamelCase
        private struct Row: Decodable {
            var message_id: FileID
            var data: Embedded
        }

        private struct Export: Decodable {
            var version: Int?
            var wishes: [Lenient<ForeignWish>]
            var begun: [Lenient<BegunWish>]?
            var guilds: [Lenient<KnownGuild>]?
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let rows = try? container.decode([Lenient<Row>].self) {
                entries = rows.enumerated().map { Self.entry($1, number: $0 + 1) }
            } else if let export = try? container.decode(Export.self) {
                entries = export.wishes.enumerated().map { Entry(name: "wish \($0 + 1)", message: nil, record: $1) }
                (isExport, version) = (true, export.version ?? 1)
                (begun, guilds) = (export.begun ?? [], export.guilds ?? [])
            } else {
                let records = try container.decode([String: Lenient<ForeignWish>].self)
                entries = records.sorted { $0.key < $1.key }.map { Self.entry($0.key, $0.value) }
                isObjectOfRecords = true
            }
        }

        private static func entry(_ row: Lenient<Row>, number: Int) -> Entry {
            switch row.result {
            case .success(let row):
                Entry(
                    name: "\(row.message_id.snowflake)", message: row.message_id.snowflake, record: row.data.record)
            case .failure(let error): Entry(name: "row \(number)", message: nil, record: Lenient(.failure(error)))
            }
        }

        private static func entry(_ key: String, _ record: Lenient<ForeignWish>) -> Entry {
            guard let id = Snowflake(key) else {
                let error = ForeignWish.Unreadable("\(OutsideText(key).quoted) is not a message id")
                return Entry(name: key, message: nil, record: Lenient(.failure(error)))
            }
            return Entry(name: key, message: id, record: record)
        }
    }

    /// A record that is an object, or an object written as a string (as a dump of a JSON column may be).
    private struct Embedded: Decodable {
        var record: Lenient<ForeignWish>

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                record = Lenient(Result { try JSONDecoder().decode(ForeignWish.self, from: Data(text.utf8)) })
            } else {
                record = try container.decode(Lenient<ForeignWish>.self)
            }
        }
    }
}

/// A value or its decoding error, so that one bad record does not hide the others.
struct Lenient<Value: Decodable>: Decodable {
    let result: Result<Value, any Error>

    init(_ result: Result<Value, any Error>) { self.result = result }

    init(from decoder: any Decoder) throws { result = Result { try Value(from: decoder) } }
}
