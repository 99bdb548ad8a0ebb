import Discord

/// The work of guilds' lives that runs. Of equal pieces of work only some run at once; of those beyond, one waits, because
/// those that run may have read what is out of date by now. Of what comes due for all guilds together, syncs of whole guilds
/// and checks, only some run at once in all; the others wait in the order in which they came: of many thousands of tasks each
/// would hold its memory, and none would be done soon. A confirmation is never held: a life has one at a time.
struct LifeWork: Sendable {
    /// A piece of work.
    struct Work: Sendable, Hashable {
        /// What is done.
        var effect: GuildLife.Effect
        /// For which guild.
        var guild: Snowflake
    }

    private struct Count: Sendable {
        var running = 0
        var isWaiting = false
    }

    /// What waits for its turn together.
    fileprivate enum Kind: Sendable { case sync, check }

    /// Pieces of work of which only some run at once; the others in the order in which they came, none twice.
    private struct Line: Sendable {
        let atOnce: Int
        var running = 0
        private var order: [Work] = []
        /// Those before this one have left.
        private var first = 0
        private var members: Set<Work> = []

        init(atOnce: Int) { self.atOnce = atOnce }

        /// Takes a place; without one that is free the work waits, and the answer is false.
        mutating func admits(_ work: Work) -> Bool {
            guard running < atOnce else {
                add(work)
                return false
            }
            running += 1
            return true
        }

        mutating func add(_ work: Work) { if members.insert(work).inserted { order.append(work) } }

        mutating func takeFirst() -> Work? {
            guard first < order.count else { return nil }
            let work = order[first]
            first += 1
            members.remove(work)
            if first == order.count { (order, first) = ([], 0) }
            return work
        }
    }

    private let atOnce: Int
    private var counts: [Work: Count] = [:]
    private var lines: [Kind: Line]

    init(_ limits: JobLimits) {
        atOnce = limits.equalWork
        lines = [.sync: Line(atOnce: limits.guildSyncs), .check: Line(atOnce: limits.guildChecks)]
    }

    /// Work is to be done; true when it begins now, false when it waits.
    mutating func begins(_ effect: GuildLife.Effect, _ guild: Snowflake) -> Bool {
        guard effect.canBeHeld else { return true }
        let work = Work(effect: effect, guild: guild)
        guard counts[work, default: Count()].running < atOnce else {
            counts[work]?.isWaiting = true
            return false
        }
        // In place: thousands wait when a session begins, and a copy of the line would copy them all.
        if let kind = effect.kind, lines[kind]?.admits(work) == false { return false }
        counts[work, default: Count()].running += 1
        return true
    }

    /// Work has ended. Returns what has waited for that and begins now.
    mutating func ended(_ effect: GuildLife.Effect, _ guild: Snowflake) -> [Work] {
        let work = Work(effect: effect, guild: guild)
        guard let count = counts[work] else { return [] }
        if count.isWaiting {
            counts[work]?.isWaiting = false
            // It hands its place on to the guild that waits longest.
            guard let kind = effect.kind, let next = lines[kind]?.takeFirst() else { return [work] }
            lines[kind]?.add(work)
            end(work, count)
            counts[next, default: Count()].running += 1
            return [next]
        }
        end(work, count)
        guard let kind = effect.kind else { return [] }
        guard let next = lines[kind]?.takeFirst() else {
            lines[kind]?.running -= 1
            return []
        }
        counts[next, default: Count()].running += 1
        return [next]
    }

    private mutating func end(_ work: Work, _ count: Count) {
        counts[work]?.running -= 1
        if count.running <= 1 { counts[work] = nil }
    }
}

extension GuildLife.Effect {
    /// Whether an equal piece of work that is under way makes it unnecessary.
    fileprivate var canBeHeld: Bool {
        switch self {
        case .sync, .recover, .checkWeekly, .load, .editCards, .doChores: true
        case .confirm, .announceRetry: false
        }
    }

    /// With what it waits; nil for what does not come due for all guilds together.
    fileprivate var kind: LifeWork.Kind? {
        switch self {
        case .sync: .sync
        case .checkWeekly, .load: .check
        case .recover, .editCards, .doChores, .confirm, .announceRetry: nil
        }
    }
}
