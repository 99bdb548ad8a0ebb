import Discord
import Foundation
import Logging

extension Configuration {
    /// A logger as configured. Where standard error leads to the journal, lines carry a priority, and no time in text: the
    /// journal adds its own. `output` takes each line without a line end and must not block.
    func logger(
        level: LogLevelSwitch? = nil, journal: Bool = Journal.takesErrors,
        output: @escaping @Sendable (String) -> Void
    ) -> Logger {
        let level = level ?? logLevelSwitch
        let style = logStyle(journal)
        let repeats = RepeatGate(elapsed: ContinuousClock().stopwatch())
        return Logger(label: "dreambot") {
            LineLogHandler(label: $0, level: level, style: style, repeats: repeats, output: output)
        }
    }

    /// A switch at the configured level.
    var logLevelSwitch: LogLevelSwitch { LogLevelSwitch(Logger.Level(rawValue: logLevel.rawValue) ?? .info) }

    /// A writer of log lines to standard error.
    func logWriter(journal: Bool = Journal.takesErrors) -> LogWriter {
        let style = logStyle(journal)
        return LogWriter(.descriptor(STDERR_FILENO)) { count in
            LineLogHandler.line(
                style, label: "log", .warning,
                "\(count) log lines dropped: the reader of standard error did not take them in time.", [:])
        }
    }

    private func logStyle(_ journal: Bool) -> LineLogHandler.Style {
        switch logFormat {
        case .json: journal ? .journalJSON : .json
        case .text: journal ? .journal : .text
        }
    }
}
