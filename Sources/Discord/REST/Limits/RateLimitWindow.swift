/// What is known of a bucket's limit.
enum RateLimitWindow: Sendable {
    /// Nothing yet.
    case unknown
    /// Its answers name no limit.
    case absent
    /// Its answers name a limit.
    case known(KnownWindow)
}

/// The limit of a bucket as its headers give it.
///
/// Answers overtake each other, so `left` is the smaller of two numbers: the server's `remaining` less the requests in
/// flight, and the limit less our own count of requests started in this window.
struct KnownWindow: Sendable {
    private var limit = 1
    private var left = 0
    private var startedInWindow = 0
    private var length: Duration = .zero
    /// `nil` once the window has passed and no answer has shown the next one.
    private var resetsAt: Duration?
    private var newestAnswered: UInt64 = 0

    /// When the next request may begin. `room`: how many requests of a window of 4 or more it has to leave to others.
    mutating func readiness(inFlight: Int, leaving room: Int = 0, at now: Duration) -> RateLimitBucket.Readiness {
        if let end = resetsAt, now >= end {
            resetsAt = nil
            startedInWindow = inFlight
            left = max(0, limit - inFlight)
        }
        if left > (limit < 4 ? 0 : room) { return .now }
        if let resetsAt { return .at(resetsAt) }
        // All requests started since were lost without an answer: one more may be sent.
        return inFlight == 0 ? .now : .onAnswer
    }

    /// The shortest time in which so many requests in a row can start once the first may. `length` is the longest rest of
    /// a window seen so far, so it may be too short, never too long.
    func time(toStart count: Int) -> Duration { length * ((max(1, count) - 1) / max(1, limit)) }

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
        // The next window ends a whole length later, the one before as much earlier. The end of the same window only
        // varies by the time of travel.
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
