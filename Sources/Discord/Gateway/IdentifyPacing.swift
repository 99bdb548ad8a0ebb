/// `session_start_limit` of GET /gateway/bot.
/// Source: https://docs.discord.com/developers/events/gateway#session-start-limit-object
package struct IdentifyBudget: Sendable, Equatable {
    /// Identifies allowed per day.
    package var total: Int
    /// Identifies left of them.
    package var remaining: Int
    /// The time until `remaining` is `total` again.
    package var resetAfter: Duration
    /// How many shards may identify at once: one of each bucket in five seconds.
    package var maxConcurrency: Int

    /// Makes a budget; the defaults are Discord's usual values.
    package init(total: Int = 1000, remaining: Int, resetAfter: Duration, maxConcurrency: Int = 1) {
        self.total = total
        self.remaining = remaining
        self.resetAfter = resetAfter
        self.maxConcurrency = maxConcurrency
    }

    /// The shards of a bucket identify one after another. `shard`: its number.
    /// Source: https://docs.discord.com/developers/events/gateway#sharding-max-concurrency
    func bucket(of shard: Int) -> Int { shard % max(1, maxConcurrency) }
}

/// A reason not to identify yet, and for how long.
package struct IdentifyDelay: Sendable, Equatable {
    /// Why.
    package enum Reason: Sendable, Equatable {
        /// No identifies are left today. After one more Discord would reset the token.
        case spent
        /// This database's bot has used half of a day's identifies: something keeps restarting it.
        case allowanceSpent(count: Int)
        /// The bot has sent so many in the last ten minutes.
        case quickRestarts(count: Int)
        /// Another shard of the bucket identifies, or has in the last five seconds.
        case concurrency
    }

    /// Why.
    package var reason: Reason
    /// For how long.
    package var pause: Duration
}

/// How long ago an identify was sent, and by which shard.
package struct IdentifyAge: Sendable, Equatable {
    /// How long ago.
    package var age: Duration
    /// The shard's number.
    package var shard: Int

    /// Makes an age.
    package init(_ age: Duration, shard: Int = 0) { (self.age, self.shard) = (age, shard) }
}

/// Decides whether one more identify may be sent, from the identifies that Discord has left and those recorded in the
/// database: a crash loop must not use up the day's 1,000, after which Discord resets the token.
/// Source: https://docs.discord.com/developers/events/gateway#identifying
enum IdentifyPacing {
    static let day = Duration.seconds(86_400)
    /// Identifies older than this do not delay the next one.
    static let window = Duration.seconds(600)
    /// So many identifies of a shard within the window cause no pause.
    static let free = 5
    static let restartBackoff = Backoff(base: .seconds(5), cap: .seconds(60))
    /// Discord counts five seconds from when an identify arrives; the database has the time before it was sent.
    static let concurrencyWindow = Duration.milliseconds(5_500)

    /// The delay of a shard's next identify; nil to send it now. `spent`: the identifies of the last 24 hours by all shards,
    /// in any order.
    static func delay(_ budget: IdentifyBudget, spent: [IdentifyAge], shard: ShardID = .only) -> IdentifyDelay? {
        guard budget.remaining > 0 else {
            return IdentifyDelay(reason: .spent, pause: max(budget.resetAfter, .seconds(5)))
        }
        let spent = spent.filter { $0.age < day }
        return allowance(budget, ages(spent))
            ?? longer(
                restarts(ages(spent.filter { $0.shard == shard.number })), concurrency(budget, spent, shard))
    }

    /// The newest first; none is negative.
    private static func ages(_ spent: [IdentifyAge]) -> [Duration] { spent.map { max($0.age, .zero) }.sorted() }

    /// The bot uses half of the day's identifies; the other half is left for the admin who repairs it.
    private static func allowance(_ budget: IdentifyBudget, _ ages: [Duration]) -> IdentifyDelay? {
        let allowed = max(1, budget.total / 2)
        guard ages.count >= allowed else { return nil }
        return IdentifyDelay(reason: .allowanceSpent(count: ages.count), pause: day - ages[allowed - 1])
    }

    /// 5, 10, 20, 40, 60 s between identifies of a shard once there were five within ten minutes.
    private static func restarts(_ ages: [Duration]) -> IdentifyDelay? {
        let recent = ages.count { $0 < window }
        guard recent >= free, let last = ages.first else { return nil }
        let gap = restartBackoff.pause(after: recent - free)
        return gap > last ? IdentifyDelay(reason: .quickRestarts(count: recent), pause: gap - last) : nil
    }

    /// One identify in five seconds for each bucket; a bot that names no shard has no buckets.
    private static func concurrency(
        _ budget: IdentifyBudget, _ spent: [IdentifyAge], _ shard: ShardID
    ) -> IdentifyDelay? {
        let bucket = budget.bucket(of: shard.number)
        let (counted, allowed) =
            shard == .only
            ? (spent, max(1, budget.maxConcurrency)) : (spent.filter { budget.bucket(of: $0.shard) == bucket }, 1)
        let ages = ages(counted)
        guard ages.count >= allowed, ages[allowed - 1] < concurrencyWindow else { return nil }
        return IdentifyDelay(reason: .concurrency, pause: concurrencyWindow - ages[allowed - 1])
    }

    private static func longer(_ one: IdentifyDelay?, _ other: IdentifyDelay?) -> IdentifyDelay? {
        guard let one, let other else { return one ?? other }
        return one.pause >= other.pause ? one : other
    }
}
