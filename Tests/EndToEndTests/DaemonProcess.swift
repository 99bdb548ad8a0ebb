import Foundation
import Sandbox
import Synchronization
import TestSupport

/// The real binary, running against a Sandbox: started, watched, stopped or killed by its own process id.
final class DaemonProcess: Sendable {
    let process: Process
    /// Lets a test stop reading the output for a while.
    let reading = ReadingGate()
    let output = LineLog()

    /// Starts `dreambot ARGUMENTS`, or another program of the package.
    init(_ arguments: [String], environment: [String: String] = [:], program: String = "dreambot") throws {
        process = Process()
        process.executableURL = Self.binary.deletingLastPathComponent().appending(path: program)
        process.arguments = arguments
        // Nothing of the test's environment may leak in: no token, no proxy, no service manager.
        process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"].merging(environment) { _, new in new }
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let (reader, output, gate) = (pipe.fileHandleForReading, output, reading)
        Thread.detachNewThread { Self.read(reader, into: output, gate) }
    }

    /// The executable beside the test bundle.
    static var binary: URL {
        let link = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: link).deletingLastPathComponent().appending(path: "dreambot")
    }

    private static func read(_ handle: FileHandle, into output: LineLog, _ gate: ReadingGate) {
        var rest = Data()
        while gate.pass(), case let data = handle.availableData, !data.isEmpty {
            rest += data
            while let end = rest.firstIndex(of: 10) {
                output.add(String(decoding: rest[rest.startIndex..<end], as: UTF8.self))
                rest = Data(rest[rest.index(after: end)...])
            }
        }
        if !rest.isEmpty { output.add(String(decoding: rest, as: UTF8.self)) }
        output.finish()
    }

    /// Asks it to stop and waits for the end. Returns the exit code.
    @discardableResult
    func stop(_ signal: Int32 = SIGTERM) async -> Int32 {
        kill(process.processIdentifier, signal)
        reading.resume()
        return await exitCode()
    }

    /// Waits for the end. A process killed by a signal gives the signal's negative.
    func exitCode() async -> Int32 {
        await output.finished()
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus
    }
}

/// Holds the thread that reads a daemon's output.
final class ReadingGate: Sendable {
    private let condition = NSCondition()
    private let isPaused = Mutex(false)

    /// Waits while the gate is closed. Always true.
    func pass() -> Bool {
        condition.withLock { while isPaused.withLock(\.self) { condition.wait() } }
        return true
    }

    /// Nothing is read until `resume`. What is being read at the moment may still come.
    func pause() { set(true) }

    /// Reading goes on.
    func resume() { set(false) }

    private func set(_ paused: Bool) {
        condition.withLock {
            isPaused.withLock { $0 = paused }
            condition.broadcast()
        }
    }
}

/// The lines of a bot's log, and a way to wait for one.
final class LineLog: Sendable {
    private struct Waiter {
        var text: String
        /// The number of the first line that counts.
        var from: Int
        var continuation: CheckedContinuation<String?, Never>
    }

    private struct State {
        var lines: [String] = []
        var isFinished = false
        var waiters: [UUID: Waiter] = [:]
    }

    private let state = Mutex(State())

    var all: [String] { state.withLock { $0.lines } }

    func add(_ line: String) {
        let due = state.withLock { state in
            state.lines.append(line)
            let due = state.waiters.filter { state.lines.count > $0.value.from && line.contains($0.value.text) }
            for id in due.keys { state.waiters[id] = nil }
            return due.values.map(\.continuation)
        }
        for waiter in due { waiter.resume(returning: line) }
    }

    /// No more lines come.
    func finish() {
        let due = state.withLock { state in
            state.isFinished = true
            let due = state.waiters.values.map(\.continuation)
            state.waiters = [:]
            return due
        }
        for waiter in due { waiter.resume(returning: nil) }
    }

    /// The first line from `from` on that contains the text; nil when the bot ends or time runs out first.
    func line(containing text: String, from: Int = 0, timeout: Duration = .patience) async -> String? {
        let id = UUID()
        let timer = Task {
            try await ContinuousClock().sleep(for: timeout)
            self.giveUp(id)
        }
        defer { timer.cancel() }
        return await withCheckedContinuation { continuation in
            let answer = state.withLock { state -> String?? in
                if let known = state.lines.dropFirst(from).first(where: { $0.contains(text) }) { return .some(known) }
                if state.isFinished { return .some(nil) }
                state.waiters[id] = Waiter(text: text, from: from, continuation: continuation)
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    /// Returns when no more lines come.
    func finished() async { _ = await line(containing: "\u{0} never printed") }

    private func giveUp(_ id: UUID) {
        let waiter = state.withLock { $0.waiters.removeValue(forKey: id)?.continuation }
        waiter?.resume(returning: nil)
    }
}
