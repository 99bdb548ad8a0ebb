import Discord
import Foundation

/// A wish as read from its card.
struct ReadCard: Sendable, Equatable {
    /// The token in the footer.
    var cardID: String
    /// What is wished for.
    var kind: WishKind
    /// The member's words, as far as the card shows them.
    var text: String
    /// The wished channel's name; nil for other kinds.
    var channelName: String?
    /// Who wished; nil on the cards of old versions, which hold only the name.
    var authorID: Snowflake?
    /// The line that names the author.
    var authorLine: String
    /// Whether the text ends with …, as a text that did not fit.
    var mayBeCut: Bool
    /// The state that the card shows.
    var state = WishState.active
    /// The channel that was made for it, if the card names it.
    var channel: Snowflake?
    /// Who decided that, if the card names them.
    var decidedBy: Snowflake?
    /// When, if the card says so.
    var decidedAt: Date?
    /// What they said about it, if the card shows it.
    var note: String?
}

/// Reads the bot's own cards back: the reverse of `Replies.wishCard`, in every language and voice.
enum CardReader {
    /// What a message is.
    enum Reading: Sendable, Equatable {
        /// Not the card of a wish.
        case other
        /// A wish.
        case card(ReadCard)
        /// A card of a wish that cannot be read, and why.
        case unreadable(String)
    }

    /// Reads a message of the bot.
    static func read(_ embeds: [Embed]) -> Reading {
        for embed in embeds {
            guard let cardID = cardID(embed) else { continue }
            guard let kind = kind(embed) else { return .unreadable("its heading is unknown") }
            guard var card = card(cardID, kind, embed.description ?? "") else {
                return .unreadable("its text is not written as this bot writes it")
            }
            card.note = note(embed)
            return .card(card)
        }
        return .other
    }

    private static func cardID(_ embed: Embed) -> String? {
        guard let words = embed.footer?.text.split(separator: " "), words.count == 2, words[0] == "wish" else {
            return nil
        }
        return String(words[1])
    }

    /// By the title in any language and voice; by the color where the title is an admin's.
    private static func kind(_ embed: Embed) -> WishKind? {
        WishKind.allCases.first { kind in Sentences.all.contains { $0.wishTitle(kind) == embed.title } }
            ?? WishKind.allCases.first { Replies.color($0) == embed.color }
    }

    /// What a moderator said about the state: the field with that heading.
    private static func note(_ embed: Embed) -> String? {
        embed.fields?.first { headings.contains($0.name) }.map { TypedText.reading($0.value) }
    }

    private static let headings = Set(
        Sentences.all.flatMap { sentences in WishState.allCases.map { sentences.noteHeading($0) } })

    /// A card's text is the wish, a blank line, the author, and lines about its state and votes. Member text never contains
    /// a blank line, so the last one separates the two.
    private static func card(_ cardID: String, _ kind: WishKind, _ description: String) -> ReadCard? {
        guard let gap = description.range(of: "\n\n", options: .backwards) else { return nil }
        let tail = description[gap.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
        guard tail.count >= 2 else { return nil }
        var (body, name) = (description[..<gap.lowerBound], nil as String?)
        if kind == .channel {
            guard let heading = channelHeading(body) else { return nil }
            (name, body) = (heading.name, heading.rest)
        }
        guard !body.isEmpty else { return nil }
        let author = String(tail[0])
        var card = ReadCard(
            cardID: cardID, kind: kind, text: TypedText.reading(body), channelName: name,
            authorID: ProfileLink.user(in: author), authorLine: TypedText.reading(author),
            mayBeCut: body.hasSuffix("…"))
        readState(tail.dropFirst(), into: &card)
        return card
    }

    /// The lines about state and votes are the bot's own; the one of the state begins with its symbol.
    private static func readState(_ lines: ArraySlice<Substring>, into card: inout ReadCard) {
        for line in lines {
            guard let state = WishState.allCases.first(where: { line.hasPrefix($0.symbol + " ") }) else { continue }
            card.state = state
            card.decidedBy = mark("<@", ">", in: line).flatMap { Snowflake($0) }
            card.channel = mark("<#", ">", in: line).flatMap { Snowflake($0) }
            card.decidedAt = mark("<t:", ":", in: line).flatMap { Double($0) }.map { Date(timeIntervalSince1970: $0) }
            return
        }
    }

    /// What is between two marks in a line.
    private static func mark(_ start: String, _ end: Character, in line: Substring) -> Substring? {
        guard let start = line.range(of: start), let end = line[start.upperBound...].firstIndex(of: end) else {
            return nil
        }
        return line[start.upperBound..<end]
    }

    private static func channelHeading(_ body: Substring) -> (name: String, rest: Substring)? {
        let lines = body.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard lines.count == 2, lines[0].hasPrefix("**#"), lines[0].hasSuffix("**"), lines[0].count > 5 else {
            return nil
        }
        return (TypedText.reading(lines[0].dropFirst(3).dropLast(2)), lines[1])
    }
}
