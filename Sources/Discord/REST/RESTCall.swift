import Transport

/// One call on its way through the client: what is sent, and the attempts so far.
struct RESTCall: Sendable {
    let route: Route
    private(set) var ticket: Ticket
    let request: HTTPRequest
    /// Counts each attempt that is sent.
    let tally: RequestTally?
    /// Attempts that ended in a failure.
    var failures = 0
    /// Attempts that ended in a 429.
    var rateLimited = 0
    /// Attempts that ended in a 401 which did not prove anything yet.
    private var doubted = 0
    /// Whether Discord may have carried out an attempt that got no answer, or one that leaves it open.
    private(set) var mayHaveTakenEffect = false
    /// When the latest attempt was sent.
    private var sentAt: Duration = .zero

    /// Makes a call that was not attempted yet.
    init(_ route: Route, _ ticket: Ticket, _ request: HTTPRequest, tally: RequestTally?) {
        self.route = route
        self.ticket = ticket
        self.request = request
        self.tally = tally
    }
}

/// What to do with a call after an attempt.
enum RESTVerdict: Sendable {
    /// It has succeeded.
    case done(RESTResponse)
    /// It has failed for good.
    case fail(RESTError)
    /// It is sent again after that time, or later.
    case again(after: Duration)
}

extension RESTCall {
    /// An attempt is sent.
    mutating func sent(at now: Duration) { sentAt = now }

    /// Discord may have carried out the latest attempt. A repeated POST must come before it has forgotten the nonce of
    /// the first one that it may have seen.
    private mutating func leftInDoubt(_ policy: RetryPolicy) {
        defer { mayHaveTakenEffect = true }
        guard route.method == .post, !mayHaveTakenEffect else { return }
        ticket.deadline = min(ticket.deadline ?? .seconds(Int64.max / 2), sentAt + policy.nonceMemory)
    }

    /// Whether an attempt after that pause would still be in time.
    private func isInTime(after pause: Duration, _ now: Duration) -> Bool {
        ticket.deadline.map { now + pause <= $0 } ?? true
    }

    /// An attempt ended without a response.
    mutating func failed(
        _ error: TransportError, isCancelled: Bool, _ policy: RetryPolicy, jitter: Double, at now: Duration
    ) -> RESTVerdict {
        failures += 1
        if error.mayHaveBeenSent { leftInDoubt(policy) }
        if isCancelled || error.kind == .cancelled { return .fail(self.error(.cancelled)) }
        let pause = policy.pause(failures: failures, jitter: jitter)
        guard policy.repeats(route, error: error), failures < policy.attempts, isInTime(after: pause, now) else {
            // A response larger than the limit would be as large the next time.
            let kind: RESTError.Kind = error.kind == .tooLarge ? .giveUp : .unreachable
            return .fail(self.error(kind, message: ErrorText.line(error.description)))
        }
        return .again(after: pause)
    }

    /// An attempt to read ended with a success whose body is no JSON, or only a part of it.
    mutating func unreadable(
        _ response: HTTPResponse, _ policy: RetryPolicy, jitter: Double, at now: Duration
    ) -> RESTVerdict {
        failures += 1
        let pause = policy.pause(failures: failures, jitter: jitter)
        guard failures < policy.attempts, isInTime(after: pause, now) else {
            var error = error(.retryLater, message: "the answer is no JSON, or cut off (\(response.body.count) bytes)")
            error.status = response.status
            return .fail(error)
        }
        return .again(after: pause)
    }

    /// An attempt ended with an error response.
    mutating func answered(
        _ response: ErrorResponse, _ limit: RateLimitAnswer, retryAfter: Duration?, _ policy: RetryPolicy,
        jitter: Double, at now: Duration
    ) -> RESTVerdict {
        if limit.scope != nil {
            rateLimited += 1
            // The limiter makes it wait. A 429 of Cloudflare's that names no delay is not repeated.
            let isHopeless = limit.scope == .cloudflare && limit.retryAfter == nil
            if !isHopeless, rateLimited < policy.rateLimitedAttempts { return .again(after: .zero) }
        } else {
            failures += 1
            if RetryPolicy.leavesInDoubt(status: response.status) { leftInDoubt(policy) }
            let backoff = policy.pause(failures: failures, jitter: jitter)
            let pause = max(backoff, min(retryAfter ?? .zero, .seconds(60)))
            if policy.repeats(route, status: response.status), failures < policy.attempts, isInTime(after: pause, now) {
                return .again(after: pause)
            }
        }
        return .fail(
            response.error(route, wait: retryAfter ?? .zero, mayHaveTakenEffect: mayHaveTakenEffect))
    }

    /// Discord has refused the token, and what the answer proves is known. A 401 has no effect, so the call can be repeated.
    mutating func refused(_ response: ErrorResponse, _ doubt: TokenDoubt.Verdict, at now: Duration) -> RESTVerdict {
        var error = response.error(route, wait: .zero, mayHaveTakenEffect: mayHaveTakenEffect)
        guard case .askAgain(let pause) = doubt else { return .fail(error) }
        doubted += 1
        if doubted < 3, isInTime(after: pause, now) { return .again(after: pause) }
        error.kind = .retryLater
        return .fail(error)
    }

    /// When the latest attempt was sent.
    var lastSent: Duration { sentAt }

    /// An error about this call without an answer.
    func error(_ kind: RESTError.Kind, message: String = "") -> RESTError {
        RESTError(kind, call: route.description, message: message, mayHaveTakenEffect: mayHaveTakenEffect)
    }
}
