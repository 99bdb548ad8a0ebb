import Discord
import Foundation

/// Lists of wishes: one field for each, at most 25, within the 6,000 units of a message.
extension Replies {
    /// How much a list shows of each wish. Long emoji and links leave less room.
    enum ListDetail: CaseIterable, Sendable {
        /// Everything, with a bar for the progress.
        case bars
        /// The progress in numbers only.
        case numbers
        /// Neither what members see under the card, nor the author.
        case little
    }

    /// What all fields of a list may take, in UTF-16 units; the rest is for the title and the text above them.
    private static let room = 5_400

    /// The fields in the most detail that fits.
    private static func fitting(_ fields: (ListDetail) -> [Card.Field]) -> [Card.Field] {
        for detail in ListDetail.allCases {
            let fields = fields(detail)
            let size = fields.reduce(0) { $0 + $1.name.utf16.count + $1.value.utf16.count }
            if size <= room { return fields }
        }
        return fields(.little)
    }

    /// A ranked list, or one page of it.
    func ranking(
        kind: WishKind, rows: [RankRow], total: Int, page: ListPage? = nil, confirmation: ConfirmationNote, now: Date,
        emoji: String
    ) -> Card {
        let rows = rows.prefix(25)
        let fields = Self.fitting { detail in
            rows.enumerated().map { place, row in
                let rank = (page?.offset ?? 0) + place
                return Card.Field(
                    name: Self.medal(rank, votes: row.votes) + " \(row.progress.counted)",
                    value: value(row, detail, share: Self.room / rows.count, now: now, emoji: emoji))
            }
        }
        let notes = [rows.isEmpty ? sentences.emptyList(kind) : "", note(confirmation, now: now)]
        return Card(
            title: sentences.listTitle(sentences.sectionTitle(kind), page: page, shown: rows.count, total: total),
            description: notes.filter { !$0.isEmpty }.joined(separator: "\n"), fields: fields, color: Self.color(kind))
    }

    /// What a search has found, or one page of it.
    func found(
        _ wishes: [Wish], _ text: SearchText, total: Int, page: ListPage?, now: Date, emoji: (Wish) -> String
    ) -> Card {
        let shown = wishes.prefix(25)
        let fields = Self.fitting { detail in
            shown.enumerated().map { place, wish in
                let tail = [
                    detail == .little ? "\(wish.votes)" : "\(emoji(wish)) \(wish.votes)",
                    detail == .little ? nil : sentences.person(wish.authorID), PlainTime.live(wish.createdAt, now: now),
                ].compactMap(\.self).joined(separator: " · ")
                let words = Self.words(
                    wish.text, wish.channelName, link: wish.link, share: Self.room / shown.count, besides: tail)
                return Card.Field(
                    name: "\(wish.state.symbol) \((page?.offset ?? 0) + place + 1).", value: words + "\n" + tail)
            }
        }
        let title = sentences.searchTitle(InertText.plain(text.text, limit: 100))
        return Card(
            title: sentences.listTitle(title, page: page, shown: shown.count, total: total),
            description: shown.isEmpty ? sentences.nothingFound : "", fields: fields, color: Self.calm)
    }

    // MARK: Pieces

    /// Three medals, for wishes with votes; then numbers.
    static func medal(_ place: Int, votes: Int) -> String {
        let medals = ["🥇", "🥈", "🥉"]
        return votes > 0 && medals.indices.contains(place) ? medals[place] : "\(place + 1)."
    }

    private func value(_ row: RankRow, _ detail: ListDetail, share: Int, now: Date, emoji: String) -> String {
        let author = detail == .little ? nil : row.authorID.map(sentences.person)
        let progress = progress(row, detail, emoji: emoji)
        let tail = ([author] + age(row, now: now)).compactMap(\.self).joined(separator: " · ")
        let hasBar = detail == .bars && row.needed != nil
        let rest = (progress.map { $0 + (hasBar ? "\n" : " · ") } ?? "") + tail
        return Self.words(row.text, row.channelName, link: row.link, share: share, besides: rest) + "\n" + rest
    }

    /// A line of the weekly summary: what members see under the card is left out where there is no room for it.
    func line(_ row: RankRow, place: Int, share: Int, now: Date, emoji: String) -> String {
        func line(_ detail: ListDetail) -> String {
            let tail = ([progress(row, detail, emoji: emoji)] + age(row, now: now)).compactMap(\.self)
                .map { " · " + $0 }.joined()
            let words = Self.words(
                row.text, row.channelName, link: row.link, share: share, besides: tail, most: 80)
            return Self.medal(place, votes: row.votes) + " " + words + tail
        }
        let full = line(.numbers)
        return full.utf16.count < share ? full : line(.little)
    }

    private func progress(_ row: RankRow, _ detail: ListDetail, emoji: String) -> String? {
        let progress = row.progress
        guard detail == .little else {
            return sentences.progress(progress, emoji: row.emoji ?? emoji, hasBar: detail == .bars)
        }
        return progress.needed.map { sentences.tally(progress.counted, of: $0) }
    }

    /// When it was wished, and a question mark while its votes are not confirmed.
    private func age(_ row: RankRow, now: Date) -> [String?] {
        [PlainTime.live(row.createdAt, now: now), row.isConfirmed ? nil : "?"]
    }

    /// A wish as a link to its card, or as text when the card's channel is not known. It gets the room that is left.
    static func words(
        _ text: String, _ channelName: String?, link: String?, share: Int, besides rest: String, most: Int = 300
    ) -> String {
        let room = min(share, 1_024) - rest.utf16.count - (link?.utf16.count ?? 0) - 16
        return InertText.words(
            (channelName.map { "#\($0) — " } ?? "") + text, link: link, limit: max(16, min(room, most)))
    }

    /// Whether the numbers are confirmed, with a time that Discord keeps up to date.
    func note(_ note: ConfirmationNote, now: Date) -> String {
        switch note {
        case .confirmed(let date): sentences.confirmed(PlainTime.live(date, now: now))
        case .unconfirmed(let since, let why):
            sentences.unconfirmed(
                since: since.map { PlainTime.live($0, now: now) }, why: InertText.line(why, limit: 200))
        }
    }
}
