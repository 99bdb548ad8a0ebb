import Foundation
import Logging

extension Configuration {
    /// A logger as configured. Under systemd (`JOURNAL_STREAM`) lines carry a priority and no time: the journal adds its
    /// own. `output` takes each line without a line end and must not block.
    func logger(
        level: LogLevelSwitch? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        output: @escaping @Sendable (String) -> Void
    ) -> Logger {
        let level = level ?? logLevelSwitch
        let style = logStyle(environment)
        return Logger(label: "dreambot") { LineLogHandler(label: $0, level: level, style: style, output: output) }
    }

    /// A switch at the configured level.
    var logLevelSwitch: LogLevelSwitch { LogLevelSwitch(Logger.Level(rawValue: logLevel.rawValue) ?? .info) }

    /// A writer of log lines to standard error.
    func logWriter(environment: [String: String] = ProcessInfo.processInfo.environment) -> LogWriter {
        let style = logStyle(environment)
        return LogWriter(.descriptor(STDERR_FILENO)) { count in
            LineLogHandler.line(
                style, label: "log", .warning,
                "\(count) log lines dropped: the reader of standard error did not take them in time.", [])
        }
    }

    private func logStyle(_ environment: [String: String]) -> LineLogHandler.Style {
        switch logFormat {
        case .json: .json
        case .text: environment["JOURNAL_STREAM"] == nil ? .text : .journal
        }
    }
}
