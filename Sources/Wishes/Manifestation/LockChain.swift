import Discord

/// What this process knows of the locks under one card: a value, so that `CreationLock` only has to ask Discord.
///
/// Every attempt begins at the card and goes from lock to lock: Discord forgets nonces after some minutes, so a process that
/// went on at its own last lock could pass another one that begins at the card.
struct LockChain: Sendable {
    /// What an answer of Discord's means.
    enum Step: Sendable, Equatable {
        /// This process holds the lock.
        case held
        /// The lock belongs to the past: go on after it.
        case pass(Snowflake)
        /// Another process may hold it, for so long yet.
        case wait(Duration)
    }

    /// Names the writer of this process's database, and this process; the second begins with the first.
    let (writer, name): (String, String)
    /// Locks of this database's writer that are still there, to be deleted.
    private(set) var own: [Snowflake] = []
    /// The lock after each lock, or after the card.
    private var next: [Snowflake: Snowflake] = [:]
    /// Locks that this process has posted.
    private var mine: Set<Snowflake> = []
    /// When locks of other processes were first seen.
    private var others: [Snowflake: Duration] = [:]
    /// When the lock after a lock was first requested, while there is no answer.
    private var requested: [Snowflake: Duration] = [:]
    /// When the lock that is held was requested.
    private var takenAt: Duration?

    init(writer: String, name: String) { (self.writer, self.name) = (writer, name) }

    /// Whether this process holds the lock.
    func isHeld(at now: Duration) -> Bool { takenAt.map { now - $0 < CreationLock.lifetime } ?? false }

    /// The lock after this one is requested.
    mutating func request(after last: Snowflake, at now: Duration) {
        takenAt = nil
        if requested[last] == nil { requested[last] = now }
    }

    /// Discord's answer: the lock after this one, and who holds it (nil: the answer does not say).
    mutating func answered(_ lock: Snowflake, holder: String?, after last: Snowflake, at now: Duration) -> Step {
        let since = requested.removeValue(forKey: last) ?? now
        next[last] = lock
        let holder = holder ?? name
        guard holder.hasPrefix(writer) else {
            let left = CreationLock.othersLifetime - (now - others[lock, default: now])
            if others[lock] == nil { others[lock] = now }
            return left > .zero ? .wait(left) : .pass(lock)
        }
        if !own.contains(lock) { own.append(lock) }
        // An earlier lock may have been passed over by another process since.
        guard holder == name, mine.insert(lock).inserted, now - since < CreationLock.lifetime else {
            return .pass(lock)
        }
        takenAt = since
        return .held
    }

    /// Discord's answer: the lock after this one was deleted. Nil when it is not known, so that its owner has settled the
    /// wish just now.
    mutating func deleted(after last: Snowflake) -> Snowflake? {
        requested[last] = nil
        return next[last]
    }

    /// The locks that are under the card now. Returns how long another process may still hold one of them; nil for none.
    mutating func found(_ locks: [(id: Snowflake, holder: String)], at now: Duration) -> Duration? {
        own += locks.filter { $0.holder.hasPrefix(writer) && !own.contains($0.id) }.map(\.id)
        let seen = locks.filter { !$0.holder.hasPrefix(writer) }.map { ($0.id, others[$0.id] ?? now) }
        others = Dictionary(seen) { first, _ in first }
        return others.values.map { CreationLock.othersLifetime - (now - $0) }.filter { $0 > .zero }.max()
    }

    /// The wish is settled, for now: the lock is given up. Returns the locks to be deleted.
    mutating func release() -> [Snowflake] {
        defer { (own, takenAt) = ([], nil) }
        return own
    }
}
