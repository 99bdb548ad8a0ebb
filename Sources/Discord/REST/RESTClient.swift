import Logging
import Transport

/// Discord's REST interface: sends calls when the rate limiter permits, repeats them where that is safe, and says
/// what a refusal means.
///
/// Cancelling the calling task ends a call wherever it is.
package actor RESTClient {
    /// What became of a request that waited.
    private enum Admission {
        case granted
        case refused(Permits.Refused, at: Duration)
        case cancelled
        case shut
    }

    private let transport: any HTTPTransport
    private let configuration: RESTConfiguration
    private let clock: any Clock<Duration>
    /// Time since the client was made.
    private let elapsed: @Sendable () -> Duration
    private let jitter: @Sendable () -> Double
    private let onUnauthorized: @Sendable (RESTError) -> Void
    private let logger: Logger
    private let policy = RetryPolicy()
    private var limiter: RateLimiter
    private var counts = RESTStatistics()
    private var lastTicket: TicketID = 0
    private var admissions: [TicketID: CheckedContinuation<Admission, Never>] = [:]
    private var timer: Task<Void, Never>?
    private var wakesAt: Duration?
    private var isShut = false
    /// Guilds for whose requests somebody waits, and how many do.
    private var preferred: [UInt64: Int] = [:]

    /// Makes a client. Nothing is sent yet.
    /// - Parameters:
    ///   - clock: the time by which it waits.
    ///   - jitter: 0..<1, drawn once per repeat.
    ///   - onUnauthorized: called once, when Discord refuses the bot's token. From then on every call fails at once.
    package init(
        transport: any HTTPTransport, configuration: RESTConfiguration, clock: any Clock<Duration> = ContinuousClock(),
        jitter: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        logger: Logger = Logger(label: "discord.rest"),
        onUnauthorized: @escaping @Sendable (RESTError) -> Void = { _ in }
    ) {
        self.transport = transport
        self.configuration = configuration
        self.clock = clock
        self.jitter = jitter
        self.logger = logger
        self.onUnauthorized = onUnauthorized
        elapsed = clock.stopwatch()
        limiter = RateLimiter(configuration.limits)
    }

    /// What was done so far.
    package var statistics: RESTStatistics {
        var result = counts
        result.invalidLastTenMinutes = limiter.invalidCount(at: elapsed())
        result.waiting = limiter.waitingCount
        result.inFlight = limiter.flightCount
        return result
    }

    /// Carries out one call, however many requests that takes, and returns its successful answer.
    /// - Parameters:
    ///   - body: JSON; `nil` for none.
    ///   - auditReason: shown in the guild's audit log, the first 512 characters of it.
    ///   - guild: the guild for which it is done: guilds take turns. Known by itself for calls on a guild.
    package func perform(
        _ route: Route, body: [UInt8]? = nil, auditReason: String? = nil, priority: RequestPriority = .background,
        guild: UInt64? = nil
    ) async throws(RESTError) -> RESTResponse {
        lastTicket += 1
        var ticket = Ticket(id: lastTicket, route, priority: priority, guild: guild)
        if preferred[ticket.guild] != nil { ticket.priority = .reply }
        var call = RESTCall(route, ticket, configuration.request(route, body: body, auditReason: auditReason))
        var pause: Duration = .zero
        while true {
            try await admit(call, after: pause)
            switch await attempt(&call) {
            case .done(let response):
                pump()
                return response
            case .fail(let error):
                if error.kind == .unauthorized { shut(error) }
                pump()
                throw error
            case .again(let after):
                // No pump here: it would let the next in the bucket pass before this one has its place again.
                pause = after
            }
        }
    }
}

extension RESTClient {
    /// Somebody waits for a guild's requests, or no longer does: those that wait and those to come pass as replies do.
    package func prefer(guild: UInt64, _ isPreferred: Bool) {
        let count = preferred[guild, default: 0] + (isPreferred ? 1 : -1)
        preferred[guild] = count > 0 ? count : nil
        guard isPreferred else { return }
        limiter.promote(guild: guild)
        pump()
    }

    /// Sends one request and tells the limiter what came of it.
    private func attempt(_ call: inout RESTCall) async -> RESTVerdict {
        // Between the permit and this line the token may have died, or the caller have been cancelled.
        if isShut || Task.isCancelled {
            limiter.finished(call.ticket.id, status: nil, answer: nil, at: elapsed())
            return .fail(call.error(isShut ? .unauthorized : .cancelled))
        }
        counts.requests += 1
        if !call.isFresh { counts.repeats += 1 }
        RequestTally.current?.count()
        do {
            let response = try await transport.send(call.request)
            return answered(&call, response)
        } catch {
            counts.networkErrors += 1
            limiter.finished(call.ticket.id, status: nil, answer: nil, at: elapsed())
            let verdict = call.failed(error, isCancelled: Task.isCancelled, policy, jitter: jitter())
            logRepeat(call, verdict, cause: error.description)
            return verdict
        }
    }

    private func answered(_ call: inout RESTCall, _ response: HTTPResponse) -> RESTVerdict {
        let isSuccess = (200..<300).contains(response.status)
        let refusal = isSuccess ? nil : Refusal(response)
        let limit = RateLimitAnswer(response, body: refusal?.body)
        counts.count(status: response.status, scope: limit.scope)
        limiter.finished(call.ticket.id, status: response.status, answer: limit, at: elapsed())
        guard let refusal else { return .done(RESTResponse(status: response.status, body: response.body)) }
        let named = response[header: "Retry-After"].flatMap { Duration(wireSeconds: $0) }
        let pause = limit.scope == .edge ? limiter.edgeWait(at: elapsed()) : nil
        let verdict = call.refused(
            refusal, limit, retryAfter: limit.retryAfter ?? named ?? pause, policy, jitter: jitter(),
            hiding: [configuration.token] + (call.route.pathToken.map { [$0] } ?? []))
        if let scope = limit.scope {
            logger.warning(
                "Rate limited",
                metadata: [
                    "call": "\(call.route)", "scope": "\(scope)",
                    "wait_seconds": "\((limit.retryAfter ?? .zero).roundedSeconds)",
                ])
        } else {
            logRepeat(call, verdict, cause: "status \(response.status)")
        }
        return verdict
    }

    private func logRepeat(_ call: RESTCall, _ verdict: RESTVerdict, cause: String) {
        guard case .again = verdict else { return }
        logger.debug(
            "Repeating a request",
            metadata: ["call": "\(call.route)", "cause": "\(cause)", "failures": "\(call.failures)"])
    }
}

extension RESTClient {
    /// Waits until the limiter lets the call start.
    private func admit(_ call: RESTCall, after pause: Duration) async throws(RESTError) {
        switch await admission(call.ticket, after: pause) {
        case .granted: return
        case .cancelled: throw call.error(.cancelled)
        case .shut: throw call.error(.unauthorized)
        case .refused(let refused, let now):
            let wait = refused.until - now
            throw call.error(refused.reason == .guarded ? .guarded(wait: wait) : .rateLimited(wait: wait))
        }
    }

    private func admission(_ ticket: Ticket, after pause: Duration) async -> Admission {
        // A repeat that will not happen must not leave the others in its bucket waiting.
        if isShut || Task.isCancelled {
            pump()
            return isShut ? .shut : .cancelled
        }
        let id = ticket.id
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                admissions[id] = continuation
                limiter.enqueue(ticket, notBefore: pause > .zero ? elapsed() + pause : .zero)
                pump()
            }
        } onCancel: {
            Task { await self.withdraw(id) }
        }
    }

    private func withdraw(_ id: TicketID) {
        guard let continuation = admissions.removeValue(forKey: id) else { return }
        limiter.cancel(id)
        continuation.resume(returning: .cancelled)
        pump()
    }

    /// Discord refuses the token: nothing more is sent.
    private func shut(_ error: RESTError) {
        guard !isShut else { return }
        isShut = true
        for (id, continuation) in admissions {
            limiter.cancel(id)
            continuation.resume(returning: .shut)
        }
        admissions = [:]
        logger.error("Discord refuses the bot's token")
        onUnauthorized(error)
    }

    /// Carries out what the limiter decides, and sets the one timer.
    private func pump() {
        let now = elapsed()
        let permits = limiter.next(at: now)
        for id in permits.start { admissions.removeValue(forKey: id)?.resume(returning: .granted) }
        for refused in permits.refused {
            admissions.removeValue(forKey: refused.id)?.resume(returning: .refused(refused, at: now))
        }
        if let time = permits.nextWake { wake(at: time, now: now) }
    }

    private func wake(at time: Duration, now: Duration) {
        if let wakesAt, wakesAt <= time { return }
        timer?.cancel()
        wakesAt = time
        timer = Task { [weak self, clock] in
            do { try await clock.sleep(for: time - now) } catch { return }
            await self?.woke(at: time)
        }
    }

    private func woke(at time: Duration) {
        guard wakesAt == time else { return }
        wakesAt = nil
        pump()
    }
}

extension Clock where Duration == Swift.Duration {
    /// Time since this call.
    fileprivate func stopwatch() -> @Sendable () -> Swift.Duration {
        let start = now
        return { start.duration(to: now) }
    }
}
