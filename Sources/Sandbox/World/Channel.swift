import Foundation

extension Sandbox {
    /// A channel or category of a guild.
    public struct Channel: Sendable, Equatable {
        /// The type of a channel, by Discord's numbers.
        /// Source: https://docs.discord.com/developers/resources/channel
        public struct Kind: RawRepresentable, Hashable, Sendable {
            /// Discord's number.
            public let rawValue: Int

            /// Any number.
            public init(rawValue: Int) {
                self.rawValue = rawValue
            }

            /// A text channel.
            public static let text = Kind(rawValue: 0)
            /// A voice channel; it has messages too.
            public static let voice = Kind(rawValue: 2)
            /// A category of channels.
            public static let category = Kind(rawValue: 4)
            /// The direct messages of the bot and a user.
            public static let direct = Kind(rawValue: 1)
            /// An announcement channel.
            public static let announcement = Kind(rawValue: 5)
            /// A thread of an announcement channel.
            public static let announcementThread = Kind(rawValue: 10)
            /// A thread that everyone can view who can view its channel.
            public static let publicThread = Kind(rawValue: 11)

            var hasMessages: Bool { self != .category }
            /// Whether a thread can be started from its messages.
            var hasThreads: Bool { self == .text || self == .announcement }
        }

        /// Its id.
        public let id: ID
        /// The guild it belongs to.
        public let guildID: ID
        /// Its type.
        public var kind: Kind
        /// Its name after normalization.
        public var name: String
        /// Its topic.
        public var topic: String?
        /// Its category, or the channel of a thread.
        public var parentID: ID?
        /// Its position in the channel list.
        public var position: Int
        /// Its permission overwrites.
        public var overwrites: [Overwrite] = []
        /// The newest message ever posted in it, even if deleted since.
        public var lastMessageID: ID?
        /// Whether it is age-restricted.
        public var isNSFW = false
        /// Slow mode in seconds.
        public var slowmode = 0
        /// The account that created it by REST; nil for all other channels.
        public var createdBy: ID?
        /// The reason given in `X-Audit-Log-Reason` when it was created.
        public var auditReason: String?
        /// What it has as a thread; nil for all others.
        public var thread: Thread?
        /// The user of direct messages; nil for all others.
        public var recipientID: ID?
    }
}

/// How Discord rewrites the name of a text channel.
enum ChannelName {
    private static let dropped = Set("!\"#$%&'()*+,./:;<=>?@[\\]^`{|}~")

    /// Lower case, white space to one dash, most ASCII punctuation dropped; letters and emoji stay.
    static func normalized(_ name: String, kind: Sandbox.Channel.Kind) -> String {
        let trimmed = name.trimmingPrefix { $0.isWhitespace }
        guard kind == .text || kind == .announcement else { return String(trimmed) }
        var result = ""
        for character in trimmed.lowercased() where !dropped.contains(character) {
            let next: Character = character.isWhitespace ? "-" : character
            if next == "-", result.last == "-" { continue }
            result.append(next)
        }
        while result.last == "-" { result.removeLast() }
        while result.first == "-" { result.removeFirst() }
        return result
    }
}
