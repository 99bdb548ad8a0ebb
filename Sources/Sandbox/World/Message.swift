import Foundation

extension Sandbox {
    /// A message of a channel.
    public struct Message: Sendable, Equatable {
        /// Its id.
        public let id: ID
        /// The channel it is in.
        public let channelID: ID
        /// The guild of the channel.
        public let guildID: ID
        /// Its author.
        public let authorID: ID
        /// Its text.
        public var content: String
        /// Its embeds in Discord's response form.
        public var embeds: [JSON] = []
        /// Its rows of buttons in Discord's response form.
        public var components: [JSON] = []
        /// Its files.
        public var attachments: [Attachment] = []
        /// 0 for ordinary text, 19 for a reply, 20 for the answer to a slash command, 21 for a thread's first message, 23
        /// for the answer to an entry of a menu.
        public var kind = 0
        /// Discord's flag bits.
        public var flags = 0
        /// When it was posted.
        public var timestamp: Date
        /// When it was last edited.
        public var editedAt: Date?
        /// The nonce it was sent with, a string or a number.
        public var nonce: JSON?
        /// The message it replies to.
        public var replyTo: ID?
        /// The message whose thread begins with this one.
        var starterOf: ID?
        /// Users mentioned in it.
        public var mentions: [ID] = []
        /// Roles mentioned in it.
        public var mentionRoles: [ID] = []
        /// Whether it mentions everyone.
        public var mentionsEveryone = false
        /// Whom it pinged.
        public var pinged = Pinged()
        /// Its reactions, in the order in which their emoji were added.
        public var reactions: [Reaction] = []
        /// The interaction it responds to, in Discord's form.
        public var interaction: JSON?
        /// Whether only the user of the interaction can see it.
        public var isEphemeral: Bool { flags & 64 != 0 }
        /// Whether it is the placeholder of a deferred response.
        public var isThinking: Bool { flags & 1 << 7 != 0 }

        /// The type of a thread's first message, which only points to the message that the thread is of.
        static let threadStarter = 21

        /// The reaction with an emoji; nil when there is none.
        public func reaction(_ emoji: Emoji) -> Reaction? {
            reactions.first { $0.emoji == emoji }
        }

        /// The number of reactions with an emoji: normal and super together, the bot's included.
        public func count(_ emoji: Emoji) -> Int {
            reaction(emoji)?.count ?? 0
        }
    }

    /// Whom a message pinged by Discord's rules.
    public struct Pinged: Sendable, Equatable {
        /// Whether it pinged @everyone or @here.
        public var everyone = false
        /// Members pinged by a mention or a reply.
        public var users: [ID] = []
        /// Roles pinged.
        public var roles: [ID] = []

        /// Whether it pinged no one.
        public var isEmpty: Bool { !everyone && users.isEmpty && roles.isEmpty }
    }

    /// All reactions to one message with one emoji.
    public struct Reaction: Sendable, Equatable {
        /// The emoji.
        public let emoji: Emoji
        var normalIDs = SortedIDs()
        var burstIDs = SortedIDs()

        /// The users with a normal reaction, by id.
        public var normal: [ID] { normalIDs.all }
        /// The users with a super reaction, by id.
        public var burst: [ID] { burstIDs.all }
        /// The number of both kinds together, as Discord displays it.
        public var count: Int { normalIDs.count + burstIDs.count }
    }

    /// The two kinds of reaction.
    public enum ReactionKind: Int, Sendable {
        /// A normal reaction.
        case normal = 0
        /// A super reaction.
        case burst = 1
    }
}

/// The messages of one channel, oldest first.
struct MessageLog: Sendable {
    private(set) var all: [Sandbox.Message] = []

    var count: Int { all.count }
    var last: Sandbox.Message? { all.last }

    func place(of id: ID) -> Int? {
        let place = all.partitioningIndex { $0.id >= id }
        return place < all.count && all[place].id == id ? place : nil
    }

    subscript(id: ID) -> Sandbox.Message? { place(of: id).map { all[$0] } }

    /// Appends a message; its id must be the highest.
    mutating func append(_ message: Sandbox.Message) {
        all.append(message)
    }

    @discardableResult
    mutating func remove(_ id: ID) -> Sandbox.Message? {
        place(of: id).map { all.remove(at: $0) }
    }

    /// Changes a message in place; nil when it does not exist.
    mutating func update<Result>(_ id: ID, _ change: (inout Sandbox.Message) -> Result) -> Result? {
        guard let place = place(of: id) else { return nil }
        return change(&all[place])
    }

    /// The position of a page. Bounds are exclusive and need not be ids of messages.
    enum Window: Sendable, Equatable {
        case newest
        case before(ID)
        case after(ID)
        case around(ID)
    }

    /// A page, always newest first.
    func page(_ window: Window, limit: Int) -> [Sandbox.Message] {
        let slice: ArraySlice<Sandbox.Message>
        switch window {
        case .newest: slice = all.suffix(limit)
        case .before(let id): slice = all[..<all.partitioningIndex { $0.id >= id }].suffix(limit)
        case .after(let id): slice = all[all.partitioningIndex { $0.id > id }...].prefix(limit)
        case .around(let id):
            let middle = all.partitioningIndex { $0.id >= id }
            let start = max(0, min(middle - limit / 2, all.count - limit))
            slice = all[start...].prefix(limit)
        }
        return slice.reversed()
    }
}
