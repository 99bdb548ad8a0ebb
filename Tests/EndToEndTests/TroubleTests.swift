import Foundation
import Sandbox
import Testing

/// The real binary in trouble: dropped connections, kills, lost answers, malformed payloads, hostile text.
@Suite("Trouble")
struct TroubleTests {
    private static let star = Stage.star

    @Test("A dropped connection loses no vote: the session is resumed")
    func droppedConnection() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let card = try await stage.wish("video moss tour", by: guild.humans[1], in: guild, find: "moss tour")
        await stage.sandbox.cutGateway()
        await stage.sandbox.react(Self.star, to: card, in: guild.suggestions, by: Array(guild.humans.prefix(4)))
        #expect(await daemon.output.line(containing: "Resumed the session") != nil)
        let answer = try await stage.ask("!topvideos", by: guild.owner, in: guild)
        #expect(answer.words.contains("🌟 5 here"))
        #expect(await stage.sandbox.counters.identifies == 1)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("A vote that arrives before its wish is stored is counted")
    func earlyVote() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        // The star is placed but unanswered, so the wish is not active yet.
        let hold = await stage.sandbox.hold("PUT /channels/*/messages/*/reactions/*/@me", at: .afterWork)
        try await stage.sandbox.post("!wish channel Moss: for moss", as: guild.humans[1], in: guild.suggestions)
        #expect(await stage.sandbox.caught(hold))
        let card = try #require(await stage.sandbox.waitForMessage(in: guild.suggestions))
        await stage.sandbox.react(Self.star, to: card.id, in: guild.suggestions, by: Array(guild.humans.prefix(7)))
        await stage.sandbox.release(hold)
        #expect(await stage.sandbox.waitForChannel(named: "moss", in: guild.id) != nil)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test(
        "After kill -9 during !wish, a posted card is adopted and an unposted one is dropped",
        arguments: [Sandbox.Stage.beforeWork, .afterWork])
    func killedWhileWishing(stageOfRequest: Sandbox.Stage) async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let hold = await stage.sandbox.hold("POST /channels/*/messages", at: stageOfRequest)
        try await stage.sandbox.post("!wish video moss tour", as: guild.humans[1], in: guild.suggestions)
        #expect(await stage.sandbox.caught(hold))
        #expect(await daemon.stop(SIGKILL) == -SIGKILL)
        await stage.sandbox.release(hold, answering: false)
        let (second, _) = try await stage.startAndSync(guild.name)
        let cards = await stage.sandbox.botMessages(in: guild.suggestions)
        #expect(cards.count == (stageOfRequest == .afterWork ? 1 : 0))
        for card in cards {
            #expect(await stage.sandbox.waitForReactions(Self.star, on: card.id, in: guild.suggestions))
        }
        let answer = try await stage.ask("!topvideos", by: guild.owner, in: guild)
        #expect(answer.words.contains("moss tour") == (stageOfRequest == .afterWork))
        #expect(await second.stop() == 0)
        await stage.close()
    }

    @Test("Malformed gateway payloads and HTML error pages are survived")
    func nonsense() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        await stage.sandbox.trouble("GET /gateway/bot", .cloudflare(502))
        let (daemon, _) = try await stage.startAndSync(guild.name)
        for text in [
            "{", "[]", "{\"op\":0,\"s\":1,\"t\":\"GUILD_CREATE\",\"d\":{}}", "{\"op\":77}",
            "{\"op\":0,\"t\":\"NEW\",\"s\":2,\"d\":[]}",
        ] {
            await stage.sandbox.sendRaw(text)
        }
        let card = try await stage.wish("video moss tour", by: guild.humans[1], in: guild, find: "moss tour")
        await stage.sandbox.trouble("GET /channels/*/messages", .cloudflare(403))
        await stage.sandbox.react(Self.star, to: card, in: guild.suggestions, by: Array(guild.humans.prefix(2)))
        let answer = try await stage.ask("!topvideos", by: guild.owner, in: guild)
        #expect(answer.words.contains("moss tour"))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("Votes cast while a sync is in flight are not lost")
    func votesDuringSync() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let card = try await stage.wish("video moss tour", by: guild.humans[1], in: guild, find: "moss tour")
        let hold = await stage.sandbox.hold("GET /channels/*/messages", at: .afterWork)
        try await stage.sandbox.post("!topvideos", as: guild.owner, in: guild.general)
        #expect(await stage.sandbox.caught(hold))
        await stage.sandbox.react(Self.star, to: card, in: guild.suggestions, by: Array(guild.humans.prefix(5)))
        await stage.sandbox.release(hold)
        let answer = try #require(await stage.sandbox.waitForMessage(in: guild.general))
        #expect(answer.words.contains("🌟 6 here") || answer.words.contains("🌟 1 here"))
        let later = try await stage.ask("!topvideos", by: guild.owner, in: guild)
        #expect(later.words.contains("🌟 6 here"))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("After kill -9 between a channel's creation and the answer, the channel is found by its marker")
    func killedBeforeTheAnswer() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let card = try await stage.wish("channel Moss: for moss", by: guild.humans[1], in: guild, find: "for moss")
        let hold = await stage.sandbox.hold("POST /guilds/*/channels", at: .afterWork)
        await stage.sandbox.setStalled(true)
        await stage.sandbox.react(Self.star, to: card, in: guild.suggestions, by: Array(guild.humans.prefix(7)))
        await stage.sandbox.setStalled(false)
        // The bot missed the votes; a moderator asks for a sync.
        try await stage.sandbox.post("!syncwishes", as: guild.owner, in: guild.general)
        #expect(await stage.sandbox.caught(hold))
        #expect(await daemon.stop(SIGKILL) == -SIGKILL)
        await stage.sandbox.release(hold, answering: false)
        let (second, line) = try await stage.startAndSync(guild.name)
        #expect(line.hasSuffix("1 manifested"))
        #expect(await second.stop() == 0)
        #expect(await stage.sandbox.channels(of: guild.id).count { $0.name == "moss" } == 1)
        await stage.close()
    }

    @Test("A wish full of mentions and markdown causes no ping and keeps every limit")
    func hostileWish() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let unit = "@everyone <@\(guild.owner)> [x](https://evil.example) **b** ||s|| ```c``` \u{202E}abc "
        let text = String(String(repeating: unit, count: 60).prefix(1_900))
        let command = try await stage.sandbox.post("!wish other \(text)", as: guild.humans[1], in: guild.suggestions)
        let card = try #require(await stage.sandbox.waitForMessage(in: guild.suggestions, after: command.id))
        #expect(card.pinged.isEmpty)
        #expect(await stage.sandbox.waitForReactions(Self.star, on: card.id, in: guild.suggestions))
        let list = try await stage.ask("!topother 25", by: guild.owner, in: guild)
        #expect(list.pinged.isEmpty)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test(
        "Invalid commands are answered",
        arguments: [
            "!wish", "!topvideos three", "!topvidoes", "!wish channel mod: secret", "!weeklysummary", "!wishhelp",
        ])
    func oddCommands(command: String) async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        #expect(!(try await stage.ask(command, by: guild.humans[5], in: guild)).words.isEmpty)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("The token is neither in the debug log nor in the arguments of the process")
    func token() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        try stage.writeConfiguration(#""defaults": {}"#)
        let (daemon, _) = try await stage.startAndSync(guild.name)
        _ = try await stage.ask("!syncwishes", by: guild.owner, in: guild)
        let arguments = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(daemon.process.processIdentifier)/cmdline"))
        #expect(!String(decoding: arguments, as: UTF8.self).contains(Stage.token))
        #expect(await daemon.stop() == 0)
        #expect(!daemon.output.all.contains { $0.contains(Stage.token) })
        await stage.close()
    }
}
