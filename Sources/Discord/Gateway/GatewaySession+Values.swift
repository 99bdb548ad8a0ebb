/// Time limits of the gateway connection, and the pauses between attempts.
package struct GatewayLimits: Sendable, Equatable {
    /// From the open socket to the answer to the WebSocket upgrade.
    package var upgrade: Duration = .seconds(10)
    /// From the open WebSocket to hello.
    package var hello: Duration = .seconds(15)
    /// From identify or resume to READY or RESUMED. Dispatches and heartbeat ACKs prolong it: a replay may be long, and
    /// in an outage Discord answers heartbeats and issues the session later.
    package var ready: Duration = .seconds(60)
    /// The longest time that `ready` can be prolonged to.
    package var readyCap: Duration = .seconds(600)
    /// From op 9 to the next attempt, at random: Discord's staff ask for it.
    package var invalidSessionPause = Duration.seconds(1)...Duration.seconds(5)
    /// The longest `Retry-After` of a server that is obeyed.
    package var retryAfterCap: Duration = .seconds(3600)
    /// The first pause after a failure; every further failure doubles it.
    package var backoffBase: Duration = .seconds(1)
    /// The longest pause.
    package var backoffCap: Duration = .seconds(60)
    /// The longest pause before a resume.
    package var resumeBackoffCap: Duration = .seconds(15)
    /// A connection that was ready for this long resets the pauses.
    package var goodWhile: Duration = .seconds(60)
    /// A session is given up after so many connections in a row without RESUMED, its resume address after as many failed
    /// attempts to connect.
    package var resumeAttempts = 5
    /// From an answer that would end the connection for good to the attempt that can prove it.
    package var proofPause: Duration = .seconds(5)

    /// Any code but 1000 and 1001 leaves the session resumable; this one is in Discord's private range.
    package static let resumableCloseCode: UInt16 = 4000

    /// Makes the defaults.
    package init() {}
}

extension GatewaySession {
    /// What `GatewayConnection` has to do.
    package enum Effect: Sendable, Equatable {
        /// GET /gateway/bot, then `addressReceived` or `connectFailed`.
        case fetchAddress
        /// Open a socket there, then `socketOpened` and `connected`, or `connectFailed`.
        case open(String)
        /// Send a heartbeat with this sequence number.
        case sendHeartbeat(Int?)
        /// Send identify.
        case sendIdentify
        /// Send resume.
        case sendResume(ResumableSession)
        /// Close the socket with this code. Codes other than 1000 and 1001 keep the session.
        case close(UInt16)
        /// End the connection for good: only the operator can solve the problem.
        case fail(GatewayFatal)
        /// Log it for the operator.
        case report(GatewayNotice)
    }
}

/// What a resume needs. Never logged: together with the token it gives access to the session.
package struct ResumableSession: Sendable, Equatable {
    /// Discord's name of the session; hidden in every output.
    private let id: Secret
    /// The URL at which to resume.
    package var url: String
    /// The last sequence number received.
    package var sequence: Int
    /// Connections in a row that did not end in RESUMED.
    var failures = 0
    /// Attempts to connect in a row that failed.
    var failedConnects = 0

    /// Makes a session reference.
    package init(sessionID: String, url: String, sequence: Int) {
        id = Secret(sessionID, .session)
        self.url = url
        self.sequence = sequence
    }

    /// Discord's name of the session.
    package var sessionID: String { id.reveal() }
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

/// Why a connection has ended or an attempt failed.
package enum GatewayDrop: Sendable, Equatable {
    /// The socket could not be opened.
    case connectFailed(String)
    /// Discord closed it, with a code if it sent one, or it broke.
    case closed(GatewayCloseCode?, String)
    /// Discord did not answer in time.
    case silent(String)
    /// Discord asked for a reconnect.
    case asked(String)
    /// op 9.
    case invalidSession(Bool)

    /// The kind alone, by which `GatewayLiveness` counts.
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
            reason.isEmpty
                ? "Discord closed it with \(code)" : "Discord closed it with \(code): \(OutputLine.quoted(reason))"
        case .closed(nil, let reason): reason.isEmpty ? "it ended without a close frame" : reason
        case .silent(let what): "Discord is silent: \(what)"
        case .asked(let what): "Discord asked for it (\(what))"
        case .invalidSession(let canResume): "Discord says the session is invalid (op 9 \(canResume))"
        }
    }
}

/// An event of the connection for the operator's log.
package enum GatewayNotice: Sendable, Equatable {
    /// A new session has begun.
    case identified
    /// The session was resumed.
    case resumed
    /// The connection has ended or an attempt failed; the next attempt follows after a pause.
    case reconnecting(GatewayDrop, after: Duration)
    /// The address at which to resume may not get the token; the session is resumed at the address of GET /gateway/bot.
    case resumeAddressRefused(String)
    /// Discord may not be reached again without the operator; that is tried once more before it is believed.
    case doubted(GatewayFatal)
    /// Identify has to wait; the next attempt follows after that.
    case identifyDelayed(IdentifyDelay)
}
