/// What may be sent on one connection: Discord closes one that sends more than 120 payloads in 60 seconds. Three are
/// reserved for heartbeats, which must not wait.
/// Source: https://docs.discord.com/developers/events/gateway#rate-limiting
struct SendAllowance: Sendable, Equatable {
    static let perMinute = 120
    static let keptForHeartbeats = 3

    /// The kind of payload.
    enum Kind {
        /// The timer's own heartbeat: a dozen a minute at most, always sent.
        case heartbeat
        /// A heartbeat that Discord asked for.
        case requestedHeartbeat
        /// Anything else.
        case payload
    }

    /// When payloads were sent within the last minute, oldest first.
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
