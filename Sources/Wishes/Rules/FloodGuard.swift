import Discord

/// Keeps one member from keeping the bot busy: more than ten commands within ten seconds are answered once with
/// "slower", then not at all until no more than five of them are within ten seconds.
///
/// The time of a command is the time at which it was given, which its message's id tells: what comes all at once after
/// a gap in the connection is no flood.
struct FloodGuard: Sendable {
    /// What to do with a command.
    enum Verdict: Sendable, Equatable {
        /// Answer it.
        case pass
        /// Answer only that it is too much.
        case warn
        /// Say nothing.
        case ignore
    }

    /// A member of a guild; what somebody does elsewhere does not count.
    struct Member: Sendable, Hashable {
        var guild: Snowflake
        var user: Snowflake
    }

    private struct Record {
        /// The latest commands, at most one more than allowed.
        var commands: [Snowflake] = []
        var isFlooding = false
    }

    /// Milliseconds that are looked back.
    static let window: UInt64 = 10_000
    /// Commands within the window that are answered.
    static let allowed = 10
    /// Commands within the window that end a flood. Fewer than allowed: at the very edge every second one would be
    /// told to slow down.
    static let calm = 5

    private let capacity: Int
    private var records: [Member: Record] = [:]

    /// Members that are remembered; never more than the capacity.
    var count: Int { records.count }

    /// Remembers at most so many members at once.
    init(capacity: Int = 1_000) { self.capacity = capacity }

    /// Judges a command, named by its message. Ignored ones count too: a flood ends by calm, not by patience.
    mutating func judge(_ command: Snowflake, by member: Member) -> Verdict {
        var record = records[member] ?? Record()
        // Discord may send an event twice.
        guard !record.commands.contains(command) else { return record.isFlooding ? .ignore : .pass }
        record.commands.removeAll { Self.isPast($0, at: command) }
        record.commands.append(command)
        if record.commands.count > Self.allowed + 1 { record.commands.removeFirst() }
        let verdict = Self.verdict(&record)
        if records[member] == nil { makeRoom(at: command) }
        records[member] = record
        return verdict
    }

    private static func verdict(_ record: inout Record) -> Verdict {
        guard record.isFlooding else {
            record.isFlooding = record.commands.count > allowed
            return record.isFlooding ? .warn : .pass
        }
        record.isFlooding = record.commands.count > calm
        return record.isFlooding ? .ignore : .pass
    }

    private static func isPast(_ command: Snowflake, at now: Snowflake) -> Bool {
        command.milliseconds + window <= now.milliseconds
    }

    /// Forgets those who have calmed down, and if that is not enough the one who was quiet the longest.
    private mutating func makeRoom(at now: Snowflake) {
        guard records.count >= capacity else { return }
        records = records.filter { !($0.value.commands.last.map { Self.isPast($0, at: now) } ?? true) }
        guard records.count >= capacity else { return }
        let quietest = records.min { ($0.value.commands.last ?? now) < ($1.value.commands.last ?? now) }
        if let quietest { records[quietest.key] = nil }
    }
}
