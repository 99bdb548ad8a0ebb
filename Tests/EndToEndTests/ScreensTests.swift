import Foundation
import Sandbox
import Testing

@Suite("Screens (end to end)")
struct ScreensTests {
    private static let configuration = """
        "defaults": { "voice": "plain", "quotas": { "seconds_between_wishes": 0 } }
        """

    @Test("docs/screens.md shows what members see")
    func page() async throws {
        let stage = try await Stage()
        try stage.writeConfiguration(Self.configuration)
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let page = try await tell(stage, guild)
        #expect(await daemon.stop() == 0)
        await stage.close()

        if ScreenPage.isToBeWritten { try Data(page.text.utf8).write(to: ScreenPage.file) }
        let shown = try String(contentsOf: ScreenPage.file, encoding: .utf8).split(separator: "\n")
        let now = page.text.split(separator: "\n")
        #expect(now == shown, "run scripts/screens.sh")
    }

    private func tell(_ stage: Stage, _ guild: GuildOnStage) async throws -> ScreenPage {
        var page = ScreenPage(
            "What members see",
            """
            In English and the `plain` voice, in a server of ten members, seven of whom are the 67 % that a channel needs. `scripts/screens.sh` makes
            this page of what the program shows in the Sandbox, and a test compares the two; ids and times are made up.
            """)
        let (sandbox, author, member) = (stage.sandbox, guild.humans[3], guild.humans[4])
        func draw(_ message: Sandbox.Message) async -> String { await sandbox.screen(of: message, width: 120) }
        func answer(_ command: String, by asker: Sandbox.ID) async throws -> String {
            await draw(try await stage.ask(command, by: asker, in: guild))
        }
        func card(_ id: Sandbox.ID, says words: String) async throws -> String {
            let found = await sandbox.wait { sandbox -> Sandbox.Message? in
                sandbox.message(id, in: guild.suggestions).flatMap { $0.words.contains(words) ? $0 : nil }
            }
            return await draw(try #require(found, "no card says \(words)"))
        }

        page.add("A member calls the bot", try await answer("<@\(await sandbox.botID)>", by: member))
        page.add("A typing error", try await answer("!wihs video how the lighthouse works", by: member))

        let moss = try await stage.wish(
            "channel Moss Garden: for all who like moss", by: author, in: guild, find: "for all who like moss")
        page.add("A wish for a channel", try await card(moss, says: "0 of 7 members"))
        let again = try await sandbox.post(
            "!wish channel moss-garden: mosses", as: member, in: guild.suggestions)
        let refused = await sandbox.waitForMessage(in: guild.suggestions, after: again.id)
        page.add("A wish that is there already", await draw(try #require(refused)))
        await sandbox.react(Stage.star, to: moss, in: guild.suggestions, by: Array(guild.humans.prefix(5)))
        page.add("It has five of the seven votes that it needs", try await card(moss, says: "5 of 7 members"))
        page.add("What is missing?", try await answer("!quorum \(moss)", by: member))

        let lighthouse = try await stage.wish(
            "video How the lighthouse works", by: member, in: guild, find: "How the lighthouse works")
        page.add("The favourites", try await answer("!topchannels", by: member))
        page.add("Search", try await answer("!search moss", by: member))

        await sandbox.react(
            Stage.star, to: moss, in: guild.suggestions, by: Array(guild.humans.dropFirst(5).prefix(2)))
        let came = try await card(moss, says: "Came true")
        let news = await sandbox.waitForMessage(in: guild.suggestions, containing: "<@\(author)>", after: moss)
        page.add("It has come true, and its author hears of it", came, await draw(try #require(news)))

        _ = try await stage.ask("!decline \(lighthouse) it is closed until spring", by: guild.owner, in: guild)
        page.add("A wish that was declined, and why", try await card(lighthouse, says: "Declined"))
        page.add("The last twelve weeks", try await answer("!stats", by: member))
        let config = try await stage.use("config", [.sub("show", [])], in: guild.general, by: guild.owner)
        page.add("The settings, for whoever may change them", await draw(config.answer))
        return page
    }
}
