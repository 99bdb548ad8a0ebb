import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("!removewish (cog)")
struct RemovalTests {
    private func stands(_ fixture: CogFixture, _ id: UInt64) -> Bool {
        fixture.discord.with { $0.channels[CogFixture.channel]?[Snowflake(id)] != nil }
    }

    @Test("A wish is removed with its message; the deletion event that follows changes nothing")
    func removed() async throws {
        let fixture = try await CogFixture()
        let wish = try await fixture.plant(5_001, voters: 3)
        try await fixture.running {
            try await fixture.expect("!removewish 5001", says: "wish 5001")
            await fixture.cog.handle([.messageDelete([Snowflake(5_001)], channel: CogFixture.channel)])
            try await fixture.expect("!removewish 5001", says: "removed before")
            #expect(try await !fixture.ask("!topvideos").contains("wish 5001"))
        }
        #expect(try await fixture.wish(5_001)?.state == .removed)
        #expect(!stands(fixture, 5_001))
        let history = try await fixture.store.history(of: wish.id)
        #expect(history.map(\.to) == [.active, .removed] && history.last?.actorID == CogFixture.owner)
    }

    @Test("A granted wish can be removed; a deleted or manifesting one cannot")
    func states() async throws {
        let fixture = try await CogFixture()
        for (id, transition) in [(5_001, WishTransition.grant), (5_002, .delete), (5_003, .claim)] {
            let wish = try await fixture.plant(UInt64(id), .channel)
            try await fixture.store.apply(transition, to: wish.id, why: "test", at: .now)
        }
        try await fixture.running {
            try await fixture.expect("!removewish 5001", says: "wish 5001")
            try await fixture.expect("!removewish 5002", says: "deleted")
            try await fixture.expect("!removewish 5003", says: "being made")
        }
        let states = try await [fixture.wish(5_001), fixture.wish(5_002), fixture.wish(5_003)].map { $0?.state }
        #expect(states == [.removed, .deleted, .manifesting])
        #expect(!stands(fixture, 5_001) && stands(fixture, 5_003))
    }

    @Test("A wish is removed even if its message cannot be deleted or its channel is gone")
    func unreachableChannels() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001)
        try await fixture.plant(5_002, channel: Snowflake(2_999), onDiscord: false)
        fixture.discord.with { $0.forbidden = [CogFixture.channel] }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild) == SyncStats(errors: 2))
        // Only the card's channel is out of reach; the answer needs a visible one.
        fixture.discord.with { $0.forbidden = [] }
        fixture.discord.before = { call throws(PortError) in
            if call == .delete(Snowflake(5_001)) { throw PortError(.forbidden, "Missing Access") }
        }
        try await fixture.running {
            let answer = try await fixture.ask("!removewish 5001")
            #expect(answer.contains("still stands") && answer.contains("Manage Messages"))
            #expect(try await !fixture.ask("!removewish 5002").contains("stands"))
        }
        #expect(try await fixture.wish(5_001)?.state == .removed)
        #expect(try await fixture.wish(5_002)?.state == .removed)
        // The first sync may join one that began before.
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild) == SyncStats())
    }

    @Test("A message that could not be deleted is deleted by a repeated removal")
    func again() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001)
        fixture.discord.before = { call throws(PortError) in
            if call == .delete(Snowflake(5_001)) { throw PortError(.unreachable, "503") }
        }
        try await fixture.running {
            try await fixture.expect("!removewish 5001", says: "still stands: Discord did not answer")
            fixture.discord.before = { _ throws(PortError) in }
            try await fixture.expect("!removewish 5001", says: "deleted now")
        }
        #expect(!stands(fixture, 5_001))
    }

    @Test("A removal by a member, of another guild's wish, without a valid reference or of several wishes is refused")
    func refused() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001)
        try await fixture.plant(5_002, guild: Snowflake(1_001))
        try await fixture.running {
            try await fixture.expect("!removewish 5001", by: CogFixture.member, says: "moderators")
            let reasons = [
                ("5002", "server"), ("https://discord.com/channels/1001/2000/5002", "another server"),
                ("7", "server"), ("", "!removewish ID"), ("moss", "!removewish ID"), ("5001 5002", "!removewish ID"),
            ]
            for (reference, reason) in reasons {
                try await fixture.expect("!removewish \(reference)", says: reason)
            }
        }
        for id in [5_001, 5_002] { #expect(try await fixture.wish(UInt64(id))?.state == .active) }
    }

    @Test("A repeated import does not restore a removed wish")
    func importedAgain() async throws {
        let fixture = try await CogFixture()
        let file = try ImportFile(
            Data(
                """
                {"5001": {"type": "video", "author_id": "101", "description": "moss", "guild_id": "1000",
                          "channel_id": "2000", "votes": 3, "created_at": "2026-01-01T00:00:00Z"}}
                """.utf8))
        #expect(try await fixture.store.take(file, at: .now).taken == 1)
        let wish = try #require(try await fixture.wish(5_001))
        try await fixture.store.apply(.remove, to: wish.id, actor: CogFixture.owner, why: "test", at: .now)
        #expect(try await fixture.store.take(file, at: .now).kept == 1)
        #expect(try await fixture.wish(5_001)?.state == .removed)
    }
}
