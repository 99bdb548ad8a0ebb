import Foundation

/// What is known about the connection: facts for the watchdog and for whoever asks.
public struct GatewayLiveness: Sendable, Equatable {
    /// Where the connection is.
    public enum State: String, Sendable {
        /// Opening a socket, or waiting for hello.
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
    public var state = State.stopped
    /// When Discord last gave a sign of life of any kind.
    public var lastHeard: ContinuousClock.Instant?
    /// When Discord last answered a heartbeat.
    public var lastACK: ContinuousClock.Instant?
    /// Fresh sessions so far.
    public var identifies = 0
    /// Continued sessions so far.
    public var resumes = 0
    /// Events received so far.
    public var events = 0
}

/// Where the connection keeps its facts; readable from any thread.
public final class LivenessBoard: @unchecked Sendable {
    private let lock = NSLock()
    private var facts = GatewayLiveness()

    /// Makes a board that says `stopped`.
    public init() {}

    /// The facts now.
    public var current: GatewayLiveness { lock.withLock { facts } }

    func update(_ change: (inout GatewayLiveness) -> Void) { lock.withLock { change(&facts) } }
}
