/// Growing pauses: base, 2 × base, 4 × base … up to the cap. Jitter shortens each one, to no less than half of it.
struct Backoff: Sendable, Equatable {
    let base: Duration
    let cap: Duration
    private var attempts = 0

    init(base: Duration, cap: Duration) {
        self.base = base
        self.cap = cap
    }

    /// The pause after so many earlier ones.
    /// - Parameter jitter: 0 for half of the pause to 1 for the whole; values outside are clamped.
    func pause(after attempts: Int, jitter: Double = 1) -> Duration {
        let whole = min(cap, base * (1 << min(max(attempts, 0), 16)))
        return whole * (0.5 + min(max(jitter, 0), 1) / 2)
    }

    /// The next pause; the one after it is twice as long.
    mutating func next(jitter: Double = 1) -> Duration {
        defer { attempts += 1 }
        return pause(after: attempts, jitter: jitter)
    }

    /// The next pause is the base again.
    mutating func reset() { attempts = 0 }
}
