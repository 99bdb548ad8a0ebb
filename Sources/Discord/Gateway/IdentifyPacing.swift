/// `session_start_limit` of GET /gateway/bot.
package struct IdentifyBudget: Sendable, Equatable {
    /// Identifies that a day holds.
    package var total: Int
    /// Identifies that are left of them.
    package var remaining: Int
    /// When they are refilled.
    package var resetAfter: Duration
    /// Identifies allowed per five seconds.
    package var maxConcurrency: Int

    /// Makes a budget; Discord's usual one unless told otherwise.
    package init(total: Int = 1000, remaining: Int, resetAfter: Duration, maxConcurrency: Int = 1) {
        self.total = total
        self.remaining = remaining
        self.resetAfter = resetAfter
        self.maxConcurrency = maxConcurrency
    }
}

/// A reason not to identify yet, and for how long.
package struct IdentifyDelay: Sendable, Equatable {
    /// Why.
    package enum Reason: Sendable, Equatable {
        /// Discord allows no more of them today. One more would cost the bot its token.
        case spent
        /// Half of a day's identifies went to this database's bot: something restarts it again and again.
        case allowanceSpent(count: Int)
        /// So many in the last ten minutes.
        case quickRestarts(count: Int)
        /// `max_concurrency` per five seconds.
        case concurrency
    }

    /// Why.
    package var reason: Reason
    /// For how long.
    package var pause: Duration
}

/// Decides whether one more identify may be sent, from what Discord says is left and from what is on the disk: a crash
/// loop must not burn the day's 1,000, after which Discord resets the token.
enum IdentifyPacing {
    static let day = Duration.seconds(86_400)
    /// Restarts further apart than this are nobody's concern.
    static let window = Duration.seconds(600)
    /// So many identifies within the window are free of any pause.
    static let free = 5
    static let longestPause = Duration.seconds(60)
    /// Discord counts five seconds from when an identify arrives; the disk knows when it was about to leave.
    static let concurrencyWindow = Duration.milliseconds(5_500)

    /// `ages` says how long ago each identify of the last 24 hours was sent, in any order. Nil: identify now.
    static func delay(_ budget: IdentifyBudget, ages: [Duration]) -> IdentifyDelay? {
        guard budget.remaining > 0 else {
            return IdentifyDelay(reason: .spent, pause: max(budget.resetAfter, .seconds(5)))
        }
        let ages = ages.filter { $0 < day }.map { max($0, .zero) }.sorted()
        return allowance(budget, ages) ?? longer(restarts(ages), concurrency(budget, ages))
    }

    /// Half the day's identifies are ours to use; the other half is for the admin who mends what crashes.
    private static func allowance(_ budget: IdentifyBudget, _ ages: [Duration]) -> IdentifyDelay? {
        let allowed = max(1, budget.total / 2)
        guard ages.count >= allowed else { return nil }
        return IdentifyDelay(reason: .allowanceSpent(count: ages.count), pause: day - ages[allowed - 1])
    }

    /// 5, 10, 20, 40, 60 s between identifies once there were five within ten minutes.
    private static func restarts(_ ages: [Duration]) -> IdentifyDelay? {
        let recent = ages.count { $0 < window }
        guard recent >= free, let last = ages.first else { return nil }
        let gap = min(longestPause, .seconds(5) * (1 << min(recent - free, 8)))
        return gap > last ? IdentifyDelay(reason: .quickRestarts(count: recent), pause: gap - last) : nil
    }

    private static func concurrency(_ budget: IdentifyBudget, _ ages: [Duration]) -> IdentifyDelay? {
        let allowed = max(1, budget.maxConcurrency)
        guard ages.count >= allowed, ages[allowed - 1] < concurrencyWindow else { return nil }
        return IdentifyDelay(reason: .concurrency, pause: concurrencyWindow - ages[allowed - 1])
    }

    private static func longer(_ one: IdentifyDelay?, _ other: IdentifyDelay?) -> IdentifyDelay? {
        guard let one, let other else { return one ?? other }
        return one.pause >= other.pause ? one : other
    }
}
