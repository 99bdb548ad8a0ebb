import Foundation
import Logging
import Sandbox
import Synchronization
import TestSupport
import Transport

@testable import Discord

/// The real connection, on real sockets, against a Sandbox. Pauses are short; limits pass when the test says so.
final class LiveConnection: Sendable {
    static let token = "sandbox-token"

    let sandbox: Sandbox
    let ledger: any IdentifyLedger
    let record = LogRecorder()
    let events = EventLog()
    let watch = StreamWatch()
    let connection: GatewayConnection
    private let loop: NetworkLoop
    private let addresses: AddressList
    private let clock = ClockAhead()
    /// Ends when the events are to be taken.
    private let (taking, taker) = AsyncStream.makeStream(of: Never.self)

    /// `addresses` are returned before the Sandbox's own, one for each time that the connection asks. `capacity` is that of
    /// the event buffer; with `holdsEvents` no events are taken before `takeEvents`.
    init(
        limits: GatewayLimits = .quick, addresses: [String] = [], compress: Bool = true,
        trust: GatewayTrust = .local, portal: Sandbox.Portal = .generous,
        ledger: any IdentifyLedger = VolatileIdentifyLedger(),
        capacity: Int = 10_000, holdsEvents: Bool = false, freeze: Freeze? = nil
    ) async throws {
        self.ledger = ledger
        if !holdsEvents { taker.finish() }
        var configuration = Sandbox.Configuration()
        configuration.heartbeatInterval = 600_000
        configuration.portal = portal
        sandbox = Sandbox(configuration)
        let gateway = try await sandbox.start().gateway
        loop = try NetworkLoop(name: "network")
        self.addresses = AddressList(addresses, then: gateway)
        connection = GatewayConnection(
            .init(token: Secret(Self.token), trust: trust, compress: compress, limits: limits),
            opener: WatchedOpener(opener: CurlByteStreamOpener(loop: loop), watch: watch),
            events: EventBuffer(capacity: capacity), gate: IdentifyGate(ledger), now: { [clock] in clock.now }, seed: 7,
            log: Logger(label: "gateway") { [record] _ in record.handler },
            addressSource: { [sandbox, list = self.addresses] in
                let portal = await sandbox.portal
                return GatewayBot(
                    url: list.next(),
                    budget: IdentifyBudget(
                        total: portal.sessionStartTotal, remaining: portal.sessionStartRemaining,
                        resetAfter: .milliseconds(portal.sessionStartResetAfter),
                        maxConcurrency: portal.maxConcurrency))
            })
        if let freeze { self.freeze(freeze) }
    }

    /// From now on the machine sleeps when bytes come.
    func freeze(_ freeze: Freeze) {
        let count = Counter()
        watch.onBytes { [clock, liveness = connection.liveness] in
            if liveness.current.state == freeze.state, count.next() <= freeze.times {
                clock.advance(by: freeze.duration)
            }
        }
    }

    /// Runs the connection around a test; returns how it ended.
    @discardableResult
    func run(_ body: @escaping @Sendable (Sandbox, EventLog) async throws -> Void) async throws -> GatewayFatal? {
        defer { loop.shutdown() }
        let fatal = try await withThrowingTaskGroup(of: GatewayFatal?.self) { group in
            group.addTask { [connection, events, taking] in
                for await _ in taking {}
                while let batch = await connection.events.next() { events.add(batch) }
                events.finish()
                return nil
            }
            group.addTask { [connection] in
                do throws(GatewayFatal) {
                    try await connection.run()
                    return nil
                } catch {
                    return error
                }
            }
            do {
                try await body(sandbox, events)
            } catch {
                takeEvents()
                await connection.stop()
                throw error
            }
            takeEvents()
            await connection.stop()
            return try await group.reduce(into: nil) { found, next in found = found ?? next }
        }
        // The Sandbox notices the end a moment later.
        _ = await sandbox.waitForGateway(connected: false)
        await sandbox.stop()
        return fatal
    }

    /// The events are taken from now on.
    func takeEvents() { taker.finish() }

    /// Lets this much time pass, once.
    func advance(by step: Duration) async {
        clock.advance(by: step)
        await connection.timeHasPassed()
    }

    /// Lets time pass in steps until a condition is met.
    func pass(_ step: Duration, until hasHappened: @Sendable () async -> Bool) async {
        let limit = ContinuousClock.now + .patience
        while ContinuousClock.now < limit {
            await advance(by: step)
            if await hasHappened() { return }
        }
    }

    /// Lets time pass in steps until the log has a line with this text.
    func pass(_ step: Duration, untilLogged text: String) async {
        await pass(step) { [record] in await record.line(containing: text, timeout: .milliseconds(100)) }
    }

    /// Waits for an answer to a heartbeat that came after another one.
    func acknowledged(after last: ContinuousClock.Instant?) async -> Bool { await until { facts.lastACK != last } }

    /// Waits until the connection no longer reads.
    func stopsReading() async -> Bool { await until { !watch.wantsBytes } }

    private func until(_ isMet: () -> Bool) async -> Bool {
        await eventually(isMet, pause: { await connection.probe() })
    }

    var facts: GatewayLiveness { connection.liveness.current }
}

extension GatewayLimits {
    /// The defaults, but with short pauses.
    static var quick: GatewayLimits {
        var limits = GatewayLimits()
        limits.backoffBase = .milliseconds(1)
        limits.backoffCap = .milliseconds(20)
        limits.proofPause = .milliseconds(5)
        limits.invalidSessionPause = .milliseconds(1) ... .milliseconds(5)
        return limits
    }
}

extension Sandbox.Portal {
    /// Allows many identifies within five seconds.
    static var generous: Sandbox.Portal {
        var portal = Sandbox.Portal()
        portal.maxConcurrency = 100
        return portal
    }
}

/// The system's clock and what a test has added to it.
private final class ClockAhead: Sendable {
    private let ahead = Mutex(Duration.zero)

    var now: ContinuousClock.Instant { .now + ahead.withLock { $0 } }

    func advance(by step: Duration) { ahead.withLock { $0 += step } }
}

/// Gateway addresses, one after the other; the last one stays.
private final class AddressList: Sendable {
    private let rest: Mutex<[String]>
    private let last: String

    init(_ first: [String], then last: String) {
        rest = Mutex(first)
        self.last = last
    }

    func next() -> String { rest.withLock { $0.isEmpty ? last : $0.removeFirst() } }
}

/// The events that have come, and a way to wait for some.
final class EventLog: Sendable {
    private struct Waiter {
        let isMet: @Sendable ([GatewayEvent]) -> Bool
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var events: [GatewayEvent] = []
        var waiters: [UUID: Waiter] = [:]
        var isFinished = false
    }

    private let state = Mutex(State())

    var all: [GatewayEvent] { state.withLock { $0.events } }

    func add(_ batch: [GatewayEvent]) {
        let due = state.withLock { state in
            state.events += batch
            let due = state.waiters.filter { $0.value.isMet(state.events) }
            for id in due.keys { state.waiters[id] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in due { continuation.resume(returning: true) }
    }

    /// Nothing more will come.
    func finish() {
        let due = state.withLock { state in
            state.isFinished = true
            defer { state.waiters = [:] }
            return state.waiters.values.map(\.continuation)
        }
        for continuation in due { continuation.resume(returning: false) }
    }

    /// Waits until the events meet a condition; false when the connection ends or time runs out first.
    func wait(
        timeout: Duration = .patience, until isMet: @escaping @Sendable ([GatewayEvent]) -> Bool
    ) async -> Bool {
        let id = UUID()
        let alarm = Task {
            try await ContinuousClock().sleep(for: timeout)
            self.state.withLock { $0.waiters.removeValue(forKey: id) }?.continuation.resume(returning: false)
        }
        defer { alarm.cancel() }
        return await withCheckedContinuation { continuation in
            let answer: Bool? = state.withLock {
                if isMet($0.events) { return true }
                if $0.isFinished { return false }
                $0.waiters[id] = Waiter(isMet: isMet, continuation: continuation)
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    /// Waits until this many sessions have begun.
    func sessions(_ count: Int = 1) async -> Bool { await wait { $0.count(where: \.isReady) >= count } }

    /// Waits until this many sessions were resumed.
    func resumes(_ count: Int = 1) async -> Bool { await wait { $0.count { $0 == .resumed } >= count } }

    /// Who has reacted, in the order of the events.
    var voters: [Snowflake] {
        all.compactMap { if case .reactionAdd(let reaction) = $0 { reaction.userID } else { nil } }
    }
}

extension GatewayEvent {
    var isReady: Bool { if case .ready = self { true } else { false } }
}
