import Dispatch
import Foundation
import Logging

/// Signals that must not end the bot. SIGTERM and SIGINT end it, through the service group.
struct Signals {
    /// What other programs send to daemons to have them read their settings again or report something.
    private static let meaningless: [(number: Int32, name: String)] = [
        (SIGHUP, "SIGHUP"), (SIGUSR1, "SIGUSR1"), (SIGUSR2, "SIGUSR2"),
    ]

    private var sources: [any DispatchSourceSignal] = []

    /// From now on these signals are ignored, and a write to a pipe without a reader is an error like any other.
    init() {
        signal(SIGPIPE, SIG_IGN)
        for (number, _) in Self.meaningless { signal(number, SIG_IGN) }
    }

    /// Logs ignored signals, until `end`.
    mutating func report(to log: Logger) {
        sources = Self.meaningless.map { number, name in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                log.notice(
                    "Ignored a signal: settings are read at the start only. Restart the bot to apply changed settings.",
                    metadata: ["signal": "\(name)"])
            }
            source.resume()
            return source
        }
    }

    /// Stops logging them.
    mutating func end() {
        for source in sources { source.cancel() }
        sources = []
    }
}
