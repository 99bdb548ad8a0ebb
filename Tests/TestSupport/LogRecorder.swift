import Foundation
import Logging
import Synchronization

/// Keeps what is logged, so that a test can read it.
package final class LogRecorder: Sendable {
    private struct State {
        var lines: [(level: Logger.Level, text: String)] = []
        var waiters: [UUID: (text: String, continuation: CheckedContinuation<Bool, Never>)] = [:]
    }

    private let state = Mutex(State())

    /// Makes an empty record.
    package init() {}

    /// Everything so far: the sentence and its metadata.
    package var messages: [String] { state.withLock { $0.lines.map(\.text) } }

    /// Everything at one level.
    package func messages(at level: Logger.Level) -> [String] {
        state.withLock { $0.lines.filter { $0.level == level }.map(\.text) }
    }

    /// A handler that writes here.
    package var handler: any LogHandler { Handler(recorder: self) }

    /// Waits for a line that contains a text; false when time runs out first.
    package func line(containing text: String, timeout: Duration = .patience) async -> Bool {
        let id = UUID()
        let alarm = Task {
            try await ContinuousClock().sleep(for: timeout)
            self.giveUp(id)
        }
        defer { alarm.cancel() }
        return await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.lines.contains(where: { $0.text.contains(text) }) { return true }
                state.waiters[id] = (text, continuation)
                return false
            }
            if isThere { continuation.resume(returning: true) }
        }
    }

    private func giveUp(_ id: UUID) {
        let waiter = state.withLock { $0.waiters.removeValue(forKey: id)?.continuation }
        waiter?.resume(returning: false)
    }

    private func add(_ level: Logger.Level, _ text: String) {
        let due = state.withLock { state in
            state.lines.append((level, text))
            let due = state.waiters.filter { text.contains($0.value.text) }
            for id in due.keys { state.waiters[id] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in due { continuation.resume(returning: true) }
    }

    private struct Handler: LogHandler {
        let recorder: LogRecorder
        var logLevel = Logger.Level.trace
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let pairs = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
            recorder.add(event.level, "\(event.message)" + pairs.joined())
        }
    }
}
