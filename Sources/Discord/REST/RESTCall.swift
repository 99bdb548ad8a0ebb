import Transport

/// One call on its way through the client: what is sent, and the attempts so far.
struct RESTCall: Sendable {
    let route: Route
    let ticket: Ticket
    let request: HTTPRequest
    /// Counts each attempt that is sent.
    let tally: RequestTally?
    /// Attempts that ended in a failure.
    var failures = 0
    /// Attempts that ended in a 429.
    var rateLimited = 0
    /// Whether Discord may have carried out an attempt that got no answer, or one that leaves it open.
    var mayHaveTakenEffect = false

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
    /// An attempt ended without a response.
    mutating func failed(
        _ error: TransportError, isCancelled: Bool, _ policy: RetryPolicy, jitter: Double
    ) -> RESTVerdict {
        failures += 1
        mayHaveTakenEffect = mayHaveTakenEffect || error.mayHaveBeenSent
        if isCancelled || error.kind == .cancelled { return .fail(self.error(.cancelled)) }
        guard policy.repeats(route, error: error), failures < policy.attempts else {
            // A response larger than the limit would be as large the next time.
            let kind: RESTError.Kind = error.kind == .tooLarge ? .giveUp : .unreachable
            return .fail(self.error(kind, message: ErrorText.line(error.description)))
        }
        return .again(after: policy.pause(failures: failures, jitter: jitter))
    }

    /// An attempt ended with an error response.
    mutating func answered(
        _ response: ErrorResponse, _ limit: RateLimitAnswer, retryAfter: Duration?, _ policy: RetryPolicy,
        jitter: Double,
        hiding secrets: [Secret]
    ) -> RESTVerdict {
        if limit.scope != nil {
            rateLimited += 1
            // The limiter makes it wait. A 429 of Cloudflare's that names no delay is not repeated.
            let isHopeless = limit.scope == .cloudflare && limit.retryAfter == nil
            if !isHopeless, rateLimited < policy.rateLimitedAttempts { return .again(after: .zero) }
        } else {
            failures += 1
            if RetryPolicy.leavesInDoubt(status: response.status) { mayHaveTakenEffect = true }
            if policy.repeats(route, status: response.status), failures < policy.attempts {
                let pause = policy.pause(failures: failures, jitter: jitter)
                return .again(after: max(pause, min(retryAfter ?? .zero, .seconds(60))))
            }
        }
        return .fail(
            response.error(
                route, wait: retryAfter ?? .zero, mayHaveTakenEffect: mayHaveTakenEffect, hiding: secrets))
    }

    /// An error about this call without an answer.
    func error(_ kind: RESTError.Kind, message: String = "") -> RESTError {
        RESTError(kind, call: route.description, message: message, mayHaveTakenEffect: mayHaveTakenEffect)
    }
}
