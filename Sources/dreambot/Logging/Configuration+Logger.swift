import Foundation
import Logging

extension Configuration {
    /// A logger as configured, which writes to standard error unless told otherwise. Under systemd
    /// (`JOURNAL_STREAM`) lines carry a priority and no time: the journal adds its own.
    func logger(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        output: @escaping @Sendable (String) -> Void = { Output.error($0) }
    ) -> Logger {
        let level = Logger.Level(rawValue: logLevel.rawValue) ?? .info
        let style: LineLogHandler.Style =
            switch logFormat {
            case .json: .json
            case .text: environment["JOURNAL_STREAM"] == nil ? .text : .journal
            }
        return Logger(label: "dreambot") { LineLogHandler(label: $0, level: level, style: style, output: output) }
    }
}
