import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Right words (cog)")
struct RightWordsTests {
    private static let role = Role(id: Snowflake(3_900), name: "dreambot", permissions: [], botID: CogFixture.me)

    private func fixture(_ change: (inout GuildSettings) -> Void = { _ in }) async throws -> CogFixture {
        var settings = GuildSettings()
        settings.voice = .plain
        change(&settings)
        let fixture = try await CogFixture(settings: settings)
        await fixture.cog.handle([.roleChange(guild: CogFixture.guild, Self.role)])
        return fixture
    }

    @Test(
        "Whoever calls the bot gets the help that they may use",
        arguments: ["<@900>", "<@!900> help", "<@&3900>", "<@&3900> help", "!help", "!hilfe"])
    func help(text: String) async throws {
        let fixture = try await fixture()
        try await fixture.running {
            let shown = try await fixture.ask(text, by: CogFixture.member)
            #expect(shown.hasPrefix("What you can do") && !shown.contains("syncwishes"))
        }
    }

    @Test("Calls are answered once in thirty seconds in a channel, whoever asks; the bot's own word for help always is")
    func pause() async throws {
        let fixture = try await fixture()
        try await fixture.running {
            _ = try await fixture.ask("!help")
            for text in ["!help", "<@900>", "<@&3900> help"] {
                let id = await fixture.give(text, by: CogFixture.member, after: 5)
                #expect(fixture.answers(to: id).isEmpty, "\(text)")
            }
            #expect(try await fixture.store.commands().isEmpty)
            try await fixture.expect("!wishhelp", by: CogFixture.member, says: "What you can do")
            let later = await fixture.give("!help", by: CogFixture.member, after: 31)
            #expect(fixture.answers(to: later).count == 1)
        }
    }

    @Test("Where help is another bot's, only a mention is answered")
    func switchedOff() async throws {
        let fixture = try await fixture { $0.answersHelp = false }
        try await fixture.running {
            let id = await fixture.give("!help")
            #expect(fixture.answers(to: id).isEmpty)
            try await fixture.expect("<@900>", says: "What you can do")
        }
    }

    @Test("Where the bot may not write, !help gets no sign at all; a mention gets ⚠️")
    func muted() async throws {
        let fixture = try await fixture()
        fixture.discord.with { $0.muted = [CogFixture.channel] }
        try await fixture.running {
            // The first refusal tells the bot.
            await fixture.give("!wishhelp")
            let before = fixture.discord.calls.count
            await fixture.give("!help", after: 40)
            #expect(fixture.discord.calls.count == before)
            let id = await fixture.give("<@900>", after: 40)
            #expect(fixture.discord.calls.contains(.react(id)))
        }
    }

    @Test("A near miss is answered with the right command; a far one, and another bot's, with silence")
    func nearMiss() async throws {
        let fixture = try await fixture()
        try await fixture.running {
            try await fixture.expect("!wihs video moss", says: "Did you mean `!wish video TEXT`")
            try await fixture.expect(
                "!topwish", says: "`!topvideos [1–25]`, `!topother [1–25]`, `!topchannels [1–25]`?")
            for text in ["!play moss", "!ban <@105>", "!status", "!fish"] {
                let id = await fixture.give(text)
                #expect(fixture.answers(to: id).isEmpty, "\(text)")
            }
        }
    }

    @Test("The words of the slash commands are understood in the language of the server")
    func localized() async throws {
        let fixture = try await fixture { $0.language = .german }
        try await fixture.running {
            try await fixture.expect("!wunsch video Moos", says: "Meintest du `!wish video TEXT`")
        }
    }

    @Test("A call is answered after a restart; one that has become old is not")
    func restarted() async throws {
        let fixture = try await CogFixture(arrives: false)
        for (id, age, channel) in [(7_001, 0.0, CogFixture.channel), (7_002, 3_600, Snowflake(2_002))] {
            let message = Message(
                id: Snowflake(UInt64(id)), channelID: channel, guildID: CogFixture.guild,
                author: FakeDiscord.user(CogFixture.member), content: "<@900>")
            try await fixture.store.keep([
                InboxCommand(message, in: CogFixture.guild, at: fixture.now.addingTimeInterval(-age))
            ])
        }
        fixture.discord.with { $0.channels[Snowflake(2_002)] = [:] }
        try await fixture.running {
            await fixture.arrive()
            await fixture.cog.answered()
            let left = try await fixture.store.commands()
            #expect(left.isEmpty)
        }
        #expect(fixture.answers(to: Snowflake(7_001)).first?.words.contains("What you may ask") == true)
        #expect(fixture.answers(to: Snowflake(7_002)).isEmpty)
    }
}
