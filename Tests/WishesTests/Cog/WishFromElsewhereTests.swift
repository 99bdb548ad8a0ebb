import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Wishes from other channels")
struct WishFromElsewhereTests {
    private static let elsewhere = Snowflake(2_500)
    private static let bearers = Snowflake(3_000)

    /// What everyone may do in the server, what is forbidden in the suggestions channel, whom the member's role helps, and
    /// words of the answer.
    struct Example: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var everyone: Permissions = [.viewChannel, .sendMessages]
        var denied: Permissions = []
        var roles: [Snowflake] = []
        var channel = elsewhere
        var words: String
    }

    private static let examples = [
        Example(testDescription: "may read and write", words: "https://discord.com/channels/1000/2000/"),
        Example(testDescription: "may not write", denied: .sendMessages, words: "You cannot write in <#2000>"),
        Example(testDescription: "may not see", denied: .viewChannel, words: "You cannot see the channel"),
        Example(
            testDescription: "a role may write", everyone: .viewChannel, roles: [bearers],
            words: "https://discord.com/channels/1000/2000/"),
        Example(
            testDescription: "in the channel Discord has decided", denied: .sendMessages, channel: CogFixture.channel,
            words: "https://discord.com/channels/1000/2000/"),
    ]

    @Test(
        "/wish posts into the suggestions channel from anywhere, for whoever can see and write there",
        arguments: examples)
    func slash(example: Example) async throws {
        var settings = GuildSettings()
        settings.voice = .plain
        let fixture = try await CogFixture(arrives: false, settings: settings)
        var picture = CogFixture.picture()
        picture.roles = [
            Role(id: CogFixture.guild, name: "@everyone", permissions: example.everyone),
            Role(id: Self.bearers, name: "Bearers", permissions: .sendMessages),
        ]
        picture.channels = picture.channels?.map { channel in
            guard channel.id == CogFixture.channel, !example.denied.isEmpty else { return channel }
            var channel = channel
            channel.permissionOverwrites = [
                PermissionOverwrite(id: CogFixture.guild, type: 0, allow: [], deny: example.denied)
            ]
            return channel
        }
        await fixture.cog.handle([CogFixture.greeting[0], .guildCreate(picture)])
        let id = Snowflake(1_500_100_000_000_000_000)
        let use = CommandUse(
            name: "wish", options: [.init(name: "other", options: [.init(name: "text", value: .text("moss"))])])
        await fixture.respond(
            to: Interaction(
                handle: InteractionHandle(id: id, applicationID: 8, token: Secret("aW50")), guildID: CogFixture.guild,
                channelID: example.channel,
                member: Member(user: FakeDiscord.user(CogFixture.member), roles: example.roles), content: .command(use))
        )
        let (said, response) = fixture.discord.with { world -> (String, InteractionResponse?) in
            let response = world.interactions.responses[id]
            if case .message(let answer)? = response { return (answer.words, response) }
            return (world.interactions.edits[id]?.words ?? "", response)
        }
        #expect(said.contains(example.words), "\(said)")
        let isPosted = example.words.hasPrefix("https")
        #expect(fixture.cards.count == (isPosted ? 1 : 0))
        if isPosted { #expect(response == .deferredMessage(isEphemeral: true)) }
    }

    @Test("!wish elsewhere is answered with the channel, also where the member could write there")
    func message() async throws {
        let fixture = try await CogFixture()
        let message = Message(
            id: 1_500_100_000_000_000_000, channelID: Self.elsewhere, guildID: CogFixture.guild,
            author: FakeDiscord.user(CogFixture.owner), content: "!wish other moss")
        fixture.discord.with { $0.channels[Self.elsewhere] = [:] }
        await fixture.running {
            await fixture.cog.handle([.messageCreate(message)])
            await fixture.cog.answered()
        }
        #expect(fixture.answers(to: message.id).first?.words.contains("<#2000>") == true)
        #expect(fixture.cards.isEmpty)
    }
}
