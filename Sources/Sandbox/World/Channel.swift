import Foundation

extension Sandbox {
    /// A channel or category of a guild.
    public struct Channel: Sendable, Equatable {
        /// What a channel is, by Discord's numbers.
        public struct Kind: RawRepresentable, Hashable, Sendable {
            /// Discord's number.
            public let rawValue: Int

            /// Any number.
            public init(rawValue: Int) {
                self.rawValue = rawValue
            }

            /// A text channel.
            public static let text = Kind(rawValue: 0)
            /// A voice channel; it has text as well.
            public static let voice = Kind(rawValue: 2)
            /// A category: a heading over other channels.
            public static let category = Kind(rawValue: 4)
            /// An announcement channel.
            public static let announcement = Kind(rawValue: 5)

            var hasMessages: Bool { [.text, .voice, .announcement].contains(self) }
        }

        /// Its id.
        public let id: ID
        /// The guild it belongs to.
        public let guildID: ID
        /// What it is.
        public var kind: Kind
        /// Its name as the server keeps it.
        public var name: String
        /// The line under the name.
        public var topic: String?
        /// The category it stands in.
        public var parentID: ID?
        /// Its place in the list.
        public var position: Int
        /// What it allows and denies.
        public var overwrites: [Overwrite] = []
        /// The newest message ever written in it, which may be deleted by now.
        public var lastMessageID: ID?
        /// Not for minors.
        public var isNSFW = false
        /// Slow mode in seconds.
        public var slowmode = 0
        /// The account that made it; nil for channels that came with the guild.
        public var createdBy: ID?
        /// The reason given in `X-Audit-Log-Reason` when it was created.
        public var auditReason: String?
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
