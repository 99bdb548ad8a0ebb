import Discord

/// The work of guilds' lives that runs. Of equal pieces of work only some run at once; of those beyond, one waits, because
/// those that run may have read what is out of date by now. Of syncs of whole guilds, only some run at once in all; the
/// others wait in the order in which they came. A confirmation is never held: a life has one at a time.
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

    /// Pieces of work in the order in which they came, none twice.
    private struct Line: Sendable {
        private var order: [Work] = []
        /// Those before this one have left.
        private var first = 0
        private var members: Set<Work> = []

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
    private let syncsAtOnce: Int
    private var counts: [Work: Count] = [:]
    private var runningSyncs = 0
    /// Syncs that wait for one of another guild to end.
    private var waitingSyncs = Line()

    init(_ limits: JobLimits) { (atOnce, syncsAtOnce) = (limits.equalWork, limits.guildSyncs) }

    /// Work is to be done; true when it begins now, false when it waits.
    mutating func begins(_ effect: GuildLife.Effect, _ guild: Snowflake) -> Bool {
        guard effect.canBeHeld else { return true }
        let work = Work(effect: effect, guild: guild)
        guard counts[work, default: Count()].running < atOnce else {
            counts[work]?.isWaiting = true
            return false
        }
        if effect.isSync {
            guard runningSyncs < syncsAtOnce else {
                waitingSyncs.add(work)
                return false
            }
            runningSyncs += 1
        }
        counts[work, default: Count()].running += 1
        return true
    }

    /// Work has ended. Returns what has waited for that and begins now.
    mutating func ended(_ effect: GuildLife.Effect, _ guild: Snowflake) -> [Work] {
        let work = Work(effect: effect, guild: guild)
        guard let count = counts[work] else { return [] }
        if count.isWaiting {
            counts[work]?.isWaiting = false
            // A sync hands its place on to the guild that waits longest.
            guard effect.isSync, let next = waitingSyncs.takeFirst() else { return [work] }
            waitingSyncs.add(work)
            end(work, count)
            counts[next, default: Count()].running += 1
            return [next]
        }
        end(work, count)
        guard effect.isSync else { return [] }
        guard let next = waitingSyncs.takeFirst() else {
            runningSyncs -= 1
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

    fileprivate var isSync: Bool { if case .sync = self { true } else { false } }
}
