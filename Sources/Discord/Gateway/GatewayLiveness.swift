import Foundation

/// What is known about the connection: facts for the watchdog and for whoever asks.
package struct GatewayLiveness: Sendable, Equatable {
    /// Where the connection is.
    package enum State: String, Sendable {
        /// Asking for the address, opening a socket, or waiting for hello.
        case connecting
        /// Identify was sent.
        case identifying
        /// Resume was sent.
        case resuming
        /// Events flow.
        case ready
        /// A pause before the next attempt.
        case waiting
        /// Not running.
        case stopped
    }

    /// Where the connection is.
    package var state = State.stopped
    /// When Discord last gave a sign of life of any kind.
    package var lastHeard: ContinuousClock.Instant?
    /// When Discord last answered a heartbeat.
    package var lastACK: ContinuousClock.Instant?
    /// When the last event came.
    package var lastEvent: ContinuousClock.Instant?
    /// Identifies sent so far.
    package var identifies = 0
    /// Continued sessions so far.
    package var resumes = 0
    /// Connections given up or attempts failed so far, by cause.
    package var reconnects: [String: Int] = [:]
    /// Events received so far.
    package var events = 0
    /// Since when no events can come; nil while they can.
    package var deafSince: ContinuousClock.Instant?
    /// The longest time in which no events could come, once the first session stood.
    package var longestDeafness: Duration = .zero

    /// Events flow (again). Returns how long none could come.
    mutating func becameReady(now: ContinuousClock.Instant) -> Duration? {
        state = .ready
        let deafness = deafSince.map { now - $0 }
        deafSince = nil
        longestDeafness = max(longestDeafness, deafness ?? .zero)
        return deafness
    }

    /// The connection is gone. An attempt that fails while it is gone already makes no new gap.
    mutating func becameDeaf(_ drop: GatewayDrop, now: ContinuousClock.Instant) {
        reconnects[drop.cause, default: 0] += 1
        if state == .ready { deafSince = drop.isUnannounced ? lastHeard ?? now : now }
        state = .waiting
    }
}

extension GatewayDrop {
    /// Whether Discord has not said that it is over: such a line may have been deaf since it was last heard.
    fileprivate var isUnannounced: Bool {
        switch self {
        case .silent, .closed(nil, _): true
        case .closed, .connectFailed, .asked, .invalidSession: false
        }
    }
}

/// Where the connection keeps its facts; readable from any thread.
package final class LivenessBoard: @unchecked Sendable {
    private let lock = NSLock()
    private var facts = GatewayLiveness()

    /// Makes a board that says `stopped`.
    package init() {}

    /// The facts now.
    package var current: GatewayLiveness { lock.withLock { facts } }

    @discardableResult
    func update<Result>(_ change: (inout GatewayLiveness) -> Result) -> Result { lock.withLock { change(&facts) } }
}
