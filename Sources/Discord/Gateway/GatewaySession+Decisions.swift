/// What the inputs of a gateway session lead to.
extension GatewaySession {
    /// Whether payloads of this connection count.
    var isConnected: Bool {
        switch phase {
        case .awaitingHello, .awaitingReady, .ready: true
        default: false
        }
    }

    /// What is left to do of the effects of one read, now that all of it is known. On a connection that is over nothing
    /// more is said: what was read first may have asked for an identify, and Discord would count it for nothing.
    func remaining(of effects: [Effect], hasEnded: Bool) -> [Effect] {
        guard hasEnded || !isConnected else { return effects }
        return effects.filter { effect in
            switch effect {
            case .sendIdentify, .sendResume, .sendHeartbeat: false
            case .fetchAddress, .open, .close, .fail, .report: true
            }
        }
    }

    mutating func connect() -> [Effect] {
        // The machine that the session was on may be gone for good; the session can be resumed at any other one.
        guard let resumable, resumable.failedConnects < limits.resumeAttempts else {
            phase = .fetchingAddress
            return [.fetchAddress]
        }
        phase = .connecting
        return [.open(resumable.url)]
    }

    mutating func receivedHello(_ interval: Duration, now: Instant) -> [Effect] {
        guard case .awaitingHello = phase else { return [] }
        let heartbeat = Heartbeat(interval: interval, jitter: random.unit(), now: now)
        phase = .awaitingReady(
            Greeting(
                heartbeat: heartbeat, isResume: resumable != nil, deadline: now + limits.ready,
                lastDeadline: now + limits.readyCap))
        // The first payload of a connection always fits.
        _ = allowance.admits(.payload, now: now)
        return [resumable.map { .sendResume($0) } ?? .sendIdentify]
    }

    /// Discord moves its clients to other machines: not a failure, so the pauses do not grow.
    mutating func receivedReconnect(now: Instant) -> [Effect] {
        if isReady { backoff.reset() }
        return drop(.asked("op 7"), now: now)
    }

    mutating func receivedInvalidSession(_ canResume: Bool, now: Instant) -> [Effect] {
        if canResume { resumeFailed() } else { resumable = nil }
        let range = limits.invalidSessionPause
        let pause = range.lowerBound + (range.upperBound - range.lowerBound) * random.unit()
        phase = .waiting(until: now + pause)
        return [
            .close(GatewayLimits.resumableCloseCode), .report(.reconnecting(.invalidSession(canResume), after: pause)),
        ]
    }

    mutating func becomeReady(_ notice: GatewayNotice, now: Instant) -> [Effect] {
        guard case .awaitingReady(let greeting) = phase else { return [] }
        phase = .ready(greeting.heartbeat)
        readySince = now
        resumable?.failures = 0
        resumable?.failedConnects = 0
        return [.report(notice)]
    }

    mutating func advance(to sequence: Int) {
        guard let known = resumable?.sequence, sequence > known else { return }
        resumable?.sequence = sequence
    }

    mutating func beat(_ heartbeat: Heartbeat, now: Instant) -> [Effect] {
        guard now >= heartbeat.next else { return [] }
        guard !heartbeat.isUnanswered else { return drop(.silent("no answer to a heartbeat"), now: now) }
        updateHeartbeat { $0.sent(now: now) }
        _ = allowance.admits(.heartbeat, now: now)
        return [.sendHeartbeat(resumable?.sequence)]
    }

    mutating func updateHeartbeat(_ change: (inout Heartbeat) -> Void) {
        switch phase {
        case .ready(var heartbeat):
            change(&heartbeat)
            phase = .ready(heartbeat)
        case .awaitingReady(var greeting):
            change(&greeting.heartbeat)
            phase = .awaitingReady(greeting)
        default: break
        }
    }

    mutating func prolongGreeting(_ now: Instant) {
        guard case .awaitingReady(var greeting) = phase else { return }
        greeting.prolong(to: now + limits.ready)
        phase = .awaitingReady(greeting)
    }

    /// A connection has ended without RESUMED. Too many in a row, and the session is presumed dead; attempts that did
    /// not reach Discord at all say nothing about it.
    mutating func resumeFailed() {
        guard let failures = resumable?.failures else { return }
        resumable?.failures = failures + 1
        if failures + 1 >= limits.resumeAttempts { resumable = nil }
    }

    /// Closes the socket in a way that keeps the session, and comes back.
    mutating func drop(_ cause: GatewayDrop, now: Instant) -> [Effect] {
        if !isReady { resumeFailed() }
        return [.close(GatewayLimits.resumableCloseCode)] + retry(cause, now: now)
    }

    mutating func retry(_ cause: GatewayDrop, atLeast: Duration = .zero, now: Instant) -> [Effect] {
        if let since = readySince, now - since >= limits.goodWhile { backoff.reset() }
        readySince = nil
        // A session waits only for minutes, and a resume costs nothing.
        let cap = resumable == nil ? limits.backoffCap : min(limits.backoffCap, limits.resumeBackoffCap)
        let pause = max(atLeast, min(cap, backoff.next(jitter: random.unit())))
        phase = .waiting(until: now + pause)
        return [.report(.reconnecting(cause, after: pause))]
    }
}
