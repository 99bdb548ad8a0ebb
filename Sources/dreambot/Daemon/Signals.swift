import Dispatch
import Foundation

/// Signals that do not end the bot. SIGTERM and SIGINT end it, through the service group.
struct Signals {
    /// What a signal asks for.
    enum Request: Sendable, CaseIterable {
        /// SIGHUP: read the configuration again.
        case reload
        /// SIGUSR1: switch debug logging on or off.
        case toggleDebug

        fileprivate var number: Int32 {
            switch self {
            case .reload: SIGHUP
            case .toggleDebug: SIGUSR1
            }
        }
    }

    private var sources: [any DispatchSourceSignal] = []

    /// From now on these signals are ignored, SIGUSR2 too, and a write to a pipe without a reader is an error like any
    /// other.
    init() {
        for number in [SIGPIPE, SIGUSR2] + Request.allCases.map(\.number) { signal(number, SIG_IGN) }
    }

    /// Hands requests on, until `end`.
    mutating func handle(_ request: @escaping @Sendable (Request) -> Void) {
        sources = Request.allCases.map { wanted in
            let source = DispatchSource.makeSignalSource(signal: wanted.number, queue: .global())
            source.setEventHandler { request(wanted) }
            source.resume()
            return source
        }
    }

    /// Stops handing them on.
    mutating func end() {
        for source in sources { source.cancel() }
        sources = []
    }
}
