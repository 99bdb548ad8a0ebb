import Foundation

extension Sandbox {
    /// A channel or category of a guild.
    package struct Channel: Sendable, Equatable {
        /// The type of a channel, by Discord's numbers.
        /// Source: https://docs.discord.com/developers/resources/channel
        package struct Kind: RawRepresentable, Hashable, Sendable {
            /// Discord's number.
            package let rawValue: Int

            /// Any number.
            package init(rawValue: Int) {
                self.rawValue = rawValue
            }

            /// A text channel.
            package static let text = Kind(rawValue: 0)
            /// A voice channel; it has messages too.
            package static let voice = Kind(rawValue: 2)
            /// A category of channels.
            package static let category = Kind(rawValue: 4)
            /// The direct messages of the bot and a user.
            package static let direct = Kind(rawValue: 1)
            /// An announcement channel.
            package static let announcement = Kind(rawValue: 5)
            /// A thread of an announcement channel.
            package static let announcementThread = Kind(rawValue: 10)
            /// A thread that everyone can view who can view its channel.
            package static let publicThread = Kind(rawValue: 11)

            var hasMessages: Bool { self != .category }
            /// Whether a thread can be started from its messages.
            var hasThreads: Bool { self == .text || self == .announcement }
        }

        /// Its id.
        package let id: ID
        /// The guild it belongs to.
        package let guildID: ID
        /// Its type.
        package var kind: Kind
        /// Its name after normalization.
        package var name: String
        /// Its topic.
        package var topic: String?
        /// Its category, or the channel of a thread.
        package var parentID: ID?
        /// Its position in the channel list.
        package var position: Int
        /// Its permission overwrites.
        package var overwrites: [Overwrite] = []
        /// The newest message ever posted in it, even if deleted since.
        package var lastMessageID: ID?
        /// Whether it is age-restricted.
        package var isNSFW = false
        /// Slow mode in seconds.
        package var slowmode = 0
        /// The account that created it by REST; nil for all other channels.
        package var createdBy: ID?
        /// The reason given in `X-Audit-Log-Reason` when it was created.
        package var auditReason: String?
        /// What it has as a thread; nil for all others.
        package var thread: Thread?
        /// The user of direct messages; nil for all others.
        package var recipientID: ID?
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
