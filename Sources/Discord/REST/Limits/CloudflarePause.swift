/// The pause of all requests after Cloudflare, the proxy in front of Discord, has answered one with 429.
struct CloudflarePause: Sendable {
    /// When the pause ends.
    private(set) var until: Duration = .zero
    private var backoff: Backoff

    /// No pause yet.
    init(_ limits: RateLimits) {
        backoff = Backoff(base: limits.cloudflarePause, cap: limits.longestCloudflarePause)
    }

    /// Cloudflare has refused a request. Without a `retryAfter` the pause doubles with each refusal in a row.
    mutating func refused(retryAfter: Duration?, at now: Duration) {
        // Answers to requests sent before the pause began are not counted again.
        if now < until, retryAfter == nil { return }
        let doubling = backoff.next()
        until = max(until, now + (retryAfter ?? doubling))
    }

    /// Discord itself has answered: the next pause is short again.
    mutating func answered() {
        backoff.reset()
    }
}
