import Discord
import Foundation

/// Which channels are a wish's because the bot made them: known by the guild's audit log, or made while the bot's request
/// was on its way. What a topic says only makes a channel worth a look.
struct ChannelEvidence: Sendable, Equatable {
    /// The wish's channels, oldest first; those that the audit log shows may be hidden or deleted.
    var made: [Snowflake] = []
    /// Channels that carry the wish's mark and of which it is not known who made them, oldest first.
    var unproved: [Snowflake] = []

    /// How far Discord's clock and the bot's may differ, and how long a request may wait its turn, in seconds.
    private static let uncertainty: TimeInterval = 15 * 60

    /// Judges channels.
    /// - Parameter requestedAt: when the bot last requested the wish's channel; nil when it never did, as far as is known.
    init(of wish: Wish, among channels: [Channel], _ origins: ChannelOrigins, requestedAt: Date?) {
        let reason = ManifestationStep.auditReason(wish)
        var made = Set(origins.channels(createdFor: reason))
        for channel in channels where Self.isMarked(channel, wish) && !made.contains(channel.id) {
            guard !origins.isOthers(channel.id) else { continue }
            if Self.isTimely(channel.id, requestedAt) {
                made.insert(channel.id)
            } else {
                unproved.append(channel.id)
            }
        }
        self.made = made.sorted()
        unproved.sort()
    }

    /// Whether a channel of the wish's guild that is younger than the wish carries its mark.
    static func isMarked(_ channel: Channel, _ wish: Wish) -> Bool {
        guard let link = wish.link, channel.id > wish.messageID else { return false }
        return ChannelMarker.belongs(channel, to: link) && channel.guildID ?? wish.guildID == wish.guildID
    }

    private static func isTimely(_ channel: Snowflake, _ requestedAt: Date?) -> Bool {
        guard let requestedAt else { return false }
        return abs(channel.creationDate.timeIntervalSince(requestedAt)) <= uncertainty
    }
}
