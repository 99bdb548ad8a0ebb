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
    }

    /// How much an order made.
    public struct BulkResult: Sendable, Equatable {
        /// Guilds created.
        public var guilds = 0
        /// Members added, those of new guilds included.
        public var members = 0
        /// Messages written.
        public var messages = 0
    }

    /// The most guilds of an order, and the most members and messages that it may make together.
    public static let bulkLimits = (guilds: 100_000, others: 5_000_000)

    /// Makes many things in one change of the world. The ids of the guilds spread evenly over any number of shards.
    /// Throws: `Failure` for an unknown guild or channel, and for an order beyond `bulkLimits`.
    @discardableResult
    public func make(_ order: BulkOrder, silent: Bool = false) throws -> BulkResult {
        let numbers = [order.guilds, order.humans, order.bots, order.moderators, order.members, order.messages]
        guard numbers.allSatisfy({ (0...Self.bulkLimits.others).contains($0) }), order.guilds <= Self.bulkLimits.guilds,
            order.guilds * (order.humans + order.bots + order.messages) + order.members + order.messages
                <= Self.bulkLimits.others
        else {
            throw Failure.invalid(
                "An order makes at most \(Self.bulkLimits.guilds) guilds, and \(Self.bulkLimits.others) members and "
                    + "messages.")
        }
        guard let guild = order.guild else {
            guard order.members == 0 else {
                throw Failure.invalid("\"members\" needs \"guild\"; new guilds get \"humans\".")
            }
            return change(silent: silent) { $0.makeGuilds(order) }
        }
        guard order.guilds == 0 else { throw Failure.invalid("\"guild\" and \"guilds\" exclude each other.") }
        let channel = try order.channel.map { try self.channel(named: $0, in: guild) }
        let place = channel ?? world.channels(of: guild).first { $0.kind.hasMessages }
        return change(silent: silent) { $0.fill(guild, place, order) }
    }
}
