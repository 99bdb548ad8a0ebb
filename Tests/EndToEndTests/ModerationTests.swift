import Foundation
import Sandbox
import Testing

@Suite("!manifestwish and !removewish (end to end)")
struct ModerationTests {
    private static func link(_ guild: GuildOnStage, _ card: Sandbox.ID, _ host: String = "discord.com") -> String {
        "https://\(host)/channels/\(guild.id)/\(guild.suggestions)/\(card)"
    }

    @Test("A wish granted by hand gets ✅ and a reply, leaves the lists, and never becomes a channel")
    func granted() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let card = try await stage.wish("channel Moss: for moss", by: guild.humans[3], in: guild, find: "for moss")
        let command = "!manifestwish <\(Self.link(guild, card, "ptb.discord.com"))> made it, @everyone"
        #expect(try await stage.ask(command, by: guild.humans[5], in: guild).words.contains("moderators"))
        #expect(await stage.sandbox.message(card, in: guild.suggestions)?.count("✅") == 0)

        let answer = try await stage.ask(command, by: guild.humans[1], in: guild)
        #expect(answer.words.contains("for moss") && answer.pinged.isEmpty)
        #expect(await stage.sandbox.message(card, in: guild.suggestions)?.count("✅") == 1)
        let said = try #require(
            await stage.sandbox.waitForMessage(in: guild.suggestions, containing: "made it", after: card))
        // The author alone hears of it.
        #expect(said.pinged.users == [guild.humans[3]] && said.pinged.roles.isEmpty && !said.pinged.everyone)
        #expect(try await stage.ask("!manifestwish \(card)", by: guild.owner, in: guild).words.contains("already"))
        await stage.sandbox.react(Stage.star, to: card, in: guild.suggestions, by: guild.humans)
        #expect(try await !stage.ask("!topchannels", by: guild.owner, in: guild).words.contains("for moss"))
        #expect(await daemon.stop() == 0)
        let (second, line) = try await stage.startAndSync(guild.name)
        #expect(line.hasSuffix("0 manifested"))
        #expect(await stage.sandbox.requests("POST /guilds/*/channels").isEmpty)
        #expect(await second.stop() == 0)
        await stage.close()
    }

    @Test("A removed wish loses its message, and stays removed when the delete event arrives")
    func removed() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let card = try await stage.wish("video moss tour", by: guild.humans[3], in: guild, find: "moss tour")
        let command = "!removewish \(Self.link(guild, card))"
        #expect(try await stage.ask(command, by: guild.humans[5], in: guild).words.contains("moderators"))
        #expect(try await stage.ask(command, by: guild.owner, in: guild).words.contains("moss tour"))
        #expect(await stage.sandbox.message(card, in: guild.suggestions) == nil)
        #expect(try await stage.ask(command, by: guild.owner, in: guild).words.contains("removed before"))
        #expect(try await stage.ask("!manifestwish \(card)", by: guild.owner, in: guild).words.contains("was removed"))
        #expect(await daemon.stop() == 0)
        let (second, line) = try await stage.startAndSync(guild.name)
        #expect(line == "[Suggestions] Synced guild Dreamers: 0 updated, 0 deleted, 0 errors, 0 manifested")
        #expect(await second.stop() == 0)
        await stage.close()
    }

    @Test("A wish can be removed when its channel is hidden; the deletion of the channel ends the others")
    func outOfReach() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let hidden = try await stage.wish("video moss tour", by: guild.humans[3], in: guild, find: "moss tour")
        let gone = try await stage.wish("video fern tour", by: guild.humans[3], in: guild, find: "fern tour")
        try await stage.sandbox.setHidden(true, channel: guild.suggestions)
        let answer = try await stage.ask("!removewish \(hidden)", by: guild.owner, in: guild)
        #expect(answer.words.contains("still stands") && answer.words.contains("View Channel"))
        await stage.sandbox.deleteChannel(guild.suggestions)
        await stage.sandbox.addChannel("suggestions", in: guild.id)
        #expect(try await !stage.ask("!topvideos", by: guild.owner, in: guild).words.contains("fern tour"))
        #expect(try await !stage.ask("!removewish \(gone)", by: guild.owner, in: guild).words.contains("stands"))
        #expect(try await stage.ask("!syncwishes", by: guild.owner, in: guild).words.contains("**0** errors"))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("References to other guilds' wishes, and to no wish at all, are refused")
    func refused() async throws {
        let stage = try await Stage()
        let (one, two) = (try await stage.guild("Dreamers"), try await stage.guild("Sleepers"))
        let (daemon, _) = try await stage.startAndSync(one.name)
        _ = try await stage.syncLine(daemon, two.name)
        let card = try await stage.wish("video fog tour", by: two.humans[3], in: two, find: "fog tour")
        for verb in ["!manifestwish", "!removewish"] {
            let reasons = [
                (Self.link(two, card), "another server"), ("\(card)", "in this server"), ("123456", "in this server"),
                ("moss", "\(verb) ID"), ("", "\(verb) ID"),
            ]
            for (reference, reason) in reasons {
                let answer = try await stage.ask("\(verb) \(reference)", by: one.owner, in: one)
                #expect(answer.words.contains(reason), "\(verb) \(reference)")
            }
        }
        #expect(try await stage.ask("!topvideos", by: two.owner, in: two).words.contains("fog tour"))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
