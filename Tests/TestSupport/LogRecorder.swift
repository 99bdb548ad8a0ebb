import Foundation
import Logging

/// Keeps what is logged, so that a test can read it.
public final class LogRecorder: @unchecked Sendable {
    private let lock = NSLock()
    private var lines: [(level: Logger.Level, text: String)] = []

    /// Makes an empty record.
    public init() {}

    /// Everything so far: the sentence and its metadata.
    public var messages: [String] { lock.withLock { lines.map(\.text) } }

    /// Everything at one level.
    public func messages(at level: Logger.Level) -> [String] {
        lock.withLock { lines.filter { $0.level == level }.map(\.text) }
    }

    /// A handler that writes here.
    public var handler: any LogHandler { Handler(recorder: self) }

    private func add(_ level: Logger.Level, _ text: String) { lock.withLock { lines.append((level, text)) } }

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
