/// Over which shards a process works, checked against what Discord says. Pure.
/// Source: https://docs.discord.com/developers/events/gateway#sharding
package struct ShardPlan: Sendable, Equatable {
    /// The shards of this process, by number.
    package let shards: [ShardID]
    /// Of these the session of an earlier process is resumed, if Discord still knows it.
    package let resuming: Set<ShardID>
    /// Whether the number of shards is Discord's choice.
    private let isDiscordsChoice: Bool

    /// Why a plan cannot be carried out. The operator has to change something.
    package struct Refusal: Error, Sendable, Equatable, CustomStringConvertible {
        /// How many identifies are needed.
        package let needed: Int
        /// What Discord still allows.
        package let budget: IdentifyBudget

        /// The cause and the cure in one sentence.
        package var description: String {
            "The plan needs \(needed) identifies, one for each new session, and Discord allows \(budget.remaining) more in "
                + "the next \(budget.resetAfter.formattedSeconds): start again after that, or set `shards` to fewer."
        }
    }

    /// The plan before Discord was asked. `kept`: the shards whose sessions an earlier process left behind.
    package init(_ setting: ShardSetting, kept: Set<ShardID> = []) {
        shards = setting.shards(resuming: kept)
        resuming = kept.intersection(shards)
        isDiscordsChoice = setting == .auto
    }

    /// As many as Discord names, all with a new session.
    private init(_ count: Int) { (shards, resuming, isDiscordsChoice) = (ShardID.all(of: count), [], true) }

    /// How many shards the whole bot has, in every process.
    package var count: Int { shards.first?.count ?? 1 }

    /// Whether Discord has to be asked before anything connects. A single shard asks when it connects.
    package var needsAnswer: Bool { count > 1 }

    /// The plan with what GET /gateway/bot has answered: where the number of shards is Discord's choice, it grows to what is
    /// recommended, and no session of the smaller number is resumed. Throws: `Refusal`.
    package func checked(against bot: GatewayBot) throws(Refusal) -> ShardPlan {
        var plan = self
        if isDiscordsChoice, bot.shards > count { plan = ShardPlan(bot.shards) }
        let needed = plan.shards.count - plan.resuming.count
        guard plan.count == 1 || needed <= bot.budget.remaining else {
            throw Refusal(needed: needed, budget: bot.budget)
        }
        return plan
    }

    /// The plan after Discord has closed a connection for good because of its shard; nil when only the operator can help.
    /// Fewer than Discord names are never tried again.
    package func replaced(after fatal: GatewayFatal, by bot: GatewayBot) -> ShardPlan? {
        switch fatal {
        case .shardingRequired: ShardPlan(max(bot.shards, count + 1))
        // Very large bots may have only multiples of a number, which GET /gateway/bot names.
        case .shardInvalid where bot.shards != count: ShardPlan(bot.shards)
        default: nil
        }
    }
}
