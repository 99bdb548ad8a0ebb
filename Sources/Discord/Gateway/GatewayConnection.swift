import Foundation
import Logging
import Transport
import WebSocket

/// The loop that carries out what `GatewaySession` decides: sockets, time and bytes.
///
/// It runs on the network thread, so that reading, framing, inflating and decoding cost no change of thread; events leave
/// in batches through `events`.
/// Source: https://docs.discord.com/developers/events/gateway
package actor GatewayConnection {
    /// The settings of a connection.
    package struct Configuration: Sendable {
        /// The bot's token.
        package var token: Secret
        /// Which part of the bot's guilds the connection is for.
        package var shard: ShardID
        /// Which events Discord sends.
        package var intents: GatewayIntents
        /// Whether zlib-stream is used.
        package var compress: Bool
        /// Time limits and pauses.
        package var limits: GatewayLimits
        /// Which hosts may get the token.
        package var trust: GatewayTrust

        /// Makes a configuration.
        package init(
            token: Secret, shard: ShardID = .only, trust: GatewayTrust, intents: GatewayIntents = .dreambot,
            compress: Bool = true, limits: GatewayLimits = GatewayLimits()
        ) {
            self.token = token
            self.shard = shard
            self.trust = trust
            self.intents = intents
            self.compress = compress
            self.limits = limits
        }
    }

    /// Asks for the gateway's address and the identifies left (GET /gateway/bot). Throws `GatewayFatal` to end the
    /// connection; after any other error it is asked again.
    package typealias AddressSource = @Sendable () async throws -> GatewayBot

    /// All events from Discord, in order; ends when the connection is stopped.
    package nonisolated let events: EventBuffer
    /// Facts about the connection.
    package nonisolated let liveness = LivenessBoard()

    private let configuration: Configuration
    private let opener: any ByteStreamOpener
    private let addressSource: AddressSource
    private let gate: IdentifyGate
    let date: @Sendable () -> Date
    let now: @Sendable () -> ContinuousClock.Instant
    let log: Logger
    private var session: GatewaySession
    private var link: GatewayLink?
    private var isStopping = false
    private var fatal: GatewayFatal?
    /// Ends the current wait of the loop when it is not a wait on a socket.
    private var interrupt: (@Sendable () -> Void)?
    private var isPausing = false
    /// Whether the gate waits for this connection to identify.
    private var hasTurn = false
    /// When the last heartbeat was sent that has no answer yet.
    private var heartbeatSentAt: ContinuousClock.Instant?

    /// The network thread.
    package nonisolated var unownedExecutor: UnownedSerialExecutor { opener.loop.asUnownedSerialExecutor() }

    /// Makes a connection that has not started. All shards of a bot share the gate. `date` is the wall clock, for the gate's
    /// ledger; `now` the clock of all limits and pauses: a test that moves it on calls `timeHasPassed`.
    package init(
        _ configuration: Configuration, opener: any ByteStreamOpener, events: EventBuffer = EventBuffer(),
        gate: IdentifyGate = IdentifyGate(VolatileIdentifyLedger()), date: @escaping @Sendable () -> Date = { Date() },
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, seed: UInt64 = .random(in: .min ... .max),
        log: Logger, addressSource: @escaping AddressSource
    ) {
        self.configuration = configuration
        self.opener = opener
        self.events = events
        self.gate = gate
        self.date = date
        self.now = now
        self.log = log
        self.addressSource = addressSource
        session = GatewaySession(limits: configuration.limits, seed: seed)
    }

    /// Resumes the session of an earlier process instead of starting one. To be called before `run`.
    package func resume(_ resumable: ResumableSession) {
        session.resume(resumable)
    }

    /// What another process needs to resume this session; nil when there is none. After `run` has returned, all events up
    /// to its sequence number have been handed out.
    package var resumable: ResumableSession? { session.resumable }

    /// Connects and stays connected until `stop`.
    /// - Throws: `GatewayFatal` when only the operator can solve the problem.
    package func run() async throws(GatewayFatal) {
        defer { finish() }
        await perform(session.start())
        while !isStopping, fatal == nil {
            // A cancelled task cannot wait any more: cancelling means stop.
            if Task.isCancelled { isStopping = true }
            await turn()
        }
        if let fatal { throw fatal }
    }

    /// Ends the connection; Discord keeps the session for some minutes. With a reason, `run` throws it.
    package func stop(_ reason: GatewayFatal? = nil) {
        fatal = fatal ?? reason
        isStopping = true
        interrupt?()
        link?.stream.waker.wake()
    }

    /// Returns as soon as the network thread is free: for the watchdog.
    package func probe() {}

    /// A test has moved the clock on: limits and pauses are checked again.
    package func timeHasPassed() {
        if isPausing { interrupt?() }
        link?.stream.waker.wake()
    }

    private func finish() {
        if isStopping { for effect in session.stop() { if case .close(let code) = effect { closeLink(code) } } }
        link?.stream.close()
        link = nil
        liveness.update { $0.state = .stopped }
        events.finish()
    }

    // MARK: The loop

    private func turn() async {
        guard let link else {
            await pause(until: session.deadline)
            await perform(session.timePassed(now: now()))
            return
        }
        // Limits are checked with the time before the read. A machine that was asleep finds READY in the socket although
        // the limit for it has passed: what had come by then counts.
        let asOf = now()
        let hasRoom = hasRoom(wakingFor: link)
        let mayHoldMore = hasRoom ? await drain(link) : false
        guard !isStopping else { return }
        // Discord may have answered in bytes that were not read yet.
        if mayHoldMore || !hasRoom { session.readingPaused(now: asOf) }
        await perform(session.timePassed(now: asOf))
        guard !isStopping, self.link === link else { return }
        // The other connections and the requests have their turn first.
        if mayHoldMore { return await Task.yield() }
        // The read may have filled the buffer.
        await link.wait(reading: self.hasRoom(wakingFor: link), until: session.deadline.map(real))
    }

    /// Whether the event buffer has room; if not, the link's wait ends when it has.
    private func hasRoom(wakingFor link: GatewayLink) -> Bool {
        // Before identify or resume Discord sends no events.
        !session.expectsEvents || !events.isFull { [waker = link.stream.waker] in waker.wake() }
    }

    /// Reads and handles what has come. Returns whether there may be more to read at once.
    private func drain(_ link: GatewayLink) async -> Bool {
        var batch: [GatewayEvent] = []
        var effects: [GatewaySession.Effect] = []
        var payloads = 0
        let outcome = link.read { decoded in
            payloads += 1
            // Discord sends what follows an op 7 or op 9 again after the resume.
            guard session.isConnected else { return }
            if let frame = decoded.frame { effects += take(frame) }
            if let event = decoded.event { batch.append(event) }
        }
        if case .idle = outcome, payloads == 0 { return false }
        // The end of the connection, or a refused upgrade, does not count as heard.
        if payloads > 0 { heard(batch.count) }
        events.append(batch)
        let hasEnded = if case .ended = outcome { true } else { false }
        await perform(session.remaining(of: effects, hasEnded: hasEnded))
        switch outcome {
        case .opened:
            heard(0)
            await perform(session.connected(now: now()))
        case .more: break
        case .idle: return false
        case .ended(let code, let reason): await lost(link) { $0.closed(code, reason: reason, now: $1) }
        case .refused(let reason, let retryAfter):
            await lost(link) { $0.connectFailed(reason, retryAfter: retryAfter, now: $1) }
        }
        return true
    }

    private func take(_ frame: GatewayFrame) -> [GatewaySession.Effect] {
        let now = now()
        if frame == .heartbeatACK { acknowledged(at: now) }
        return session.received(frame, now: now)
    }

    private func acknowledged(at now: ContinuousClock.Instant) {
        let latency = heartbeatSentAt.map { now - $0 }
        heartbeatSentAt = nil
        liveness.update { facts in
            facts.lastACK = now
            facts.latency = latency ?? facts.latency
        }
    }

    private func heard(_ count: Int) {
        let now = now()
        liveness.update {
            $0.lastHeard = now
            $0.events += count
            if count > 0 { $0.lastEvent = now }
        }
    }

    private func lost(
        _ link: GatewayLink, _ input: (inout GatewaySession, ContinuousClock.Instant) -> [GatewaySession.Effect]
    ) async {
        guard self.link === link else { return }
        dropLink()
        await perform(input(&session, now()))
    }

    // MARK: Effects

    private func perform(_ effects: [GatewaySession.Effect]) async {
        for effect in effects where !isStopping {
            trace(effect)
            switch effect {
            case .fetchAddress: await fetchAddress()
            case .open(let url): await open(url)
            case .sendHeartbeat(let sequence):
                heartbeatSentAt = now()
                link?.send(GatewayPayloads.heartbeat(sequence))
            case .sendIdentify: await identify()
            case .sendResume(let resumable):
                liveness.update { $0.state = .resuming }
                link?.send(GatewayPayloads.resume(token: configuration.token, resumable))
            case .close(let code): closeLink(code)
            case .fail(let reason): fatal = reason
            case .report(let notice): report(notice)
            }
        }
    }

    private func fetchAddress() async {
        liveness.update { $0.state = .connecting }
        let source = addressSource
        do {
            let answer = try await interruptible { try await source() }
            liveness.update { $0.identifiesLeft = answer.budget.remaining }
            var delay: IdentifyDelay?
            if session.mustIdentify {
                delay = try await gate.delay(of: configuration.shard, answer.budget, at: date(), now: now())
                hasTurn = delay == nil
            }
            await perform(session.addressReceived(answer.url, delay: delay, now: now()))
        } catch let error as GatewayFatal {
            fatal = error
        } catch {
            await perform(session.connectFailed("\(error)", now: now()))
        }
    }

    private func open(_ url: String) async {
        liveness.update { $0.state = .connecting }
        let address: GatewayAddress
        do throws(GatewayAddress.Flaw) {
            address = try GatewayAddress(url, compress: configuration.compress, trust: configuration.trust)
        } catch {
            return await perform(session.addressFailed(url, error, now: now()))
        }
        do {
            let stream = try await connect(address.endpoint)
            link = try GatewayLink(stream, address, compressed: configuration.compress, log: log)
            await perform(session.socketOpened(now: now()))
        } catch {
            await perform(session.connectFailed("\(error)", now: now()))
        }
    }

    /// Records the identify in the ledger, then sends it.
    private func identify() async {
        liveness.update { ($0.state, $0.identifyWait) = (.identifying, nil) }
        hasTurn = false
        do {
            try await gate.record(configuration.shard, at: date(), now: now())
        } catch {
            closeLink(GatewayLimits.resumableCloseCode)
            return await perform(
                session.connectFailed("the identify could not be recorded, so it was not sent: \(error)", now: now()))
        }
        guard !isStopping else { return }
        liveness.update { $0.identifies += 1 }
        link?.send(GatewayPayloads.identify(configuration))
    }

    private func connect(_ endpoint: StreamEndpoint) async throws -> any ByteStream {
        let opener = opener
        let opening = Task { try await Handover(opener.open(endpoint)) }
        interrupt = { opening.cancel() }
        defer { interrupt = nil }
        return try await opening.value.stream
    }

    /// Carries a stream out of the task that opened it, which has no other reference to it.
    private struct Handover: @unchecked Sendable {
        let stream: any ByteStream
        init(_ stream: any ByteStream) { self.stream = stream }
    }

    private func closeLink(_ code: UInt16) {
        link?.close(code)
        dropLink()
    }

    private func dropLink() {
        guard let gone = link else { return }
        (link, heartbeatSentAt) = (nil, nil)
        gone.stream.close()
        // An attempt that failed before the WebSocket was open makes no new gap.
        if gone.isOpen { events.append([.disconnected]) }
    }

    // MARK: Waiting

    private func pause(until deadline: ContinuousClock.Instant?) async {
        liveness.update { $0.state = .waiting }
        if hasTurn {
            hasTurn = false
            await gate.giveUp(configuration.shard)
            guard !isStopping else { return }
        }
        // Without a deadline only `stop` ends the wait.
        let end = deadline.map(real) ?? .now + .seconds(3600)
        isPausing = true
        defer { isPausing = false }
        _ = try? await interruptible { try await Task.sleep(until: end, clock: .continuous) }
    }

    /// The moment on the system's clock.
    private func real(_ deadline: ContinuousClock.Instant) -> ContinuousClock.Instant { .now + (deadline - now()) }

    private func interruptible<Value: Sendable>(
        _ operation: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await operation() }
        interrupt = { task.cancel() }
        defer { interrupt = nil }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
