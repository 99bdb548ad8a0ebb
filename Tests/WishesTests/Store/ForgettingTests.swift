import Discord
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Wishes

@Suite("Forgetting a member")
struct ForgettingTests {
    private static let member = Snowflake(777_123_456_789)
    private static let other = Snowflake(777_123_456_788)
    private static let guild = Snowflake(1_000)
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)

    /// A member who has wished, granted, set a threshold, and has commands in the queue.
    private func fill(_ store: WishStore) async throws {
        for (id, author) in [(5_001 as UInt64, Self.member), (5_002, Self.other), (5_003, Self.member)] {
            let intent = intent(id, author)
            _ = try await store.begin(intent)
            if id != 5_003 { try await store.activate(intent, message: Snowflake(id), why: "wished", at: Self.now) }
        }
        let granted = try #require(try await store.wish(message: Snowflake(5_002)))
        try await store.apply(.grant, to: granted.id, actor: Self.member, why: "command", at: Self.now)
        try await store.set(
            OwnThreshold(rule: .share(basisPoints: 5_000), setBy: Self.member, setAt: Self.now), guild: Self.guild)
        try await store.remember(guild: Self.guild, name: "Dreamers", suggestionsChannel: Snowflake(2_000))
        for (id, author) in [(6_001 as UInt64, Self.member), (6_002, Self.other)] {
            let message = Message(
                id: Snowflake(id), channelID: Snowflake(2_000), guildID: Self.guild,
                author: User(id: author, username: "Mossbeard\(author.rawValue % 10)"), content: "!wishhelp")
            try await store.keep([InboxCommand(message, in: Self.guild, at: Self.now)])
        }
        for id in [1_005_003 as UInt64, 1_009_999] {
            let handle = InteractionHandle(
                id: Snowflake(id), applicationID: Snowflake(8), token: Secret("aW50ZXJhY3Rpb24", .interaction))
            try await store.keep(
                InboxInteraction(handle, in: Self.guild, .command(.help), .hidden, at: Self.now))
        }
    }

    private func intent(_ id: UInt64, _ author: Snowflake) -> WishIntent {
        WishIntent(
            cardID: "card\(id)", guildID: Self.guild, channelID: Snowflake(2_000), kind: .video, text: "moss \(id)",
            channelName: nil, authorID: author, commandID: Snowflake(id + 1_000_000), createdAt: Self.now,
            authorName: author == Self.member ? "Mossbeard9" : "Fern")
    }

    @Test("No column and no byte of the file holds the member afterwards; what belongs to others is as it was")
    func nothingLeft() async throws {
        let file = try TemporaryStore()
        try await fill(file.store)
        let report = try await file.store.forget(user: Self.member, withWishes: false)
        #expect(
            report == ForgetReport(wishes: 1, begunWishes: 1, decisions: 3, thresholds: 1, commands: 2))
        #expect(try await file.store.wish(message: Snowflake(5_001))?.authorID == Wish.unknownAuthor)
        #expect(try await file.store.wish(message: Snowflake(5_001))?.state == .active)
        #expect(try await file.store.wish(message: Snowflake(5_002))?.authorID == Self.other)
        #expect(try await file.store.threshold(guild: Self.guild)?.rule == .share(basisPoints: 5_000))
        #expect(try await file.store.commands().map(\.authorID) == [Self.other])
        #expect(try await file.store.interaction(Snowflake(1_009_999)) != nil)
        #expect(try await file.store.forget(user: Self.member, withWishes: false).isEmpty)
        try file.closeAndRead { db in
            let path = try #require(try String.fetchOne(db, sql: "SELECT file FROM pragma_database_list"))
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(bytes.range(of: Data("Mossbeard9".utf8)) == nil)
            for table in try Schema.tables(in: db) {
                for row in try Row.fetchAll(db, sql: "SELECT * FROM \(table)") {
                    #expect(!row.databaseValues.contains(Self.member.databaseValue), "\(table)")
                }
            }
        }
    }

    @Test("With their wishes, the wishes go with their history, and nobody else's")
    func withWishes() async throws {
        let file = try TemporaryStore()
        try await fill(file.store)
        let report = try await file.store.forget(user: Self.member, withWishes: true)
        #expect(report.wishes == 1 && report.begunWishes == 1)
        #expect(try await file.store.wish(message: Snowflake(5_001)) == nil)
        #expect(try await file.store.intents(guild: Self.guild).isEmpty)
        let granted = try #require(try await file.store.wish(message: Snowflake(5_002)))
        #expect(try await file.store.history(of: granted.id).count == 2)
    }

    @Test(
        "A wish goes while it becomes a channel as well; one whose channel may exist is named",
        arguments: [true, false])
    func manifesting(isRequested: Bool) async throws {
        let file = try TemporaryStore()
        let ids = [(5_001, "moss"), (5_002, "fern")] as [(UInt64, String)]
        for (id, name) in ids {
            var intent = intent(id, Self.member)
            (intent.kind, intent.channelName) = (.channel, name)
            _ = try await file.store.begin(intent)
            try await file.store.activate(intent, message: Snowflake(id), why: "wished", at: Self.now)
            let wish = try #require(try await file.store.wish(message: Snowflake(id)))
            let claim = Claim(supporters: 8, electorate: 10, configured: .share(basisPoints: 6_700))
            #expect(try await file.store.claim(wish, claim, at: Self.now))
            if isRequested { #expect(try await file.store.markRequested(wish, after: nil, at: Self.now)) }
        }
        // Refused: that request is settled.
        let refused = try #require(try await file.store.wish(message: Snowflake(5_002)))
        #expect(try await file.store.release(refused, reason: "no category", at: Self.now))
        let report = try await file.store.forget(user: Self.member, withWishes: true)
        #expect(report.wishes == 2)
        let link = "https://discord.com/channels/\(Self.guild)/2000/5001"
        #expect(report.unfinished == (isRequested ? [.init(link: link, channelName: "moss")] : []))
        #expect(try await file.store.unfinishedManifestations(guild: Self.guild).isEmpty)
        try file.closeAndRead { db in
            for table in ["wishes", "manifestations", "refusals", "wish_events"] {
                let count = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \(table)")
                #expect(count == 0, "\(table)")
            }
        }
    }

    @Test("An export without the member is imported as it is")
    func roundTrip() async throws {
        let (first, second) = (try ExchangeFixture(), try ExchangeFixture())
        try await fill(first.store)
        _ = try await first.store.forget(user: Self.member, withWishes: false)
        let export = try await first.json()
        #expect(!export.contains("\(Self.member)") && !export.contains("Mossbeard9"))
        let report = try await second.take(export)
        #expect(report.taken == 2 && report.skipped.isEmpty)
        #expect(try await second.json() == export)
    }

    @Test("Answers and cards call the member a former member and name no id", arguments: [Voice.plain, .ahamkara])
    func formerMember(voice: Voice) async throws {
        let replies = Replies(voice: voice, prefix: "!")
        let card = replies.wishCard(
            kind: .video, text: "moss", channelName: nil, authorName: nil, authorID: Wish.unknownAuthor, needed: nil,
            emoji: "🌟", cardID: "card")
        #expect(card.description.contains("a former member") && !card.description.contains("<@"))
        let note = ThresholdNote(
            rule: .share(basisPoints: 5_000), configured: .share(basisPoints: 6_700), electorate: .members,
            origin: .set(by: Wish.unknownAuthor, at: Self.now),
            quorum: Quorum(rule: .share(basisPoints: 5_000), electorate: 10))
        let answer = replies.threshold(note, now: Self.now, emoji: "🌟")
        #expect(answer.contains("a former member") && !answer.contains("<@"))
    }
}
