import Foundation
import Synchronization

/// Facts about the connection, for the watchdog and the log.
package struct GatewayLiveness: Sendable, Equatable {
    /// Where the connection is.
    package enum State: String, Sendable, CaseIterable {
        /// Asking for the address, opening a socket, or waiting for hello.
        case connecting
        /// Identify was sent.
        case identifying
        /// Resume was sent.
        case resuming
        /// Events arrive.
        case ready
        /// A pause before the next attempt.
        case waiting
        /// Not running.
        case stopped
    }

    /// Where the connection is.
    package var state = State.stopped
    /// Until when the next identify waits, because of Discord's or the bot's own limit; nil while none waits.
    package var identifyWait: Date?
    /// When anything last came from Discord.
    package var lastHeard: ContinuousClock.Instant?
    /// When Discord last answered a heartbeat.
    package var lastACK: ContinuousClock.Instant?
    /// How long Discord took to answer the last heartbeat that it has answered; nil if it never did.
    package var latency: Duration?
    /// How many identifies Discord allowed until its next reset, when it was last asked; nil before.
    package var identifiesLeft: Int?
    /// When the last event came.
    package var lastEvent: ContinuousClock.Instant?
    /// Identifies sent so far.
    package var identifies = 0
    /// Resumed sessions so far.
    package var resumes = 0
    /// Connections lost and attempts failed so far, by cause.
    package var reconnects: [String: Int] = [:]
    /// Events received so far.
    package var events = 0
    /// Since when no events can arrive; nil while they can, and before the first session.
    package var disconnectedSince: ContinuousClock.Instant?
    /// The longest time in which no events could arrive, since the first session began.
    package var longestDisconnection: Duration = .zero

    /// Of a connection that has not started.
    package init() {}

    /// Adds the totals of another connection.
    package static func += (sum: inout GatewayLiveness, other: GatewayLiveness) {
        sum.identifies += other.identifies
        sum.resumes += other.resumes
        sum.events += other.events
        sum.reconnects.merge(other.reconnects, uniquingKeysWith: +)
        sum.longestDisconnection = max(sum.longestDisconnection, other.longestDisconnection)
    }

    /// Events arrive (again). Returns how long none could; nil for the first session.
    mutating func becameReady(now: ContinuousClock.Instant) -> Duration? {
        (state, identifyWait) = (.ready, nil)
        let disconnection = disconnectedSince.map { now - $0 }
        disconnectedSince = nil
        longestDisconnection = max(longestDisconnection, disconnection ?? .zero)
        return disconnection
    }

    /// The connection is lost, or an attempt to open one failed. Only the first begins a new gap.
    mutating func becameDisconnected(_ drop: GatewayDrop, now: ContinuousClock.Instant) {
        reconnects[drop.cause, default: 0] += 1
        if state == .ready { disconnectedSince = drop.isUnannounced ? lastHeard ?? now : now }
        state = .waiting
    }
}

extension GatewayDrop {
    /// Whether the connection ended without an announcement: then it may have been dead since the last bytes.
    fileprivate var isUnannounced: Bool {
        switch self {
        case .silent, .closed(nil, _): true
        case .closed, .connectFailed, .asked, .invalidSession: false
        }
    }
}

/// Holds the facts of a connection; readable from any thread.
package final class LivenessBoard: Sendable {
    private let facts = Mutex(GatewayLiveness())
    /// The facts whenever the state or the wait for an identify has changed, for one reader. One that is slow misses what
    /// was in between.
    package let changes: AsyncStream<GatewayLiveness>
    private let changed: AsyncStream<GatewayLiveness>.Continuation

    /// Makes a board in the state `stopped`.
    package init() {
        (changes, changed) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// The facts now.
    package var current: GatewayLiveness { facts.withLock { $0 } }

    @discardableResult
    func update<Result: Sendable>(_ change: (inout GatewayLiveness) -> Result) -> Result {
        facts.withLock { facts in
            let before = (facts.state, facts.identifyWait)
            defer { if before != (facts.state, facts.identifyWait) { changed.yield(facts) } }
            return change(&facts)
        }
    }
}
