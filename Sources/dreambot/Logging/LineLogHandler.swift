import Foundation
import Logging

/// Writes one line per message: as text, as JSON, or for the journal.
struct LineLogHandler: LogHandler {
    /// How a line looks.
    enum Style: Sendable {
        /// Time, level, sentence, metadata.
        case text
        /// The same without the time and with a priority (`<6>`), for systemd's journal.
        case journal
        /// One JSON object.
        case json
    }

    /// A logger's own level, or that of the whole process.
    var logLevel: Logger.Level {
        get { ownLevel ?? level.current }
        set { ownLevel = newValue }
    }
    var metadata: Logger.Metadata = [:]
    private var ownLevel: Logger.Level?
    private let level: LogLevelSwitch
    private let label: String
    private let style: Style
    private let output: @Sendable (String) -> Void

    /// `output` takes each line, without a line end.
    init(label: String, level: LogLevelSwitch, style: Style, output: @escaping @Sendable (String) -> Void) {
        (self.label, self.level, self.style, self.output) = (label, level, style, output)
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let pairs = all.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }
        output(Self.line(style, label: label, event.level, "\(event.message)", pairs))
    }

    /// One line, without its end.
    static func line(
        _ style: Style, label: String, _ level: Logger.Level, _ message: String, _ pairs: [(String, String)]
    ) -> String {
        switch style {
        case .text: time() + " " + text(level, message, pairs)
        case .journal: "<\(priority(level))>" + body(message, pairs)
        case .json: json(label, level, message, pairs)
        }
    }

    private static func time() -> String {
        Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    private static func text(_ level: Logger.Level, _ message: String, _ pairs: [(String, String)]) -> String {
        level.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0) + " " + body(message, pairs)
    }

    /// Sentence and metadata on one line: line breaks and control characters in values become spaces.
    private static func body(_ message: String, _ pairs: [(String, String)]) -> String {
        let tail = pairs.map { " \($0)=\(quoted($1))" }.joined()
        return oneLine(message) + tail
    }

    private static func quoted(_ value: String) -> String {
        let plain = value.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "\"" && $0 != "=" }
        return plain && !value.isEmpty ? oneLine(value) : "\"" + oneLine(value.replacing("\"", with: "'")) + "\""
    }

    private static func oneLine(_ text: String) -> String {
        String(
            text.map {
                $0.isNewline || $0.unicodeScalars.contains { $0.properties.generalCategory == .control } ? " " : $0
            })
    }

    private static func json(
        _ label: String, _ level: Logger.Level, _ message: String, _ pairs: [(String, String)]
    ) -> String {
        var object = Dictionary(pairs) { first, _ in first }
        object["time"] = time()
        object["level"] = level.rawValue
        object["message"] = message
        object["part"] = label
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(object)).map { String(decoding: $0, as: UTF8.self) } ?? message
    }

    /// The priority of syslog(3).
    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}

extension Logger {
    /// The same logger with `part` in its metadata.
    func labelled(_ part: String) -> Logger {
        var logger = self
        logger[metadataKey: "part"] = "\(part)"
        return logger
    }
}
