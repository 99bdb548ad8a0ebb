import Discord
import Foundation

/// A wish as its card and the channel show it.
struct FoundWish: Sendable, Equatable {
    /// How it was granted.
    enum Fulfilment: Sendable, Equatable {
        /// It manifested: the channel, and when it was made.
        case manifested(channel: Snowflake, at: Date)
        /// By a moderator: the card bears ✅.
        case marked
    }

    var message: Snowflake
    var card: ReadCard
    var votes: Int
    /// The emoji that counts under it: the bot's own reaction.
    var voteEmoji: String
    /// Nil when only its card can say that it is granted.
    var fulfilment: Fulfilment?
    /// A channel that may be the wish's, which cannot be proved.
    var unproved: Snowflake?

    /// What its card does not show, as remarks for the report.
    var gaps: [String] {
        var gaps: [String] = []
        if card.authorID == nil {
            gaps.append(
                "the author's id is not known; the card of an older version says: \(OutsideText(card.authorLine))")
        }
        if card.mayBeCut { gaps.append("its text ends with …: the card may not show all of it") }
        if let unproved {
            gaps.append(
                "the topic of channel \(unproved) names it, but who made that channel cannot be seen; give the bot View "
                    + "Audit Log and import again into an empty database, or grant the wish with !manifestwish")
        }
        if fulfilment == .marked, card.decidedAt == nil { gaps.append("when and by whom it was granted is not known") }
        return gaps
    }
}

/// Collects the wishes from the history of a suggestions channel, page by page.
struct HistoryReading: Sendable {
    let guild: Snowflake
    let channel: Snowflake
    let me: Snowflake
    let emoji: Emoji

    /// How many messages were read.
    private(set) var messages = 0
    /// The newest of them.
    private(set) var last = Snowflake(0)
    /// Cards that cannot be read.
    private(set) var unreadable: [ImportReport.Remark] = []
    private var cards: [Snowflake: FoundWish] = [:]
    /// The earliest answer under each message by which the bot has named its channel.
    private var answers: [Snowflake: (message: Snowflake, channel: Snowflake)] = [:]

    /// The bot's reaction to the card of a wish that a moderator has granted.
    private static let mark = Emoji(name: "✅")

    init(guild: Snowflake, channel: Snowflake, me: Snowflake, emoji: Emoji) {
        (self.guild, self.channel, self.me, self.emoji) = (guild, channel, me, emoji)
    }

    /// How many wishes were found.
    var count: Int { cards.count }

    /// Takes a page, in any order.
    mutating func take(_ page: [PostedMessage]) {
        messages += page.count
        for message in page {
            last = max(last, message.id)
            if message.authorID == me { take(message) }
        }
    }

    private mutating func take(_ message: PostedMessage) {
        switch CardReader.read(message.embeds) {
        case .card where !message.isReadable:
            // Without its reactions neither its votes nor its mark are known.
            unreadable.append(.init(wish: "\(message.id)", why: "its reactions cannot be read"))
        case .card(let card):
            let counting = voteEmoji(of: message)
            cards[message.id] = FoundWish(
                message: message.id, card: card, votes: message.votes(for: counting), voteEmoji: counting.setting,
                // With the mark as vote emoji, the reaction is a vote.
                fulfilment: message.carriesOwnStar(Self.mark) && !counting.matches(Self.mark) ? .marked : nil)
        case .unreadable(let why): unreadable.append(.init(wish: "\(message.id)", why: why))
        case .other:
            guard let target = message.replyTo, let made = Replies.manifestedChannel(in: message.content),
                made > target
            else { return }
            if let known = answers[target], known.message < message.id { return }
            answers[target] = (message.id, made)
        }
    }

    /// The configured emoji, or the one with which the bot began the vote when another was configured.
    private func voteEmoji(of card: PostedMessage) -> Emoji {
        let own = card.reactions.filter { $0.me || $0.meBurst == true }.map(\.emoji)
        return own.first { $0.matches(emoji) } ?? own.first { !$0.matches(Self.mark) } ?? emoji
    }

    /// The oldest card; nil when there is none.
    var oldest: Snowflake? { cards.keys.min() }

    /// The wishes, oldest first. A channel wish is granted when the guild's audit log shows that the bot created a channel
    /// for it, or when the bot has answered it with a channel, which may be hidden or deleted since. A topic with the link
    /// to a wish grants nothing: whoever may edit channels can write it.
    func wishes(channels: [Channel], _ origins: ChannelOrigins) -> [FoundWish] {
        cards.values.sorted { $0.message < $1.message }.map { wish in
            guard wish.card.kind == .channel else { return wish }
            var wish = wish
            let logged = origins.channels(createdFor: ManifestationStep.auditReason(wish.message)).first
            if let made = logged ?? answers[wish.message]?.channel {
                wish.fulfilment = .manifested(channel: made, at: made.creationDate)
            } else {
                wish.unproved = unproved(wish.message, channels, origins)
            }
            return wish
        }
    }

    /// A younger channel with the mark of a wish of which it is not known who made it.
    private func unproved(
        _ message: Snowflake, _ channels: [Channel], _ origins: ChannelOrigins
    ) -> Snowflake? {
        let link = Wish.link(guild: guild, channel: channel, message: message)
        return channels.filter { candidate in
            candidate.id > message && ChannelMarker.belongs(candidate, to: link) && !origins.isOthers(candidate.id)
        }.map(\.id).min()
    }
}

extension Snowflake {
    /// When Discord made the id.
    var creationDate: Date { Date(timeIntervalSince1970: Double(unixMilliseconds) / 1000) }
}
