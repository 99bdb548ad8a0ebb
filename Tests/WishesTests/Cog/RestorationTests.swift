import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Restoration of an earlier process's session")
struct RestorationTests {
    private static let guild = Snowflake(1)
    private static let other = Snowflake(2)

    private static func role(_ name: String) -> GatewayEvent {
        .roleChange(guild: guild, Role(id: Snowflake(5), name: name, permissions: []))
    }

    /// Offers events; returns which were held back.
    private static func offer(_ events: [GatewayEvent], to restoration: inout Restoration) -> [Bool] {
        events.map { restoration.hold($0) }
    }

    @Test("Events of a guild that is not loaded yet are held back in order; other events are not")
    func holding() {
        var restoration = Restoration(guilds: [Self.guild], heardAt: Date())
        let events = [
            Self.role("a"), Self.role("b"), .roleDelete(guild: Self.other, role: Snowflake(5)), .resumed,
        ]
        #expect(Self.offer(events, to: &restoration) == [true, true, false, false])
        let first = restoration.next(Self.guild)
        // An event that arrives while held ones are applied is queued behind them.
        #expect(Self.offer([Self.role("c")], to: &restoration) == [true])
        let rest = [restoration.next(Self.guild), restoration.next(Self.guild), restoration.next(Self.guild)]
        #expect([first] + rest == [Self.role("a"), Self.role("b"), Self.role("c"), nil])
        restoration.forget(Self.guild)
        #expect(Self.offer([Self.role("d")], to: &restoration) == [false])
        #expect(restoration.pending.isEmpty)
    }

    @Test("Held deletions are taken once")
    func deletions() {
        var restoration = Restoration(guilds: [Self.guild], heardAt: Date())
        restoration.hold(deletions: [Snowflake(7)])
        restoration.hold(deletions: [Snowflake(8)])
        let (first, second) = (restoration.takeDeletions(), restoration.takeDeletions())
        #expect(first == [Snowflake(7), Snowflake(8)])
        #expect(second.isEmpty)
    }

    @Test("At most `heldEvents` events are held back for a guild")
    func bounded() {
        var restoration = Restoration(guilds: [Self.guild], heardAt: Date())
        for _ in 0..<(Restoration.heldEvents + 50) { _ = restoration.hold(Self.role("a")) }
        #expect(!restoration.isWhole(Self.guild))
        var count = 0
        while restoration.next(Self.guild) != nil { count += 1 }
        #expect(count == Restoration.heldEvents)
    }

    private func session(_ guilds: Set<Snowflake>) -> StoppedSession {
        StoppedSession(
            resumable: ResumableSession(sessionID: "a", url: "wss://r", sequence: 1), botID: CogFixture.me,
            guilds: guilds, heardAt: Date())
    }

    @Test("Fetching a guild is repeated after a failure, and given up if the guild is gone")
    func loading() async throws {
        let fixture = try await CogFixture(arrives: false)
        let calls = Counter()
        fixture.discord.with { $0.guilds[CogFixture.guild] = CogFixture.picture() }
        fixture.discord.before = { call throws(PortError) in
            if call == .guild(CogFixture.guild), calls.next() <= 2 { throw PortError(.unreachable, "503") }
        }
        await fixture.cog.restore(session([CogFixture.guild, Snowflake(4_711)]))
        await fixture.running {
            await fixture.cog.handle([.resumed])
            #expect(await fixture.log.line(containing: "Synced guild Dreamers: 0 updated"))
        }
        #expect(calls.value == 3)
        #expect(fixture.log.messages.contains { $0.contains("not in a guild any more") && $0.contains("4711") })
        let resumable = ResumableSession(sessionID: "a", url: "wss://r", sequence: 2)
        #expect(await fixture.cog.stopped(resumable, heardAt: Date())?.guilds == [CogFixture.guild])
        #expect(await fixture.cog.isRestoring == false)
    }

    @Test("A stop before the guilds are loaded applies held deletions and keeps the session")
    func stoppedAgain() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001)
        let next = CogFixture.makeCog(
            fixture.store, fixture.discord, fixture.clock, fixture.log, GuildSettings())
        let heardAt = Date(timeIntervalSince1970: 1_790_000_000)
        var kept = session([CogFixture.guild])
        kept.heardAt = heardAt
        await next.restore(kept)
        await next.handle([.messageDelete([Snowflake(5_001), Snowflake(9_999)], channel: CogFixture.channel)])
        #expect(try await fixture.wish(5_001)?.state == .active)
        // Nothing has changed the guild: what the database has of it is still right.
        kept.unread = [CogFixture.guild]
        #expect(await next.stopped(kept.resumable, heardAt: nil) == kept)
        #expect(try await fixture.wish(5_001)?.state == .deleted)
    }

    @Test("No first sync is expected of an unavailable guild")
    func stub() async throws {
        let fixture = try await CogFixture(arrives: false)
        await fixture.cog.handle([
            .ready(
                .init(
                    user: FakeDiscord.user(CogFixture.me, bot: true), guilds: [.init(id: CogFixture.guild)],
                    sessionID: "s", resumeGatewayURL: "")),
            .guildCreate(GuildCreate(id: CogFixture.guild, unavailable: true)),
        ])
        #expect(await fixture.cog.awaitedGuilds.isEmpty)
    }

    @Test("After a refused resume no guild is fetched and no event is held back")
    func refused() async throws {
        let fixture = try await CogFixture(arrives: false)
        await fixture.cog.restore(session([CogFixture.guild]))
        await fixture.arrive()
        #expect(await fixture.cog.isRestoring == false)
        #expect(!fixture.discord.calls.contains(.guild(CogFixture.guild)))
    }
}
