import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Notices for moderators that could not be posted")
struct NoticeRepetitionTests {
    private static let guild = CogFixture.guild
    private static let finding = ModeratorNotice.lack(.role("Keepers"))

    /// The first post in the moderators' channel gets no answer, whether it was carried out or not.
    private func loseAnswer(_ fixture: CogFixture, isPosted: Bool) {
        let lost = Counter()
        let lose: @Sendable (FakeDiscord.Call) async throws(PortError) -> Void = { call throws(PortError) in
            if call == .post(CogFixture.staff), lost.next() == 1 { throw PortError(.uncertain, "no answer") }
        }
        if isPosted { fixture.discord.after = lose } else { fixture.discord.before = lose }
    }

    @Test("What got no answer from Discord is posted again, and is there once", arguments: [true, false])
    func unanswered(isPosted: Bool) async throws {
        let fixture = try await CogFixture.withStaff()
        loseAnswer(fixture, isPosted: isPosted)
        fixture.discord.with { $0.mayCreateChannels = false }
        try await fixture.plant(5_001, .channel, voters: 10)
        await fixture.running {
            await fixture.cog.syncReactionCounts(guild: Self.guild)
            #expect(await eventually { fixture.notices.count == 1 })
            let attempts = isPosted ? 1 : 2
            #expect(await eventually { fixture.discord.calls.count { $0 == .post(CogFixture.staff) } == attempts })
        }
        #expect(fixture.notices.count == 1 && fixture.notices.first?.contains("/5001") == true)
    }

    @Test("What the bot may not post, or where the channel does not exist, is posted as soon as that has changed")
    func refused() async throws {
        for isMuted in [true, false] {
            let fixture = try await CogFixture.withStaff(arrives: isMuted)
            let picture = try #require(fixture.discord.with { $0.guilds[Self.guild] })
            if isMuted {
                fixture.discord.with { _ = $0.muted.insert(CogFixture.staff) }
            } else {
                var without = picture
                without.channels?.removeAll { $0.id == CogFixture.staff }
                fixture.discord.with { [without] in $0.guilds[Self.guild] = without }
                await fixture.cog.handle(try fixture.staffGreeting())
            }
            await fixture.cog.perform(.tellModerators(Self.finding, guild: Self.guild))
            await fixture.cog.perform(.life(.recover, Self.guild))
            #expect(fixture.notices.isEmpty)
            fixture.discord.with { world in
                world.muted = []
                world.guilds[Self.guild] = picture
            }
            await fixture.cog.handle([
                .channelCreate(Channel(id: CogFixture.staff, type: .text, guildID: Self.guild, name: "staff")),
                .roleChange(guild: Self.guild, Role(id: Self.guild, name: "@everyone", permissions: .sendMessages)),
            ])
            await fixture.cog.perform(.life(.recover, Self.guild))
            #expect(fixture.notices.count == 1, "muted: \(isMuted)")
        }
    }

    @Test("After a day a notice is given up; when its cause is found again, it is told again")
    func tooOld() async throws {
        let fixture = try await CogFixture.withStaff()
        fixture.discord.with { _ = $0.muted.insert(CogFixture.staff) }
        await fixture.cog.perform(.tellModerators(Self.finding, guild: Self.guild))
        fixture.clock.advance(by: .seconds(86_401))
        await fixture.cog.perform(.life(.recover, Self.guild))
        fixture.discord.with { $0.muted = [] }
        await fixture.cog.handle([
            .roleChange(guild: Self.guild, Role(id: Self.guild, name: "@everyone", permissions: .sendMessages))
        ])
        await fixture.cog.perform(.life(.recover, Self.guild))
        #expect(fixture.notices.isEmpty)
        await fixture.cog.perform(.tellModerators(Self.finding, guild: Self.guild))
        #expect(fixture.notices.count == 1)
    }

    @Test("That a wish is stuck is not told any more when its channel has been made meanwhile")
    func over() async throws {
        let fixture = try await CogFixture.withStaff()
        let wish = try await fixture.plant(5_001, .channel, voters: 10)
        fixture.discord.with { _ = $0.muted.insert(CogFixture.staff) }
        let link = try #require(wish.link)
        await fixture.cog.perform(.tellModerators(.stuck(wish: link, why: .noCategory("Café")), guild: Self.guild))
        #expect(await fixture.cog.syncReactionCounts(guild: Self.guild).manifested == 1)
        fixture.discord.with { $0.muted = [] }
        await fixture.cog.handle([
            .roleChange(guild: Self.guild, Role(id: Self.guild, name: "@everyone", permissions: .sendMessages))
        ])
        await fixture.cog.perform(.life(.recover, Self.guild))
        #expect(fixture.notices.isEmpty)
    }
}
