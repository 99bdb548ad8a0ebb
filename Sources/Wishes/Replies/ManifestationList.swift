import Foundation

extension Replies {
    /// The wishes that have come true: one field for each, at most 25.
    func manifestations(
        _ granted: [GrantedWish], kind: WishKind?, total: Int, page: ListPage? = nil, now: Date
    ) -> Card {
        let shown = granted.prefix(25)
        // All together stay below the 6,000 units of a message, titles and names included.
        let share = min(1_024, 5_000 / max(1, shown.count))
        return Card(
            title: sentences.listTitle(
                sentences.manifestationsTitle(kind), page: page, shown: shown.count, total: total),
            description: shown.isEmpty ? sentences.nothingManifested(kind) : "",
            fields: shown.enumerated().map { place, wish in
                Card.Field(
                    name: "\(wish.wish.state.symbol) \((page?.offset ?? 0) + place + 1).",
                    value: value(wish, limit: share, now: now))
            }, color: Self.calm)
    }

    /// The wish, how and when it came true, and the notes. The wish gets the room it needs first, then the notes.
    private func value(_ granted: GrantedWish, limit: Int, now: Date) -> String {
        let when = granted.grantedAt.map { PlainTime.live($0, now: now) }
        let (wish, by) = (granted.wish, [origin(granted), when].compactMap(\.self).joined(separator: " · "))
        let room = limit - by.utf16.count - (wish.link.map { $0.utf16.count + 4 } ?? 0) - 2
        let words = (wish.channelName.map { "#\($0) — " } ?? "") + wish.text
        let text = InertText.words(words, link: wish.link, limit: max(20, min(room, 200)))
        let notes = InertText.line(
            granted.notes ?? "", limit: max(0, min(limit - text.utf16.count - by.utf16.count - 2, 300)))
        return [text, by, notes].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func origin(_ granted: GrantedWish) -> String? {
        if let moderator = granted.grantedBy { return sentences.grantedBy("<@\(moderator)>") }
        guard let tally = granted.tally else { return nil }
        let channel = granted.madeChannelID.map { " → <#\($0)>" } ?? ""
        return sentences.carriedBy(tally.supporters, of: tally.electorate) + channel
    }
}
