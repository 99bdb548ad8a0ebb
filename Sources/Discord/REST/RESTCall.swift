import Transport

/// One call on its way through the client: what is sent, and what has happened to it so far.
struct RESTCall: Sendable {
    let route: Route
    let ticket: Ticket
    let request: HTTPRequest
    /// Attempts that ended in a failure.
    var failures = 0
    /// Attempts that ended in a 429.
    var refusals = 0
    /// Whether some attempt may have been carried out although no answer says so.
    var mayHaveTakenEffect = false

    /// Whether this is the first attempt.
    var isFresh: Bool { failures == 0 && refusals == 0 }

    /// Makes a call that nothing has happened to.
    init(_ route: Route, _ ticket: Ticket, _ request: HTTPRequest) {
        self.route = route
        self.ticket = ticket
        self.request = request
    }
}

/// What to do with a call after an attempt.
enum RESTVerdict: Sendable {
    /// It has succeeded.
    case done(RESTResponse)
    /// It has failed for good.
    case fail(RESTError)
    /// It is to be sent again, not before that long.
    case again(after: Duration)
}

extension RESTCall {
    /// The network has not carried an attempt to an answer.
    mutating func failed(
        _ error: TransportError, isCancelled: Bool, _ policy: RetryPolicy, jitter: Double
    ) -> RESTVerdict {
        failures += 1
        mayHaveTakenEffect = mayHaveTakenEffect || error.mayHaveBeenSent
        if isCancelled || error.kind == .cancelled { return .fail(self.error(.cancelled)) }
        guard policy.repeats(route, error: error), failures < policy.attempts else {
            // A response beyond the limit would be so the next time.
            let kind: RESTError.Kind = error.kind == .tooLarge ? .giveUp : .unreachable
            return .fail(self.error(kind, message: ErrorText.line(error.description)))
        }
        return .again(after: policy.pause(failures: failures, jitter: jitter))
    }

    /// An answer has come that is no success.
    mutating func refused(
        _ refusal: Refusal, _ limit: RateLimitAnswer, retryAfter: Duration?, _ policy: RetryPolicy, jitter: Double,
        hiding secrets: [Secret]
    ) -> RESTVerdict {
        if limit.scope != nil {
            refusals += 1
            // The limiter makes it wait. Without a delay Cloudflare's answer is not to be retried.
            let isHopeless = limit.scope == .edge && limit.retryAfter == nil
            if !isHopeless, refusals < policy.refusals { return .again(after: .zero) }
        } else {
            failures += 1
            if RetryPolicy.leavesInDoubt(status: refusal.status) { mayHaveTakenEffect = true }
            if policy.repeats(route, status: refusal.status), failures < policy.attempts {
                let pause = policy.pause(failures: failures, jitter: jitter)
                return .again(after: max(pause, min(retryAfter ?? .zero, .seconds(60))))
            }
        }
        return .fail(
            refusal.error(
                route, wait: retryAfter ?? .zero, mayHaveTakenEffect: mayHaveTakenEffect, hiding: secrets))
    }

    /// An error about this call without an answer.
    func error(_ kind: RESTError.Kind, message: String = "") -> RESTError {
        RESTError(kind, call: route.description, message: message, mayHaveTakenEffect: mayHaveTakenEffect)
    }
}
