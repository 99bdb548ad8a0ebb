import Foundation

extension Sandbox {
    /// An order for many reactions in every shard, at a steady rate.
    public struct StormOrder: Sendable, Equatable {
        /// Events per second in each session.
        public var perSecond = 1_000
        /// Seconds for which they come, in real time.
        public var seconds = 10.0
        /// The share of the reactions that are under messages of our bot; the others are under those of humans.
        public var votes = 0.1
        /// The emoji.
        public var emoji: Emoji = "🌟"
        /// Messages of our bot, and as many of humans, that get reactions in each shard, at most four of a guild.
        public var messages = 200

        /// The defaults.
        public init() {}

        /// How many events each session should have got after so many seconds.
        func due(after seconds: Double) -> Int { Int(Double(perSecond) * min(seconds, self.seconds)) }
    }

    /// What a storm has sent in one shard.
    public struct StormShare: Sendable, Equatable {
        /// The shard; nil for a session without.
        public internal(set) var shard: Int?
        /// The events.
        public internal(set) var sent = 0
        /// Those under messages of our bot.
        public internal(set) var votes = 0
    }
}

/// A storm as a value: which reaction is next. Humans of the guild react in turn; when all have, they take it back.
struct ReactionStorm: Sendable {
    /// A message that gets reactions.
    struct Target: Sendable, Equatable {
        var message: ID
        var channel: ID
        var guild: ID
        /// Whose turn it is, among the guild's humans.
        var turn: Int
    }

    /// The part of one session.
    struct Lane: Sendable {
        var share: Sandbox.StormShare
        /// Messages of our bot, and those of humans.
        var cards: [Target]
        var others: [Target]
    }

    let order: Sandbox.StormOrder
    var lanes: [Lane]
    /// The humans of the guilds of all targets.
    private let humans: [ID: [ID]]

    init(_ order: Sandbox.StormOrder, shards: [(Int, Int)?], in world: World) {
        self.order = order
        lanes = shards.map { Lane(share: .init(shard: $0?.0), cards: [], others: []) }
        var humans: [ID: [ID]] = [:]
        for guild in world.guildOrder where world.guilds[guild]?.botRemoved == false {
            let people = (world.members[guild]?.ids.all ?? []).filter { world.users[$0]?.isBot == false }
            guard !people.isEmpty else { continue }
            for place in shards.indices where shards[place].map({ GatewaySession.covers($0, guild) }) ?? true {
                guard lanes[place].hasRoom(for: order) else { continue }
                lanes[place].collect(world.targets(in: guild, order), order)
                humans[guild] = people
            }
        }
        self.humans = humans
    }

    /// The next reaction of a lane; nil when it has no messages.
    mutating func next(_ place: Int) -> (target: Target, user: ID, isVote: Bool)? {
        let sent = Double(lanes[place].share.sent)
        let wanted = Int((sent + 1) * order.votes) > Int(sent * order.votes)
        let isVote = lanes[place].others.isEmpty || (wanted && !lanes[place].cards.isEmpty)
        guard let target = lanes[place].take(isVote), let people = humans[target.guild] else { return nil }
        return (target, people[target.turn % people.count], isVote)
    }
}

extension ReactionStorm.Lane {
    fileprivate func hasRoom(for order: Sandbox.StormOrder) -> Bool {
        cards.count < order.messages || others.count < order.messages
    }

    /// Takes messages of a guild, up to the limit.
    fileprivate mutating func collect(
        _ found: (cards: [ReactionStorm.Target], others: [ReactionStorm.Target]), _ order: Sandbox.StormOrder
    ) {
        cards += found.cards.prefix(order.messages - cards.count)
        others += found.others.prefix(order.messages - others.count)
    }

    /// The message whose turn it is.
    fileprivate mutating func take(_ isVote: Bool) -> ReactionStorm.Target? {
        guard !(isVote ? cards : others).isEmpty else { return nil }
        let number = isVote ? share.votes : share.sent - share.votes
        share.sent += 1
        if isVote { share.votes += 1 }
        return isVote ? Self.take(number, of: &cards) : Self.take(number, of: &others)
    }

    private static func take(_ number: Int, of list: inout [ReactionStorm.Target]) -> ReactionStorm.Target {
        let place = number % list.count
        defer { list[place].turn += 1 }
        return list[place]
    }
}

extension World {
    /// Messages of our bot, and of humans, in one guild.
    private static var perGuild: Int { 4 }

    /// The messages of a guild that a storm is about: our bot's, and humans'.
    fileprivate func targets(
        in guild: ID, _ order: Sandbox.StormOrder
    ) -> (cards: [ReactionStorm.Target], others: [ReactionStorm.Target]) {
        var (cards, others): ([ReactionStorm.Target], [ReactionStorm.Target]) = ([], [])
        for channel in channels(of: guild) {
            guard cards.count < Self.perGuild || others.count < Self.perGuild else { break }
            for message in logs[channel.id]?.all ?? [] {
                let isOwn = message.authorID == botID
                guard (isOwn ? cards : others).count < Self.perGuild else { continue }
                let reaction = message.reaction(order.emoji)
                // Those who have reacted already, without the bot itself.
                let turn = (reaction?.count ?? 0) - (reaction?.normalIDs.contains(botID) == true ? 1 : 0)
                let target = ReactionStorm.Target(message: message.id, channel: channel.id, guild: guild, turn: turn)
                if isOwn { cards.append(target) } else { others.append(target) }
            }
        }
        return (cards, others)
    }

    /// Adds a reaction, or takes it back if it is there: one event in either case.
    mutating func toggleReaction(_ emoji: Sandbox.Emoji, by user: ID, _ target: ReactionStorm.Target) {
        if !addReaction(emoji, by: user, kind: .normal, to: target.message, in: target.channel) {
            _ = removeReaction(emoji, by: user, kind: .normal, from: target.message, in: target.channel)
        }
    }
}
