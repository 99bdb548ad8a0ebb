import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("A second bot with the same token")
struct TwinTests {
    private static let warning = "Another process uses this bot's token"

    private func posted(_ id: UInt64, card: String) -> GatewayEvent {
        let embed = Embed(
            GuildSettings().replies.wishCard(
                kind: .video, text: "moss", channelName: nil, authorName: "ada", authorID: Snowflake(7), needed: nil,
                emoji: "🌟", cardID: card))
        return .messageCreate(
            Message(
                id: Snowflake(id), channelID: CogFixture.channel, guildID: CogFixture.guild,
                author: FakeDiscord.user(CogFixture.me, bot: true), embeds: [embed]))
    }

    private func warnings(_ fixture: CogFixture) -> [String] {
        fixture.log.messages(at: .error).filter { $0.contains(Self.warning) }
    }

    @Test("Cards that the database does not know are reported once")
    func cards() async throws {
        let fixture = try await CogFixture()
        await fixture.cog.handle([posted(5_001, card: "aaaaaaaaaaaa"), posted(5_002, card: "bbbbbbbbbbbb")])
        #expect(warnings(fixture).count == 1)
    }

    @Test(
        "An interaction that came live and is answered already is reported; one that Discord repeats is not",
        arguments: [true, false])
    func interactions(isLive: Bool) async throws {
        let fixture = try await CogFixture()
        fixture.discord.before = { call throws(PortError) in
            if case .respond = call { throw PortError(.alreadyAnswered, "Interaction has already been acknowledged") }
        }
        let interaction = Interaction(
            handle: InteractionHandle(id: Snowflake(70_001), applicationID: Snowflake(8), token: Secret("aW50")),
            guildID: CogFixture.guild, channelID: CogFixture.channel,
            member: Member(user: FakeDiscord.user(Snowflake(105)), roles: []), permissions: [],
            content: .command(CommandUse(name: "help", options: [])))
        try await fixture.running {
            await fixture.cog.handle(isLive ? [.interaction(interaction)] : [.disconnected, .interaction(interaction)])
            await fixture.cog.answered()
        }
        #expect(fixture.log.messages.contains { $0.contains("answered already") })
        #expect(warnings(fixture).count == (isLive ? 1 : 0))
    }

    @Test("The bot's own cards, and what Discord repeats before a session goes on, are not reported")
    func own() async throws {
        let fixture = try await CogFixture()
        try await fixture.running {
            await fixture.give("!wish video moss")
            let wish = try #require(try await fixture.store.wishes(guild: CogFixture.guild).first)
            await fixture.cog.handle([posted(wish.messageID.rawValue, card: wish.cardID)])
            // The first star is refused, and the card is deleted again before its event has come.
            fixture.discord.before = { call throws(PortError) in
                if case .react = call { throw PortError(.forbidden, "Missing Permissions") }
            }
            await fixture.give("!wish video lantern")
        }
        let undone = fixture.discord.with { world in
            world.posts.compactMap { $0.embeds?.first?.footer?.text }.compactMap { $0.split(separator: " ").last }
        }
        for card in undone { await fixture.cog.handle([posted(5_009, card: String(card))]) }
        #expect(!undone.isEmpty)
        await fixture.cog.handle([.disconnected, posted(5_001, card: "aaaaaaaaaaaa"), .resumed])
        #expect(warnings(fixture).isEmpty)
        await fixture.cog.handle([posted(5_002, card: "bbbbbbbbbbbb")])
        #expect(warnings(fixture).count == 1)
    }
}
