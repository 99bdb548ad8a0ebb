import Discord
import Foundation
import Testing

@testable import Wishes

@Suite("Replies")
struct RepliesTests {
    private static let pieces = [
        "@everyone", "@here", "<@101>", "<@&7>", "<#5>", "</wish:1>", "[x](https://evil.example)", "**b**", "||s||",
        "```",
        "\n# h", "\n> q", "\n- l", "\u{202E}", "\u{200B}", "👩‍👩‍👧", "🇩🇪", "e\u{301}", "https://a.example/b", "(", ")", "[",
        "]", "\\",
        "word", " ", "_", "~~", "🌟", "<", ">", "`",
    ]

    private static func text(_ random: inout SplitMix64) -> String {
        let count = Int.random(in: 0...400, using: &random)
        return (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    /// Pings are looked for by Discord's server, whatever stands around them: they may stand nowhere.
    private func pingsNobody(_ text: String) -> Bool {
        !["@everyone", "@here", "<@101>", "<@&7>"].contains { text.contains($0) }
    }

    /// Links and channels are made by the client, which respects escapes; it renders no markdown in titles and footers.
    private func isInert(_ text: String) -> Bool {
        var plain = ""
        var isEscaped = false
        for character in text {
            if !isEscaped, character != "\\" { plain.append(character) }
            isEscaped = !isEscaped && character == "\\"
        }
        return !plain.contains("<#5>") && !plain.contains("](https://evil.example)") && !plain.contains("</wish:1>")
    }

    private func check(_ card: Card, _ comment: Comment) {
        #expect(card.flaws.isEmpty, comment)
        let words = [card.title, card.description, card.footer ?? ""] + card.fields.flatMap { [$0.name, $0.value] }
        #expect(words.allSatisfy(pingsNobody), comment)
        #expect(([card.description] + card.fields.map(\.value)).allSatisfy(isInert), comment)
    }

    @Test(
        "Whatever members write: every card keeps Discord's limits and pings nobody", arguments: 0..<60 as Range<UInt64>
    )
    func anyText(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let replies = Replies(voice: seed.isMultiple(of: 2) ? .plain : .ahamkara, prefix: "!")
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        check(
            replies.wishCard(
                kind: "channel", text: Self.text(&random), channelName: String(repeating: "ä", count: 100),
                authorName: Self.text(&random), authorID: .max, needed: 7, emoji: "🌟", cardID: "abc"),
            "card, seed \(seed)")
        let rows = (0..<Int.random(in: 0...25, using: &random)).map { index in
            RankRow(
                text: Self.text(&random), channelName: index.isMultiple(of: 2) ? "night-owls" : nil, votes: index,
                link: "https://discord.com/channels/1234567890123456789/1234567890123456789/1234567890123456789",
                createdAt: now, needed: index.isMultiple(of: 2) ? 7 : nil, isConfirmed: true)
        }
        let note = ConfirmationNote.unconfirmed(since: now, why: Self.text(&random))
        check(
            replies.ranking(kind: "channel", rows: rows, total: 99, confirmation: note, now: now, emoji: "🌟"),
            "ranking, seed \(seed)")
        let five = Array(rows.prefix(5))
        check(
            replies.weekly(
                sections: [("video", five), ("channel", five), ("other", five)].filter { !$0.1.isEmpty },
                confirmation: note,
                now: now, emoji: "🌟"), "weekly, seed \(seed)")
    }

    @Test("Five long wishes and a long custom emoji: none is left out of the weekly summary")
    func weeklyFive() {
        let id = "1234567890123456789"
        let rows = (0..<5).map { index in
            RankRow(
                text: String(repeating: "moss garden ", count: 60), votes: 99_999 - index,
                link: "https://discord.com/channels/\(id)/\(id)/\(id)", createdAt: Date(timeIntervalSince1970: 0),
                isConfirmed: false)
        }
        let card = Replies(voice: .plain, prefix: "!").weekly(
            sections: [("video", rows)], confirmation: .confirmed(at: Date(timeIntervalSince1970: 0)),
            now: Date(timeIntervalSince1970: 1_790_000_000),
            emoji: "<:\(String(repeating: "m", count: 32)):\(id)>")
        #expect(card.flaws.isEmpty)
        #expect(card.fields[0].value.split(separator: "\n").count == 5)
        #expect(card.fields[0].value.contains("moss garden"))
    }

    @Test("The card of a wish carries its id in the footer and says what it takes")
    func wishCard() {
        let card = Replies(voice: .plain, prefix: "!").wishCard(
            kind: "channel", text: "for moss", channelName: "moss", authorName: "ada", authorID: 7, needed: 7,
            emoji: "🌟",
            cardID: "0a1b")
        #expect(card.footer == "wish 0a1b")
        #expect(card.description.contains("at 7 votes, as of today") && card.description.contains("for moss"))
    }

    @Test("An empty list has an answer of its own; reports say when Discord could not be reached")
    func notes() {
        let replies = Replies(voice: .plain, prefix: "!")
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        let empty = replies.ranking(
            kind: "video", rows: [], total: 0, confirmation: .confirmed(at: now), now: now, emoji: "🌟")
        #expect(empty.description.contains("!wish video TEXT"))
        #expect(empty.footer?.contains("UTC") == true)
        let stale = replies.ranking(
            kind: "video", rows: [], total: 0, confirmation: .unconfirmed(since: nil, why: "no answer"), now: now,
            emoji: "🌟")
        #expect(stale.footer?.contains("no answer") == true)
    }

    @Test("Help names exactly what the person may do, and every command says how it goes")
    func help() {
        for voice in Voice.allCases {
            let replies = Replies(voice: voice, prefix: "!")
            for person in Person.allCases {
                let lines = replies.help(for: person, suggestionsChannel: nil).description
                for verb in WishCommand.Verb.allCases {
                    let isAllowed =
                        verb.isForModerators ? person == .moderator : verb == .wish ? person != .member : true
                    let isNamed = ["`", " "].contains { lines.contains("`!\(verb.rawValue)\($0)") }
                    #expect(isNamed == isAllowed, "\(verb) for \(person)")
                    #expect(replies.usage(verb.rawValue, problem: nil).contains("`!\(verb.rawValue)"))
                }
            }
        }
    }

    @Test("Summaries are recognised in both voices, and help depends on the person")
    func voices() {
        for voice in Voice.allCases {
            #expect(Replies.isWeekly(title: Sentences(voice: voice, prefix: "!").weeklyTitle))
            let replies = Replies(voice: voice, prefix: "?")
            #expect(replies.help(for: .moderator, suggestionsChannel: "<#5>").description.contains("?syncwishes"))
            #expect(!replies.help(for: .member, suggestionsChannel: nil).description.contains("?wish "))
        }
        #expect(!Replies.isWeekly(title: "anything"))
    }
}
