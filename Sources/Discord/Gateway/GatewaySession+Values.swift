/// Time limits of the gateway connection, and the pauses between attempts.
public struct GatewayLimits: Sendable, Equatable {
    /// From the open WebSocket to hello.
    public var hello: Duration = .seconds(15)
    /// From identify or resume to READY or RESUMED.
    public var ready: Duration = .seconds(60)
    /// The first pause after a failure; doubled by every further one.
    public var backoffBase: Duration = .seconds(1)
    /// No pause is longer.
    public var backoffCap: Duration = .seconds(60)
    /// A connection that was ready for this long resets the pauses.
    public var goodWhile: Duration = .seconds(60)
    /// So many failed connections in a row give a session up.
    public var resumeAttempts = 5

    /// Any code but 1000 and 1001 leaves the session resumable; this one is in Discord's private range.
    public static let resumableCloseCode: UInt16 = 4000

    /// Makes the defaults.
    public init() {}
}

/// What a resume needs.
public struct ResumableSession: Sendable, Equatable {
    /// Names the session.
    public var sessionID: String
    /// Where Discord wants it resumed.
    public var url: String
    /// The last sequence number received.
    public var sequence: Int
    /// Failed attempts to reach that address in a row.
    var failures = 0

    /// Makes a session reference.
    public init(sessionID: String, url: String, sequence: Int) {
        self.sessionID = sessionID
        self.url = url
        self.sequence = sequence
    }
}

/// A payload, as far as the session is concerned.
public enum GatewayFrame: Sendable, Equatable {
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

/// `session_start_limit` of GET /gateway/bot.
public struct IdentifyBudget: Sendable, Equatable {
    /// Identifies that are left.
    public var remaining: Int
    /// When they are refilled.
    public var resetAfter: Duration

    /// Makes a budget.
    public init(remaining: Int, resetAfter: Duration) {
        self.remaining = remaining
        self.resetAfter = resetAfter
    }
}

/// Why a connection is given up.
public enum GatewayDrop: Sendable, Equatable {
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
}

/// What the operator's log should say about the connection.
public enum GatewayNotice: Sendable, Equatable {
    /// A fresh session.
    case identified
    /// The session goes on.
    case resumed
    /// A new attempt follows after a pause.
    case reconnecting(GatewayDrop, after: Duration)
    /// No identifies are left; the next attempt follows when they are refilled.
    case identifyBudgetSpent(resetAfter: Duration)
}

/// The heartbeat of one connection.
struct Heartbeat: Sendable, Equatable {
    let interval: Duration
    /// When the next one is due.
    private(set) var next: ContinuousClock.Instant
    /// Whether one was sent and not answered.
    private(set) var isUnanswered = false

    /// The first heartbeat is due after `interval × jitter`, with jitter in [0, 1).
    init(interval: Duration, jitter: Double, now: ContinuousClock.Instant) {
        self.interval = interval
        next = now + interval * jitter
    }

    mutating func sent(now: ContinuousClock.Instant) {
        isUnanswered = true
        next = now + interval
    }

    mutating func acknowledge(now: ContinuousClock.Instant) { isUnanswered = false }
}

/// Growing pauses with jitter: base, 2 × base, 4 × base … at most the cap, each between half and the whole of that.
struct Backoff: Sendable, Equatable {
    let base: Duration
    let cap: Duration
    private var attempts = 0

    init(base: Duration, cap: Duration) {
        self.base = base
        self.cap = cap
    }

    mutating func next(jitter: Double) -> Duration {
        let whole = min(cap, base * (1 << min(attempts, 16)))
        attempts += 1
        return whole * (0.5 + jitter / 2)
    }

    mutating func reset() { attempts = 0 }
}

/// A small seeded generator (SplitMix64), so that jitter can be repeated in a test.
public struct SplitMix64: RandomNumberGenerator, Sendable, Equatable {
    private var state: UInt64

    /// Makes a generator; the same seed gives the same numbers.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number in [0, 1).
    public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
