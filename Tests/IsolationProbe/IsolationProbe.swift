import Dispatch
import Glibc

/// Whether every way out of an async function leads back to the actor of its caller, as this compiler builds it with the
/// settings of `Wishes`. What is lost is lost in optimized code, which the tests are not: scripts/check-isolation.sh runs it.
@main
struct IsolationProbe {
    static func main() async {
        let strays = await Home().strays()
        for stray in strays { print("isolation-probe: not on the caller's actor after \(stray)") }
        if !strays.isEmpty { exit(1) }
        print("isolation: every async function returns to its caller's actor")
    }
}

/// An actor that knows whether it is the caller's.
private actor Home {
    private let executor = HomeExecutor()

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// After which calls a class in the isolation of this actor was somewhere else.
    func strays() async -> [String] {
        let room = Room(executor)
        await room.callAll()
        return room.strays
    }
}

private final class HomeExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "home")
    private let key = DispatchSpecificKey<Bool>()

    init() { queue.setSpecific(key: key, value: true) }

    var isCurrent: Bool { DispatchQueue.getSpecific(key: key) == true }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}

/// Calls functions that leave the actor, as the rooms of `SuggestionsCog` do.
private final class Room {
    private(set) var strays: [String] = []
    private let home: HomeExecutor
    private let ways = Ways()

    init(_ home: HomeExecutor) { self.home = home }

    private func check(_ way: String) {
        if !home.isCurrent { strays.append(way) }
    }

    func callAll() async {
        check("the start")
        await callPlain()
        await callGeneric()
        await callThrowing()
    }

    private func callPlain() async {
        _ = await ways.fromPool()
        check("a concurrent function")
        _ = await ways.fromActor()
        check("a function of another actor")
        _ = await ways.fromContinuation()
        check("a continuation")
        _ = await ways.fromGroup()
        check("a task group")
        _ = await ways.fromStream()
        check("an AsyncStream")
        _ = await ways.fromTask()
        check("another task")
        _ = await ways.afterClosure { $0 + 1 }
        check("a function with a closure")
    }

    private func callGeneric() async {
        _ = try? await ways.generic(7)
        check("a generic continuation")
        _ = try? await ways.genericFromPool(7)
        check("a generic concurrent function")
    }

    private func callThrowing() async {
        do { _ = try await ways.failing() } catch { check("an error of a concurrent function") }
        do { _ = try await ways.failingContinuation() } catch { check("an error of a continuation") }
        do { _ = try await ways.failingActor() } catch { check("an error of another actor") }
        do { _ = try await ways.failingGeneric(7) } catch { check("an error of a generic continuation") }
        do { _ = try await ways.failingGenericFromPool(7) } catch { check("an error of a generic concurrent function") }
    }
}

/// Functions that run where they are called, and leave that place in between. None is inlined: then the caller would go back.
private final class Ways: Sendable {
    private let other = Other()

    @inline(never) func fromPool() async -> Int { await Pool.value(1) }
    @inline(never) func fromActor() async -> Int { await other.value() }
    @inline(never) func fromTask() async -> Int { await Task.detached { await Pool.value(1) }.value }
    @inline(never) func fromContinuation() async -> Int {
        await withCheckedContinuation { caller in Pool.later { caller.resume(returning: 1) } }
    }
    @inline(never) func fromGroup() async -> Int {
        await withTaskGroup(of: Int.self) { group in
            for value in 1...2 { group.addTask { await Pool.value(value) } }
            return await group.reduce(0, +)
        }
    }
    @inline(never) func fromStream() async -> Int {
        let (values, sink) = AsyncStream.makeStream(of: Int.self)
        Pool.later {
            sink.yield(1)
            sink.finish()
        }
        return await values.reduce(0, +)
    }
    @inline(never) func afterClosure(_ body: (Int) -> Int) async -> Int {
        let value = body(1)
        return await Pool.value(1) + value
    }
    @inline(never) func generic<Value: Sendable>(_ value: Value) async throws -> Value {
        try await withCheckedThrowingContinuation { caller in Pool.later { caller.resume(returning: value) } }
    }
    @inline(never) func genericFromPool<Value: Sendable>(_ value: Value) async throws -> Value {
        try await Pool.attempt(value)
    }

    @inline(never) func failing() async throws -> Int { try await Pool.failure(1) }
    @inline(never) func failingActor() async throws -> Int { try await other.failure() }
    @inline(never) func failingContinuation() async throws -> Int {
        try await withCheckedThrowingContinuation { caller in Pool.later { caller.resume(throwing: Failure()) } }
    }
    @inline(never) func failingGeneric<Value: Sendable>(_ value: Value) async throws -> Value {
        try await withCheckedThrowingContinuation { caller in Pool.later { caller.resume(throwing: Failure()) } }
    }
    @inline(never) func failingGenericFromPool<Value: Sendable>(_ value: Value) async throws -> Value {
        try await Pool.failure(value)
    }
}

private actor Other {
    func value() async -> Int { await Pool.value(1) }
    func failure() async throws -> Int { try await Pool.failure(1) }
}

private struct Failure: Error {}

private enum Pool {
    static func later(_ body: @escaping @Sendable () -> Void) { DispatchQueue.global().async(execute: body) }

    @concurrent static func value<Value: Sendable>(_ value: Value) async -> Value {
        await Task.yield()
        return value
    }

    @concurrent static func attempt<Value: Sendable>(_ value: Value) async throws -> Value {
        await Task.yield()
        try Task.checkCancellation()
        return value
    }

    @concurrent static func failure<Value: Sendable>(_ value: Value) async throws -> Value {
        await Task.yield()
        throw Failure()
    }
}
