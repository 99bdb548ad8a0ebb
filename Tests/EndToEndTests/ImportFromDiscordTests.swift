import Foundation
import Sandbox
import Testing

/// Rebuilds a lost database from the cards on Discord.
@Suite("Import from Discord (end to end)", .serialized)
struct ImportFromDiscordTests {
    /// Runs a subcommand to its end.
    private func run(
        _ stage: Stage, _ arguments: [String], token: String? = Stage.token
    ) async throws -> (code: Int32, text: String) {
        let process = try DaemonProcess(
            arguments + ["--config", stage.configurationFile], environment: token.map { ["DISCORD_TOKEN": $0] } ?? [:])
        let code = await process.exitCode()
        return (code, process.output.all.joined(separator: "\n"))
    }

    private func loseDatabase(_ stage: Stage) throws {
        for tail in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: stage.database + tail) {
            try FileManager.default.removeItem(atPath: stage.database + tail)
        }
    }

    /// What an export says about each wish, without what Discord does not know.
    private func wishes(_ stage: Stage) async throws -> [[String: String]] {
        let text = try await run(stage, ["export"]).text
        let file = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let wishes = try #require(file?["wishes"] as? [[String: Any]])
        let keys = [
            "message_id", "card_id", "guild_id", "channel_id", "type", "description", "channel_name", "author_id",
            "votes", "status", "made_channel_id",
        ]
        return wishes.map { wish in
            Dictionary(keys.map { ($0, "\(wish[$0] ?? "-")") }) { first, _ in first }
        }
    }

    @Test("Rebuilding a lost database restores wishes, votes and states, and makes no second channel")
    func lostDatabase() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let first = try await stage.startAndSync(guild.name).daemon
        let texts = [
            ("video How the *lighthouse* works https://example.org/a_b", "works"),
            ("other a [choir]\nof owls", "choir"),
            ("channel Night Owls: for those who are up", "are up"), ("channel Moss Garden: for moss", "for moss"),
        ]
        var cards: [Sandbox.ID] = []
        for (number, text) in texts.enumerated() {
            cards.append(try await stage.wish(text.0, by: guild.humans[number + 1], in: guild, find: text.1))
        }
        for (card, count) in zip(cards, [3, 0, 2, 8]) {
            await stage.sandbox.react(
                Stage.star, to: card, in: guild.suggestions, by: Array(guild.humans.prefix(count)))
        }
        let made = try #require(await stage.sandbox.waitForChannel(named: "moss-garden", in: guild.id))
        #expect(
            await stage.sandbox.waitForMessage(in: guild.suggestions, containing: "<#\(made.id)>", after: cards[3])
                != nil)
        _ = try await stage.ask("!syncwishes", by: guild.owner, in: guild)
        #expect(await first.stop() == 0)
        let before = try await wishes(stage)
        #expect(before.map { $0["status"] } == ["active", "active", "active", "granted"])
        try loseDatabase(stage)

        let rebuilt = try await run(stage, ["import", "--from-discord", "\(guild.id)"])
        #expect(rebuilt.code == 0 && rebuilt.text.contains("taken      4"), "\(rebuilt.text)")
        #expect(try await wishes(stage) == before)
        let again = try await run(stage, ["import", "--from-discord", "\(guild.id)"])
        #expect(again.code == 0 && again.text.contains("unchanged  4") && again.text.contains("taken      0"))

        let (second, line) = try await stage.startAndSync(guild.name)
        #expect(line.hasSuffix("0 updated, 0 deleted, 0 errors, 0 manifested"))
        #expect(await stage.sandbox.requests("POST /guilds/*/channels").count == 1)
        #expect(try await wishes(stage) == before)
        let busy = try await run(stage, ["import", "--from-discord", "\(guild.id)"])
        #expect(busy.code == 74 && busy.text.contains("Another dreambot"))
        #expect(await second.stop() == 0)
        await stage.close()
    }

    @Test("A long history is read within the rate limits, with progress lines")
    func longHistory() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let daemon = try await stage.startAndSync(guild.name).daemon
        _ = try await stage.wish("video moss tour", by: guild.owner, in: guild, find: "moss tour")
        #expect(await daemon.stop() == 0)
        try await stage.sandbox.post(many: 1_050, as: guild.humans[1], in: guild.suggestions)
        try loseDatabase(stage)
        await stage.sandbox.resetRecords()
        let (code, text) = try await run(stage, ["import", "--from-discord", "\(guild.id)"])
        #expect(code == 0 && text.contains("1000 messages read, 1 wishes found") && text.contains("taken      1"))
        let pages = await stage.sandbox.requests("GET /channels/*/messages")
        #expect(pages.allSatisfy { $0.status == 200 } && pages.count == 13)
        await stage.close()
    }

    @Test("Every failure names its cure and has its exit code; the database stays unchanged")
    func troubles() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let bare = try await stage.guild("Bare", hasSuggestions: false)
        try await stage.sandbox.post("hello", as: guild.owner, in: guild.suggestions)
        let rebuild = ["import", "--from-discord", "\(guild.id)"]
        try await stage.sandbox.denyBot([.readMessageHistory], in: guild.suggestions)
        let blind = try await run(stage, rebuild)
        #expect(blind.code == 66 && blind.text.contains("proves nothing"))
        try await stage.sandbox.denyBot([.viewChannel], in: guild.suggestions)
        #expect(try await run(stage, rebuild).code == 66)
        let unknown = try await run(stage, ["import", "--from-discord", "4711"])
        #expect(unknown.code == 66 && unknown.text.contains("4711"))
        let nowhere = try await run(stage, ["import", "--from-discord", "\(bare.id)"])
        #expect(nowhere.code == 66 && nowhere.text.contains("suggestions_channel"))
        let refused = try await run(stage, rebuild, token: "wrong-token-9f8e7d")
        #expect(refused.code == 77 && !refused.text.contains("9f8e7d"))
        #expect(try await run(stage, rebuild, token: nil).code == 78)
        for usage in [["import"], rebuild + ["file.json"], ["import", "--from-discord", "Dreamers"]] {
            #expect(try await run(stage, usage).code == 64)
        }
        #expect(try await wishes(stage).isEmpty)
        await stage.sandbox.stop()
        let away = try await run(stage, rebuild)
        #expect(away.code == 69 && away.text.contains("GET /users/@me"))
        await stage.close()
    }
}
