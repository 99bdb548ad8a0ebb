/// The heartbeat of one connection: when the next is due, and whether the last was answered.
/// Source: https://docs.discord.com/developers/events/gateway#sending-heartbeats
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

    mutating func acknowledge() { isUnanswered = false }
}
