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
