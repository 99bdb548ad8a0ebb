import Discord
import Foundation

/// What the card of a wish shows. Pure: `Replies.card(_:)` makes the card of it, and equal looks make equal cards.
struct CardLook: Sendable, Equatable {
    /// What is wished for.
    var kind: WishKind
    /// The member's words.
    var text: String
    /// The wished channel's name; nil for other kinds.
    var channelName: String?
    /// The author's name; nil shows a mention instead.
    var authorName: String?
    /// Who wished.
    var authorID: Snowflake
    /// The token in the footer.
    var cardID: String
    /// The emoji that counts, as text.
    var emoji: String
    /// Where the wish is in its life.
    var state = WishState.active
    /// How it came to that: who, when, and what they said about it. Nil when that is not known, or does not matter.
    var decision: WishEvent?
    /// The channel that was made for it.
    var channel: Snowflake?
    /// How far a channel wish has come; nil for other kinds, and while the members are not known.
    var progress: VoteProgress?
}

extension CardLook {
    /// What a stored wish shows. `progress` counts only for a channel wish.
    init(_ subject: CardSubject, emoji: String, progress: VoteProgress?) {
        let wish = subject.wish
        self.init(
            kind: wish.kind, text: wish.text, channelName: wish.channelName, authorName: subject.authorName,
            authorID: wish.authorID, cardID: wish.cardID, emoji: emoji, state: wish.state, decision: subject.decision,
            channel: subject.madeChannelID, progress: wish.kind == .channel ? progress : nil)
    }
}

extension Replies {
    /// The card of a wish. Votes are asked for only while they count; what was said about its state is a field below it.
    func card(_ look: CardLook) -> Card {
        var closing: [String] = []
        if let state = stateLine(look) { closing.append(state) }
        if look.state.collectsVotes {
            // A line that begins with the emoji could be read back as that of a state.
            if let progress = look.progress, progress.needed != nil {
                closing.append(sentences.progress(progress, emoji: look.emoji))
            }
            closing.append(sentences.howToVote(look.emoji, isChannel: look.kind == .channel))
        }
        var card = wishCard(look, closing: closing)
        card.color = Self.color(look.state) ?? card.color
        if let note = note(look) { card.fields.append(note) }
        return card
    }

    /// The line that names the state, from who decided it and when; nil for an active wish.
    private func stateLine(_ look: CardLook) -> String? {
        let actor = look.decision?.actorID.map(sentences.person)
        let date = look.decision.map { " · <t:\(Int64($0.at.timeIntervalSince1970.rounded(.down))):D>" } ?? ""
        let channel = look.channel.map { "<#\($0)>" }
        return sentences.state(look.state, by: actor, channel: channel).map { "\(look.state.symbol) \($0)\(date)" }
    }

    /// What a moderator said about the state. The text before an edit and the bot's own reasons are not shown.
    private func note(_ look: CardLook) -> Card.Field? {
        guard [.planned, .granted, .done, .declined].contains(look.state), let note = look.decision?.note else {
            return nil
        }
        let text = InertText.block(note, limit: 1_000, maxLines: 10)
        return text.isEmpty ? nil : Card.Field(name: sentences.noteHeading(look.state), value: text)
    }

    /// The color of a card by its state; nil while that of its kind holds.
    private static func color(_ state: WishState) -> Int? {
        switch state {
        case .active, .manifesting: nil
        case .planned: 0x3B_A5_A0
        case .granted, .done: 0x4C_AF_6E
        case .declined, .withdrawn, .expired, .removed, .deleted: 0x80_84_8E
        }
    }
}
