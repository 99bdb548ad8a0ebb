import Discord
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Wishes

@Suite("!manifestwish (cog)")
struct GrantTests {
    private func standing(_ fixture: CogFixture, _ id: UInt64) -> FakeDiscord.Standing? {
        fixture.discord.with { $0.channels[CogFixture.channel]?[Snowflake(id)] }
    }

    private func grants(_ fixture: CogFixture, _ wish: Wish) async throws -> [WishEvent] {
        try await fixture.store.history(of: wish.id).filter { $0.to == .granted }
    }

    @Test("A grant puts ✅ under the message, stores who, when and notes, and is answered once under the wish")
    func granted() async throws {
        let fixture = try await CogFixture()
        let wish = try await fixture.plant(5_001, voters: 3)
        try await fixture.running {
            let answer = try await fixture.ask("!manifestwish 5001 see @everyone [here](https://evil.example)")
            #expect(answer.contains("wish 5001"))
            try await fixture.expect("!manifestwish 5001", says: "already")
        }
        #expect(try await fixture.wish(5_001)?.state == .granted)
        #expect(standing(fixture, 5_001)?.marks == ["✅"])
        let said = fixture.answers(to: Snowflake(5_001)).map(\.words)
        #expect(said.count == 1)
        #expect(said[0].contains("see @\u{200B}everyone") && !said[0].contains("[here](https://evil.example)"))
        let events = try await grants(fixture, wish)
        #expect(events.map(\.actorID) == [CogFixture.owner] && events.map(\.from) == [.active])
        let stored = try await fixture.store.read { db in
            try Row.fetchOne(db, sql: "SELECT granted_at, granted_by, granted_notes FROM wishes").map {
                (
                    at: $0["granted_at"] as Int64?, by: $0["granted_by"] as Snowflake?,
                    notes: $0["granted_notes"] as String?
                )
            }
        }
        #expect(stored?.at != nil && stored?.by == CogFixture.owner)
        #expect(stored?.notes == "see @everyone [here](https://evil.example)")
    }

    @Test(
        "A wish is granted by its link, its message id or the id in its footer",
        arguments: [
            "https://discord.com/channels/1000/2000/5001", "<https://ptb.discord.com/channels/1000/2000/5001>", "5001",
            "0A1B2C3D4E5F",
        ])
    func named(reference: String) async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001)
        try await fixture.store.write { try $0.execute(sql: "UPDATE wishes SET card_id = '0a1b2c3d4e5f'") }
        try await fixture.running { _ = try await fixture.ask("!manifestwish \(reference)") }
        #expect(try await fixture.wish(5_001)?.state == .granted)
    }

    @Test("An unknown wish, another guild's, a removed, deleted or manifesting one is refused with the reason")
    func refused() async throws {
        let fixture = try await CogFixture()
        let ids: [UInt64] = [5_001, 5_002, 5_003]
        for (id, transition) in zip(ids, [WishTransition.remove, .delete, .claim]) {
            let wish = try await fixture.plant(id, .channel)
            try await fixture.store.apply(transition, to: wish.id, why: "test", at: .now)
        }
        try await fixture.plant(5_004, guild: Snowflake(1_001), channel: Snowflake(3_000))
        try await fixture.running {
            let reasons = [
                ("5001", "removed"), ("5002", "deleted"), ("5003", "being made"), ("5004", "server"),
                ("9999", "server"), ("https://discord.com/channels/1001/3000/5004", "another server"),
                ("moss", "!manifestwish ID"), ("", "!manifestwish ID"),
            ]
            for (reference, reason) in reasons {
                try await fixture.expect("!manifestwish \(reference)", says: reason)
            }
            try await fixture.expect("!manifestwish 5004", by: CogFixture.member, says: "moderators")
            try await fixture.expect("!manifestwish", by: CogFixture.member, says: "moderators")
        }
        #expect(!fixture.discord.calls.contains { if case .react = $0 { true } else { false } })
        #expect(try await fixture.wish(5_004)?.state == .active)
    }

    @Test("A channel wish granted by hand gets no channel, by votes or by a manifestation that began before")
    func channelByHand() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        fixture.discord.before = { call throws(PortError) in
            if case .createChannel = call { throw PortError(.forbidden, "Missing Permissions") }
        }
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        fixture.discord.before = { _ throws(PortError) in }
        try await fixture.running { _ = try await fixture.ask("!manifestwish 5001") }
        let next = CogFixture.makeCog(fixture.store, fixture.discord, fixture.clock, fixture.log, GuildSettings())
        await next.handle([.guildCreate(CogFixture.picture())])
        #expect(await next.syncReactionCounts(guild: CogFixture.guild) == SyncStats())
        #expect(fixture.discord.with { $0.made.isEmpty })
    }

    @Test("A wish whose message is gone is deleted instead of granted")
    func gone() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, onDiscord: false)
        try await fixture.running { try await fixture.expect("!manifestwish 5001", says: "deleted") }
        #expect(try await fixture.wish(5_001)?.state == .deleted)
    }

    @Test("A refused ✅ is reported and the wish is granted; without an answer from Discord nothing changes")
    func withoutMark() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001)
        try await fixture.plant(5_002)
        fixture.discord.before = { call throws(PortError) in
            if call == .react(Snowflake(5_001)) { throw PortError(.forbidden, "Missing Permissions") }
            if call == .react(Snowflake(5_002)) { throw PortError(.unreachable, "503") }
        }
        try await fixture.running {
            try await fixture.expect("!manifestwish 5001", says: "could not be put under it: I lack Add Reactions")
            // What was refused is asked again when permissions change.
            let role = Role(id: CogFixture.guild, name: "@everyone", permissions: .addReactions)
            await fixture.cog.handle([.roleChange(guild: CogFixture.guild, role)])
            try await fixture.expect("!manifestwish 5002", says: "nothing was changed")
        }
        #expect(try await fixture.wish(5_001)?.state == .granted)
        #expect(try await fixture.wish(5_002)?.state == .active)
    }

    @Test("Of two grants at the same time, one succeeds")
    func race() async throws {
        let fixture = try await CogFixture()
        let wish = try await fixture.plant(5_001)
        await fixture.running {
            async let one = fixture.give("!manifestwish 5001")
            async let two = fixture.give("!manifestwish 5001")
            let words = await [one, two].flatMap { fixture.answers(to: $0) }.map(\.words)
            #expect(words.count == 2 && words.count { $0.contains("already") } == 1)
        }
        #expect(try await grants(fixture, wish).count == 1)
        #expect(fixture.answers(to: Snowflake(5_001)).count == 1)
    }
}
