/// Time limits of the gateway connection, and the pauses between attempts.
package struct GatewayLimits: Sendable, Equatable {
    /// From the open socket to the answer to the WebSocket upgrade.
    package var upgrade: Duration = .seconds(10)
    /// From the open WebSocket to hello.
    package var hello: Duration = .seconds(15)
    /// From identify or resume to READY or RESUMED. Signs of life prolong it: a replay may be long, and in an outage
    /// Discord answers heartbeats and issues the session later.
    package var ready: Duration = .seconds(60)
    /// However many signs of life: a connection that is not ready by then is dropped.
    package var readyCap: Duration = .seconds(600)
    /// From op 9 to the next attempt, at random: Discord's staff ask for it.
    package var invalidSessionPause = Duration.seconds(1)...Duration.seconds(5)
    /// No server's `Retry-After` is obeyed for longer.
    package var retryAfterCap: Duration = .seconds(3600)
    /// The first pause after a failure; doubled by every further one.
    package var backoffBase: Duration = .seconds(1)
    /// No pause is longer.
    package var backoffCap: Duration = .seconds(60)
    /// No pause before a resume is longer.
    package var resumeBackoffCap: Duration = .seconds(15)
    /// A connection that was ready for this long resets the pauses.
    package var goodWhile: Duration = .seconds(60)
    /// So many connections in a row that did not end in RESUMED give a session up; as many that could not be opened
    /// give its address up.
    package var resumeAttempts = 5

    /// Any code but 1000 and 1001 leaves the session resumable; this one is in Discord's private range.
    package static let resumableCloseCode: UInt16 = 4000

    /// Makes the defaults.
    package init() {}
}

/// What a resume needs. Never logged: with the token, whoever has it can take the session over.
package struct ResumableSession: Sendable, Equatable {
    /// Names the session.
    package var sessionID: String
    /// Where Discord wants it resumed.
    package var url: String
    /// The last sequence number received.
    package var sequence: Int
    /// Connections in a row that did not end in RESUMED.
    var failures = 0
    /// Attempts in a row that did not become a connection.
    var failedConnects = 0

    /// Makes a session reference.
    package init(sessionID: String, url: String, sequence: Int) {
        self.sessionID = sessionID
        self.url = url
        self.sequence = sequence
    }
}

/// A payload, as far as the session is concerned.
package enum GatewayFrame: Sendable, Equatable {
    /// op 10.
    case hello(interval: Duration)
    /// op 1 from the server.
    case heartbeatRequest
    /// op 11.
    case heartbeatACK
    /// op 7.
    case reconnect
    /// op 9.
    case invalidSession(canResume: Bool)
    /// op 0 READY.
    case ready(sequence: Int, sessionID: String, url: String)
    /// op 0 RESUMED.
    case resumed(sequence: Int)
    /// Any other op 0.
    case dispatch(sequence: Int)
}

/// Why a connection is given up.
package enum GatewayDrop: Sendable, Equatable {
    /// The socket could not be opened.
    case connectFailed(String)
    /// The peer closed it or it broke.
    case closed(GatewayCloseCode?, String)
    /// Nothing came in time.
    case silent(String)
    /// Discord asked for it.
    case asked(String)
    /// op 9.
    case invalidSession(Bool)

    /// The kind alone, to count by.
    package var cause: String {
        switch self {
        case .connectFailed: "connect failed"
        case .closed(let code?, _): "closed \(code.rawValue)"
        case .closed(nil, _): "broken"
        case .silent: "silent"
        case .asked: "op 7"
        case .invalidSession: "op 9"
        }
    }
}

extension GatewayDrop: CustomStringConvertible {
    /// A clause for the operator's log.
    package var description: String {
        switch self {
        case .connectFailed(let reason): reason
        case .closed(let code?, let reason):
            reason.isEmpty ? "Discord closed it with \(code)" : "Discord closed it with \(code): \(reason)"
        case .closed(nil, let reason): reason.isEmpty ? "it ended without a close frame" : reason
        case .silent(let what): "Discord is silent: \(what)"
        case .asked(let what): "Discord asked for it (\(what))"
        case .invalidSession(let canResume): "Discord says the session is invalid (op 9 \(canResume))"
        }
    }
}

/// What the operator's log should say about the connection.
package enum GatewayNotice: Sendable, Equatable {
    /// A fresh session.
    case identified
    /// The session goes on.
    case resumed
    /// A new attempt follows after a pause.
    case reconnecting(GatewayDrop, after: Duration)
    /// Identify has to wait; the next attempt follows then.
    case identifyDelayed(IdentifyDelay)
}
