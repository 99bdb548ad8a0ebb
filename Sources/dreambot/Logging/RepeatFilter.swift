import Logging
import Synchronization

/// Lets a warning or error through once a minute, and counts the equal ones in between. Pure.
struct RepeatFilter: Sendable {
    /// A line, without its time.
    struct Line: Sendable, Hashable {
        var label: String
        var level: Logger.Level
        var message: String
        /// The metadata as text, which is what makes two lines equal.
        var shown: [String: String]

        init(label: String, level: Logger.Level, message: String, metadata: Logger.Metadata) {
            (self.label, self.level, self.message) = (label, level, message)
            shown = metadata.mapValues { "\($0)" }
        }
    }

    /// A line that has come again so often since it was written.
    struct Repeat: Sendable, Equatable {
        var line: Line
        var times: Int
    }

    private struct Entry: Sendable {
        var writtenAt: Duration
        var times = 0
    }

    /// How long equal lines are held back.
    static let window = Duration.seconds(60)
    /// How many different lines are remembered; those beyond are written as they come.
    static let limit = 64

    private var entries: [Line: Entry] = [:]

    /// A line has come. Returns whether it is written, and which others were held back in the minutes that are over.
    mutating func take(_ line: Line, at now: Duration) -> (isWritten: Bool, over: [Repeat]) {
        let over = ended(at: now)
        guard line.level >= .warning else { return (true, over) }
        if entries[line] != nil {
            entries[line]?.times += 1
            return (false, over)
        }
        if entries.count < Self.limit { entries[line] = Entry(writtenAt: now) }
        return (true, over)
    }

    private mutating func ended(at now: Duration) -> [Repeat] {
        guard !entries.isEmpty else { return [] }
        let over = entries.filter { now - $0.value.writtenAt >= Self.window }
        for line in over.keys { entries[line] = nil }
        return over.filter { $0.value.times > 0 }.sorted { $0.value.writtenAt < $1.value.writtenAt }
            .map { Repeat(line: $0.key, times: $0.value.times) }
    }
}

/// One filter for all loggers of the process.
final class RepeatGate: Sendable {
    private let filter = Mutex(RepeatFilter())
    private let elapsed: @Sendable () -> Duration

    init(elapsed: @escaping @Sendable () -> Duration) { self.elapsed = elapsed }

    /// As `RepeatFilter.take`.
    func take(_ line: RepeatFilter.Line) -> (isWritten: Bool, over: [RepeatFilter.Repeat]) {
        let now = elapsed()
        return filter.withLock { $0.take(line, at: now) }
    }
}
