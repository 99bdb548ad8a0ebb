/// What is known of a bucket's limit.
enum RateLimitWindow: Sendable {
    /// Nothing yet.
    case unknown
    /// Its answers name no limit.
    case absent
    /// Its answers name one.
    case known(KnownWindow)
}

/// The limit of a bucket as its headers give it.
///
/// Answers overtake each other, so what is left is the lesser of two views: the server's, less what is in flight, and
/// our own count of what was started in this window.
struct KnownWindow: Sendable {
    private var limit = 1
    private var left = 0
    private var startedInWindow = 0
    private var length: Duration = .zero
    /// `nil` once the window has passed and no answer has shown the next one.
    private var resetsAt: Duration?
    private var newestAnswered: UInt64 = 0

    /// When the next request may begin.
    mutating func readiness(inFlight: Int, at now: Duration) -> RateLimitBucket.Readiness {
        if let end = resetsAt, now >= end {
            resetsAt = nil
            startedInWindow = inFlight
            left = max(0, limit - inFlight)
        }
        if left > 0 { return .now }
        if let resetsAt { return .at(resetsAt) }
        // All those started since were lost without an answer: one more may ask.
        return inFlight == 0 ? .now : .onAnswer
    }

    /// Whether the last answer's promise still holds.
    func isOpen(at now: Duration) -> Bool {
        resetsAt.map { now < $0 } ?? false
    }

    /// A request begins.
    mutating func started() {
        left = max(0, left - 1)
        startedInWindow += 1
    }

    /// An answer has come to the request that was started as number `order`; `end` is when its window ends.
    mutating func answered(_ order: UInt64, limit: Int, remaining: Int, end: Duration, inFlight: Int, at now: Duration)
    {
        self.limit = limit
        length = max(length, end - now)
        // A window that follows ends a whole length later, one that is past as much earlier; the same one merely looks
        // later by the time of travel.
        let isNew = resetsAt.map { end > $0 + length / 2 } ?? true
        let isPast = resetsAt.map { end < $0 - length / 2 } ?? false
        guard !isPast else { return }
        guard isNew || order >= newestAnswered else {
            left = min(left, remaining)
            return
        }
        newestAnswered = max(newestAnswered, order)
        if isNew { startedInWindow = inFlight + 1 }
        resetsAt = end
        left = max(0, min(remaining - inFlight, limit - startedInWindow))
    }
}
