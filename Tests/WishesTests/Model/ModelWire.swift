import Discord
import Foundation
import TestSupport

@testable import Wishes

/// The connection of one process to Discord: the seed decides the outcome of every call; some hang until released.
final class ModelWire: @unchecked Sendable {
    /// A call without an answer yet.
    struct Hanging: Sendable {
        var call: FakeDiscord.Call
        /// Its effect when it arrives; nil after that.
        var work: FakeDiscord.Work?
        /// When it left.
        var began: Duration
        fileprivate var continuation: CheckedContinuation<PortError?, Never>

        /// Completes the call with an error or a success.
        func answer(_ error: PortError? = nil) { continuation.resume(returning: error) }
    }

    /// Observes every call when it is sent. Set before the first one.
    var watch: @Sendable (FakeDiscord.Call) -> Void = { _ in }

    private let seed: UInt64
    private let clock: ManualClock
    private let late: LateRequests
    /// Keeps the process from writing after some calls.
    private let foreignLock: ForeignLock
    private let lock = NSLock()
    private var drawn: [String: UInt64] = [:]
    private var hanging: [Hanging] = []
    private var steps = 0
    private var isCalm = false
    private var isDead = false

    init(seed: UInt64, clock: ManualClock, late: LateRequests, foreignLock: ForeignLock) {
        (self.seed, self.clock, self.late, self.foreignLock) = (seed, clock, late, foreignLock)
    }

    /// Grows with every event on the wire.
    var progress: Int { lock.withLock { steps } }

    var isAnythingHanging: Bool { lock.withLock { !hanging.isEmpty } }

    /// Takes the hanging calls; the caller completes them.
    func takeHanging() -> [Hanging] {
        lock.withLock {
            defer { hanging = [] }
            return hanging
        }
    }

    /// From now on every call succeeds, and so does every write.
    func calm() {
        lock.withLock { isCalm = true }
        foreignLock.close()
    }

    /// The process is dead: none of its calls reaches Discord. Returns the calls under way.
    func die() -> [Hanging] {
        lock.withLock { isDead = true }
        return takeHanging()
    }

    /// Carries a call to the outcome that the seed chose.
    func carry(_ call: FakeDiscord.Call, _ work: @escaping FakeDiscord.Work) async throws(PortError) {
        let began = clock.now.offset
        watch(call)
        foreignLock.callBegan()
        let fate = lock.withLock {
            steps += 1
            return isDead ? .unreachable : isCalm ? .done : draw(call)
        }
        defer {
            if failsWrites() { foreignLock.take(calls: 1) }
            lock.withLock { steps += 1 }
        }
        switch fate {
        case .done: work()
        case .unreachable: throw PortError(.unreachable, "no connection")
        case .refused(let kind): throw PortError(kind, "refused")
        case .requestLost: throw PortError(.uncertain, "request lost")
        case .answerLost:
            work()
            throw PortError(.uncertain, "answer lost")
        case .late:
            late.add(call, work, began: began)
            throw PortError(.uncertain, "no answer yet")
        case .hangs(let isDone):
            if isDone { work() }
            if let error = await hang(call, isDone ? nil : work, began) { throw error }
            if !isDone { work() }
        }
    }

    private func hang(_ call: FakeDiscord.Call, _ work: FakeDiscord.Work?, _ began: Duration) async -> PortError? {
        await withCheckedContinuation { continuation in
            let entry = Hanging(call: call, work: work, began: began, continuation: continuation)
            let isOver = lock.withLock { () -> Bool in
                if !isDead, !isCalm { hanging.append(entry) }
                return isDead || isCalm
            }
            if isOver { entry.answer(PortError(.uncertain, "the connection is gone")) }
        }
    }

    /// Whether the database is locked when the answer comes.
    private func failsWrites() -> Bool {
        lock.withLock {
            guard !isCalm, !isDead else { return false }
            var random = random(for: "write")
            return random.chance(4)
        }
    }

    /// Each kind of call has its own random sequence, so that the order of two calls matters little.
    private func draw(_ call: FakeDiscord.Call) -> ModelFate {
        let (kind, fates) = ModelFate.table(for: call)
        var random = random(for: kind)
        return random.weighted(fates)
    }

    private func random(for kind: String) -> SplitMix64 {
        let count = drawn[kind, default: 0]
        drawn[kind] = count + 1
        let salt = kind.utf8.reduce(UInt64(5_381)) { $0 &* 33 &+ UInt64($1) }
        return SplitMix64(seed: seed ^ salt &+ count &* 0x9E37_79B9)
    }
}
