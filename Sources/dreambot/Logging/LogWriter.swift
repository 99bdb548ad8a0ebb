import Discord
import Dispatch
import Foundation
import Synchronization

/// Writes log lines on a thread of its own, so that a slow or stopped reader delays nothing else.
///
/// Lines wait in a bounded buffer. When it is full, new lines are dropped and counted; the count is written as soon as the
/// reader takes lines again.
final class LogWriter: Sendable {
    /// Where the lines go.
    struct Sink: Sendable {
        /// Writes a part of the bytes and returns how many; 0 when the reader takes none at the moment, after a short
        /// wait. Nil when there is no reader any more.
        var write: @Sendable (ArraySlice<UInt8>) -> Int?
    }

    private struct State {
        var lines: [[UInt8]] = []
        /// The sum of the lines in the buffer.
        var bytes = 0
        /// Lines dropped since the last notice.
        var dropped = 0
        /// Lines dropped since the start.
        var droppedInAll = 0
        var isClosed = false
        /// When the write that is under way began.
        var writingSince: ContinuousClock.Instant?
    }

    /// In bytes.
    private let capacity: Int
    private let sink: Sink
    private let notice: @Sendable (Int) -> String
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state = Mutex(State())
    private let hasWork = DispatchSemaphore(value: 0)
    private let isDone = DispatchSemaphore(value: 0)

    /// Starts the thread.
    /// - Parameters:
    ///   - capacity: the size of the buffer in bytes.
    ///   - notice: the line that tells how many lines were dropped.
    init(
        _ sink: Sink, capacity: Int = 1 << 19, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        notice: @escaping @Sendable (Int) -> String
    ) {
        self.sink = sink
        self.capacity = capacity
        self.now = now
        self.notice = notice
        let thread = Thread { [self] in run() }
        thread.name = "log"
        thread.start()
    }

    /// Adds a line, without its line end; secrets in it are hidden. Never waits.
    func write(_ line: String) {
        let bytes = Array((SecretMask.shared.hide(line) + "\n").utf8)
        state.withLock { state in
            guard state.bytes + bytes.count <= capacity, !state.isClosed else {
                state.dropped += 1
                state.droppedInAll += 1
                return
            }
            Self.flushNotice(&state, notice)
            state.lines.append(bytes)
            state.bytes += bytes.count
        }
        hasWork.signal()
    }

    /// False when one write has blocked for longer than this. A reader that takes nothing is no such case: then lines are
    /// dropped, and the thread goes on.
    func isMoving(longestWrite: Duration = .seconds(60)) -> Bool {
        guard let since = state.withLock({ $0.writingSince }) else { return true }
        return now() - since <= longestWrite
    }

    /// Lines dropped since the start.
    var dropped: Int { state.withLock { $0.droppedInAll } }

    /// Writes what is buffered and ends the thread. Waits for so long at most, when the reader takes nothing.
    func close(within limit: Duration = .milliseconds(500)) {
        state.withLock { $0.isClosed = true }
        hasWork.signal()
        let nanoseconds = Int(limit / .nanoseconds(1))
        _ = isDone.wait(timeout: .now() + .nanoseconds(nanoseconds))
    }

    // MARK: The thread

    private func run() {
        while true {
            hasWork.wait()
            while let batch = takeBatch() { send(batch) }
            if state.withLock({ $0.isClosed && $0.lines.isEmpty }) { break }
        }
        isDone.signal()
    }

    /// Everything that is buffered. It still counts against the capacity until `send` is done with it.
    private func takeBatch() -> [UInt8]? {
        state.withLock { state in
            if state.lines.isEmpty { Self.flushNotice(&state, notice) }
            guard !state.lines.isEmpty else { return nil }
            defer { state.lines = [] }
            return Array(state.lines.joined())
        }
    }

    private func send(_ batch: [UInt8]) {
        var rest = batch[...]
        while !rest.isEmpty {
            state.withLock { $0.writingSince = now() }
            let count = sink.write(rest)
            let isClosed = state.withLock { state in
                state.writingSince = nil
                state.bytes -= count ?? 0
                return state.isClosed
            }
            // Without a reader nothing can be written; at the end a reader that takes nothing is not waited for.
            guard let count, count > 0 || !isClosed else { break }
            rest = rest.dropFirst(count)
        }
        state.withLock { $0.bytes -= rest.count }
    }

    private static func flushNotice(_ state: inout State, _ notice: (Int) -> String) {
        guard state.dropped > 0 else { return }
        let line = Array((notice(state.dropped) + "\n").utf8)
        state.lines.append(line)
        state.bytes += line.count
        state.dropped = 0
    }
}

extension LogWriter.Sink {
    /// A descriptor. Each write waits for 200 ms at most until the reader takes something.
    static func descriptor(_ descriptor: Int32) -> LogWriter.Sink {
        LogWriter.Sink { bytes in
            guard Output.isReady(descriptor, within: .milliseconds(200)) else { return 0 }
            // A pipe that is ready takes this much without blocking.
            let part = bytes.prefix(4_096)
            let count = part.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { return count }
            return errno == EINTR || errno == EAGAIN ? 0 : nil
        }
    }
}
