import Discord
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Wishes

@Suite("Import from Discord")
struct DiscordImportTests {
    private typealias Stage = DiscordImportStage

    @Test("Kind, text, channel name, author, votes and age come from the cards")
    func everything() async throws {
        let stage = try Stage()
        stage.card(1, .video, "moss tour", votes: 4)
        stage.card(2, .channel, "for owls", channel: "night-owls", votes: 2)
        stage.chatter(3, author: 101)
        let result = try await stage.run()
        #expect(result.report == ImportReport(taken: 2))
        #expect(
            (result.messages, result.cards, result.guildName, result.channelName) == (3, 2, "Dreamers", "suggestions"))
        let wish = try #require(try await stage.wish(2))
        #expect(wish.kind == .channel && wish.text == "for owls" && wish.channelName == "night-owls")
        #expect(wish.authorID == Snowflake(101) && wish.votes == 2 && wish.state == .active)
        #expect(wish.cardID == "card2" && wish.channelID == Stage.channel && wish.confirmedAt == Stage.now)
        #expect(wish.createdAt == Date(timeIntervalSince1970: Double(Stage.id(2).unixMilliseconds) / 1000))
        let history = try await stage.files.store.history(of: wish.id)
        #expect(history.map(\.to) == [.active] && history[0].actorID == Snowflake(101))
    }

    @Test("State, reason, moderator and time come from the cards of wishes that were decided about")
    func decided() async throws {
        let stage = try Stage()
        let states: [WishState] = [.planned, .done, .declined, .withdrawn, .expired, .granted, .manifesting]
        for (index, state) in states.enumerated() {
            stage.card(UInt64(index) + 1, .other, "moss", votes: 1) { embed in
                let event = WishEvent(
                    at: Stage.now, from: .active, to: state, actorID: Snowflake(9), why: "test", note: "too *wet*")
                embed = Embed(
                    Replies(voice: .plain, prefix: "!").card(
                        CardLook(
                            kind: .other, text: "moss", authorName: "ada", authorID: Snowflake(101),
                            cardID: "card\(index + 1)", emoji: "🌟", state: state, decision: event)))
            }
        }
        #expect(try await stage.run().report.taken == states.count)
        // What was being made is looked for by the next start.
        let found: [WishState?] = states.dropLast() + [.active]
        #expect(try await stage.states(1...7) == found)
        let declined = try #require(try await stage.wish(3))
        let last = try #require(try await stage.files.store.history(of: declined.id).last)
        #expect((last.from, last.to, last.actorID, last.note) == (.active, .declined, Snowflake(9), "too *wet*"))
        #expect(last.at == Stage.now)
        let came = try await stage.files.store.grantedWishes(guild: Stage.guild, kind: nil, limit: 9)
        #expect(came.wishes.map(\.notes) == ["too *wet*", "too *wet*"])
        #expect(try await stage.files.store.wishes(guild: Stage.guild).map(\.state) == [.planned, .active])
    }

    @Test("A second import changes nothing, also not wishes that have changed since")
    func idempotent() async throws {
        let stage = try Stage()
        stage.card(1, .video, "moss tour", votes: 4)
        stage.card(2, .video, "fog tour", votes: 1)
        try await stage.run()
        let removed = try #require(try await stage.wish(1))
        try await stage.files.store.apply(.remove, to: removed.id, actor: Snowflake(9), why: "spam", at: Stage.now)
        stage.vote(2, by: 105)
        let before = try await stage.files.json()
        #expect(try await stage.run().report == ImportReport(unchanged: 2))
        #expect(try await stage.files.json() == before)
    }

    @Test("A wish is granted by a channel that the bot made for it, by the bot's answer or by ✅")
    func granted() async throws {
        let stage = try Stage()
        for number in UInt64(1)...3 { stage.card(number, .channel, "for owls", channel: "owls-\(number)", votes: 8) }
        stage.card(4, .video, "moss tour", marks: ["✅"])
        let made = stage.makeChannel(for: 1)
        stage.answer(10, to: 2, Replies(voice: .ahamkara, prefix: "!").manifested(channel: Stage.id(77)))
        stage.answer(11, to: 2, Replies(voice: .plain, prefix: "!").doubled(channels: [Snowflake(55), Stage.id(77)]))
        stage.answer(12, to: 3, Replies(voice: .plain, prefix: "!").manifestationRefused(.noCategory("<#5>")))
        let report = try await stage.run().report
        #expect(try await stage.states(1...4) == [.granted, .granted, .active, .granted])
        #expect(try await stage.channel(of: 1) == made)
        #expect(try await stage.channel(of: 2) == Stage.id(77))
        #expect(try await stage.files.store.unfinishedManifestations(guild: Stage.guild).isEmpty)
        #expect(report.notes.map(\.wish) == ["\(Stage.id(4))"])
        #expect(try await stage.files.json().contains("rebuilt from Discord: channel \(Stage.id(77))"))
    }

    @Test("A link in a topic that is not its end, a topic of another guild, and a ✅ by others grant nothing")
    func notGranted() async throws {
        let stage = try Stage()
        stage.card(1, .channel, "for owls", channel: "owls")
        let link = Wish.link(guild: Stage.guild, channel: Stage.channel, message: Stage.id(1))
        stage.makeChannel(topic: link + " and more")
        stage.makeChannel(topic: Wish.link(guild: Snowflake(5), channel: Stage.channel, message: Stage.id(1)))
        stage.card(2, .video, "moss tour", marks: [], foreignMarks: ["✅"])
        try await stage.run()
        #expect(try await stage.states(1...2) == [.active, .active])
    }

    @Test(
        "A marked channel that another user made, or of which nothing is known, grants nothing",
        arguments: [true, false])
    func handMade(isLogReadable: Bool) async throws {
        let stage = try Stage()
        stage.card(1, .channel, "for owls", channel: "owls")
        stage.makeChannel(for: 1, by: Snowflake(101))
        if !isLogReadable { stage.discord.with { $0.auditLog = nil } }
        let report = try await stage.run().report
        #expect(try await stage.states(1...1) == [.active])
        #expect(report.notes.contains { $0.why.contains("View Audit Log") } == !isLogReadable)
    }

    @Test("Only the bot's own words under a card name its channel")
    func ownWords() async throws {
        let stage = try Stage()
        for number in 1...4 as ClosedRange<UInt64> {
            stage.card(number, .channel, "for owls", channel: "owls\(number)")
        }
        let replies = Replies(voice: .plain, prefix: "!")
        stage.answer(10, to: 1, replies.doubled(channels: [Stage.id(70), Stage.id(71)]))
        stage.answer(11, to: 2, replies.celebration(notes: "<#\(Stage.id(70))>"))
        stage.answer(12, to: 3, replies.manifestationRefused(.nameTaken(Stage.id(70))))
        // A channel that is older than the card.
        stage.answer(13, to: 4, replies.manifested(channel: Snowflake(77)))
        try await stage.run()
        #expect(try await stage.states(1...4) == [.active, .active, .active, .active])
    }

    @Test("With ✅ as the vote emoji, ✅ grants nothing")
    func voteIsTheMark() async throws {
        let stage = try Stage()
        stage.card(1, .video, "moss tour", marks: ["✅"])
        var settings = GuildSettings()
        settings.voteEmoji = "✅"
        try await stage.run(settings)
        #expect(try await stage.states(1...1) == [.active])
    }

    @Test("Cards of other authors are ignored, unreadable ones skipped; missing facts get a note")
    func gaps() async throws {
        let stage = try Stage()
        stage.card(1, .video, "moss tour", author: Snowflake(902))
        stage.card(2, .video, "moss tour") { ($0.title, $0.color) = ("Strange", 0) }
        stage.card(3, .video, "moss tour") { $0.description = "moss tour\n\nWished by ada\nVote with 🌟" }
        stage.card(4, .video, String(repeating: "long ", count: 1_000))
        let report = try await stage.run().report
        #expect(report.taken == 2 && report.skipped.map(\.wish) == ["\(Stage.id(2))"])
        #expect(report.notes.map(\.wish) == ["\(Stage.id(3))", "\(Stage.id(4))"])
        #expect(report.notes[0].why.contains("Wished by ada") && report.notes[1].why.contains("…"))
        #expect(try await stage.wish(3)?.authorID == Wish.unknownAuthor)
        // The unknown author survives an export as well.
        let other = try ExchangeFixture()
        try await other.take(try await stage.files.json())
        #expect(try await other.json() == stage.files.json())
    }

    @Test("A wish that was being posted is left to the next start")
    func begun() async throws {
        let stage = try Stage()
        _ = try await stage.files.store.begin(
            WishIntent(
                cardID: "card1", guildID: Stage.guild, channelID: Stage.channel, kind: .video, text: "moss  tour",
                channelName: nil, authorID: Snowflake(101), commandID: Snowflake(4_000), createdAt: Stage.now))
        stage.card(1, .video, "moss tour")
        #expect(try await stage.run().report.skipped.count == 1)
        #expect(try await stage.wish(1) == nil)
    }

    @Test("A long history is read in pages, each once, with progress")
    func pages() async throws {
        let stage = try Stage()
        for number in UInt64(1)...1_150 {
            number.isMultiple(of: 2) ? stage.card(number, .video, "moss \(number)") : stage.chatter(number, author: 101)
        }
        let reported = ReportedPairs()
        let result = try await stage.run(progress: reported.add)
        #expect(result.report.taken == 575 && result.messages == 1_150)
        #expect(reported.all == [[1_000, 500]])
        let pages = stage.discord.calls.count { if case .messages = $0 { true } else { false } }
        #expect(pages == 13)
    }
}

/// The numbers of messages and cards that an import has reported.
private final class ReportedPairs: Sendable {
    private let pairs = Mutex<[[Int]]>([])

    var all: [[Int]] { pairs.withLock { $0 } }

    @Sendable func add(_ first: Int, _ second: Int) { pairs.withLock { $0.append([first, second]) } }
}
