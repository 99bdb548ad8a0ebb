import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Whose votes count (cog)")
struct ElectorateRuleTests {
    private static let regular = Snowflake(700)

    /// Ten members, of whom these have the role that votes.
    private func stage(_ rule: ElectorateRule, regulars: ClosedRange<UInt64> = 101...104) async throws -> CogFixture {
        var settings = GuildSettings()
        settings.electorate = rule
        let fixture = try await CogFixture(arrives: false, settings: settings)
        fixture.discord.with { world in
            for id in regulars { world.memberRoles[Snowflake(id)] = [Self.regular] }
            world.guilds[CogFixture.guild]?.roles?.append(Role(id: Self.regular, name: "Regulars", permissions: []))
        }
        await fixture.arrive()
        await arrive(fixture)
        return fixture
    }

    private func arrive(_ fixture: CogFixture) async {
        guard let picture = fixture.discord.with({ $0.guilds[CogFixture.guild] }) else { return }
        await fixture.cog.handle([.guildCreate(picture)])
    }

    private func hide(_ fixture: CogFixture) async {
        let overwrites = [
            PermissionOverwrite(id: CogFixture.guild, type: 0, allow: [], deny: .viewChannel),
            PermissionOverwrite(id: Self.regular, type: 0, allow: .viewChannel, deny: []),
        ]
        let channel = Channel(
            id: CogFixture.channel, type: .text, guildID: CogFixture.guild, name: "suggestions",
            permissionOverwrites: overwrites)
        fixture.discord.with { world in
            world.guilds[CogFixture.guild]?.channels?.removeAll { $0.id == channel.id }
            world.guilds[CogFixture.guild]?.channels?.append(channel)
        }
        await fixture.cog.handle([.channelUpdate(channel)])
    }

    @Test("With a role, a wish needs the share of its members, and only their votes")
    func role() async throws {
        let fixture = try await stage(.role("Regulars"))
        // Three of four are 67 %: one of the four votes of this wish is no regular's.
        try await fixture.plant(5_001, .channel, voters: 3)
        try await fixture.plant(5_002, .channel, voters: 0)
        fixture.discord.with { world in
            world.channels[CogFixture.channel]?[Snowflake(5_002)]?.stars.formUnion([101, 102, 107, 108, 109])
        }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
        #expect(fixture.discord.with { $0.made.map(\.name) } == ["wish-5001"])
        #expect(try await fixture.wish(5_002)?.state == .active)
    }

    @Test("A member who gets the role counts at once, and one who loses it no longer")
    func roleMoves() async throws {
        let fixture = try await stage(.role("Regulars"))
        try await fixture.running {
            try await fixture.expect("!setthreshold", says: "now 3 🌟 from 4 members")
            let update = { (id: UInt64, roles: [Snowflake]) in
                GatewayEvent.memberUpdate(
                    guild: CogFixture.guild, Member(user: FakeDiscord.user(Snowflake(id)), roles: roles))
            }
            await fixture.cog.handle([
                update(105, [Self.regular]), update(106, [Self.regular]), update(105, [Self.regular]),
            ])
            try await fixture.expect("!setthreshold", says: "now 5 🌟 from 6 members")
            await fixture.cog.handle([update(105, []), update(106, [Snowflake(9)]), update(101, [])])
            try await fixture.expect("!setthreshold", says: "now 3 🌟 from 3 members")
        }
    }

    @Test("With the channel, members count who can see it; changed overwrites have the members listed anew")
    func channel() async throws {
        let fixture = try await stage(.channel)
        fixture.discord.with { $0.guilds[CogFixture.guild]?.roles?[0].permissions = .viewChannel }
        await arrive(fixture)
        try await fixture.running {
            try await fixture.expect("!setthreshold", says: "now 7 🌟 from 10 members")
            await hide(fixture)
            // The owner sees everything.
            try await fixture.expect("!setthreshold", says: "now 3 🌟 from 4 members")
        }
    }

    @Test("A role that does not exist: nothing manifests, and the reason and the cure are told")
    func noRole() async throws {
        let fixture = try await stage(.role("Elders"))
        try await fixture.plant(5_001, .channel, voters: 10)
        let report = await fixture.cog.sync(CogFixture.guild, cause: .request)
        #expect(report.stats.manifested == 0 && report.stats.synced == 1)
        #expect(report.problems.texts.contains { $0.contains("Elders") && $0.contains("electorate") })
        #expect(!fixture.discord.calls.contains(.members))
    }

    @Test("A member who has not accepted the rules does not count, and counts from then on")
    func pending() async throws {
        let fixture = try await stage(.members)
        fixture.discord.with { $0.pending = [108, 109, 110] }
        try await fixture.running {
            try await fixture.expect("!setthreshold", says: "now 5 🌟 from 7 members")
            let joined = Member(user: FakeDiscord.user(Snowflake(201)), isPending: true)
            let accepted = Member(user: FakeDiscord.user(Snowflake(108)))
            await fixture.cog.handle([
                .memberAdd(guild: CogFixture.guild, joined), .memberUpdate(guild: CogFixture.guild, accepted),
            ])
            try await fixture.expect("!setthreshold", says: "now 6 🌟 from 8 members")
        }
    }

    @Test("Where one's own vote does not count, the author is neither among the voters nor among those needed")
    func ownVote() async throws {
        var settings = GuildSettings()
        settings.countsOwnVote = false
        settings.quorumRule = .share(basisPoints: 10_000)
        let fixture = try await CogFixture(humans: 3, settings: settings)
        // The owner, 101, has wished.
        try await fixture.plant(5_001, .channel, voters: 2)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 0)
        fixture.discord.with { world in
            world.channels[CogFixture.channel]?[Snowflake(5_001)]?.stars = [CogFixture.me, 102, 103]
        }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
    }

    @Test("A number of votes is needed whatever the number of members, and counts only those who may vote")
    func absolute() async throws {
        var settings = GuildSettings()
        settings.quorumRule = .votes(3)
        let fixture = try await CogFixture(humans: 30, settings: settings)
        try await fixture.plant(5_001, .channel, voters: 2)
        fixture.discord.with { world in
            // A bot and somebody who has left.
            world.channels[CogFixture.channel]?[Snowflake(5_001)]?.stars.formUnion([901, 999])
        }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 0)
        fixture.discord.with { world in
            _ = world.channels[CogFixture.channel]?[Snowflake(5_001)]?.stars.insert(103)
        }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
    }

    @Test("A moderator may set a number of votes, which is kept, shown and reset like a share")
    func setVotes() async throws {
        let fixture = try await CogFixture()
        try await fixture.running {
            let answer = try await fixture.ask("!setthreshold 25 votes")
            #expect(answer.contains("25 human members") && answer.contains("now 25 🌟 from 10 members"))
            #expect(answer.contains("more than may") && answer.contains("overrides the configuration, which says 67 %"))
            #expect(try await fixture.store.threshold(guild: CogFixture.guild)?.rule == .votes(25))
            try await fixture.expect("!setthreshold reset", says: "67 % of the human members")
        }
    }
}
