import Sandbox
import Testing

/// A bot in a guild that speaks German.
@Suite("Languages (end to end)")
struct LanguageTests {
    @Test("A German guild gets German; a member's hidden answers are in the member's language; commands have both")
    func german() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let sandbox = stage.sandbox
        await sandbox.setLocale("de", of: guild.id)
        await sandbox.setLocale("es-419", ofUser: guild.humans[3])
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let card = try await stage.wish("video über Moos", by: guild.humans[2], in: guild, find: "über Moos")
        let posted = try #require(await sandbox.message(card, in: guild.suggestions))
        #expect(posted.words.contains("Eine Vision wird ersehnt, o Träger mein"))
        #expect(posted.words.contains("Geflüstert von"))
        let list = try await stage.ask("!topvideos", by: guild.owner, in: guild)
        #expect(list.words.contains("Visionen, nach denen euch hungert"))

        #expect(await sandbox.waitForCommand("wishhelp"))
        let (hidden, _) = try await stage.use("wishhelp", in: guild.general, by: guild.humans[3])
        #expect(hidden.isEphemeral && hidden.words.contains("Lo que puedes pedirme"))
        let open = try await stage.use(
            "top", [.text("kind", "video")], in: guild.general, by: guild.humans[3]
        ).answer
        #expect(open.words.contains("Visionen, nach denen euch hungert"))
        let wish = try #require(await sandbox.commands().first { $0["name"]?.text == "wish" })
        #expect(wish["name_localizations"]?["de"]?.text == "wunsch")
        #expect(wish["description_localizations"]?["es-419"]?.text == "Pedir un deseo, en el canal de sugerencias")

        // The preference changes while the bot runs.
        await sandbox.setLocale("en-US", of: guild.id)
        let next = try await stage.ask("!wishhelp", by: guild.owner, in: guild)
        #expect(next.words.contains("What you may ask of me"))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
