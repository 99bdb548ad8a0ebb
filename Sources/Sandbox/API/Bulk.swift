extension Sandbox {
    /// An order for many guilds, members and messages. In names and texts `#` becomes a number that counts up from 1.
    public struct BulkOrder: Sendable, Equatable {
        /// New guilds.
        public var guilds = 0
        /// Their name.
        public var name = "Guild #"
        /// Humans of each; the first owns it.
        public var humans = 10
        /// Bots of each, ours included.
        public var bots = 1
        /// Text channels of each.
        public var channels = ["general", "suggestions"]
        /// Categories of each.
        public var categories: [String] = []
        /// Humans of each with the role "Moderator".
        public var moderators = 0
        /// Roles of each besides those that every guild has.
        public var roles = 0
        /// Permission overwrites of each channel, at most one for each of `roles`.
        public var overwrites = 0
        /// Messages of our bot in each new guild.
        public var botMessages = BotMessages()
        /// The guild that gets members and messages; nil: the new ones get the messages.
        public var guild: ID?
        /// New members of `guild`.
        public var members = 0
        /// Messages in one channel of each guild, written by the humans in turn.
        public var messages = 0
        /// Their texts, in turn.
        public var texts = ["message #"]
        /// The name of the channel; nil: the first.
        public var channel: String?

        /// An order for nothing.
        public init() {}

        /// The things it makes; nil when that is no number.
        var size: Int? {
            let numbers = [
                guilds, humans, bots, moderators, roles, overwrites, members, messages, botMessages.count,
                botMessages.votes,
            ]
            guard numbers.allSatisfy({ (0...Sandbox.bulkLimits.others).contains($0) }) else { return nil }
            let rooms = channels.count * (1 + overwrites) + categories.count
            let written = messages + botMessages.count * (1 + botMessages.votes)
            return guilds * (humans + bots + roles + rooms + written) + members + messages
        }
    }

    /// Messages that our bot has written in one channel of each new guild, under which humans have reacted. In the texts of
    /// embeds `{number}` becomes the number of the message in its order, `{member}` and `{name}` id and name of the human
    /// whose turn it is.
    public struct BotMessages: Sendable, Equatable {
        /// Messages in each guild.
        public var count = 0
        /// The name of the channel; nil: the first.
        public var channel: String?
        /// Their texts, in turn.
        public var texts: [String] = []
        /// Their embeds, one in each, in turn, in the form of a request.
        public var embeds: [JSON] = []
        /// The bot's own reaction.
        public var emoji: Emoji?
        /// Humans who react as well, those with the lowest ids.
        public var votes = 0
        /// Whether the result lists them.
        public var isListed = false

        /// None.
        public init() {}
    }

    /// The messages of our bot that an order has written in one guild.
    public struct WrittenMessages: Sendable, Equatable {
        /// The guild.
        public var guild: ID
        /// Its channel.
        public var channel: ID
        /// The messages, oldest first.
        public var messages: [ID] = []
        /// For each of them the human whose turn it was.
        public var members: [ID] = []
    }

    /// How much an order made.
    public struct BulkResult: Sendable, Equatable {
        /// Guilds created.
        public var guilds = 0
        /// Members added, those of new guilds included.
        public var members = 0
        /// Messages written.
        public var messages = 0
        /// Those of our bot, if they are to be listed.
        public var written: [WrittenMessages] = []
    }

    /// The most guilds of an order, and the most members, messages, votes, channels and roles that it may make together.
    public static let bulkLimits = (guilds: 100_000, others: 5_000_000)

    /// Makes many things in one change of the world. The ids of the guilds spread evenly over any number of shards.
    /// Throws: `Failure` for an unknown guild or channel, and for an order beyond `bulkLimits`.
    @discardableResult
    public func make(_ order: BulkOrder, silent: Bool = false) throws -> BulkResult {
        guard order.guilds <= Self.bulkLimits.guilds, let size = order.size, size <= Self.bulkLimits.others else {
            throw Failure.invalid(
                "An order makes at most \(Self.bulkLimits.guilds) guilds, and \(Self.bulkLimits.others) members, messages, "
                    + "votes, channels and roles.")
        }
        do throws(APIError) {
            _ = try EmbedForm.read(.array(order.botMessages.embeds))
        } catch {
            throw Failure.invalid("Discord takes no such embeds: \(error.json.serialized).")
        }
        guard let guild = order.guild else {
            guard order.members == 0 else {
                throw Failure.invalid("\"members\" needs \"guild\"; new guilds get \"humans\".")
            }
            return change(silent: silent) { $0.makeGuilds(order) }
        }
        guard order.botMessages.count == 0 else { throw Failure.invalid("\"bot_messages\" are written in new guilds.") }
        guard order.guilds == 0 else { throw Failure.invalid("\"guild\" and \"guilds\" exclude each other.") }
        let channel = try order.channel.map { try self.channel(named: $0, in: guild) }
        let place = channel ?? world.channels(of: guild).first { $0.kind.hasMessages }
        return change(silent: silent) { $0.fill(guild, place, order) }
    }
}
