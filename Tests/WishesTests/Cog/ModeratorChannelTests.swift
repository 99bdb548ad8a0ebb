import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("The moderators' channel")
struct ModeratorChannelTests {
    private func forbidChannels(_ fixture: CogFixture) {
        fixture.discord.before = { call throws(PortError) in
            if case .createChannel = call { throw PortError(.forbidden, "Manage Channels") }
        }
    }

    @Test(
        "A wish that cannot manifest is reported once, with the reason, without a notification, by name or id of the channel"
    )
    func stuck() async throws {
        for channel in ["staff", "\(CogFixture.staff)"] {
            let fixture = try await CogFixture.withStaff(channel)
            forbidChannels(fixture)
            try await fixture.plant(5_001, .channel, voters: 10)
            await fixture.running {
                for _ in 0..<3 { await fixture.cog.syncReactionCounts(guild: CogFixture.guild) }
                #expect(await eventually { fixture.notices.count == 1 })
            }
            #expect(fixture.notices.first?.contains("I lack Manage Channels") == true)
            #expect(fixture.notices.first?.contains("/5001") == true)
            let post = fixture.discord.with { $0.posts.first { $0.content?.contains("has its votes") == true } }
            #expect(post?.isSilent == true && post?.nonce != nil)
        }
    }

    @Test("What an earlier process has told is not told again")
    func earlierProcess() async throws {
        let fixture = try await CogFixture.withStaff()
        let guild = CogFixture.guild
        let notice = ModeratorNotice.lack(.role("Keepers"))
        await fixture.cog.perform(.tellModerators(notice, guild: guild))
        #expect(fixture.notices.count == 1)
        // Discord has forgotten the nonce.
        fixture.discord.with { $0.nonces = [:] }
        let next = fixture.nextProcess(CogFixture.staffSettings())
        await next.handle(try fixture.staffGreeting())
        await next.perform(.tellModerators(notice, guild: guild))
        #expect(fixture.notices.count == 1)
        await next.perform(.tellModerators(.lack(.category("Café")), guild: guild))
        #expect(fixture.notices.count == 2)
    }

    @Test("Without a configured channel nothing is posted; one that does not exist is logged once")
    func none() async throws {
        for (channel, lines) in [("", 0), ("nowhere", 1)] {
            let fixture = try await CogFixture.withStaff(channel)
            for _ in 0..<2 {
                await fixture.cog.perform(.tellModerators(.drift(votes: 3), guild: CogFixture.guild))
            }
            #expect(fixture.notices.isEmpty)
            #expect(fixture.log.messages.count { $0.contains("moderators' channel cannot be seen") } == lines)
        }
    }

    @Test("Counts that two syncs in a row had to correct without a gap are told; after a gap they are not")
    func drift() async throws {
        let fixture = try await CogFixture.withStaff()
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
            #expect(fixture.notices.isEmpty)
            await correct(8)
            #expect(await eventually { fixture.notices.count == 1 })
        }
        #expect(fixture.notices.first?.contains("corrected counts by 2") == true)
    }

    @Test("Names from outside ping no one and show no link")
    func inert() {
        for voice in [Voice.plain, .ahamkara] {
            let text = Replies(voice: voice, prefix: "!").moderatorNotice(
                .lack(.role("@everyone <@101> [x](https://a.example)")), now: .now)
            #expect(!text.contains("<@101>") && !text.contains("](https") && !text.contains("@everyone"))
        }
    }
}
