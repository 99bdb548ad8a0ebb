import Foundation

extension Replies {
    /// A wish as its card shows it, with votes, age and the link to the card.
    func details(of wish: Wish, _ look: CardLook, now: Date) -> Card {
        var card = card(look)
        // By `wish` and its id the bot knows the card itself.
        card.footer = wish.cardID
        // The progress of a channel wish names its votes.
        let votes = look.progress?.needed == nil ? "\(look.emoji) \(wish.votes)" : nil
        let facts = [votes, PlainTime.live(wish.createdAt, now: now), wish.link]
        card.fields.append(
            Card.Field(name: wish.state.symbol, value: facts.compactMap(\.self).joined(separator: " · ")))
        return card
    }
}
