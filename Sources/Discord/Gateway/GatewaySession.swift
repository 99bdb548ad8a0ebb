/// The rules of a gateway session: what to do when, decided from inputs and the time. Executed by `GatewayConnection`.
///
/// Pure: it reads no clock (every input brings `now`), draws randomness from its own seeded generator, and returns
/// effects as plain values. Source: Discord's gateway documentation, "Connection Lifecycle".
package struct GatewaySession: Sendable {
    /// A moment of the monotonic clock.
    package typealias Instant = ContinuousClock.Instant

    let limits: GatewayLimits
    var phase: Phase = .idle
    /// What a resume needs; nil when the next connection has to identify.
    var resumable: ResumableSession?
    var backoff: Backoff
    var random: SplitMix64
    var readySince: Instant?
    var allowance = SendAllowance()

    /// Where a connection is in its life. Each phase carries exactly what it needs.
    enum Phase: Sendable, Equatable {
        /// Not started, or stopped.
        case idle
        /// A pause before the next attempt.
        case waiting(until: Instant)
        /// The address and the identify budget are being asked for.
        case fetchingAddress
        /// The socket is being opened; that has a limit of its own.
        case connecting
        /// The socket is open, the WebSocket is not yet.
        case upgrading(deadline: Instant)
        /// Open; Discord speaks first.
        case awaitingHello(deadline: Instant)
        /// Identify or resume was sent.
        case awaitingReady(Greeting)
        /// Events flow.
        case ready(Heartbeat)
    }

    /// A connection between identify or resume and its answer.
    struct Greeting: Sendable, Equatable {
        var heartbeat: Heartbeat
        let isResume: Bool
        /// When it is given up, unless there are signs of life.
        var deadline: Instant
        /// When it is given up in any case.
        let lastDeadline: Instant

        mutating func prolong(to later: Instant) { deadline = min(max(deadline, later), lastDeadline) }
    }

    /// What the connection has to do.
    package enum Effect: Sendable, Equatable {
        /// GET /gateway/bot, then `addressReceived` or `connectFailed`.
        case fetchAddress
        /// Open a socket there, then `socketOpened` and `connected`, or `connectFailed`.
        case open(String)
        /// Send a heartbeat with this sequence number.
        case sendHeartbeat(Int?)
        /// Send identify.
        case sendIdentify
        /// Send resume.
        case sendResume(ResumableSession)
        /// Close the socket. Codes other than 1000 and 1001 keep the session.
        case close(UInt16)
        /// Give up: only the operator can help.
        case fail(GatewayFatal)
        /// Something the operator's log should say.
        case report(GatewayNotice)
    }

    /// Makes a session that has not started.
    package init(limits: GatewayLimits = GatewayLimits(), seed: UInt64) {
        self.limits = limits
        backoff = Backoff(base: limits.backoffBase, cap: limits.backoffCap)
        random = SplitMix64(seed: seed)
    }

    /// Whether events can be expected.
    package var isReady: Bool { if case .ready = phase { true } else { false } }

    /// Whether dispatches may come.
    var expectsEvents: Bool {
        switch phase {
        case .awaitingReady, .ready: true
        default: false
        }
    }

    /// When the next `timePassed` is due; nil while only the network can move things.
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

    /// The caller does not read for now: an answer to a heartbeat, or to a resume, may lie unread.
    mutating func readingPaused(now: Instant) {
        updateHeartbeat { $0.acknowledge() }
        prolongGreeting(now)
    }

    /// Begins.
    package mutating func start() -> [Effect] { connect() }

    /// The address was answered by GET /gateway/bot, with the identifies that are left; `ages` says how long ago each
    /// identify of the last 24 hours was sent.
    package mutating func addressReceived(
        _ url: String, _ budget: IdentifyBudget, ages: [Duration] = [], now: Instant
    ) -> [Effect] {
        guard phase == .fetchingAddress else { return [] }
        if resumable == nil, let delay = IdentifyPacing.delay(budget, ages: ages) {
            phase = .waiting(until: now + delay.pause)
            return [.report(.identifyDelayed(delay))]
        }
        phase = .connecting
        return [.open(url)]
    }

    /// The address could not be had, or the WebSocket could not be opened. `retryAfter` is what the server asked for.
    package mutating func connectFailed(_ reason: String, retryAfter: Duration? = nil, now: Instant) -> [Effect] {
        switch phase {
        case .connecting, .upgrading: resumable?.failedConnects += 1
        default: break
        }
        return retry(.connectFailed(reason), atLeast: min(retryAfter ?? .zero, limits.retryAfterCap), now: now)
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

    /// The connection is gone, with the peer's close code if it sent one.
    package mutating func closed(_ code: GatewayCloseCode?, reason: String, now: Instant) -> [Effect] {
        guard isConnected else { return [] }
        switch code?.verdict ?? .resume {
        case .fatal(let fatal):
            phase = .idle
            return [.fail(fatal)]
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

    /// A payload has come. Dispatches are to be handed on by the caller after this.
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
