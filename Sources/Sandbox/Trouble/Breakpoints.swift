extension Sandbox {
    /// When a held request waits: before its work is done, or after it and before it is answered.
    public enum Stage: String, Sendable {
        /// The world does not know of the request yet.
        case beforeWork
        /// The world has changed or was read; the client does not know.
        case afterWork
    }

    /// A trap for requests, made by `hold` and opened by `release`.
    public struct HoldID: Hashable, Sendable, CustomStringConvertible {
        let number: Int
        /// Its number.
        public var description: String { String(number) }
    }
}

/// The traps that are set and the requests in them.
struct Holds {
    private struct Hold {
        let pattern: Sandbox.Pattern
        let stage: Sandbox.Stage
        var caught = 0
        var waiting: [CheckedContinuation<Bool, Never>] = []
    }

    private var all: [Int: Hold] = [:]
    private var last = 0

    mutating func add(_ pattern: Sandbox.Pattern, _ stage: Sandbox.Stage) -> Sandbox.HoldID {
        last += 1
        all[last] = Hold(pattern: pattern, stage: stage)
        return Sandbox.HoldID(number: last)
    }

    /// The trap a request falls into.
    func trap(method: String, path: String, stage: Sandbox.Stage) -> Int? {
        all.keys.sorted().first { number in
            guard let hold = all[number] else { return false }
            return hold.stage == stage && hold.pattern.matches(method: method, path: path)
        }
    }

    func caught(_ id: Sandbox.HoldID) -> Int? { all[id.number]?.caught }

    mutating func catchRequest(_ number: Int, _ continuation: CheckedContinuation<Bool, Never>) {
        guard all[number] != nil else { return continuation.resume(returning: true) }
        all[number]?.caught += 1
        all[number]?.waiting.append(continuation)
    }

    /// Lets the caught go on (true) or cuts their connections (false), and takes the trap away.
    mutating func release(_ id: Sandbox.HoldID, answering: Bool) {
        guard let hold = all.removeValue(forKey: id.number) else { return }
        for continuation in hold.waiting { continuation.resume(returning: answering) }
    }

    mutating func releaseAll() {
        for number in all.keys { release(Sandbox.HoldID(number: number), answering: true) }
    }
}
