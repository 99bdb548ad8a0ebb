import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Card reader")
struct CardReaderTests {
    private static func embed(
        _ kind: WishKind, _ text: String, channel: String? = nil, author: String = "ada", voice: Voice = .plain,
        needed: Int? = 7, emoji: String = "🌟"
    ) -> Embed {
        Embed(
            Replies(voice: voice, prefix: "!").wishCard(
                kind: kind, text: text, channelName: channel, authorName: author, authorID: Snowflake(4_711),
                needed: kind == .channel ? needed : nil, emoji: emoji, cardID: "0a1b2c"))
    }

    private static func card(_ embed: Embed) throws -> ReadCard {
        guard case .card(let card) = CardReader.read([embed]) else { throw NoCard(reading: CardReader.read([embed])) }
        return card
    }

    private struct NoCard: Error { var reading: CardReader.Reading }

    @Test("Cards of every kind and voice are read back", arguments: Voice.allCases, WishKind.allCases)
    func everyCard(voice: Voice, kind: WishKind) throws {
        let channel = kind == .channel ? "night-owls" : nil
        for needed in [nil, 1, 7] {
            let card = try Self.card(Self.embed(kind, "for *moss*", channel: channel, voice: voice, needed: needed))
            #expect(card.kind == kind && card.cardID == "0a1b2c" && card.text == "for *moss*")
            #expect(card.channelName == channel && card.authorID == Snowflake(4_711) && !card.mayBeCut)
        }
    }

    @Test(
        "Text comes back as it was typed",
        arguments: [
            "How the *lighthouse* works: https://example.org/a_b?c=d", "# no heading", "- no list", "1. no list",
            "> no quote", "back\\slash \\* and \\\\", "@everyone and <@1> and <#5> and <:moss:123456789012345678>",
            "[label](https://example.org)", "two\nlines\nof __text__", "||spoiler|| `code`", "👩‍👩‍👧 🏳️‍🌈 ü",
            "**#name**", "wished …then granted", "a\\",
        ])
    func typed(text: String) throws {
        #expect(try Self.card(Self.embed(.other, text)).text == text)
        #expect(try Self.card(Self.embed(.channel, text, channel: "a_b-ü🌟")).text == text)
        #expect(try Self.card(Self.embed(.channel, text, channel: "a_b-ü🌟")).channelName == "a_b-ü🌟")
    }

    @Test("The visible part of any text comes back", arguments: 0..<60 as Range<UInt64>)
    func anyText(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let alphabet = Array("ab <>@#*_~|`[]()\\:/.-+1\n\u{200B}\u{202E}é🌟👩‍👧!&")
        let text = String(
            (0..<Int.random(in: 1...80, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" })
        let visible = VisibleText.lines(text)
        guard !visible.isEmpty, visible.count <= 20 else { return }
        #expect(try Self.card(Self.embed(.video, text)).text == visible.joined(separator: "\n"))
    }

    @Test(
        "Every text that a wish may have comes back",
        arguments: [
            ("\u{301}", false), ("\u{600}", false), ("\u{20DD}", false), ("\u{903}", false), ("\u{FE0F}", false),
            ("\u{E0041}", false), ("\u{3164}\u{301}", false), ("\u{FFFE}", false), ("\u{301}a", true),
            ("\u{1F3FB}", true), ("\u{FFFC}", true), ("\u{D4E}", true), ("#\u{FE0F}\u{20E3}", true), ("https://", true),
            ("\\", true),
        ])
    func visible(text: String, isTaken: Bool) throws {
        if case .command(.wish(_, let taken, _)) = WishCommand.wish(for: .video, text: text) {
            #expect(isTaken)
            #expect(try Self.card(Self.embed(.video, taken)).text == VisibleText.line(text))
        } else {
            #expect(!isTaken)
        }
    }

    @Test(
        "The author's id is read whatever the member's name contains",
        arguments: [
            "ada", "](https://discord.com/users/5)", "x](https://discord.com/users/5) [y", "\u{200B}", "[a]", "a\\",
            "**ada**", "https://discord.com/users/5", "line\n\nbreak", String(repeating: "ä", count: 400),
            "https://", "https:https:////discord.com/users/5", "\u{D4E}",
        ])
    func names(name: String) throws {
        for voice in Voice.allCases {
            let card = try Self.card(Self.embed(.other, "moss", author: name, voice: voice))
            #expect(card.authorID == Snowflake(4_711) && card.text == "moss")
        }
    }

    @Test("A text that did not fit is reported as cut")
    func cut() throws {
        let long = String(repeating: "moss and ", count: 500)
        let card = try Self.card(Self.embed(.video, long))
        #expect(card.mayBeCut && long.hasPrefix(card.text.dropLast()) && card.text.count > 3_300)
        let fits = String(repeating: "moss", count: 500)
        #expect(try Self.card(Self.embed(.video, fits)).text == fits)
    }

    @Test("A card of an older version has the author's name, not the id")
    func older() throws {
        var embed = Self.embed(.video, "moss")
        embed.description = "moss\n\nWished by a\\_da\nVote with 🌟"
        let card = try Self.card(embed)
        #expect(card.authorID == nil && card.authorLine == "Wished by a_da" && card.text == "moss")
    }

    @Test("Messages without a card are none, damaged cards are unreadable")
    func others() {
        #expect(CardReader.read([]) == .other)
        #expect(CardReader.read([Embed(title: "A wish", description: "moss")]) == .other)
        #expect(CardReader.read([Embed(title: "A wish", footer: .init(text: "wish upon a star"))]) == .other)
        func isUnreadable(_ change: (inout Embed) -> Void) -> Bool {
            var embed = Self.embed(.channel, "moss", channel: "moss")
            change(&embed)
            if case .unreadable = CardReader.read([embed]) { return true }
            return false
        }
        #expect(isUnreadable { ($0.title, $0.color) = ("Something else", 0) })
        #expect(isUnreadable { $0.description = nil })
        #expect(isUnreadable { $0.description = "moss\n\nWished by ada\nVote with 🌟" })
        #expect(isUnreadable { $0.description = "**#moss**\nmoss\nWished by ada\nVote with 🌟" })
        #expect(isUnreadable { $0.description = "**#moss**\n\n\nWished by ada\nVote with 🌟" })
        #expect(!isUnreadable { _ in })
    }
}
