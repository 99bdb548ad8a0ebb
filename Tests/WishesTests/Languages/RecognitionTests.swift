import Discord
import Testing

@testable import Wishes

/// What the bot has posted is recognized whatever its language, voice and texts are now.
@Suite("Recognizing what was posted")
struct RecognitionTests {
    private static func card(_ texts: Texts, _ kind: WishKind) -> Embed {
        Embed(
            Replies(texts: texts, prefix: "!").wishCard(
                kind: kind, text: "for moss", channelName: kind == .channel ? "moss" : nil, authorName: "ada",
                authorID: Snowflake(4_711), needed: kind == .channel ? 7 : nil, emoji: "🌟", cardID: "0a1b2c"))
    }

    private func check(_ embed: Embed, _ kind: WishKind) {
        guard case .card(let card) = CardReader.read([embed]) else {
            Issue.record("not read: \(embed)")
            return
        }
        #expect(card.kind == kind && card.text == "for moss" && card.authorID == Snowflake(4_711))
        #expect(card.channelName == (kind == .channel ? "moss" : nil))
    }

    @Test("Cards are read back in every language and voice", arguments: Language.allCases, Voice.allCases)
    func cards(language: Language, voice: Voice) {
        for kind in WishKind.allCases { check(Self.card(Texts(language: language, voice: voice), kind), kind) }
    }

    @Test("Cards with texts of an admin are read back", arguments: WishKind.allCases)
    func own(kind: WishKind) {
        let own: [Phrase: String] = [
            .wishTitleVideo: "Film!", .wishTitleChannel: "Film!", .wishTitleOther: "Film!", .wishedBy: "~ {name}",
            .howToVote: "{emoji}?", .howToVoteChannel: "{emoji}!", .progressOther: "{total}/{count}",
        ]
        check(Self.card(Texts(language: .spanish, voice: .plain, own: own), kind), kind)
    }

    @Test("Titles of English cards from before there were other languages are known")
    func english() {
        let titles: [(String, WishKind)] = [
            ("A video is wished for", .video), ("A vision is wished for, o bearer mine", .video),
            ("A channel is wished for", .channel), ("A place is wished for, o bearer mine", .channel),
            ("A wish", .other), ("A wish, o bearer mine", .other),
        ]
        for (title, kind) in titles {
            var card = Self.card(Texts(language: .german, voice: .plain), kind)
            (card.title, card.color) = (title, nil)
            check(card, kind)
        }
        #expect(Replies.isWeekly(title: "The week's wishes"))
        #expect(Replies.isWeekly(title: "What you wished for this week, o bearer mine"))
    }

    @Test("Summaries and answers under wishes are known in every language and voice")
    func answers() {
        for sentences in Sentences.all {
            let replies = Replies(texts: sentences.texts, prefix: "?")
            let now = Replies(voice: .plain, prefix: "!", language: .spanish)
            #expect(Replies.isWeekly(title: sentences.weeklyTitle) && now.isWeekly(title: sentences.weeklyTitle))
            #expect(now.isCelebration(replies.celebration(notes: "notes")))
            #expect(now.manifestedChannel(in: replies.manifested(channel: Snowflake(77))) == Snowflake(77))
            #expect(now.manifestedChannel(in: replies.doubled(channels: [Snowflake(77)])) == nil)
        }
    }

    @Test("An admin's title of the summary is known while it is configured")
    func ownTitle() {
        let own = Texts(language: .english, voice: .plain, own: [.weeklyTitle: "Our week"])
        #expect(Replies(texts: own, prefix: "!").isWeekly(title: "Our week"))
        #expect(!Replies.isWeekly(title: "Our week"))
    }
}
