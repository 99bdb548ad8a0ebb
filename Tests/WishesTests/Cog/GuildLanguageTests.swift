import Discord
import TestSupport
import Testing

@testable import Wishes

/// In which language the bot answers.
@Suite("The language of a guild")
struct GuildLanguageTests {
    private func arrive(_ fixture: CogFixture, _ locale: String) async {
        var picture = CogFixture.picture()
        picture.preferredLocale = locale
        fixture.discord.with { [picture] in $0.guilds[CogFixture.guild] = picture }
        await fixture.arrive()
        await fixture.cog.handle([.guildCreate(picture)])
    }

    @Test("The guild's preferred locale decides while no language is configured, and changes at once")
    func preferred() async throws {
        let fixture = try await CogFixture(arrives: false)
        await arrive(fixture, "de")
        try await fixture.running {
            try await fixture.expect("!topvideos", says: "o Träger mein")
            var picture = CogFixture.picture()
            picture.preferredLocale = "es-419"
            await fixture.cog.handle([.guildCreate(picture)])
            try await fixture.expect("!topvideos", says: "oh, portador mío")
            picture.preferredLocale = "fr"
            await fixture.cog.handle([.guildCreate(picture)])
            try await fixture.expect("!topvideos", says: "o bearer mine")
        }
    }

    @Test("A configured language comes before the preferred locale")
    func configured() async throws {
        var settings = GuildSettings()
        (settings.language, settings.voice) = (.spanish, .plain)
        let fixture = try await CogFixture(arrives: false, settings: settings)
        await arrive(fixture, "de")
        try await fixture.running { try await fixture.expect("!topvideos", says: "Aquí aún no hay nada") }
    }

    @Test("A hidden answer is in the member's language, else in the guild's; lists are in the guild's")
    func hidden() async throws {
        let fixture = try await CogFixture(arrives: false)
        await arrive(fixture, "de")
        let cases: [(UInt64, String?, String)] = [
            (70_001, "es-ES", "Lo que puedes pedirme"), (70_002, "fr", "Was du von mir verlangen darfst"),
            (70_003, nil, "Was du von mir verlangen darfst"), (70_004, "en-GB", "What you may ask of me"),
        ]
        for (id, locale, words) in cases {
            let edit = await answer(fixture, id, .command(CommandUse(name: "wishhelp")), locale)
            #expect(edit?.embeds?.first?.title?.hasPrefix(words) == true, "\(locale ?? "none")")
        }
        let top = CommandUse(name: "top", options: [.init(name: "kind", value: .text("video"))])
        let list = await answer(fixture, 70_005, .command(top), "es-ES")
        #expect(list?.embeds?.first?.title == "Visionen, nach denen euch hungert")
    }

    private func answer(
        _ fixture: CogFixture, _ id: UInt64, _ content: Interaction.Content, _ locale: String?
    ) async -> InteractionAnswer? {
        var interaction = Interaction(
            handle: InteractionHandle(
                id: Snowflake(id), applicationID: Snowflake(8), token: Secret("aW50")),
            guildID: CogFixture.guild, channelID: CogFixture.channel,
            member: Member(user: FakeDiscord.user(Snowflake(105))), content: content)
        interaction.locale = locale
        await fixture.respond(to: interaction)
        return fixture.discord.with { $0.interactions.edits[Snowflake(id)] }
    }
}
