import Discord
import Foundation
import Logging

/// Writes one line per message: as text, as JSON, or for the journal. What is not inert in it is escaped (`OutputLine`).
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

    /// The longest value of metadata, in scalars.
    private static let longestValue = 2_000

    /// Sentence and metadata on one line.
    private static func body(_ message: String, _ pairs: [(String, String)]) -> String {
        let tail = pairs.map { " \($0)=\(quoted($1))" }.joined()
        return OutputLine.text(OutputLine.text(message, limit: longestValue) + tail)
    }

    /// A value as it is when it is one word, else in quotes: then quotes within it have a backslash before them.
    private static func quoted(_ value: String) -> String {
        let isWord = !value.isEmpty && value.utf8.allSatisfy { $0 > 0x20 && !"\"=\\".utf8.contains($0) }
        let shown = OutputLine.text(value, limit: longestValue)
        return isWord && shown == value ? value : OutputLine.quoted(value, limit: longestValue)
    }

    private static func json(
        _ label: String, _ level: Logger.Level, _ message: String, _ pairs: [(String, String)]
    ) -> String {
        var object = Dictionary(pairs.map { ($0, cut($1)) }) { first, _ in first }
        object["time"] = time()
        object["level"] = level.rawValue
        object["message"] = cut(message)
        object["part"] = label
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = (try? encoder.encode(object)).map { OutputLine.json(String(decoding: $0, as: UTF8.self)) }
        return line ?? OutputLine.text(message)
    }

    private static func cut(_ value: String) -> String {
        value.unicodeScalars.count > longestValue ? String(value.unicodeScalars.prefix(longestValue)) + "…" : value
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
