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
        // Halves of schemes and mentions, which may meet when the text between them is dropped.
        "https:", "HTTP:", "steam:", "h", "ttps", "://", "//", ":", "/", ":/", "@", "everyone", "\u{301}", "\u{D4E}",
    ]

    private static func text(_ random: inout SplitMix64) -> String {
        let count = Int.random(in: 0...400, using: &random)
        return (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    /// Discord's server looks for pings without regard to the text around them: none may be in the text.
    private func isWithoutPings(_ text: String) -> Bool {
        !["@everyone", "@here", "<@101>", "<@&7>"].contains { text.contains($0) }
    }

    /// Links and channels are made by the client, which respects escapes; it renders no markdown in titles and footers.
    private func isInert(_ text: String) -> Bool {
        var plain = ""
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if !isEscaped, scalar != "\\" { plain.unicodeScalars.append(scalar) }
            isEscaped = !isEscaped && scalar == "\\"
        }
        return !plain.contains("<#5>") && !plain.contains("](https://evil.example)") && !plain.contains("</wish:1>")
            && text.matches(of: /\[(?<label>[^\[\]]*)\]\(https:/.matchingSemantics(.unicodeScalar))
                .allSatisfy { Self.isLabel(String($0.label)) }
    }

    /// Whether a link's label has words and no scheme among them, with or without regard to escapes.
    private static func isLabel(_ label: String) -> Bool {
        let bare = String(String.UnicodeScalarView(label.unicodeScalars.filter { $0 != "\\" }))
        return !label.isEmpty && ![label, TypedText.reading(label), bare].contains(where: holdsScheme)
    }

    /// Compares bytes: an accent on a slash hides the slash from Swift's comparison of characters, but not from
    /// Discord.
    private static func holdsScheme(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.indices.contains { bytes[$0...].starts(with: "://".utf8) }
    }

    private func check(_ card: Card, _ comment: Comment) {
        #expect(card.flaws.isEmpty, comment)
        let words = [card.title, card.description, card.footer ?? ""] + card.fields.flatMap { [$0.name, $0.value] }
        #expect(words.allSatisfy(isWithoutPings), comment)
        #expect(([card.description] + card.fields.map(\.value)).allSatisfy(isInert), comment)
    }

    @Test(
        "Cards keep Discord's limits and ping no one, whatever text members write", arguments: 0..<60 as Range<UInt64>
    )
    func anyText(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let replies = Replies(voice: seed.isMultiple(of: 2) ? .plain : .ahamkara, prefix: "!")
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        check(
            replies.wishCard(
                kind: .channel, text: Self.text(&random), channelName: String(repeating: "ä", count: 100),
                authorName: Self.text(&random), authorID: Snowflake(.max), needed: 7, emoji: "🌟", cardID: "abc"),
            "card, seed \(seed)")
        let rows = (0..<Int.random(in: 0...25, using: &random)).map { index in
            RankRow(
                text: Self.text(&random), channelName: index.isMultiple(of: 2) ? "night-owls" : nil, votes: index,
                link: "https://discord.com/channels/1234567890123456789/1234567890123456789/1234567890123456789",
                authorID: Snowflake(.max), createdAt: now, needed: index.isMultiple(of: 2) ? 7 : nil,
                uncounted: index.isMultiple(of: 2) ? index : nil, isConfirmed: false)
        }
        let note = ConfirmationNote.unconfirmed(since: now, why: Self.text(&random))
        check(
            replies.ranking(kind: .channel, rows: rows, total: 99, confirmation: note, now: now, emoji: "🌟"),
            "ranking, seed \(seed)")
        let five = Array(rows.prefix(5))
        check(
            replies.weekly(
                sections: WishKind.allCases.map { ($0, five) }.filter { !$0.1.isEmpty },
                confirmation: note,
                now: now, emoji: "🌟"), "weekly, seed \(seed)")
    }

    @Test("The weekly summary shows all of five long wishes, also with a long custom emoji")
    func weeklyFive() {
        let id = "1234567890123456789"
        let rows = (0..<5).map { index in
            RankRow(
                text: String(repeating: "moss garden ", count: 60), votes: 99_999 - index,
                link: "https://discord.com/channels/\(id)/\(id)/\(id)", createdAt: Date(timeIntervalSince1970: 0),
                isConfirmed: false)
        }
        let card = Replies(voice: .plain, prefix: "!").weekly(
            sections: [(.video, rows)], confirmation: .confirmed(at: Date(timeIntervalSince1970: 0)),
            now: Date(timeIntervalSince1970: 1_790_000_000),
            emoji: "<:\(String(repeating: "m", count: 32)):\(id)>")
        #expect(card.flaws.isEmpty)
        #expect(card.fields[0].value.split(separator: "\n").count == 5)
        #expect(card.fields[0].value.contains("moss garden"))
    }

    @Test(
        "A link's label holds no second address, also when dropping a scheme joins the halves of another",
        arguments: [
            ("https://a.example/b", "a.example/b"), ("see HTTP://a.example now", "see a.example now"),
            ("https:https:////evil.com/x", "evil.com/x"), ("http:https:http://////evil.com", "evil.com"),
            ("https\u{200B}:/\u{202E}/evil.com", "evil.com"), ("(https://evil.com)", "(evil.com)"),
            ("steam://run/1", "steam:/run/1"), ("steam:https:////run/1", "steam:/run/1"),
            ("discord:////a", "discord:/a"), ("ahttps://evil.com", "ahttps:/evil.com"),
            ("hthttps://tps://evil.com", "hthttps:/tps:/evil.com"), ("https:\\//evil.com", "https:\\\\evil.com"),
            ("https:/\u{301}/evil.com", "https\\:/\u{301}/evil.com"), ("https://\u{301}evil.com", "evil.com"),
            ("\u{D4E}://evil.com", "\u{D4E}:/evil.com"), ("a https:// b", "a b"), ("a https://", "a"),
            ("@https://everyone", "@\u{200B}everyone"), ("https://# moss", "\\# moss"), ("[moss]:", "(moss):"),
        ])
    func labels(text: String, label: String) {
        let written = InertText.label(text, limit: 200)
        #expect(Array(written.unicodeScalars) == Array(label.unicodeScalars), "\(written)")
        #expect(Self.isLabel(written))
    }

    @Test("Deeply nested schemes are removed from a label")
    func nestedSchemes() {
        for scheme in ["https:", "http:", "steam:"] {
            let text = String(repeating: scheme, count: 5_000) + String(repeating: "//", count: 5_000) + "x"
            #expect(Self.isLabel(InertText.label(text, limit: 100_000)))
        }
    }

    @Test("A link always has a visible label, and no part of a card is empty", arguments: [true, false])
    func nothingLeft(isLinked: Bool) {
        let replies = Replies(voice: .plain, prefix: "!")
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        let link = isLinked ? "https://discord.com/channels/1/2/3" : nil
        let nothing = [("https://", "https:/"), ("http:https:////", "http:https:/"), ("\u{301}", "…"), ("", "…")]
        for (text, words) in nothing {
            let row = RankRow(text: text, votes: 1, link: link, createdAt: now, isConfirmed: true)
            let card = replies.ranking(
                kind: .video, rows: [row], total: 1, confirmation: .confirmed(at: now), now: now, emoji: "🌟")
            let value = card.fields.first?.value ?? ""
            #expect(link.map { value.hasPrefix("[\(words)](\($0))") } ?? !value.hasPrefix("\n"), "\(value)")
            check(card, "“\(text)”")
        }
        #expect(ProfileLink.text(name: "\u{301}", user: Snowflake(5)) == "[5](https://discord.com/users/5)")
        #expect(ProfileLink.text(name: "https://", user: Snowflake(5)) == "[https:/](https://discord.com/users/5)")
        #expect(
            ProfileLink.text(name: "https:https:////evil.com", user: Snowflake(5))
                == "[evil.com](https://discord.com/users/5)")
    }

    @Test("A wish's card shows its id in the footer, its text and the votes it needs")
    func wishCard() {
        let card = Replies(voice: .plain, prefix: "!").wishCard(
            kind: .channel, text: "for moss", channelName: "moss", authorName: "ada", authorID: Snowflake(7), needed: 7,
            emoji: "🌟",
            cardID: "0a1b")
        #expect(card.footer == "wish 0a1b")
        #expect(
            card.description.contains("0 of 7 members · ░░░░░░░░░░ · 🌟 1 here (mine does not count)")
                && card.description.contains("for moss"))
    }

    @Test("An empty list says how to make a wish, and whether the numbers are confirmed")
    func notes() {
        let replies = Replies(voice: .plain, prefix: "!")
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        let empty = replies.ranking(
            kind: .video, rows: [], total: 0, confirmation: .confirmed(at: now), now: now, emoji: "🌟")
        #expect(empty.description.contains("!wish video TEXT"))
        #expect(empty.description.contains("<t:1790000000:R>"))
        let stale = replies.ranking(
            kind: .video, rows: [], total: 0, confirmation: .unconfirmed(since: nil, why: "no answer"), now: now,
            emoji: "🌟")
        #expect(stale.description.contains("no answer"))
    }

    @Test("Help names exactly the commands that the role may give, and every command has a usage line")
    func help() {
        for voice in Voice.allCases {
            let replies = Replies(voice: voice, prefix: "!")
            for person in RequesterRole.allCases {
                let lines = replies.help(for: person, suggestionsChannel: nil).description
                for verb in WishCommand.Verb.allCases {
                    let isAllowed =
                        verb.isForModerators ? person == .moderator : verb == .wish ? person != .member : true
                    let isNamed = ["`", " "].contains { lines.contains("`!\(verb.rawValue)\($0)") }
                    #expect(isNamed == isAllowed, "\(verb) for \(person)")
                    #expect(replies.usage(verb, problem: nil).contains("`!\(verb.rawValue)"))
                }
            }
        }
    }

    @Test("Weekly summaries are recognised by their title in both voices; help depends on the role")
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
