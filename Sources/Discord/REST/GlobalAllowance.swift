/// The limit on everything the bot sends: so many starts in any window, and the pauses that the server orders.
struct GlobalAllowance: Sendable {
    private let window: Duration
    private var starts: [Duration] = []
    private var pausedUntil: Duration = .zero

    /// An allowance of which nothing is used.
    init(_ limits: RateLimits) { window = limits.globalWindow }

    /// When `limit` starts per window let the next one begin; not after `now` if it may begin at once.
    mutating func ready(limit: Int, at now: Duration) -> Duration {
        if starts.count >= limit { starts.removeAll { $0 + window <= now } }
        guard starts.count >= limit else { return pausedUntil }
        return max(pausedUntil, starts[starts.count - limit] + window)
    }

    /// A request begins.
    mutating func started(at now: Duration) {
        starts.append(now)
    }

    /// The server has said `global`.
    mutating func pause(until time: Duration) {
        pausedUntil = max(pausedUntil, time)
    }
}
