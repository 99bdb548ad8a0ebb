import Discord
import Foundation
import GRDB
import Testing

@testable import Wishes

/// 4,000 characters of anything, at every function that shows or reads members' text.
@Suite("Text of members who mean harm", .timeLimit(.minutes(5)))
struct HostileTextTests {
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)
    private static let link = "https://discord.com/channels/1/2/3"

    private func expectInert(_ text: String, limit: Int, _ what: String, isMarkdown: Bool = true) {
        #expect(text.utf16.count <= limit, "\(what): \(text.utf16.count) units")
        #expect(ShownText.pings(in: text).isEmpty, "\(what): \(text)")
        #expect(ShownText.hidden(in: text).isEmpty, "\(what): \(ShownText.hidden(in: text)) in \(text)")
        if isMarkdown { #expect(ShownText.live(in: text).isEmpty, "\(what): \(ShownText.live(in: text)) in \(text)") }
    }

    @Test("Every form of shown text is inert and keeps its limit", arguments: 0..<40 as Range<UInt64>)
    func forms(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let text = HostileText.text(&random)
        expectInert(InertText.line(text, limit: 300), limit: 300, "line")
        expectInert(InertText.line(text, limit: 4_000), limit: 4_000, "long line")
        expectInert(InertText.block(text, limit: 3_400, maxLines: 20), limit: 3_400, "block")
        #expect(InertText.block(text, limit: 3_400, maxLines: 20).split(separator: "\n").count <= 20)
        let label = InertText.label(text, limit: 120)
        expectInert(label, limit: 120, "label")
        #expect(!label.isEmpty && !label.contains("://"))
        expectInert(InertText.plain(text, limit: 256), limit: 256, "plain", isMarkdown: false)
        let code = InertText.code(text, limit: 50)
        expectInert(code, limit: 50, "code", isMarkdown: false)
        #expect(!code.contains("`"))
    }

    @Test(
        "Every card and answer with members' text is inert and keeps Discord's limits",
        arguments: 0..<24 as Range<UInt64>)
    func replies(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let text = HostileText.text(&random)
        let name = String(ChannelName.normalized(text).unicodeScalars.prefix(40).map(Character.init))
        let replies = Replies(voice: seed.isMultiple(of: 2) ? .plain : .ahamkara, prefix: "!")
        let wish = Wish(
            id: 1, cardID: "card", guildID: 1, channelID: 2, messageID: 3, kind: .channel, text: text,
            channelName: name,
            authorID: 7, state: .granted, votes: 7, revision: 0, isTouched: false, createdAt: Self.now)
        let row = RankRow(
            text: text, channelName: name, votes: 3, link: Self.link, authorID: 7, createdAt: Self.now, needed: 7,
            uncounted: 1, isConfirmed: false)
        let search = try #require(SearchText(String(text.unicodeScalars.prefix(30).map(Character.init)) + " moss"))
        let note = ConfirmationNote.unconfirmed(since: nil, why: text)
        let granted = try granted(wish, notes: text)
        let cards = [
            replies.wishCard(
                kind: .channel, text: text, channelName: name, authorName: text, authorID: 7, needed: 7, emoji: "🌟",
                cardID: "abc"),
            replies.ranking(
                kind: .channel, rows: Array(repeating: row, count: 25), total: 25, confirmation: note, now: Self.now,
                emoji: "🌟"),
            replies.weekly(
                sections: WishKind.allCases.map { ($0, Array(repeating: row, count: 5)) }, confirmation: note,
                now: Self.now, emoji: "🌟"),
            replies.manifestations(
                [granted], kind: nil, total: 1, now: Self.now),
            replies.found(
                Array(repeating: wish, count: 25), search, total: 99, page: ListPage(.search(search), count: 25),
                now: Self.now, emoji: { _ in "🌟" }),
            replies.details(
                of: wish,
                CardLook(
                    kind: .channel, text: text, channelName: name, authorName: text, authorID: 7, cardID: "card",
                    emoji: "🌟", progress: .beginning(needed: 7)), now: Self.now),
        ]
        for card in cards {
            #expect(card.flaws.isEmpty)
            let parts =
                [card.title, card.description, card.footer ?? ""] + card.fields.flatMap { [$0.name, $0.value] }
            for part in parts {
                #expect(ShownText.pings(in: part).isEmpty && ShownText.hidden(in: part).isEmpty, "\(part)")
            }
        }
        let answers = [
            replies.celebration(notes: text), replies.granted(wish, unmarked: .refused, unsaid: .storage),
            replies.removed(wish, .failed(.refused), wasRemoved: true),
            replies.moderatorNotice(.lack(.role(text)), now: Self.now),
            replies.moderatorNotice(.lack(.moderatorsChannel(text)), now: Self.now),
            replies.notTaken(.wished(link: Self.link), channelName: name),
            replies.notTaken(.alike(words: text, link: nil), channelName: name),
            replies.manifestationRefused(.other(text, .refused)),
            replies.manifestationRefused(.nameReserved(text)), replies.manifestationRefused(.noCategory(text)),
            replies.noSuggestionsChannel(text), replies.channelNameRefused(.reserved(text)),
        ]
        for answer in answers { expectInert(answer, limit: 2_000, "answer") }
    }

    /// A granted wish as the database gives it.
    private func granted(_ wish: Wish, notes: String) throws -> GrantedWish {
        let row = WishRow(wish: wish, grantedAt: Self.now, grantedBy: 8, grantedNotes: notes)
        return try GrantedWish(row: Row(row.databaseDictionary))
    }

    @Test(
        "Names, topics and references that are read or made of any text are bounded", arguments: 0..<40 as Range<UInt64>
    )
    func names(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let text = HostileText.text(&random)
        let topic = ChannelMarker.topic(purpose: text, link: Self.link)
        expectInert(topic, limit: 1_024, "topic")
        #expect(topic.hasSuffix(Self.link))
        let profile = ProfileLink.text(name: text, user: 5)
        #expect(ProfileLink.user(in: profile) == 5 && profile.utf16.count <= 200)
        for part in [text, String(text.unicodeScalars.prefix(60).map(Character.init))] {
            guard case .valid(let name) = ChannelName.judge(part, reserved: GuildSettings().reservedNames) else {
                continue
            }
            #expect((1...100).contains(name.utf16.count) && ShownText.hidden(in: name).isEmpty, "\(name)")
            #expect(!name.contains(where: \.isWhitespace) && !name.contains("@") && !name.contains("<"))
        }
        _ = NameSkeleton.of(text)
        #expect(WishReference(text) == nil)
        if case .command(let command) = WishCommand.read("!wish other \(text)", prefix: "!", me: 5) {
            #expect(command.isWish)
        }
        _ = WishCommand.read(text, prefix: "!", me: 5)
        let embed = Embed(
            Replies(voice: .plain, prefix: "!").wishCard(
                kind: .video, text: text, channelName: nil, authorName: text, authorID: 7, needed: nil, emoji: "🌟",
                cardID: "0a1b"))
        if case .card(let card) = CardReader.read([embed]) { #expect(card.authorID == 7 && card.cardID == "0a1b") }
    }

    /// What takes more than linear time takes minutes for these.
    @Test("One thing repeated 20,000 times costs no more than its length", .timeLimit(.minutes(3)))
    func repetitions() {
        for text in HostileText.repetitions(units: 20_000) {
            _ = InertText.line(text, limit: 300)
            _ = InertText.block(text, limit: 3_400, maxLines: 20)
            _ = InertText.label(text, limit: 120)
            _ = InertText.code(text, limit: 50)
            _ = TypedText.reading(text)
            _ = ChannelName.judge(text, reserved: GuildSettings().reservedNames)
            _ = NameSkeleton.of(text)
            _ = WishLikeness(.other, text: text, channelName: nil).hash
            _ = WishCommand.read("!wish channel \(text)", prefix: "!", me: 5)
            _ = WishReference(text)
            _ = Replies.manifestedChannel(in: text)
        }
    }
}
