/// The pause of everything after a machine before Discord has refused a request.
struct EdgePause: Sendable {
    /// When the pause ends.
    private(set) var until: Duration = .zero
    private var inARow = 0

    /// Such a machine has refused a request, perhaps naming a delay.
    mutating func refused(retryAfter: Duration?, _ limits: RateLimits, at now: Duration) {
        // Answers to requests sent before the pause say nothing new.
        if now < until, retryAfter == nil { return }
        let pause = retryAfter ?? min(limits.longestEdgePause, limits.edgePause * (1 << min(inARow, 8)))
        inARow += 1
        until = max(until, now + pause)
    }

    /// Discord itself has answered.
    mutating func answered() {
        inARow = 0
    }
}
