import Foundation

extension Sandbox {
    /// What the developer portal knows about the application: its bot, its token, its privileges and its quota.
    public struct Portal: Sendable, Equatable {
        /// The bot's token.
        public var token = "sandbox-token"
        /// The application's id, which is also the bot user's.
        public internal(set) var applicationID = ID(rawValue: 0)
        /// Privileged intents that are switched on; identifying with another privileged one closes with 4014.
        public var privilegedIntents: Intents = [.guildMembers, .guildPresences, .messageContent]
        /// Identifies allowed per day.
        public var sessionStartTotal = 1000
        /// Identifies left today.
        public var sessionStartRemaining = 1000
        /// Milliseconds until `sessionStartRemaining` is full again.
        public var sessionStartResetAfter = 86_400_000
        /// Identifies allowed per five seconds.
        public var maxConcurrency = 1
        /// Whether more identifies than `maxConcurrency` per five seconds are answered with op 9. Off by default, so
        /// that tests may restart a bot at once.
        public var enforcesConcurrency = false
        /// Shards recommended.
        public var shards = 1
        /// Whether interactions go to an HTTP endpoint instead of the gateway.
        public var hasInteractionsEndpoint = false

        /// A portal with generous settings.
        public init() {}
    }

    /// Which events a gateway session asked for.
    public struct Intents: OptionSet, Hashable, Sendable {
        /// The bits of IDENTIFY.
        public let rawValue: Int

        /// Any bits.
        public init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// Guilds, roles, channels.
        public static let guilds = Intents(rawValue: 1 << 0)
        /// Members coming, changing and going. Privileged.
        public static let guildMembers = Intents(rawValue: 1 << 1)
        /// Presences. Privileged.
        public static let guildPresences = Intents(rawValue: 1 << 8)
        /// Messages in guilds.
        public static let guildMessages = Intents(rawValue: 1 << 9)
        /// Reactions in guilds.
        public static let guildMessageReactions = Intents(rawValue: 1 << 10)
        /// Direct messages.
        public static let directMessages = Intents(rawValue: 1 << 12)
        /// The text of messages. Privileged.
        public static let messageContent = Intents(rawValue: 1 << 15)

        static let privileged: Intents = [.guildMembers, .guildPresences, .messageContent]
        /// Bits 0–16, 20, 21, 24 and 25 exist.
        static let existing = Intents(rawValue: (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25)
    }
}

typealias Intents = Sandbox.Intents
