import Foundation

extension Sandbox {
    /// The application's settings in the developer portal: token, privileged intents, session start limit.
    public struct Portal: Sendable, Equatable {
        /// The bot's token.
        public var token = "sandbox-token"
        /// The application's id, which is also the bot user's.
        public internal(set) var applicationID = ID(rawValue: 0)
        /// Enabled privileged intents; an IDENTIFY with another privileged intent closes with 4014.
        public var privilegedIntents: Intents = [.guildMembers, .guildPresences, .messageContent]
        /// Identifies allowed per day.
        public var sessionStartTotal = 1000
        /// Identifies that remain today.
        public var sessionStartRemaining = 1000
        /// Milliseconds until `sessionStartRemaining` is reset.
        public var sessionStartResetAfter = 86_400_000
        /// Identifies allowed per five seconds; a shard's are counted with those of shards that have the same remainder.
        public var maxConcurrency = 1
        /// Whether identifies beyond `maxConcurrency` per five seconds are answered with op 9. Off by default, so that
        /// tests can restart a bot at once.
        public var enforcesConcurrency = false
        /// The recommended number of shards; with more guilds than that many may hold, the least that can hold them.
        public var shards = 1
        /// The number of which the count of shards is a multiple; others are refused with 4010, as for very large bots.
        public var shardMultiple = 1
        /// The most guilds of a shard; more are refused with 4011.
        public static let guildsPerShard = 2500
        /// Whether interactions go to an HTTP endpoint instead of the gateway.
        public var hasInteractionsEndpoint = false

        /// Default settings: all privileged intents, 1,000 identifies.
        public init() {}
    }

    /// The gateway intents of a session.
    /// Source: https://docs.discord.com/developers/events/gateway
    public struct Intents: OptionSet, Hashable, Sendable {
        /// The bits of IDENTIFY.
        public let rawValue: Int

        /// Any bits.
        public init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// Guilds, roles, channels.
        public static let guilds = Intents(rawValue: 1 << 0)
        /// Members added, updated and removed. Privileged.
        public static let guildMembers = Intents(rawValue: 1 << 1)
        /// Presences. Privileged.
        public static let guildPresences = Intents(rawValue: 1 << 8)
        /// Messages in guilds.
        public static let guildMessages = Intents(rawValue: 1 << 9)
        /// Reactions in guilds.
        public static let guildMessageReactions = Intents(rawValue: 1 << 10)
        /// Direct messages.
        public static let directMessages = Intents(rawValue: 1 << 12)
        /// Reactions in direct messages.
        public static let directMessageReactions = Intents(rawValue: 1 << 13)
        /// Message content. Privileged.
        public static let messageContent = Intents(rawValue: 1 << 15)

        static let privileged: Intents = [.guildMembers, .guildPresences, .messageContent]
        /// Bits 0–16, 20, 21, 24 and 25 exist.
        static let existing = Intents(rawValue: (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25)
    }
}

typealias Intents = Sandbox.Intents
