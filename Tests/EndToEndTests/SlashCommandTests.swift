import Foundation
import Sandbox
import Testing

/// Slash commands and buttons from the gateway event to the visible answer: the real binary against the Sandbox.
@Suite("Slash commands (end to end)")
struct SlashCommandTests {
    /// A guild, a daemon that has synced it, and registered commands.
    private func play(
        humans: Int = 10, _ body: (Stage, GuildOnStage, DaemonProcess) async throws -> Void
    ) async throws {
        let stage = try await Stage()
        let guild = try await stage.guild(humans: humans)
        let daemon = try await stage.startAndSync(guild.name).daemon
        #expect(await stage.sandbox.waitForCommand("wish"))
        try await body(stage, guild, daemon)
        #expect(await daemon.stop() == 0)
        // Whatever the test did: an interaction's token gives the right to speak for the bot.
        #expect(!daemon.output.all.contains { $0.contains("token-") })
        await stage.close()
    }

    @Test("/wish posts the card and answers with an ephemeral link to it")
    func wish() async throws {
        try await play { stage, guild, _ in
            let member = guild.humans[4]
            let (answer, use) = try await stage.use(
                "wish", [.sub("video", [.text("text", "moss tour")])], in: guild.suggestions, by: member)
            let card = try #require(await stage.sandbox.waitForMessage(in: guild.suggestions, containing: "moss tour"))
            #expect(answer.isEphemeral && answer.words.contains("/\(guild.suggestions)/\(card.id)"))
            #expect(card.words.contains("wish ") && !card.isEphemeral)
            #expect(await stage.sandbox.message(card.id, in: guild.suggestions)?.count(Stage.star) == 1)
            #expect(await stage.sandbox.requests("DELETE /channels/*/messages/*").isEmpty)
            #expect(await stage.sandbox.answers(to: use).count == 1)
            let list = try await stage.ask("!topvideos", by: guild.owner, in: guild)
            #expect(list.words.contains("moss tour"))
        }
    }

    @Test("/wish channel refuses a reserved name without deferring")
    func wishChannel() async throws {
        try await play { stage, guild, _ in
            let filled = { (name: String) in
                [Sandbox.JSON.sub("channel", [.text("name", name), .text("purpose", "for owls")])]
            }
            let (refused, _) = try await stage.use("wish", filled("admin"), in: guild.suggestions, by: guild.humans[4])
            #expect(refused.isEphemeral && refused.words.contains("reserved"))
            let (answer, _) = try await stage.use(
                "wish", filled("Night Owls"), in: guild.suggestions, by: guild.humans[4])
            #expect(answer.isEphemeral)
            let card = try #require(await stage.sandbox.waitForMessage(in: guild.suggestions, containing: "night-owls"))
            await stage.sandbox.react(
                Stage.star, to: card.id, in: guild.suggestions, by: Array(guild.humans.prefix(7)))
            #expect(await stage.sandbox.waitForChannel(named: "night-owls", in: guild.id) != nil)
            // The reserved name was refused with one request: nothing was deferred.
            #expect(await stage.callbackTypes().prefix(1) == [4])
        }
    }

    @Test("/wish in any channel posts the card into the suggestions channel, with a hidden link to it")
    func otherChannel() async throws {
        try await play { stage, guild, _ in
            let (answer, use) = try await stage.use(
                "wish", [.sub("other", [.text("text", "cake")])], in: guild.general, by: guild.humans[4])
            let card = try #require(await stage.sandbox.waitForMessage(in: guild.suggestions, containing: "cake"))
            #expect(answer.isEphemeral && answer.words.contains("/\(guild.suggestions)/\(card.id)"))
            #expect(await stage.sandbox.answers(to: use).count == 1)
            #expect(await stage.sandbox.messages(in: guild.general).filter { !$0.isEphemeral }.isEmpty)
        }
    }

    @Test("/wish is refused without deferring where the member cannot write in the suggestions channel")
    func noVoice() async throws {
        try await play { stage, guild, _ in
            try await stage.sandbox.setOverwrite(
                Sandbox.Overwrite(id: guild.humans[4], isMember: true, deny: [.sendMessages]), in: guild.suggestions)
            let (answer, _) = try await stage.use(
                "wish", [.sub("other", [.text("text", "cake")])], in: guild.general, by: guild.humans[4])
            #expect(answer.isEphemeral && answer.words.contains("<#\(guild.suggestions)>"))
            #expect(await stage.callbackTypes() == [4])
            #expect(await stage.sandbox.messages(in: guild.suggestions).isEmpty)
        }
    }

    @Test("Moderator commands are refused to members without deferring, ephemerally")
    func notAModerator() async throws {
        try await play { stage, guild, _ in
            let moderators = await stage.sandbox.commands().filter { $0["default_member_permissions"]?.text == "32" }
            let typed = moderators.filter { $0["type"]?.number ?? 1 == 1 }
            let names = typed.compactMap { $0["name"]?.text }
            #expect(names.contains("syncwishes") && names.contains("weeklysummary"))
            for name in names {
                let options: [Sandbox.JSON] = name == "config" ? [.sub("show", [])] : []
                let (answer, _) = try await stage.use(name, options, in: guild.general, by: guild.humans[4])
                let who = name == "config" ? "Manage Server" : "moderators"
                #expect(answer.isEphemeral && answer.words.contains(who), "\(name)")
            }
            #expect(await stage.callbackTypes() == names.map { _ in 4 })
        }
    }

    @Test("Answers to moderators are ephemeral: the sync report, and the link to the summary")
    func moderators() async throws {
        try await play { stage, guild, _ in
            let (empty, _) = try await stage.use("weeklysummary", in: guild.general, by: guild.owner)
            #expect(empty.isEphemeral && empty.words.contains("no") && !empty.words.contains("<#"))
            _ = try await stage.wish("video moss tour", by: guild.humans[1], in: guild, find: "moss tour")
            let (report, _) = try await stage.use("syncwishes", in: guild.general, by: guild.owner)
            #expect(report.isEphemeral && report.words.contains("request"))
            let (told, _) = try await stage.use("weeklysummary", in: guild.general, by: guild.owner)
            #expect(told.isEphemeral && told.words.contains("<#\(guild.suggestions)>"))
            #expect(
                await stage.sandbox.waitForMessage(in: guild.suggestions, containing: "What you wished for") != nil)
        }
    }

    @Test("/setthreshold and !setthreshold share one threshold")
    func threshold() async throws {
        try await play { stage, guild, _ in
            let half: Sandbox.JSON = ["name": "threshold", "type": 10, "value": .double(0.5)]
            let (set, _) = try await stage.use("setthreshold", [half], in: guild.general, by: guild.owner)
            #expect(set.isEphemeral && set.words.contains("50 %"))
            let (told, _) = try await stage.use("setthreshold", in: guild.general, by: guild.owner)
            #expect(told.words.contains("50 %"))
            let answer = try await stage.ask("!setthreshold", by: guild.owner, in: guild)
            #expect(answer.words.contains("50 %"))
        }
    }

    @Test("A /wish whose process is killed while posting is finished once, by the next process")
    func killed() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (first, _) = try await stage.startAndSync(guild.name)
        #expect(await stage.sandbox.waitForCommand("wish"))
        let hold = await stage.sandbox.hold("POST /channels/*/messages", at: .afterWork)
        try await stage.sandbox.slash(
            "wish", options: [.sub("video", [.text("text", "moss tour")])], in: guild.suggestions, by: guild.humans[4])
        #expect(await stage.sandbox.caught(hold))
        #expect(await first.stop(SIGKILL) == -SIGKILL)
        await stage.sandbox.release(hold, answering: false)
        let (second, _) = try await stage.startAndSync(guild.name)
        let card = try #require(await stage.sandbox.waitForMessage(in: guild.suggestions, containing: "moss tour"))
        #expect(await stage.sandbox.waitForReactions(Stage.star, on: card.id, in: guild.suggestions))
        let (list, _) = try await stage.use("top", [.text("kind", "video")], in: guild.general, by: guild.owner)
        #expect(list.words.contains("moss tour"))
        #expect(await stage.sandbox.messages(in: guild.suggestions).count == 1)
        #expect(await second.stop() == 0)
        await stage.close()
    }

    @Test(
        "Moderators grant and remove by link, members list manifestations, mistakes are answered ephemerally"
    )
    func granting() async throws {
        try await play { stage, guild, _ in
            let cards = [
                try await stage.wish("video moss tour", by: guild.humans[1], in: guild, find: "moss tour"),
                try await stage.wish("video lanterns", by: guild.humans[1], in: guild, find: "lanterns"),
            ]
            let link = { (card: Sandbox.ID) in
                Sandbox.JSON.text("wish", "https://discord.com/channels/\(guild.id)/\(guild.suggestions)/\(card)")
            }
            let (granted, _) = try await stage.use(
                "manifestwish", [link(cards[0]), .text("notes", "well done")], in: guild.general, by: guild.owner)
            #expect(granted.isEphemeral)
            #expect(await stage.sandbox.waitForMessage(in: guild.suggestions, containing: "well done") != nil)
            #expect(await stage.sandbox.message(cards[0], in: guild.suggestions)?.count("✅") == 1)
            let (list, _) = try await stage.use("manifestations", in: guild.general, by: guild.humans[4])
            #expect(!list.isEphemeral && list.words.contains("moss tour") && list.words.contains("well done"))
            let (removed, _) = try await stage.use("removewish", [link(cards[1])], in: guild.general, by: guild.owner)
            #expect(removed.isEphemeral)
            #expect(await stage.sandbox.message(cards[1], in: guild.suggestions) == nil)
            for wish in [link(guild.general), .text("wish", "moss")] {
                let (mistake, _) = try await stage.use("removewish", [wish], in: guild.general, by: guild.owner)
                #expect(mistake.isEphemeral && !mistake.words.isEmpty)
            }
            // Only the list is public.
            #expect(await stage.sandbox.messages(in: guild.general).map(\.id) == [list.id])
        }
    }

    @Test("/wishhelp is ephemeral and lists what the member may do")
    func help() async throws {
        try await play { stage, guild, _ in
            let (member, _) = try await stage.use("wishhelp", in: guild.general, by: guild.humans[4])
            let (moderator, _) = try await stage.use("wishhelp", in: guild.general, by: guild.owner)
            #expect(member.isEphemeral && moderator.isEphemeral)
            #expect(!member.words.contains("!syncwishes") && moderator.words.contains("!syncwishes"))
            #expect(member.words.contains("/top"))
        }
    }

    @Test(
        "Commands are deferred before any other request: a hanging sync does not miss the three seconds")
    func deferral() async throws {
        try await play { stage, guild, _ in
            _ = try await stage.wish("video moss tour", by: guild.humans[1], in: guild, find: "moss tour")
            let hold = await stage.sandbox.hold("GET /channels/*/messages")
            let list = try await stage.sandbox.slash(
                "top", options: [.text("kind", "video")], in: guild.general, by: guild.humans[4])
            let report = try await stage.sandbox.slash("syncwishes", in: guild.general, by: guild.owner)
            #expect(await stage.sandbox.caught(hold))
            // Both are deferred while the sync still hangs.
            for use in [list, report] {
                let thinking = await stage.sandbox.wait { $0.answers(to: use).first }
                #expect(thinking?.isThinking == true)
            }
            let callbacks = await stage.sandbox.requests("POST /interactions/*/*/callback")
            #expect(callbacks.count == 2 && callbacks.allSatisfy { $0.status == 204 })
            await stage.sandbox.release(hold)
            #expect(await stage.sandbox.waitForAnswer(to: list, containing: "moss tour")?.isEphemeral == false)
            #expect(await stage.sandbox.waitForAnswer(to: report, containing: "request")?.isEphemeral == true)
        }
    }

    @Test("A duplicate interaction event is answered once and makes one wish")
    func twice() async throws {
        try await play { stage, guild, _ in
            await stage.sandbox.setDuplicates(true)
            let (_, use) = try await stage.use(
                "wish", [.sub("other", [.text("text", "cake")])], in: guild.suggestions, by: guild.humans[4])
            await stage.sandbox.setDuplicates(false)
            // A second interaction, sent once, follows both copies of the first.
            _ = try await stage.use("wishhelp", in: guild.general, by: guild.humans[4])
            #expect(await stage.sandbox.requests(Sandbox.Pattern("POST", "/interactions/\(use)/*/callback")).count == 1)
            let cards = await stage.sandbox.messages(in: guild.suggestions).filter { $0.words.contains("cake") }
            #expect(cards.count == 1)
        }
    }

    @Test("An expired interaction is dropped: no second attempt, no wish")
    func tooLate() async throws {
        try await play { stage, guild, daemon in
            await stage.sandbox.trouble(
                "POST /interactions/*/*/callback", .body(404, #"{"message":"Unknown interaction","code":10062}"#))
            _ = try await stage.sandbox.slash(
                "wish", options: [.sub("other", [.text("text", "cake")])], in: guild.suggestions, by: guild.humans[4])
            #expect(await daemon.output.line(containing: "expired before it could be answered") != nil)
            #expect(await stage.callbackTypes().count == 1)
            #expect(await stage.sandbox.requests("PATCH /webhooks/*/*/messages/@original").isEmpty)
            #expect(await stage.sandbox.messages(in: guild.suggestions).isEmpty)
        }
    }

    @Test("A deferral whose answer is lost is sent again, and the command is carried out")
    func lostDeferral() async throws {
        try await play { stage, guild, _ in
            await stage.sandbox.trouble("POST /interactions/*/*/callback", .dropAnswer)
            let (answer, _) = try await stage.use(
                "wish", [.sub("other", [.text("text", "cake")])], in: guild.suggestions, by: guild.humans[4])
            #expect(answer.isEphemeral)
            #expect(await stage.sandbox.messages(in: guild.suggestions).count == 1)
            #expect(await stage.callbackTypes() == [5, 5])
        }
    }
}
