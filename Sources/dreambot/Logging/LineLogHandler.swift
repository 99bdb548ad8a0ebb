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
        /// One JSON object after a priority, which the journal takes off.
        case journalJSON
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
    private let repeats: RepeatGate?
    private let output: @Sendable (String) -> Void

    /// `output` takes each line, without a line end. `repeats` holds equal warnings back; nil: every line is written.
    init(
        label: String, level: LogLevelSwitch, style: Style, repeats: RepeatGate? = nil,
        output: @escaping @Sendable (String) -> Void
    ) {
        (self.label, self.level, self.style) = (label, level, style)
        (self.repeats, self.output) = (repeats, output)
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let line = RepeatFilter.Line(label: label, level: event.level, message: "\(event.message)", metadata: all)
        let verdict = repeats?.take(line) ?? (isWritten: true, over: [])
        for held in verdict.over { output(Self.line(style, held)) }
        if verdict.isWritten { output(Self.line(style, label: label, event.level, line.message, all)) }
    }

    /// One line, without its end.
    static func line(
        _ style: Style, label: String, _ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata
    ) -> String {
        switch style {
        case .text: time() + " " + text(level, message, metadata)
        case .journal: "<\(priority(level))>" + body(message, metadata)
        case .json: JSONLine.text(time: time(), label: label, level, message, metadata)
        case .journalJSON:
            "<\(priority(level))>" + JSONLine.text(time: time(), label: label, level, message, metadata)
        }
    }

    /// A line that was held back, with how often.
    private static func line(_ style: Style, _ held: RepeatFilter.Repeat) -> String {
        var metadata = held.line.shown.mapValues { Logger.MetadataValue.string($0) }
        metadata["repeated"] = .number(held.times)
        return line(style, label: held.line.label, held.line.level, held.line.message, metadata)
    }

    private static func time() -> String { Date().utcToTheMillisecond }

    private static func text(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata) -> String {
        level.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0) + " " + body(message, metadata)
    }

    /// The longest value of metadata, in scalars.
    static let longestValue = 2_000

    /// Sentence and metadata on one line.
    private static func body(_ message: String, _ metadata: Logger.Metadata) -> String {
        let tail = metadata.sorted { $0.key < $1.key }.map { " \($0)=\(quoted("\($1)"))" }.joined()
        return OutputLine.text(OutputLine.text(message, limit: longestValue) + tail)
    }

    /// A value as it is when it is one word, else in quotes: then quotes within it have a backslash before them.
    private static func quoted(_ value: String) -> String {
        let isWord = !value.isEmpty && value.utf8.allSatisfy { $0 > 0x20 && !"\"=\\".utf8.contains($0) }
        let shown = OutputLine.text(value, limit: longestValue)
        return isWord && shown == value ? value : OutputLine.quoted(value, limit: longestValue)
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

    /// The same logger for one of several shards, which is named in every line.
    func labelled(_ shard: ShardID) -> Logger {
        guard shard != .only else { return self }
        var logger = self
        logger[metadataKey: "shard"] = "\(shard)"
        return logger
    }
}
