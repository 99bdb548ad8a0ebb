/// The rules of a gateway session: decides from inputs and the time what to do. `GatewayConnection` does it.
///
/// Pure: it reads no clock (every input brings `now`), draws randomness from its own seeded generator, and returns
/// effects as plain values.
/// Source: https://docs.discord.com/developers/events/gateway#connection-lifecycle
package struct GatewaySession: Sendable {
    /// A moment of the monotonic clock.
    package typealias Instant = ContinuousClock.Instant

    private let limits: GatewayLimits
    private var phase: Phase = .idle
    /// What a resume needs; nil when the next connection has to identify.
    private(set) var resumable: ResumableSession?
    private var backoff: Backoff
    private var random: SplitMix64
    private var readySince: Instant?
    private var allowance = SendAllowance()
    private var doubt: Doubt?

    /// A reason to end the connection for good that has come once: a broken proxy may have made it up.
    private struct Doubt: Sendable, Equatable {
        let reason: GatewayFatal
        let since: Instant
    }

    /// The phase of a connection's life, with exactly the values it needs.
    private enum Phase: Sendable, Equatable {
        /// Not started, or stopped.
        case idle
        /// A pause before the next attempt.
        case waiting(until: Instant)
        /// GET /gateway/bot is under way.
        case fetchingAddress
        /// The socket is being opened; the opener has its own time limit.
        case connecting
        /// The socket is open, the WebSocket is not yet.
        case upgrading(deadline: Instant)
        /// The WebSocket is open; Discord sends hello first.
        case awaitingHello(deadline: Instant)
        /// Identify or resume was sent.
        case awaitingReady(Greeting)
        /// Events arrive.
        case ready(Heartbeat)
    }

    /// A connection between identify or resume and the answer.
    private struct Greeting: Sendable, Equatable {
        var heartbeat: Heartbeat
        let isResume: Bool
        /// When the connection is dropped, unless something comes from Discord before.
        var deadline: Instant
        /// When the connection is dropped in any case.
        let lastDeadline: Instant

        mutating func prolong(to later: Instant) { deadline = min(max(deadline, later), lastDeadline) }
    }

    /// Makes a session that has not started.
    package init(limits: GatewayLimits = GatewayLimits(), seed: UInt64) {
        self.limits = limits
        backoff = Backoff(base: limits.backoffBase, cap: limits.backoffCap)
        random = SplitMix64(seed: seed)
    }

    /// Whether the session has begun or was resumed, and events arrive.
    package var isReady: Bool { if case .ready = phase { true } else { false } }

    /// Whether dispatches may come: after identify or resume was sent.
    var expectsEvents: Bool {
        switch phase {
        case .awaitingReady, .ready: true
        default: false
        }
    }

    /// When to call `timePassed` next; nil while only the network can change anything.
    package var deadline: Instant? {
        switch phase {
        case .idle, .fetchingAddress, .connecting: nil
        case .waiting(let until): until
        case .upgrading(let deadline), .awaitingHello(let deadline): deadline
        case .awaitingReady(let greeting): min(greeting.deadline, greeting.heartbeat.next)
        case .ready(let heartbeat): heartbeat.next
        }
    }

    // MARK: Inputs

    /// Takes over the session of an earlier process; ignored once started.
    package mutating func resume(_ session: ResumableSession) { if phase == .idle { resumable = session } }

    /// The caller has left bytes unread: they may hold the answer to a heartbeat or a resume, so no limit counts yet.
    mutating func readingPaused(now: Instant) {
        updateHeartbeat { $0.acknowledge() }
        prolongGreeting(now)
    }

    /// Begins.
    package mutating func start() -> [Effect] { connect() }

    /// Whether the next connection has to identify.
    var mustIdentify: Bool { resumable == nil }

    /// GET /gateway/bot has answered with the address. `delay`: why and how long the next identify has to wait; a resume
    /// does not.
    package mutating func addressReceived(_ url: String, delay: IdentifyDelay? = nil, now: Instant) -> [Effect] {
        guard phase == .fetchingAddress else { return [] }
        if mustIdentify, let delay {
            phase = .waiting(until: now + delay.pause)
            return [.report(.identifyDelayed(delay))]
        }
        phase = .connecting
        return [.open(url)]
    }

    /// GET /gateway/bot failed, or the WebSocket could not be opened. `retryAfter`: the pause that the server asks for,
    /// obeyed for at most an hour.
    package mutating func connectFailed(_ reason: String, retryAfter: Duration? = nil, now: Instant) -> [Effect] {
        switch phase {
        case .connecting, .upgrading: resumable?.failedConnects += 1
        default: break
        }
        return retry(.connectFailed(reason), atLeast: min(retryAfter ?? .zero, limits.retryAfterCap), now: now)
    }

    /// The address cannot be used. At a resume another one is asked for. GET /gateway/bot is believed when it has named an
    /// untrusted host twice; what is no address at all is a failure that may pass.
    mutating func addressFailed(_ url: String, _ flaw: GatewayAddress.Flaw, now: Instant) -> [Effect] {
        guard phase == .connecting else { return [] }
        if isAtResumeAddress {
            let enough = limits.resumeAttempts
            resumable?.failedConnects = enough
            return [.report(.resumeAddressRefused(url))] + connect()
        }
        guard flaw == .untrusted else {
            return connectFailed("GET /gateway/bot answered without an address", now: now)
        }
        return doubted(.untrustedAddress(url), .connectFailed("the address is not trusted"), now: now)
    }

    /// The socket is open and the WebSocket upgrade was sent.
    package mutating func socketOpened(now: Instant) -> [Effect] {
        guard phase == .connecting else { return [] }
        phase = .upgrading(deadline: now + limits.upgrade)
        return []
    }

    /// The WebSocket is open.
    package mutating func connected(now: Instant) -> [Effect] {
        guard case .upgrading = phase else { return [] }
        allowance = SendAllowance()
        phase = .awaitingHello(deadline: now + limits.hello)
        return []
    }

    /// The connection has ended, with Discord's close code if it sent one.
    package mutating func closed(_ code: GatewayCloseCode?, reason: String, now: Instant) -> [Effect] {
        guard isConnected else { return [] }
        switch code?.verdict ?? .resume {
        case .fatal(let fatal):
            resumable = nil
            return doubted(fatal, .closed(code, reason), now: now)
        case .identify: resumable = nil
        case .resume: if !isReady { resumeFailed() }
        }
        return retry(.closed(code, reason), now: now)
    }

    /// Time has passed; call at `deadline`.
    package mutating func timePassed(now: Instant) -> [Effect] {
        guard let deadline, now >= deadline else { return [] }
        switch phase {
        case .waiting: return connect()
        case .upgrading:
            return [.close(GatewayLimits.resumableCloseCode)]
                + connectFailed("no answer to the WebSocket upgrade", now: now)
        case .awaitingHello: return drop(.silent("no hello"), now: now)
        case .awaitingReady(let greeting):
            guard now < greeting.deadline else {
                return drop(.silent(greeting.isResume ? "no answer to resume" : "no READY"), now: now)
            }
            return beat(greeting.heartbeat, now: now)
        case .ready(let heartbeat): return beat(heartbeat, now: now)
        case .idle, .fetchingAddress, .connecting: return []
        }
    }

    /// Ends the connection so that the session can be resumed later.
    package mutating func stop() -> [Effect] {
        defer { phase = .idle }
        if case .upgrading = phase { return [.close(GatewayLimits.resumableCloseCode)] }
        return isConnected ? [.close(GatewayLimits.resumableCloseCode)] : []
    }

    /// A payload has come. The caller hands dispatches on after this.
    package mutating func received(_ frame: GatewayFrame, now: Instant) -> [Effect] {
        guard isConnected else { return [] }
        switch frame {
        case .hello(let interval): return receivedHello(interval, now: now)
        case .heartbeatRequest:
            guard allowance.admits(.requestedHeartbeat, now: now) else { return [] }
            return [.sendHeartbeat(resumable?.sequence)]
        case .heartbeatACK:
            updateHeartbeat { $0.acknowledge() }
            prolongGreeting(now)
            return []
        case .reconnect: return receivedReconnect(now: now)
        case .invalidSession(let canResume): return receivedInvalidSession(canResume, now: now)
        case .ready(let sequence, let sessionID, let url):
            resumable = ResumableSession(sessionID: sessionID, url: url, sequence: sequence)
            return becomeReady(.identified, now: now)
        case .resumed(let sequence):
            advance(to: sequence)
            return becomeReady(.resumed, now: now)
        case .dispatch(let sequence):
            advance(to: sequence)
            if !isReady { prolongGreeting(now) }
            return []
        }
    }
}

extension GatewaySession {
    /// Whether the WebSocket is open and its payloads count.
    var isConnected: Bool {
        switch phase {
        case .awaitingHello, .awaitingReady, .ready: true
        default: false
        }
    }

    /// The effects of one read that are still to be carried out. When the read also ended the connection, nothing is sent
    /// on it any more: Discord would count an identify that has no effect.
    func remaining(of effects: [Effect], hasEnded: Bool) -> [Effect] {
        guard hasEnded || !isConnected else { return effects }
        return effects.filter { effect in
            switch effect {
            case .sendIdentify, .sendResume, .sendHeartbeat: false
            case .fetchAddress, .open, .close, .fail, .report: true
            }
        }
    }
}

// MARK: Decisions

extension GatewaySession {
    /// Whether the session is resumed at its own address. The machine there may be gone; then the session can be resumed
    /// at the address of GET /gateway/bot.
    private var isAtResumeAddress: Bool { resumable.map { $0.failedConnects < limits.resumeAttempts } ?? false }

    /// The same reason twice, with a pause in between and no session since, ends the connection for good.
    private mutating func doubted(_ reason: GatewayFatal, _ cause: GatewayDrop, now: Instant) -> [Effect] {
        if let doubt, doubt.reason.isSameKind(as: reason) {
            guard now - doubt.since < limits.proofPause else {
                phase = .idle
                return [.fail(reason)]
            }
        } else {
            doubt = Doubt(reason: reason, since: now)
        }
        return [.report(.doubted(reason))] + retry(cause, atLeast: limits.proofPause, now: now)
    }

    private mutating func connect() -> [Effect] {
        guard let resumable, isAtResumeAddress else {
            phase = .fetchingAddress
            return [.fetchAddress]
        }
        phase = .connecting
        return [.open(resumable.url)]
    }

    private mutating func receivedHello(_ interval: Duration, now: Instant) -> [Effect] {
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

    /// op 7: Discord moves its clients to other machines. This is no failure, so the pauses do not grow.
    private mutating func receivedReconnect(now: Instant) -> [Effect] {
        if isReady { backoff.reset() }
        return drop(.asked("op 7"), now: now)
    }

    private mutating func receivedInvalidSession(_ canResume: Bool, now: Instant) -> [Effect] {
        if canResume { resumeFailed() } else { resumable = nil }
        let range = limits.invalidSessionPause
        let pause = range.lowerBound + (range.upperBound - range.lowerBound) * random.unit()
        phase = .waiting(until: now + pause)
        return [
            .close(GatewayLimits.resumableCloseCode), .report(.reconnecting(.invalidSession(canResume), after: pause)),
        ]
    }

    private mutating func becomeReady(_ notice: GatewayNotice, now: Instant) -> [Effect] {
        guard case .awaitingReady(let greeting) = phase else { return [] }
        phase = .ready(greeting.heartbeat)
        readySince = now
        doubt = nil
        resumable?.failures = 0
        resumable?.failedConnects = 0
        return [.report(notice)]
    }

    private mutating func advance(to sequence: Int) {
        guard let known = resumable?.sequence, sequence > known else { return }
        resumable?.sequence = sequence
    }

    private mutating func beat(_ heartbeat: Heartbeat, now: Instant) -> [Effect] {
        guard now >= heartbeat.next else { return [] }
        guard !heartbeat.isUnanswered else { return drop(.silent("no answer to a heartbeat"), now: now) }
        updateHeartbeat { $0.sent(now: now) }
        _ = allowance.admits(.heartbeat, now: now)
        return [.sendHeartbeat(resumable?.sequence)]
    }

    private mutating func updateHeartbeat(_ change: (inout Heartbeat) -> Void) {
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

    private mutating func prolongGreeting(_ now: Instant) {
        guard case .awaitingReady(var greeting) = phase else { return }
        greeting.prolong(to: now + limits.ready)
        phase = .awaitingReady(greeting)
    }

    /// A connection has ended without RESUMED. After `limits.resumeAttempts` in a row the session is given up; attempts
    /// that did not reach Discord do not count.
    private mutating func resumeFailed() {
        guard let failures = resumable?.failures else { return }
        resumable?.failures = failures + 1
        if failures + 1 >= limits.resumeAttempts { resumable = nil }
    }

    /// Closes the socket with a code that keeps the session, and connects again after a pause.
    private mutating func drop(_ cause: GatewayDrop, now: Instant) -> [Effect] {
        if !isReady { resumeFailed() }
        return [.close(GatewayLimits.resumableCloseCode)] + retry(cause, now: now)
    }

    private mutating func retry(_ cause: GatewayDrop, atLeast: Duration = .zero, now: Instant) -> [Effect] {
        if let since = readySince, now - since >= limits.goodWhile { backoff.reset() }
        readySince = nil
        // Discord keeps a session only for minutes, and resumes are not limited as identifies are.
        let cap = resumable == nil ? limits.backoffCap : min(limits.backoffCap, limits.resumeBackoffCap)
        let pause = max(atLeast, min(cap, backoff.next(jitter: random.unit())))
        phase = .waiting(until: now + pause)
        return [.report(.reconnecting(cause, after: pause))]
    }
}
