import Discord
import Foundation

/// The mark by which a made channel may be found again: its topic ends with the link to the wish. Whoever may edit
/// channels can write that, so it proves nothing: `ChannelEvidence` does.
enum ChannelMarker {
    private static let prefix = "https://discord.com/channels/"

    /// The topic of a wish's channel: the purpose, cut as needed, and at its end the link. At most 1024 UTF-16 units.
    static func topic(purpose: String, link: String) -> String {
        let room = 1024 - link.utf16.count - 3
        let text = InertText.line(purpose, limit: max(0, room))
        return text.isEmpty ? link : text + " · " + link
    }

    /// The part of a topic that these questions depend on: from its last link on. Nil when it has none.
    static func part(of topic: String?) -> String? {
        guard let topic, let start = topic.range(of: prefix, options: .backwards) else { return nil }
        return String(topic[start.lowerBound...])
    }

    /// Whether a channel may be one of ours.
    static func isMarked(_ channel: Channel) -> Bool { channel.topic?.contains(prefix) ?? false }

    /// Whether a channel was made for the wish with this link. Only the end counts: a member may have written any link
    /// into the purpose.
    static func belongs(_ channel: Channel, to link: String) -> Bool { channel.topic?.hasSuffix(link) ?? false }

    /// The message of the wish that a channel's topic ends with, if it ends with a link.
    static func message(of channel: Channel) -> Snowflake? {
        guard let topic = channel.topic, let start = topic.range(of: prefix, options: .backwards) else { return nil }
        let parts = topic[start.upperBound...].split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ Snowflake($0) != nil }) else { return nil }
        return Snowflake(parts[2])
    }
}
