import Discord
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Wishes

/// Votes and deletions that arrive while the database cannot be written.
@Suite("Failed writes")
struct FailedWriteTests {
    private static let failure = "Events cannot be stored"
    private static let recovery = "Events are stored again"

    private func vote(_ id: UInt64, by user: UInt64) -> GatewayEvent {
        .reactionAdd(
            ReactionEvent(
                userID: Snowflake(user), channelID: CogFixture.channel, messageID: Snowflake(id),
                guildID: CogFixture.guild, emoji: Emoji(name: "🌟")))
    }

    /// Another program that locks the file until it is released.
    private func lock(_ fixture: CogFixture) throws -> DatabaseQueue {
        let other = try DatabaseQueue(lockingAt: fixture.folder.appending(path: "wishes.sqlite3").path)
        try other.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        return other
    }

    private func cog(_ fixture: CogFixture, _ clock: ManualClock) -> SuggestionsCog {
        CogFixture.makeCog(fixture.store, fixture.discord, clock, fixture.log, GuildSettings())
    }

    private func arrive(_ cog: SuggestionsCog) async {
        await cog.handle([
            .ready(
                .init(
                    user: FakeDiscord.user(CogFixture.me, bot: true), guilds: [.init(id: CogFixture.guild)],
                    sessionID: "s", resumeGatewayURL: "ws://127.0.0.1")),
            .guildCreate(CogFixture.picture()),
        ])
    }

    @Test("Votes and deletions that a foreign lock kept out are stored after it, without a command")
    func foreignLock() async throws {
        let (fixture, clock) = (try await CogFixture(arrives: false, busyTimeout: 0.01), ManualClock())
        try await fixture.plant(5_001, stored: 2, voters: 2)
        try await fixture.plant(5_002, stored: 1, voters: 1)
        let cog = cog(fixture, clock)
        let work = Task { await cog.run() }
        await arrive(cog)
        #expect(await fixture.log.line(containing: "Synced guild"))
        let other = try lock(fixture)
        await cog.handle([vote(5_001, by: 103)])
        await cog.handle([
            .messageDelete([Snowflake(5_002)], channel: CogFixture.channel), vote(5_001, by: 104), vote(5_001, by: 105),
        ])
        #expect(fixture.log.messages(at: .error).filter { $0.contains(Self.failure) }.count == 1)
        await clock.sleeping(until: .seconds(1))
        clock.advance(by: .seconds(1))
        await clock.sleeping(until: .seconds(3))
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        clock.advance(by: .seconds(2))
        #expect(await fixture.log.line(containing: Self.recovery))
        #expect(try await fixture.wish(5_001)?.votes == 5)
        #expect(try await fixture.wish(5_002)?.state == .deleted)
        #expect(fixture.log.messages.filter { $0.contains(Self.failure) || $0.contains(Self.recovery) }.count == 2)
        work.cancel()
        try other.close()
    }

    @Test("Votes that a full disk kept out are stored when there is room again")
    func fullDisk() async throws {
        let fixture = try await CogFixture(arrives: false)
        try await fixture.plant(5_001, stored: 2, voters: 3)
        let cog = cog(fixture, fixture.clock)
        await arrive(cog)
        try await fill(fixture.store)
        // A deletion writes a row of history, for which there is no room.
        await cog.handle([.messageDelete([Snowflake(5_001)], channel: CogFixture.channel)])
        #expect(fixture.log.messages(at: .error).contains { $0.contains(Self.failure) && $0.contains("full") })
        try await fixture.store.limitPages(to: nil)
        let work = Task { await cog.run() }
        #expect(await fixture.log.line(containing: Self.recovery))
        #expect(try await fixture.wish(5_001)?.state == .deleted)
        work.cancel()
    }

    /// Fills the file to its last byte.
    private func fill(_ store: WishStore) async throws {
        try await store.limitPages(to: 0)
        let full = await #expect(throws: DatabaseError.self) {
            for _ in 0..<100_000 {
                try await store.write { db in
                    try db.execute(
                        sql: "INSERT INTO wish_events (wish_id, at, to_state, why) VALUES (1, 1, 'active', 'x')")
                }
            }
        }
        #expect(full?.resultCode == .SQLITE_FULL)
    }

    @Test("A session is not kept for the next start while events of it are not stored")
    func stop() async throws {
        let fixture = try await CogFixture(busyTimeout: 0.01)
        try await fixture.plant(5_001, voters: 1)
        let resumable = ResumableSession(sessionID: "abc", url: "wss://resume", sequence: 42)
        #expect(await fixture.cog.stopped(resumable, heardAt: Date()) != nil)
        let other = try lock(fixture)
        await fixture.cog.handle([vote(5_001, by: 103)])
        #expect(await fixture.cog.stopped(resumable, heardAt: Date()) == nil)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        #expect(await fixture.cog.stopped(resumable, heardAt: Date()) != nil)
        #expect(try await fixture.wish(5_001)?.votes == 1)
        try other.close()
    }

    @Test("More events than can be kept lead to a sync of their guild")
    func overflow() {
        var life = GuildLife(CogFixture.guild, pace: Pace())
        _ = life.handle(.arrived, now: .zero, jitter: 0)
        #expect(life.handle(.eventsLost, now: .seconds(1), jitter: 0) == [.sync(.repetition)])
    }

    @Test("A mark that could not be stored leads to another sync after a minute")
    func mark() {
        var life = GuildLife(CogFixture.guild, pace: Pace())
        _ = life.handle(.arrived, now: .zero, jitter: 0)
        #expect(life.handle(.writeFailed, now: .zero, jitter: 0) == [.announceRetry(after: .seconds(60))])
        #expect(life.handle(.timePassed, now: .seconds(61), jitter: 0) == [.sync(.repetition)])
    }
}
