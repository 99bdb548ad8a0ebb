import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("The moderators' channel")
struct ModeratorChannelTests {
    private static let staff = Snowflake(2_100)

    private static func settings(_ channel: String = "staff") -> GuildSettings {
        var settings = GuildSettings()
        (settings.moderatorsChannel, settings.voice) = (channel, .plain)
        return settings
    }

    /// A guild that has a channel for its moderators, which is configured or not.
    private func fixture(_ channel: String = "staff") async throws -> CogFixture {
        let fixture = try await CogFixture(arrives: false, settings: Self.settings(channel))
        let picture = GuildCreate(
            id: CogFixture.guild, name: "Dreamers", ownerID: CogFixture.owner,
            roles: [Role(id: CogFixture.guild, name: "@everyone", permissions: [])],
            channels: [
                Channel(id: CogFixture.category, type: .category, name: "💬 Community"),
                Channel(id: CogFixture.channel, type: .text, name: "suggestions"),
                Channel(id: Self.staff, type: .text, name: "staff"),
            ])
        fixture.discord.with { world in
            world.guilds[CogFixture.guild] = picture
            world.channels[Self.staff] = [:]
        }
        await fixture.cog.handle([Self.ready, .guildCreate(picture)])
        return fixture
    }

    private static let ready = GatewayEvent.ready(
        .init(
            user: FakeDiscord.user(CogFixture.me, bot: true), guilds: [.init(id: CogFixture.guild)], sessionID: "s",
            resumeGatewayURL: "ws://127.0.0.1"))

    private func notices(_ fixture: CogFixture) -> [String] {
        fixture.discord.with { ($0.channels[Self.staff] ?? [:]).values.map(\.message.content) }
    }

    private func forbidChannels(_ fixture: CogFixture) {
        fixture.discord.before = { call throws(PortError) in
            if case .createChannel = call { throw PortError(.forbidden, "Manage Channels") }
        }
    }

    @Test(
        "A wish that cannot manifest is reported once, with the reason, without a notification, by name or id of the channel"
    )
    func stuck() async throws {
        for channel in ["staff", "\(Self.staff)"] {
            let fixture = try await fixture(channel)
            forbidChannels(fixture)
            try await fixture.plant(5_001, .channel, voters: 10)
            await fixture.running {
                for _ in 0..<3 { await fixture.cog.syncReactionCounts(guild: CogFixture.guild) }
                #expect(await eventually { notices(fixture).count == 1 })
            }
            #expect(notices(fixture).first?.contains("missing permission Manage Channels") == true)
            #expect(notices(fixture).first?.contains("/5001") == true)
            let post = fixture.discord.with { $0.posts.first { $0.content?.contains("has its votes") == true } }
            #expect(post?.isSilent == true && post?.nonce != nil)
        }
    }

    @Test("What an earlier process has told is not told again")
    func earlierProcess() async throws {
        let fixture = try await fixture()
        let guild = CogFixture.guild
        let notice = ModeratorNotice.finding(what: "role Keepers", cure: "create it")
        await fixture.cog.perform(.tellModerators(notice, guild: guild))
        #expect(notices(fixture).count == 1)
        // Discord has forgotten the nonce.
        fixture.discord.with { $0.nonces = [:] }
        let next = fixture.nextProcess(Self.settings())
        await next.handle([Self.ready, .guildCreate(try #require(fixture.discord.with { $0.guilds[guild] }))])
        await next.perform(.tellModerators(notice, guild: guild))
        #expect(notices(fixture).count == 1)
        await next.perform(.tellModerators(.finding(what: "category", cure: "create it"), guild: guild))
        #expect(notices(fixture).count == 2)
    }

    @Test("Without a configured channel nothing is posted; one that does not exist is logged once")
    func none() async throws {
        for (channel, lines) in [("", 0), ("nowhere", 1)] {
            let fixture = try await fixture(channel)
            for _ in 0..<2 {
                await fixture.cog.perform(.tellModerators(.drift(votes: 3), guild: CogFixture.guild))
            }
            #expect(notices(fixture).isEmpty)
            #expect(fixture.log.messages.count { $0.contains("moderators' channel cannot be seen") } == lines)
        }
    }

    @Test("Counts that two syncs in a row had to correct without a gap are told; after a gap they are not")
    func drift() async throws {
        let fixture = try await fixture()
        try await fixture.plant(5_001, voters: 1)
        @Sendable func correct(_ voters: Int) async {
            fixture.stand(5_001, voters: voters)
            await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        }
        await fixture.running {
            #expect(await fixture.log.line(containing: "cause=start-up"))
            for voters in 2...5 {
                await fixture.cog.handle([.disconnected])
                await correct(voters)
            }
            await correct(6)
            #expect(notices(fixture).isEmpty)
            await correct(8)
            #expect(await eventually { notices(fixture).count == 1 })
        }
        #expect(notices(fixture).first?.contains("corrected counts by 2") == true)
    }

    @Test("Names from outside ping no one and show no link")
    func inert() {
        for voice in [Voice.plain, .ahamkara] {
            let text = Replies(voice: voice, prefix: "!").moderatorNotice(
                .finding(what: "role @everyone <@101> [x](https://a.example)", cure: "y"), now: .now)
            #expect(!text.contains("<@101>") && !text.contains("](https") && !text.contains("@everyone"))
        }
    }
}
