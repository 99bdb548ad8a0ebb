/// One rate limit bucket: what the server's headers say, what was observed, and when the next request may begin.
struct RateLimitBucket: Sendable {
    /// When the next request of a bucket may begin.
    enum Readiness: Equatable {
        /// Now.
        case now
        /// At that time.
        case at(Duration)
        /// Not before an answer to one of those in flight.
        case onAnswer
    }

    /// Requests under way.
    private(set) var inFlight = 0
    /// When something last happened.
    private(set) var lastUsed: Duration = .zero
    private var window: RateLimitWindow = .unknown
    private var allowance: PageAllowance
    private var blockedUntil: Duration = .zero
    private let inFlightWithoutLimits: Int

    /// A bucket of which nothing is known: one request at a time.
    init(_ limits: RateLimits) {
        allowance = PageAllowance(limits)
        inFlightWithoutLimits = max(1, limits.inFlightWithoutLimits)
    }

    /// What is known of `other`, without its requests in flight: the caller moves those here with `movedIn`.
    init(learningFrom other: RateLimitBucket) {
        self = other
        inFlight = 0
    }

    /// A route with untrustworthy headers shares this bucket.
    mutating func distrustHeaders() {
        allowance.isCautious = true
    }

    /// When the next request may begin. `room`: how many requests of a window of 4 or more it has to leave to others.
    mutating func readiness(leaving room: Int = 0, at now: Duration) -> Readiness {
        if blockedUntil > now { return .at(blockedUntil) }
        let pages = allowance.readiness(inFlight: inFlight, leaving: room, at: now)
        guard pages == .now else { return pages }
        switch window {
        case .unknown: return inFlight == 0 ? .now : .onAnswer
        case .absent: return inFlight < inFlightWithoutLimits ? .now : .onAnswer
        case .known(var known):
            let result = known.readiness(inFlight: inFlight, leaving: room, at: now)
            window = .known(known)
            return result
        }
    }

    /// The shortest time in which so many requests in a row can start once the first may; zero if no limit is known.
    func time(toStart count: Int) -> Duration {
        let pages = allowance.time(toStart: count)
        guard case .known(let known) = window else { return pages }
        return max(pages, known.time(toStart: count))
    }

    /// A request begins.
    mutating func started(at now: Duration) {
        inFlight += 1
        lastUsed = now
        if case .known(var known) = window {
            known.started()
            window = .known(known)
        }
    }

    /// A request is over. `order` numbers the starts; `answer` is `nil` if there was none.
    mutating func finished(_ order: UInt64, _ answer: RateLimitAnswer?, at now: Duration) {
        inFlight -= 1
        lastUsed = now
        allowance.finished(at: now)
        guard let answer else { return }
        if answer.scope == .user || answer.scope == .shared {
            blockedUntil = max(blockedUntil, now + (answer.retryAfter ?? answer.resetAfter ?? .seconds(1)))
        }
        if answer.scope == .user { allowance.refused(limit: answer.limit, promised: promises(at: now), at: now) }
        guard answer.scope != .cloudflare else { return }
        learn(order, answer, at: now)
    }

    /// A request in flight moves to another bucket.
    mutating func movedOut() {
        inFlight -= 1
    }

    /// A request in flight comes from another bucket.
    mutating func movedIn() {
        inFlight += 1
        if case .known(var known) = window {
            known.started()
            window = .known(known)
        }
    }

    /// Takes over what `other` has observed.
    mutating func merge(_ other: RateLimitBucket) {
        allowance.merge(other.allowance)
        blockedUntil = max(blockedUntil, other.blockedUntil)
        lastUsed = max(lastUsed, other.lastUsed)
    }

    /// Whether it has been unused for `time`, with nothing under way and no block in force.
    func isIdle(for time: Duration, at now: Duration) -> Bool {
        inFlight == 0 && lastUsed + time <= now && blockedUntil <= now
    }

    private func promises(at now: Duration) -> Bool {
        if case .known(let known) = window { known.isOpen(at: now) } else { false }
    }

    private mutating func learn(_ order: UInt64, _ answer: RateLimitAnswer, at now: Duration) {
        guard let limit = answer.limit, let remaining = answer.remaining, let resetAfter = answer.resetAfter else {
            if case .unknown = window, answer.scope == nil {
                window = .absent
                if answer.isSuccess { allowance.headersNamed(limit: nil) }
            }
            return
        }
        allowance.headersNamed(limit: limit)
        var known = if case .known(let known) = window { known } else { KnownWindow() }
        known.answered(order, limit: limit, remaining: remaining, end: now + resetAfter, inFlight: inFlight, at: now)
        window = .known(known)
    }
}
