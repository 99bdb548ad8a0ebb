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
        /// Who wrote it.
        public let authorID: ID
        /// Its text.
        public var content: String
        /// Its embeds in the form Discord answers.
        public var embeds: [JSON] = []
        /// Its rows of buttons in the form Discord answers.
        public var components: [JSON] = []
        /// 0 for ordinary text, 19 for a reply, 20 for the answer to a slash command.
        public var kind = 0
        /// Discord's flag bits.
        public var flags = 0
        /// When it was written.
        public var timestamp: Date
        /// When it was last edited.
        public var editedAt: Date?
        /// The nonce it was sent with, a string or a number.
        public var nonce: JSON?
        /// The message it answers.
        public var replyTo: ID?
        /// Users named in it.
        public var mentions: [ID] = []
        /// Roles named in it.
        public var mentionRoles: [ID] = []
        /// Whether it names everyone.
        public var mentionsEveryone = false
        /// Who got a ping from it.
        public var pinged = Pinged()
        /// Its reactions in the order in which their emoji came.
        public var reactions: [Reaction] = []
        /// The interaction it answers, in Discord's form.
        public var interaction: JSON?
        /// Whether its text can still be read by the author alone.
        public var isEphemeral: Bool { flags & 64 != 0 }
        /// The placeholder of an answer that is put off.
        public var isThinking: Bool { flags & 1 << 7 != 0 }

        /// The reaction of an emoji; nil when nobody used it.
        public func reaction(_ emoji: Emoji) -> Reaction? {
            reactions.first { $0.emoji == emoji }
        }

        /// How many reactions of an emoji are shown under it: normal and super together, the bot's included.
        public func count(_ emoji: Emoji) -> Int {
            reaction(emoji)?.count ?? 0
        }
    }

    /// Who a message pinged by Discord's rules, whatever its text shows.
    public struct Pinged: Sendable, Equatable {
        /// Everyone or everyone online.
        public var everyone = false
        /// Members pinged by name or by a reply.
        public var users: [ID] = []
        /// Roles pinged.
        public var roles: [ID] = []

        /// Whether nobody was pinged.
        public var isNobody: Bool { !everyone && users.isEmpty && roles.isEmpty }
    }

    /// All reactions of one emoji under one message.
    public struct Reaction: Sendable, Equatable {
        /// The emoji.
        public let emoji: Emoji
        var normalIDs = SortedIDs()
        var burstIDs = SortedIDs()

        /// Who reacted normally, by id.
        public var normal: [ID] { normalIDs.all }
        /// Who reacted with a super reaction, by id.
        public var burst: [ID] { burstIDs.all }
        /// Both together, which is the number people see.
        public var count: Int { normalIDs.count + burstIDs.count }
    }

    /// The two kinds of reaction.
    public enum ReactionKind: Int, Sendable {
        /// An ordinary one.
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

    /// Messages come in the order of their ids.
    mutating func append(_ message: Sandbox.Message) {
        all.append(message)
    }

    @discardableResult
    mutating func remove(_ id: ID) -> Sandbox.Message? {
        place(of: id).map { all.remove(at: $0) }
    }

    /// Changes a message in place; nil when it is not there.
    mutating func update<Result>(_ id: ID, _ change: (inout Sandbox.Message) -> Result) -> Result? {
        guard let place = place(of: id) else { return nil }
        return change(&all[place])
    }

    /// Where a page lies: exclusive bounds, any number is a bound.
    enum Window: Sendable, Equatable {
        case newest
        case before(ID)
        case after(ID)
        case around(ID)
    }

    /// A page, newest first whatever the window.
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
