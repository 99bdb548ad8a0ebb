import Foundation

/// Everything the bot says, in the voice and with the prefix of a guild.
///
/// Sentences stand in `Sentences.swift`; here they become cards that keep Discord's limits.
struct Replies: Sendable {
    let sentences: Sentences

    /// Replies in a voice, for a guild with that prefix.
    init(voice: Voice, prefix: String) { sentences = Sentences(voice: voice, prefix: prefix) }

    /// The colours of cards by kind.
    private static func color(_ kind: String) -> Int {
        switch kind {
        case "video": 0xE0_5A_47
        case "channel": 0x5B_8D_EF
        default: 0xF2_B1_34
        }
    }

    static let calm = 0x8A_7F_C7

    // MARK: Cards

    /// The card of a wish. Its footer holds the id by which it can be found again, and the author's name leads to the
    /// author's profile: a lost database can be made again from what stands on the cards (`CardReader`).
    func wishCard(
        kind: String, text: String, channelName: String?, authorName: String, authorID: UInt64, needed: Int?,
        emoji: String, cardID: String
    ) -> Card {
        let body = InertText.block(text, limit: 3_400, maxLines: 20)
        let name = ProfileLink.text(name: authorName, user: authorID)
        let heading = channelName.map { "**#" + InertText.line($0, limit: 250) + "**\n" } ?? ""
        let lines = [heading + body, "", sentences.wishedBy(name), sentences.howToVote(emoji, needed: needed)]
        return Card(
            title: sentences.wishTitle(kind), description: lines.joined(separator: "\n"),
            footer: "wish \(cardID)", color: Self.color(kind))
    }

    /// A ranked list: one field for each wish, at most 25. With `page` it is a page of one.
    func ranking(
        kind: String, rows: [RankRow], total: Int, page: TopPage? = nil, confirmation: ConfirmationNote, now: Date,
        emoji: String
    ) -> Card {
        let fields = rows.prefix(25).enumerated().map { place, row in
            field(
                row, place: (page?.offset ?? 0) + place, share: 5_000 / max(1, min(rows.count, 25)), now: now,
                emoji: emoji)
        }
        let body = rows.isEmpty ? sentences.emptyList(kind) : ""
        let title =
            page.map { sentences.rankingTitle(kind, page: $0, total: total) }
            ?? sentences.rankingTitle(kind, shown: min(rows.count, 25), total: total)
        return Card(
            title: title, description: body,
            fields: fields, footer: footer(confirmation, now: now), color: Self.color(kind))
    }

    /// The summary of a week: five of each kind.
    func weekly(
        sections: [(kind: String, rows: [RankRow])], confirmation: ConfirmationNote, now: Date, emoji: String
    ) -> Card {
        let fields = sections.prefix(3).map { section in
            let rows = section.rows.prefix(5)
            let lines = rows.enumerated().map { place, row in
                let tail = " · " + standing(row, now: now, emoji: emoji)
                // Every line has its share of the field, so that none is left out.
                let room = 1_024 / rows.count - tail.utf16.count - (row.link?.utf16.count ?? 0) - 12
                return Self.medal(place) + " " + subject(row, limit: min(max(20, room), 80)) + tail
            }
            return Card.Field(name: sentences.sectionTitle(section.kind), value: Self.fitting(lines, limit: 1_024))
        }
        return Card(
            title: sentences.weeklyTitle, description: sentences.weeklyLead, fields: fields,
            footer: footer(confirmation, now: now), color: Self.calm)
    }

    /// What a sync has done.
    func syncReport(_ summary: SyncSummary) -> Card {
        guard summary.hasSuggestionsChannel else {
            return Card(
                title: sentences.syncTitle, description: noSuggestionsChannel(summary.suggestionsChannelName),
                color: Self.calm)
        }
        let numbers = [
            ("updated", summary.synced), ("deleted", summary.deleted), ("errors", summary.errors),
            ("manifested", summary.manifested),
        ].map { "**\($0.1)** \($0.0)" }.joined(separator: " · ")
        let requests = summary.requests == 1 ? "1 request" : "\(summary.requests) requests"
        let cost = "\(PlainTime.span(summary.duration)) · \(requests) · drift \(summary.drift)"
        let problems = summary.problems.prefix(8).map { reason, count in
            "• " + (count > 0 ? "\(count) × " : "") + InertText.line(reason, limit: 400)
        }
        let text = ([numbers, cost] + problems).joined(separator: "\n")
        return Card(title: sentences.syncTitle, description: text, color: Self.calm)
    }

    /// What somebody may do.
    func help(for role: RequesterRole, suggestionsChannel: String?) -> Card {
        Card(
            title: sentences.helpTitle,
            description: sentences.help(role, channel: suggestionsChannel).joined(separator: "\n"), color: Self.calm)
    }

    // MARK: Pieces

    private func field(_ row: RankRow, place: Int, share: Int, now: Date, emoji: String) -> Card.Field {
        let tail = standing(row, now: now, emoji: emoji)
        let bar = row.needed.map { "\n" + ProgressBar(votes: row.votes, needed: $0).text } ?? ""
        let room = min(share, 1_024) - tail.utf16.count - bar.utf16.count - (row.link?.utf16.count ?? 0) - 12
        return Card.Field(
            name: Self.medal(place) + " " + "\(row.votes)",
            value: subject(row, limit: max(20, min(room, 300))) + bar + "\n" + tail)
    }

    /// The wish as a link to its card, or as words when nobody knows where the card stands.
    private func subject(_ row: RankRow, limit: Int) -> String {
        let name = row.channelName.map { "#\($0) — " } ?? ""
        return InertText.words(name + row.text, link: row.link, limit: limit)
    }

    private func standing(_ row: RankRow, now: Date, emoji: String) -> String {
        "\(emoji) \(row.votes) · \(PlainTime.age(of: row.createdAt, now: now))" + (row.isConfirmed ? "" : " · ?")
    }

    private func footer(_ note: ConfirmationNote, now: Date) -> String {
        switch note {
        case .confirmed(let date): sentences.confirmed(PlainTime.clock(date, now: now))
        case .unconfirmed(let since, let why):
            sentences.unconfirmed(
                since: since.map { PlainTime.clock($0, now: now) }, why: InertText.plain(why, limit: 300))
        }
    }

    private static func medal(_ place: Int) -> String {
        ["🥇", "🥈", "🥉"].indices.contains(place) ? ["🥇", "🥈", "🥉"][place] : "\(place + 1)."
    }

    /// As many whole lines as fit.
    private static func fitting(_ lines: [String], limit: Int) -> String {
        var text = ""
        for line in lines {
            let next = text.isEmpty ? line : text + "\n" + line
            guard next.utf16.count <= limit else { break }
            text = next
        }
        return text
    }
}

// MARK: Sentences

extension Replies {
    /// How a command goes.
    func usage(_ verb: String, problem: String?) -> String { sentences.usage(verb, problem: problem) }
    /// A slip of the finger.
    func didYouMean(_ verb: String) -> String { sentences.didYouMean(verb) }
    /// Too many commands at once.
    func slower() -> String { sentences.slower }
    /// Wishes are made elsewhere.
    func wrongChannel(_ channel: String?) -> String { sentences.wrongChannel(channel ?? "the suggestions channel") }
    /// There is nowhere to wish.
    func noSuggestionsChannel(_ name: String) -> String {
        sentences.noSuggestionsChannel(InertText.line(name, limit: 100))
    }
    /// A role is missing.
    func notADreamer() -> String { sentences.notADreamer }
    /// For moderators only.
    func notAModerator() -> String { sentences.notAModerator }
    /// The wished name will not do.
    func channelNameRefused(_ why: String) -> String {
        sentences.channelNameRefused(InertText.line(why, limit: 300))
    }
    /// Nothing was kept.
    func wishFailed(_ why: String) -> String { sentences.wishFailed(InertText.line(why, limit: 500)) }
    /// Whether a wish was kept will be seen.
    func wishDoubtful() -> String { sentences.wishDoubtful() }
    /// A wish has come true.
    func manifested(channel: UInt64) -> String { sentences.manifested("<#\(channel)>") }
    /// A wish has more than one channel.
    func doubled(channels: [UInt64]) -> String {
        sentences.doubled(channels.map { "<#\($0)>" }.joined(separator: ", "))
    }
    /// A wish at quorum cannot come true yet.
    func manifestationRefused(_ refusal: ManifestationRefusal) -> String {
        sentences.manifestationRefused(InertText.line(refusal.key, limit: 400))
    }
    /// There is nothing to sum up.
    func weeklyNothing() -> String { sentences.weeklyNothing }
    /// One summary is still in sight.
    func weeklyDuplicate() -> String { sentences.weeklyDuplicate }
    /// The summary could not be posted.
    func weeklyFailed(_ why: String) -> String { sentences.weeklyFailed(InertText.line(why, limit: 500)) }
    /// Whether a card's title is that of a summary, in either voice.
    static func isWeekly(title: String) -> Bool {
        Voice.allCases.contains { Sentences(voice: $0, prefix: "").weeklyTitle == title }
    }
}
