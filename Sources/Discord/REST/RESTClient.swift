import Logging
import Transport

/// Discord's REST interface: sends calls when the rate limiter permits it, repeats them where that is safe, and turns
/// error responses into errors.
///
/// Cancelling the calling task ends its call at any point.
/// Source: https://docs.discord.com/developers/reference
package actor RESTClient {
    /// How the wait of a request ended.
    private enum Admission {
        case granted
        case refused(Permits.Refused, at: Duration)
        case cancelled
        case shut
    }

    /// What it has done so far.
    package nonisolated let traffic = RESTTrafficBoard()
    /// Fetches the files of messages, which are not behind the REST interface.
    package nonisolated let files: AttachmentDownloads

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
    private var lastTicket: TicketID = 0
    private var admissions: [TicketID: CheckedContinuation<Admission, Never>] = [:]
    private var timer: Task<Void, Never>?
    private var wakesAt: Duration?
    private var isShut = false
    private var doubt = TokenDoubt()
    /// How many callers prefer a guild at the moment.
    private var preferred: [Snowflake: Int] = [:]

    /// Makes a client. Nothing is sent yet.
    /// - Parameters:
    ///   - clock: the time by which it waits.
    ///   - jitter: 0..<1, drawn once per repeat.
    ///   - onUnauthorized: called once, when it is proved that Discord refuses the bot's token. From then on every call
    ///     fails at once.
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
        files = AttachmentDownloads(
            transport: transport, trust: FileTrust(apiBaseURL: configuration.baseURL),
            userAgent: configuration.userAgent, limits: configuration.exchange)
        limiter = RateLimiter(configuration.limits)
    }

    /// Requests waiting for a permit.
    var waitingCount: Int { limiter.waitingCount }

    /// Carries out one call, with as many requests as that takes, and returns its successful response.
    /// - Parameters:
    ///   - body: JSON; `nil` for none.
    ///   - auditReason: shown in the guild's audit log, the first 512 characters of it.
    ///   - work: what the call is made for.
    /// - Throws: `RESTError` when it has failed for good, was refused by the rate limiter, or was cancelled.
    package func perform(
        _ route: Route, body: [UInt8]? = nil, auditReason: String? = nil, for work: WorkContext = WorkContext()
    ) async throws(RESTError) -> RESTResponse {
        try await perform(route, sending: body.map(RequestBody.json), auditReason: auditReason, for: work)
    }

    /// As above, with a body of any kind.
    package func perform(
        _ route: Route, sending body: RequestBody?, auditReason: String? = nil, for work: WorkContext
    ) async throws(RESTError) -> RESTResponse {
        lastTicket += 1
        var ticket = Ticket(id: lastTicket, route, for: work)
        let patience = configuration.limits.patience(work.priority)
        ticket.deadline = elapsed() + min(patience, work.patience ?? patience)
        if let guild = ticket.guild, preferred[guild] != nil, ticket.priority == .background {
            ticket.priority = .reply
        }
        let request = configuration.request(route, body: body, auditReason: auditReason)
        var call = RESTCall(route, ticket, request, tally: work.tally)
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
                // No pump here: it would start the next request of the bucket before this one is queued again.
                pause = after
            }
        }
    }
}

extension RESTClient {
    /// Gives the requests of a guild, waiting and future ones, the priority of replies, or takes it back. Calls with
    /// `true` and `false` come in pairs.
    package func prefer(guild: Snowflake, _ isPreferred: Bool) {
        let count = preferred[guild, default: 0] + (isPreferred ? 1 : -1)
        preferred[guild] = count > 0 ? count : nil
        guard isPreferred else { return }
        limiter.promote(guild: guild)
        pump()
    }

    /// Sends one request and reports the result to the limiter.
    private func attempt(_ call: inout RESTCall) async -> RESTVerdict {
        // Since the permit the token may have been refused, or the caller cancelled.
        if isShut || Task.isCancelled {
            limiter.finished(call.ticket.id, status: nil, answer: nil, at: elapsed())
            return .fail(call.error(isShut ? .unauthorized : .cancelled))
        }
        call.tally?.count()
        call.sent(at: elapsed())
        do {
            let response = try await transport.send(call.request)
            ended(call, status: response.status)
            return answered(&call, response)
        } catch {
            ended(call, status: nil)
            limiter.finished(call.ticket.id, status: nil, answer: nil, at: elapsed())
            let verdict = call.failed(error, isCancelled: Task.isCancelled, policy, jitter: jitter(), at: elapsed())
            logRepeat(call, verdict, cause: error.description)
            return verdict
        }
    }

    private func ended(_ call: RESTCall, status: Int?) {
        traffic.ended(call.route, status: status)
        logger.debug(
            "A request has ended.",
            metadata: [
                "request": "\(call.route.template)", "status": status.map(Logger.MetadataValue.number) ?? "no answer",
                "milliseconds": (elapsed() - call.lastSent).milliseconds,
            ])
    }

    private func answered(_ call: inout RESTCall, _ response: HTTPResponse) -> RESTVerdict {
        let isSuccess = (200..<300).contains(response.status)
        let failure = isSuccess ? nil : ErrorResponse(response)
        let limit = RateLimitAnswer(response, body: failure?.body)
        limiter.finished(call.ticket.id, status: response.status, answer: limit, at: elapsed())
        if isSuccess, call.route.pathToken == nil { doubt.accepted() }
        if let failure, failure.refusesToken(of: call.route) { return refused(&call, failure) }
        guard let failure else {
            guard call.route.method == .get, AnyJSON.isUnreadable(response.body) else {
                return .done(
                    RESTResponse(
                        status: response.status, body: response.body,
                        date: response.headers.first { $0.name.lowercased() == "date" }?.value))
            }
            let verdict = call.unreadable(response, policy, jitter: jitter(), at: elapsed())
            logRepeat(call, verdict, cause: "unreadable answer")
            return verdict
        }
        let named = response[header: "Retry-After"].flatMap { Duration(wireSeconds: $0) }
        let pause = limit.scope == .cloudflare ? limiter.cloudflareWait(at: elapsed()) : nil
        let verdict = call.answered(
            failure, limit, retryAfter: limit.retryAfter ?? named ?? pause, policy, jitter: jitter(), at: elapsed())
        if let scope = limit.scope {
            logger.warning(
                "Discord answered 429: a rate limit is reached.",
                metadata: [
                    "call": "\(call.route)", "scope": "\(scope)",
                    "wait_seconds": .number(Int((limit.retryAfter ?? .zero).roundedSeconds)),
                ])
        } else {
            logRepeat(call, verdict, cause: "status \(response.status)")
        }
        return verdict
    }

    /// A 401 as Discord writes it. Until it is proved, nothing is sent but one question after the pause.
    private func refused(_ call: inout RESTCall, _ failure: ErrorResponse) -> RESTVerdict {
        let (isFirst, now) = (!doubt.isOpen, elapsed())
        let verdict = doubt.refused(sent: call.lastSent, at: now)
        if case .askAgain(let pause) = verdict {
            limiter.pause(until: now + pause)
            if isFirst {
                logger.warning(
                    "Discord has refused the bot's token once; asking again.",
                    metadata: ["call": "\(call.route)", "pause": "\(pause.formattedSeconds)"])
            }
        }
        return call.refused(failure, verdict, at: now)
    }

    private func logRepeat(_ call: RESTCall, _ verdict: RESTVerdict, cause: String) {
        guard case .again = verdict else { return }
        logger.debug(
            "A request failed; sending it again.",
            metadata: ["call": "\(call.route)", "cause": "\(cause)", "failures": .number(call.failures)])
    }
}

extension RESTClient {
    /// Waits until the limiter lets the call start.
    private func admit(_ call: RESTCall, after pause: Duration) async throws(RESTError) {
        let began = elapsed()
        traffic.beganWaiting()
        let admission = await admission(call.ticket, after: pause)
        let wait = elapsed() - began - pause
        traffic.endedWaiting(after: wait)
        if wait > .milliseconds(1) {
            logger.debug(
                "A request has waited for its turn.",
                metadata: ["request": "\(call.route.template)", "milliseconds": wait.milliseconds])
        }
        switch admission {
        case .granted: return
        case .cancelled: throw call.error(.cancelled)
        case .shut: throw call.error(.unauthorized)
        case .refused(let refused, let now):
            let wait = refused.until - now
            throw call.error(refused.reason == .guarded ? .guarded(wait: wait) : .rateLimited(wait: wait))
        }
    }

    private func admission(_ ticket: Ticket, after pause: Duration) async -> Admission {
        // If this was to be a repeat, the others in its bucket wait for it: let them start.
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

    /// Ends everything that waits: Discord refuses the token, so nothing more is sent.
    private func shut(_ error: RESTError) {
        guard !isShut else { return }
        isShut = true
        for (id, continuation) in admissions {
            limiter.cancel(id)
            continuation.resume(returning: .shut)
        }
        admissions = [:]
        logger.error("Discord refuses the bot's token; no more requests are sent.")
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
