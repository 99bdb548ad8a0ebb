import Discord

/// Limits the commands of one member: the eleventh within ten seconds gets a warning, later ones get no answer until at
/// most five are within ten seconds. Moderators may give three times as many.
///
/// Commands are timed by their message ids, not by their arrival: commands that arrive together after a gap in the
/// connection are no flood.
struct FloodGuard: Sendable {
    /// What to do with a command.
    enum Verdict: Sendable, Equatable {
        /// Answer it.
        case pass
        /// Answer with the warning to slow down.
        case warn
        /// Do not answer.
        case ignore
    }

    /// A member of one guild; a user is counted separately in each guild.
    struct Member: Sendable, Hashable {
        var guild: Snowflake
        var user: Snowflake
    }

    private struct Record {
        /// The newest commands, at most one more than allowed.
        var commands: [Snowflake] = []
        var isFlooding = false
    }

    /// The length of the window, in milliseconds.
    static let window: UInt64 = 10_000
    /// Commands within the window that are answered.
    static let allowed = 10
    /// The same for moderators.
    static let allowedToModerators = 30

    private let capacity: Int
    private let allowed: Int
    /// The most commands within the window that end a flood. Fewer than allowed, so that a member who stays at the
    /// limit is not answered and warned in turns.
    private let calm: Int
    private var records: [Member: Record] = [:]

    /// The number of remembered members; never more than the capacity.
    var count: Int { records.count }

    /// Makes a guard that remembers at most `capacity` members.
    init(capacity: Int = 1_000, allowed: Int = FloodGuard.allowed) {
        (self.capacity, self.allowed, calm) = (capacity, allowed, allowed / 2)
    }

    /// How many commands within the window are answered.
    static func allowed(_ role: RequesterRole) -> Int { role == .moderator ? allowedToModerators : allowed }

    /// Judges a command, given by its message id. Ignored commands count too: a flood ends only when the member slows
    /// down.
    mutating func judge(_ command: Snowflake, by member: Member) -> Verdict {
        var record = records[member] ?? Record()
        // Discord may send an event twice.
        guard !record.commands.contains(command) else { return record.isFlooding ? .ignore : .pass }
        record.commands.removeAll { Self.isPast($0, at: command) }
        record.commands.append(command)
        if record.commands.count > allowed + 1 { record.commands.removeFirst() }
        let verdict = verdict(&record)
        if records[member] == nil { makeRoom(at: command) }
        records[member] = record
        return verdict
    }

    private func verdict(_ record: inout Record) -> Verdict {
        guard record.isFlooding else {
            record.isFlooding = record.commands.count > allowed
            return record.isFlooding ? .warn : .pass
        }
        record.isFlooding = record.commands.count > calm
        return record.isFlooding ? .ignore : .pass
    }

    private static func isPast(_ command: Snowflake, at now: Snowflake) -> Bool {
        command.unixMilliseconds + window <= now.unixMilliseconds
    }

    /// Forgets the members without a command in the window; if there are none, the one whose last command is the
    /// oldest.
    private mutating func makeRoom(at now: Snowflake) {
        guard records.count >= capacity else { return }
        records = records.filter { !($0.value.commands.last.map { Self.isPast($0, at: now) } ?? true) }
        guard records.count >= capacity else { return }
        let quietest = records.min { ($0.value.commands.last ?? now) < ($1.value.commands.last ?? now) }
        if let quietest { records[quietest.key] = nil }
    }
}
