import Discord
import Foundation
import Logging

/// A log line as one JSON object: `time`, `level`, `message`, `part`, and the metadata beside them.
enum JSONLine {
    /// A value of the object.
    private enum Value: Encodable {
        case text(String)
        case integer(Int)
        case decimal(Double)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .integer(let number): try container.encode(number)
            case .decimal(let number): try container.encode(number)
            }
        }
    }

    private static let fields = ["time", "level", "message", "part"]

    /// The object. `part` is the metadata of that name, else the logger's label. Metadata with the name of another of the
    /// four fields gets a `_` behind it.
    static func text(
        time: String, label: String, _ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata
    ) -> String {
        var object: [String: Value] = [
            "time": .text(time), "level": .text(level.rawValue), "message": .text(cut(message)), "part": .text(label),
        ]
        for (key, found) in metadata {
            object[key != "part" && fields.contains(key) ? key + "_" : key] = value(found)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = (try? encoder.encode(object)).map { OutputLine.json(String(decoding: $0, as: UTF8.self)) }
        return line ?? OutputLine.text(message)
    }

    private static func value(_ value: Logger.MetadataValue) -> Value {
        guard case .stringConvertible(let found) = value else { return .text(cut("\(value)")) }
        switch found {
        case let number as Int: return .integer(number)
        case let number as Double where number.isFinite: return .decimal(number)
        default: return .text(cut("\(found)"))
        }
    }

    private static func cut(_ value: String) -> String {
        let limit = LineLogHandler.longestValue
        return value.unicodeScalars.count > limit ? String(value.unicodeScalars.prefix(limit)) + "…" : value
    }
}
