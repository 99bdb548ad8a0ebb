/// What may be sent on one connection: Discord ends one that sends more than 120 payloads in 60 seconds. Three are kept
/// for heartbeats, which must never wait.
struct SendAllowance: Sendable, Equatable {
    static let perMinute = 120
    static let keptForHeartbeats = 3

    /// What is to be sent.
    enum Kind {
        /// The timer's own heartbeat: a dozen a minute at most, always sent.
        case heartbeat
        /// The answer to a heartbeat that Discord asked for.
        case requestedHeartbeat
        /// Anything else.
        case payload
    }

    /// When something was sent within the last minute, oldest first.
    private var sent: [ContinuousClock.Instant] = []

    /// Whether it may be sent now; counts it if so.
    mutating func admits(_ kind: Kind, now: ContinuousClock.Instant) -> Bool {
        sent.removeAll { now - $0 >= .seconds(60) }
        let limit =
            switch kind {
            case .heartbeat: Int.max
            case .requestedHeartbeat: Self.perMinute
            case .payload: Self.perMinute - Self.keptForHeartbeats
            }
        guard sent.count < limit else { return false }
        sent.append(now)
        return true
    }
}
