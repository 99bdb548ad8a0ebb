import Discord
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Wishes

@Suite("What is stored of each guild, in memory")
struct StoredGuildsTests {
    private static let (guild, other) = (Snowflake(1_000), Snowflake(1_001))
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    private static func intent(_ guild: Snowflake = guild) -> WishIntent {
        WishIntent(
            cardID: "c\(guild)", guildID: guild, channelID: 2_000, kind: .other, text: "more cake", channelName: nil,
            authorID: 7, commandID: Snowflake(guild.rawValue + 5_000), createdAt: now, voteEmoji: "⭐", authorName: "ada"
        )
    }

    @Test("A guild without wishes is synced although the table of wishes cannot be read; one with wishes is not")
    func withoutWishes() async throws {
        let fixture = try await CogFixture()
        try await fixture.store.write { db in
            try db.execute(sql: "ALTER TABLE wishes RENAME TO away")
        }
        let empty = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(empty == SyncStats())
        fixture.store.stored.add(CogFixture.guild, .wishes)
        let full = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(full.errors > 0)
    }

    @Test("A wish is found from its intent on, also after a restart; a guild beside it has none")
    func wishes() async throws {
        let file = try TemporaryStore()
        #expect(
            try await file.store.begin(
                Self.intent(), within: .none) == .begun)
        for _ in 0..<2 {
            #expect(try await file.store.intents(guild: Self.guild).count == 1)
            #expect(try await file.store.isEmpty(guild: Self.guild) == false)
            #expect(!file.store.stored.mayHave(.wishes, Self.other))
            file.reopen()
        }
        try await file.store.activate(Self.intent(Self.other), message: 6_000, why: "posted", at: Self.now)
        for _ in 0..<2 {
            #expect(try await file.store.wishes(guild: Self.other).map(\.messageID) == [6_000])
            file.reopen()
        }
    }

    @Test("What a wish brings with it is found as soon as it is stored, and after a restart")
    func parts() async throws {
        let file = try TemporaryStore()
        var intent = Self.intent()
        (intent.kind, intent.channelName) = (.channel, "cake")
        try await file.store.activate(intent, message: 6_000, hasThread: true, why: "posted", at: Self.now)
        let wish = try #require(try await file.store.wish(message: 6_000))
        let claim = Claim(supporters: 3, electorate: 3, configured: .votes(3))
        #expect(try await file.store.claim(wish, claim, at: Self.now))
        for _ in 0..<2 {
            #expect(try await file.store.threadWork(guild: Self.guild).toOpen.map(\.messageID) == [6_000])
            #expect(try await file.store.unfinishedManifestations(guild: Self.guild).map(\.wish.messageID) == [6_000])
            file.reopen()
        }
        #expect(try await file.store.release(wish, reason: "no room", at: Self.now))
        for _ in 0..<2 {
            #expect(try await file.store.pauses(guild: Self.guild, at: Self.now).next != nil)
            #expect(try await file.store.countedCards(guild: Self.guild).map(\.wish.messageID) == [6_000])
            file.reopen()
        }
        #expect(try await file.store.endPauses(guild: Self.guild))
    }

    @Test("What else a guild has is found as soon as it is stored, and after a restart")
    func others() async throws {
        let file = try TemporaryStore()
        let rule = OwnThreshold(rule: .votes(3), setBy: 7, setAt: Self.now)
        let row = TidyingRow(
            answerID: 3_000, guildID: Self.guild, channelID: 2_000, commandID: nil, textHash: nil, dueAt: Self.now)
        #expect(try await file.store.threshold(guild: Self.guild) == nil)
        try await file.store.set(rule, guild: Self.guild)
        try await file.store.finishWeeklySummary(guild: Self.guild, due: Self.now)
        try await file.store.keep(row)
        for _ in 0..<2 {
            #expect(try await file.store.threshold(guild: Self.guild) == rule)
            #expect(try await file.store.lastWeeklySummary(guild: Self.guild) == Self.now)
            #expect(try await file.store.tidying(guild: Self.guild, since: Self.now) == [row])
            #expect(try await file.store.tidying(guild: Self.other, since: Self.now) == [])
            file.reopen()
        }
    }

    @Test("The record of a guild is what its rows hold, whatever changes them")
    func records() async throws {
        let file = try TemporaryStore()
        func expect(_ record: StoredGuilds.Record?) async throws {
            #expect(file.store.stored.record(of: Self.guild) == record)
            file.reopen()
            #expect(file.store.stored.record(of: Self.guild) == record)
        }
        try await file.store.remember(guild: Self.guild, name: "Dreamers", suggestionsChannel: nil, voteEmoji: "⭐")
        var record = StoredGuilds.Record(name: "Dreamers", suggestionsChannel: nil, setting: nil, voteEmoji: "⭐")
        try await expect(record)
        try await file.store.remember(
            guild: Self.guild, name: "Sleepers", suggestionsChannel: 2_000, setting: "wishes", voteEmoji: "🌙")
        record = .init(name: "Sleepers", suggestionsChannel: 2_000, setting: "wishes", voteEmoji: "⭐")
        try await expect(record)
        try await file.store.remember(guild: Self.guild, name: "Sleepers", suggestionsChannel: nil)
        try await expect(record)
        #expect(try await file.store.note(voteEmoji: "🌙", guild: Self.guild) == nil)
        record.voteEmoji = "🌙"
        try await expect(record)
        _ = try await file.store.channelDeleted(2_000, at: Self.now)
        record.suggestionsChannel = nil
        try await expect(record)
        #expect(try await file.store.suggestionsChannelBefore(guild: Self.guild) == nil)
    }

    @Test("What was rolled back is not believed to be stored")
    func rollback() async throws {
        let file = try TemporaryStore()
        try await file.store.remember(guild: Self.guild, name: "Dreamers", suggestionsChannel: 2_000, setting: "wishes")
        try await file.store.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER full BEFORE INSERT ON suggestions_settings
                    BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END
                    """)
        }
        await #expect(throws: DatabaseError.self) {
            try await file.store.remember(
                guild: Self.guild, name: "Sleepers", suggestionsChannel: 2_001, setting: "dreams")
        }
        #expect(file.store.stored.record(of: Self.guild)?.name == "Dreamers")
        try await file.store.write { try $0.execute(sql: "DROP TRIGGER full") }
        try await file.store.remember(guild: Self.guild, name: "Sleepers", suggestionsChannel: 2_001, setting: "dreams")
        #expect(try await file.store.knownSuggestionsChannel(guild: Self.guild) == 2_001)
    }

    @Test("What is stored already is not written again")
    func unchanged() async throws {
        let file = try TemporaryStore()
        func remember() async throws {
            try await file.store.remember(
                guild: Self.guild, name: "Dreamers", suggestionsChannel: 2_000, setting: "wishes", voteEmoji: "⭐")
            _ = try await file.store.note(voteEmoji: "⭐", guild: Self.guild)
        }
        try await remember()
        for table in ["guilds", "suggestions_settings"] {
            for change in ["INSERT", "UPDATE"] {
                try await file.store.write { db in
                    try db.execute(
                        sql: """
                            CREATE TRIGGER \(table)_\(change) BEFORE \(change) ON \(table)
                            BEGIN SELECT RAISE(ABORT, 'written'); END
                            """)
                }
            }
        }
        try await remember()
        file.reopen()
        try await remember()
        await #expect(throws: DatabaseError.self) {
            try await file.store.remember(guild: Self.guild, name: "Sleepers", suggestionsChannel: nil)
        }
    }
}
