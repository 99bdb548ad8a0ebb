import Foundation
import Logging

extension Configuration {
    /// A logger as configured. Under systemd the journal adds the time itself and understands priorities.
    func logger(environment: [String: String] = ProcessInfo.processInfo.environment) -> Logger {
        let level = Logger.Level(rawValue: logLevel.rawValue) ?? .info
        let style: LineLogHandler.Style =
            switch logFormat {
            case .json: .json
            case .text: environment["JOURNAL_STREAM"] == nil ? .text : .journal
            }
        return Logger(label: "dreambot") { LineLogHandler(label: $0, level: level, style: style) }
    }
}
