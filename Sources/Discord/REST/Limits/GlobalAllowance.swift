/// The limit on everything the bot sends: the starts in any window, and the pauses that the server asks for.
struct GlobalAllowance: Sendable {
    private let window: Duration
    private var starts: [Duration] = []
    private var pausedUntil: Duration = .zero

    /// An unused allowance.
    init(_ limits: RateLimits) { window = limits.globalWindow }

    /// When the next request may begin if at most `limit` begin per window; `now` or earlier if it may at once.
    mutating func ready(limit: Int, at now: Duration) -> Duration {
        // Starts that have left the window do no harm: they are dropped together, as a limit may be in the thousands.
        if starts.count >= 2 * limit { starts.removeAll { $0 + window <= now } }
        guard starts.count >= limit else { return pausedUntil }
        return max(pausedUntil, starts[starts.count - limit] + window)
    }

    /// A request begins.
    mutating func started(at now: Duration) {
        starts.append(now)
    }

    /// The server has answered 429 with the scope `global`.
    mutating func pause(until time: Duration) {
        pausedUntil = max(pausedUntil, time)
    }
}
