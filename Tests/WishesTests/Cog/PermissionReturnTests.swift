import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Permissions that come back")
struct PermissionReturnTests {
    private static let needed: Permissions = [
        .viewChannel, .readMessageHistory, .sendMessages, .addReactions, .manageChannels,
    ]

    private func role(_ permissions: Permissions) -> GatewayEvent {
        .roleChange(guild: CogFixture.guild, Role(id: CogFixture.guild, name: "@everyone", permissions: permissions))
    }

    private var own: GatewayEvent {
        .memberUpdate(guild: CogFixture.guild, Member(user: FakeDiscord.user(CogFixture.me, bot: true)))
    }

    @Test("The answer under a wish that may not be posted is posted when it may, and once")
    func announcement() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 7)
        fixture.discord.with { $0.muted = [CogFixture.channel] }
        await fixture.running {
            await fixture.cog.handle([role(Self.needed.subtracting(.sendMessages)), own])
            await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
            #expect(announcements(fixture) == 0)
            fixture.discord.with { $0.muted = [] }
            await fixture.cog.handle([role(Self.needed)])
            #expect(await eventually { announcements(fixture) == 1 })
            await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        }
        #expect(announcements(fixture) == 1)
        #expect(fixture.discord.with { $0.made.count } == 1)
    }

    private func announcements(_ fixture: CogFixture) -> Int {
        fixture.discord.with { world in world.posts.count { $0.content?.contains("<#") == true } }
    }

    @Test("Votes that were given while the bot could not see the channel are read when it can, without a command")
    func hiddenVotes() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, voters: 0)
        var channel = Channel(id: CogFixture.channel, type: .text, guildID: CogFixture.guild, name: "suggestions")
        channel.permissionOverwrites = []
        let shown = channel
        let hidden = Channel(
            id: CogFixture.channel, type: .text, guildID: CogFixture.guild, name: "___hidden___", flags: 1 << 17)
        try await fixture.running {
            await fixture.cog.handle([role(Self.needed), own])
            await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
            await fixture.cog.handle([.channelUpdate(hidden)])
            fixture.stand(5_001, voters: 4)
            await fixture.cog.handle([.channelUpdate(shown)])
            #expect(await eventually { (try? await fixture.wish(5_001)?.votes) == 4 })
        }
    }

    @Test("A star that was refused is requested again by !syncwishes, although no event has told of the permission")
    func star() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, voters: 0)
        fixture.discord.with { world in
            world.channels[CogFixture.channel]?[5_001]?.stars = []
            world.withoutReactions = [CogFixture.channel]
        }
        await fixture.running {
            await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
            #expect(await eventually { await fixture.cog.pendingStars.isEmpty })
            #expect(!isStarred(fixture))
            fixture.discord.with { $0.withoutReactions = [] }
            await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
            #expect(await eventually { isStarred(fixture) })
        }
    }

    @Test("A star that got no answer is requested again without a sync")
    func lostStar() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, voters: 1)
        fixture.discord.with { _ = $0.channels[CogFixture.channel]?[5_001]?.stars.remove(CogFixture.me) }
        fixture.discord.before = { [discord = fixture.discord] call throws(PortError) in
            guard case .react = call, discord.calls.count(where: { $0 == call }) == 1 else { return }
            throw PortError(.uncertain, "no answer")
        }
        await fixture.running {
            await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
            #expect(await eventually { isStarred(fixture) })
        }
    }

    private func isStarred(_ fixture: CogFixture) -> Bool {
        fixture.discord.with { $0.channels[CogFixture.channel]?[5_001]?.stars.contains(CogFixture.me) == true }
    }

    @Test("A refused wish is tried again when its pause is over, without a command")
    func pause() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 7)
        fixture.discord.before = { [discord = fixture.discord] call throws(PortError) in
            guard case .createChannel = call, discord.calls.count(where: { $0 == call }) == 1 else { return }
            throw PortError(.categoryFull, "full")
        }
        try await fixture.running {
            await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
            #expect(await eventually { (try? await fixture.wish(5_001)?.state) == .granted })
        }
        #expect(fixture.clock.slept.contains { $0 > .seconds(50) })
    }

    @Test("Changes of the bot's access lead to one sync a second later")
    func access() {
        var life = GuildLife(CogFixture.guild, pace: Pace())
        _ = life.handle(.arrived, now: .zero, jitter: 0)
        let gap = life.gap
        for second in 0..<3 { #expect(life.handle(.accessChanged, now: .milliseconds(second * 100), jitter: 0) == []) }
        #expect(life.gap != gap)
        #expect(life.handle(.timePassed, now: .seconds(1), jitter: 0) == [.sync(.repetition)])
        #expect(life.handle(.timePassed, now: .seconds(60), jitter: 0) == [])
    }

    @Test("A complete sync does not end a retry that was requested while it ran")
    func retry() {
        var life = GuildLife(CogFixture.guild, pace: Pace())
        _ = life.handle(.arrived, now: .zero, jitter: 0)
        guard case .start(let run) = life.admitSync(.startUp, now: .zero) else {
            Issue.record("no sync starts")
            return
        }
        _ = life.handle(.membersUnlisted, now: .seconds(1), jitter: 0)
        var report = SyncReport(guildID: CogFixture.guild, guildName: "Dreamers", cause: .startUp)
        report.finishedAt = .distantPast
        _ = life.handle(.countsRead(report, run.id), now: .seconds(2), jitter: 0)
        _ = life.handle(.syncEnded(report, run.id), now: .seconds(2), jitter: 0)
        #expect(life.handle(.timePassed, now: .seconds(62), jitter: 0) == [.sync(.repetition)])
    }
}
