import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("A resumed session goes on with what the last process knew")
struct KeptPictureTests {
    private static let role = Snowflake(700)

    /// A guild of ten humans whose members the bot has listed, and a channel wish with so many votes.
    private func stage(votes: Int, settings: GuildSettings = GuildSettings()) async throws -> CogFixture {
        let fixture = try await CogFixture(arrives: false, settings: settings)
        fixture.discord.with { world in
            world.guilds[CogFixture.guild]?.members = [Member(user: FakeDiscord.user(CogFixture.me, bot: true))]
            world.guilds[CogFixture.guild]?.memberCount = world.members.count
            for id in UInt64(101)...110 { world.memberRoles[Snowflake(id)] = [Self.role] }
            world.guilds[CogFixture.guild]?.roles?.append(Role(id: Self.role, name: "Regulars", permissions: []))
        }
        await fixture.arrive()
        let picture = try #require(fixture.discord.with { $0.guilds[CogFixture.guild] })
        await fixture.cog.handle([.guildCreate(picture)])
        try await fixture.plant(5_001, .channel, voters: votes)
        #expect(await fixture.cog.sync(CogFixture.guild, cause: .request).stats.manifested == 0)
        return fixture
    }

    /// Resumes the session: these events were missed. Returns what the first sync did.
    private func resume(_ cog: SuggestionsCog, missed events: [GatewayEvent] = []) async -> SyncReport {
        await cog.handle(events + [.resumed])
        await cog.perform(.life(.load, CogFixture.guild))
        return await cog.sync(CogFixture.guild, cause: .startUp)
    }

    /// The GETs of guild, channels and members since a place in the calls.
    private func fetches(_ fixture: CogFixture, since place: Int) -> [FakeDiscord.Call] {
        fixture.discord.calls.dropFirst(place).filter { call in
            switch call {
            case .guild, .channels, .members: true
            default: false
            }
        }
    }

    private func human(_ id: UInt64, roles: [Snowflake] = []) -> Member {
        Member(user: FakeDiscord.user(Snowflake(id)), roles: roles)
    }

    @Test("No guild, channel or member is fetched, and the counts are read")
    func cheap() async throws {
        let fixture = try await stage(votes: 4)
        // A moderator's sync has put its own roles in doubt until the gateway names them.
        let own = Member(user: FakeDiscord.user(CogFixture.me, bot: true), roles: [Self.role])
        await fixture.cog.handle([.memberUpdate(guild: CogFixture.guild, own)])
        let next = try await fixture.restarted()
        let place = fixture.discord.calls.count
        fixture.stand(5_001, voters: 6)
        let work = Task { await next.run() }
        await next.handle([.resumed])
        #expect(await fixture.log.line(containing: "1 updated, 0 deleted, 0 errors, 0 manifested cause=start-up"))
        work.cancel()
        await work.value
        #expect(fetches(fixture, since: place) == [])
        #expect(try await fixture.wish(5_001)?.votes == 6)
        #expect(await next.voters(in: CogFixture.guild)?.count == 10)
        #expect(await next.knowsItself(in: CogFixture.guild))
        #expect(await next.isRestoring == false)
        // Read once.
        #expect(try await fixture.store.gateway.picture(of: CogFixture.guild) == nil)
    }

    @Test("Members who joined and left meanwhile count at once: a wish comes true by them, without a new list")
    func members() async throws {
        let fixture = try await stage(votes: 6)
        let next = try await fixture.restarted()
        let place = fixture.discord.calls.count
        fixture.discord.with { world in
            world.members.removeAll { [109, 110].contains($0.id.rawValue) }
            world.members.append(FakeDiscord.user(Snowflake(500)))
        }
        // Nine members need seven votes.
        fixture.discord.with { _ = $0.channels[CogFixture.channel]?[Snowflake(5_001)]?.stars.insert(Snowflake(500)) }
        let report = await resume(
            next,
            missed: [
                .memberAdd(guild: CogFixture.guild, human(500)),
                .memberRemove(guild: CogFixture.guild, FakeDiscord.user(Snowflake(109))),
                .memberRemove(guild: CogFixture.guild, FakeDiscord.user(Snowflake(110))),
            ])
        #expect(report.stats.manifested == 1)
        #expect(await next.voters(in: CogFixture.guild)?.count == 9)
        // The channels are listed before one is made, as always.
        #expect(fetches(fixture, since: place).filter { $0 != .channels } == [])
    }

    @Test("A role that was taken or given meanwhile, and other changes of the guild, are known")
    func changes() async throws {
        var settings = GuildSettings()
        settings.electorate = .role("Regulars")
        let fixture = try await stage(votes: 2, settings: settings)
        let next = try await fixture.restarted(settings)
        let place = fixture.discord.calls.count
        let made = Channel(id: Snowflake(2_500), type: .text, guildID: CogFixture.guild, name: "new")
        _ = await resume(
            next,
            missed: [
                .memberUpdate(guild: CogFixture.guild, human(101)),
                .memberUpdate(guild: CogFixture.guild, human(102)),
                .memberUpdate(guild: CogFixture.guild, human(101, roles: [Self.role])),
                .channelCreate(made),
                .roleChange(guild: CogFixture.guild, Role(id: Snowflake(701), name: "Late", permissions: [])),
            ])
        #expect(await next.voters(in: CogFixture.guild)?.count == 9)
        #expect(await next.voters(in: CogFixture.guild)?.contains(Snowflake(102)) == false)
        #expect(await next.directory(of: CogFixture.guild)?.channels[made.id]?.name == "new")
        #expect(await next.directory(of: CogFixture.guild)?.roles[Snowflake(701)] != nil)
        #expect(fetches(fixture, since: place) == [])
    }

    @Test(
        "Members are listed anew before a channel is made, unless they were within the last five seconds, by either process",
        arguments: [(1, 0), (5, 1)])
    func age(seconds: Int, listings: Int) async throws {
        let fixture = try await stage(votes: 6)
        fixture.clock.advance(by: .seconds(2))
        let next = try await fixture.restarted()
        fixture.clock.advance(by: .seconds(seconds))
        let place = fixture.discord.calls.count
        fixture.stand(5_001, voters: 7)
        #expect(await resume(next).stats.manifested == 1)
        #expect(fixture.discord.calls.dropFirst(place).count { $0 == .members } == listings)
    }

    @Test("Members who were listed in the future, because the clock was set back, are listed anew before a channel")
    func future() async throws {
        let fixture = try await stage(votes: 6)
        let next = try await fixture.restarted { picture in
            picture.voters?.listedAt += 3_600
        }
        let place = fixture.discord.calls.count
        fixture.stand(5_001, voters: 7)
        #expect(await resume(next).stats.manifested == 1)
        #expect(fixture.discord.calls.dropFirst(place).count { $0 == .members } == 1)
    }

    @Test("Members whose list is in doubt since a lost connection are not kept")
    func doubtful() async throws {
        let fixture = try await stage(votes: 0)
        await fixture.cog.handle([.disconnected, .resumed])
        _ = await fixture.cog.sync(CogFixture.guild, cause: .resumed)
        let next = try await fixture.restarted()
        _ = await resume(next)
        #expect(await next.voters(in: CogFixture.guild) == nil)
        #expect(await next.directory(of: CogFixture.guild) != nil)
    }

    @Test("Under settings that let others vote, the members are listed anew")
    func otherRule() async throws {
        let fixture = try await stage(votes: 0)
        var settings = GuildSettings()
        settings.electorate = .role("Regulars")
        let next = try await fixture.restarted(settings)
        await next.handle([.resumed])
        await next.perform(.life(.load, CogFixture.guild))
        #expect(await next.directory(of: CogFixture.guild) != nil)
        #expect(await next.voters(in: CogFixture.guild) == nil)
    }

    @Test("When the session cannot be resumed, what was kept is deleted and GUILD_CREATE decides")
    func refused() async throws {
        let fixture = try await stage(votes: 0)
        let next = try await fixture.restarted()
        await next.handle([.memberRemove(guild: CogFixture.guild, FakeDiscord.user(Snowflake(109)))])
        await next.handle(CogFixture.greeting)
        #expect(try await fixture.store.gateway.picture(of: CogFixture.guild) == nil)
        #expect(await next.voters(in: CogFixture.guild) == nil)
        #expect(await next.directory(of: CogFixture.guild)?.memberCount == nil)
    }

    @Test("A guild that the bot has left meanwhile is not restored")
    func left() async throws {
        let fixture = try await stage(votes: 0)
        let next = try await fixture.restarted()
        let place = fixture.discord.calls.count
        await next.handle([.guildDelete(CogFixture.guild, isOutage: false), .resumed])
        await next.perform(.life(.load, CogFixture.guild))
        #expect(await next.directory(of: CogFixture.guild) == nil)
        #expect(fixture.discord.calls.count == place)
        #expect(try await fixture.store.gateway.picture(of: CogFixture.guild) == nil)
    }

    @Test("A guild is fetched after an outage, and when more was missed than is held")
    func outage() async throws {
        for isLong in [false, true] {
            let fixture = try await stage(votes: 0)
            let next = try await fixture.restarted()
            let place = fixture.discord.calls.count
            let change = GatewayEvent.roleChange(
                guild: CogFixture.guild, Role(id: Snowflake(701), name: "Late", permissions: []))
            let missed =
                isLong
                ? Array(repeating: change, count: Restoration.heldEvents + 1)
                : [.guildDelete(CogFixture.guild, isOutage: true)]
            _ = await resume(next, missed: missed)
            #expect(fetches(fixture, since: place) == [.guild(CogFixture.guild)])
            #expect(await next.voters(in: CogFixture.guild) == nil)
        }
    }

    @Test("Nothing is kept of a guild in an outage")
    func unavailable() async throws {
        let fixture = try await stage(votes: 0)
        await fixture.cog.handle([.guildDelete(CogFixture.guild, isOutage: true)])
        let session = await fixture.cog.stopped(CogFixture.session.resumable, heardAt: fixture.now)
        #expect(session?.guilds == [CogFixture.guild])
        #expect(session?.pictures.isEmpty == true)
    }

    @Test("What cannot be read is fetched")
    func corrupt() async throws {
        let fixture = try await stage(votes: 0)
        let next = try await fixture.restarted()
        try await fixture.store.write {
            try $0.execute(sql: "UPDATE gateway_session_guilds SET picture = substr(picture, 1, length(picture) - 1)")
        }
        let place = fixture.discord.calls.count
        _ = await resume(next)
        #expect(fetches(fixture, since: place) == [.guild(CogFixture.guild)])
        #expect(await next.directory(of: CogFixture.guild)?.name == "Dreamers")
    }

    @Test("A process that stops before it could resume leaves what it has not read, unless the guild has changed")
    func twice() async throws {
        for hasChanged in [false, true] {
            let fixture = try await stage(votes: 0)
            let second = try await fixture.restarted()
            if hasChanged {
                await second.handle([.memberRemove(guild: CogFixture.guild, FakeDiscord.user(Snowflake(109)))])
            }
            let third = try await fixture.restarted(from: second)
            let place = fixture.discord.calls.count
            _ = await resume(third)
            #expect(fetches(fixture, since: place) == (hasChanged ? [.guild(CogFixture.guild)] : []))
            #expect(await third.voters(in: CogFixture.guild)?.count == (hasChanged ? nil : 10))
        }
    }
}

extension SuggestionsCog {
    /// The members who may vote; nil while they are not known.
    func voters(in guild: Snowflake) -> MemberSet? { parts.guilds.electorate(of: guild) }

    func directory(of guild: Snowflake) -> GuildDirectory? { parts.guilds.directory(of: guild) }

    /// Whether the bot's own membership is known.
    func knowsItself(in guild: Snowflake) -> Bool { parts.guilds.ownMember(in: guild) != nil }
}
