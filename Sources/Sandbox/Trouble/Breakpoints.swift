extension Sandbox {
    /// Where a breakpoint stops a request.
    public enum Stage: String, Sendable {
        /// The request has arrived; the world does not know of it yet.
        case beforeWork
        /// The world has changed or was read; the client has no answer yet.
        case afterWork
    }

    /// A breakpoint set by `hold` and removed by `release`.
    public struct BreakpointID: Hashable, Sendable, CustomStringConvertible {
        let number: Int
        /// Its number.
        public var description: String { String(number) }
    }
}

/// The breakpoints that are set, and the requests stopped at them.
struct Breakpoints {
    private struct Breakpoint {
        let pattern: Sandbox.Pattern
        let stage: Sandbox.Stage
        var caught = 0
        var waiting: [CheckedContinuation<Bool, Never>] = []
    }

    private var all: [Int: Breakpoint] = [:]
    private var last = 0

    mutating func add(_ pattern: Sandbox.Pattern, _ stage: Sandbox.Stage) -> Sandbox.BreakpointID {
        last += 1
        all[last] = Breakpoint(pattern: pattern, stage: stage)
        return Sandbox.BreakpointID(number: last)
    }

    /// The oldest breakpoint that stops this request at this stage.
    func match(method: String, path: String, stage: Sandbox.Stage) -> Int? {
        all.keys.sorted().first { number in
            guard let breakpoint = all[number] else { return false }
            return breakpoint.stage == stage && breakpoint.pattern.matches(method: method, path: path)
        }
    }

    /// How many requests it has stopped; nil when there is no such breakpoint.
    func caught(_ id: Sandbox.BreakpointID) -> Int? { all[id.number]?.caught }

    /// Stops a request: its continuation resumes at the release, with true to go on and false to cut the connection.
    mutating func stop(at number: Int, _ continuation: CheckedContinuation<Bool, Never>) {
        guard all[number] != nil else { return continuation.resume(returning: true) }
        all[number]?.caught += 1
        all[number]?.waiting.append(continuation)
    }

    /// Removes a breakpoint; the stopped requests go on, or their connections are cut with `answering: false`.
    mutating func release(_ id: Sandbox.BreakpointID, answering: Bool) {
        guard let breakpoint = all.removeValue(forKey: id.number) else { return }
        for continuation in breakpoint.waiting { continuation.resume(returning: answering) }
    }

    mutating func releaseAll() {
        for number in all.keys { release(Sandbox.BreakpointID(number: number), answering: true) }
    }
}
