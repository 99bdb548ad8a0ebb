import Foundation
import Sandbox
import Testing

/// `/top` and its buttons, which work after a restart.
@Suite("Paging (end to end)")
struct PagingTests {
    /// A guild with that many video wishes; the first has the most votes.
    private func wishes(_ count: Int) async throws -> (Stage, GuildOnStage, DaemonProcess, [Sandbox.ID]) {
        let stage = try await Stage()
        let guild = try await stage.guild(humans: 10)
        let daemon = try await stage.startAndSync(guild.name).daemon
        #expect(await stage.sandbox.waitForCommand("top"))
        var cards: [Sandbox.ID] = []
        for number in 1...count {
            let words = "tour number \(number)."
            cards.append(try await stage.wish("video \(words)", by: guild.humans[1], in: guild, find: words))
            await stage.sandbox.react(
                Stage.star, to: cards[number - 1], in: guild.suggestions, by: Array(guild.humans.prefix(9 - number)))
        }
        return (stage, guild, daemon, cards)
    }

    @Test("Buttons turn the pages of the shared list, and are disabled at its ends")
    func pages() async throws {
        let (stage, guild, daemon, _) = try await wishes(5)
        let (first, _) = try await stage.use(
            "top", [.text("kind", "video"), .integer("count", 2)], in: guild.general, by: guild.humans[4])
        #expect(!first.isEphemeral && first.words.contains("page 1 of 3"))
        #expect(
            first.words.contains("number 1.") && first.words.contains("number 2.") && !first.words.contains("number 3.")
        )
        #expect(first.buttons == ["top:video:2:2"])
        let second = try await stage.press("top:video:2:2", of: first, until: "page 2 of 3", by: guild.humans[6])
        #expect(second.words.contains("number 3.") && second.words.contains("number 4."))
        #expect(second.buttons == ["top:video:2:1", "top:video:2:3"])
        let third = try await stage.press("top:video:2:3", of: second, until: "page 3 of 3", by: guild.humans[6])
        #expect(third.words.contains("number 5.") && third.buttons == ["top:video:2:2"])
        _ = try await stage.press("top:video:2:2", of: third, until: "page 2 of 3", by: guild.humans[4])
        #expect(await stage.callbackTypes() == [5, 6, 6, 6])
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("A button works after a restart: it syncs again and pages through the list of now", arguments: [false, true])
    func afterRestart(isKilled: Bool) async throws {
        let (stage, guild, first, cards) = try await wishes(4)
        let (list, _) = try await stage.use(
            "top", [.text("kind", "video"), .integer("count", 1)], in: guild.general, by: guild.humans[4])
        #expect(list.words.contains("page 1 of 4"))
        #expect(await first.stop(isKilled ? SIGKILL : SIGTERM) == (isKilled ? -SIGKILL : 0))
        // The process that made the button is gone, and what it knew is out of date.
        await stage.sandbox.react(Stage.star, to: cards[2], in: guild.suggestions, by: guild.humans)
        let (second, _) = try await stage.startAndSync(guild.name)
        await stage.sandbox.delete(cards[3], in: guild.suggestions, silent: true)
        let page = try await stage.press("top:video:1:2", of: list, until: "page 2 of 3", by: guild.humans[6])
        #expect(page.words.contains("number 1.") && page.buttons == ["top:video:1:1", "top:video:1:3"])
        let front = try await stage.press("top:video:1:1", of: page, until: "page 1 of 3", by: guild.humans[6])
        #expect(front.words.contains("number 3.") && front.words.contains("🌟 11 here"))
        #expect(await second.stop() == 0)
        await stage.close()
    }

    @Test("A search has pages that every member can turn, and a found wish is shown to one member alone")
    func search() async throws {
        let (stage, guild, daemon, cards) = try await wishes(3)
        let (first, _) = try await stage.use(
            "search", [.text("words", "NUMBER tour"), .integer("count", 2)], in: guild.general, by: guild.humans[4])
        #expect(!first.isEphemeral && first.words.contains("page 1 of 2"))
        #expect(first.words.contains("number 3.") && !first.words.contains("number 1."))
        let second = try await stage.press(
            "search:2:2:NUMBER tour", of: first, until: "page 2 of 2", by: guild.humans[6])
        #expect(second.words.contains("number 1.") && second.buttons == ["search:2:1:NUMBER tour"])
        let (wish, _) = try await stage.use(
            "wish", [.sub("show", [.text("wish", "\(cards[0])")])], in: guild.general, by: guild.humans[4])
        #expect(wish.isEphemeral && wish.words.contains("tour number 1.") && wish.pinged.isEmpty)
        let answer = try await stage.ask("!search tour number 2.", by: guild.humans[5], in: guild)
        #expect(answer.words.contains("number 2.") && !answer.words.contains("number 1."))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("A single page has no buttons, and an empty list shows the command to wish")
    func onePage() async throws {
        let (stage, guild, daemon, _) = try await wishes(2)
        let (list, _) = try await stage.use("top", [.text("kind", "video")], in: guild.general, by: guild.humans[4])
        #expect(list.components.isEmpty && list.words.contains("number 2."))
        let (empty, _) = try await stage.use("top", [.text("kind", "channel")], in: guild.general, by: guild.humans[4])
        #expect(empty.components.isEmpty && empty.words.contains("!wish channel"))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("An unknown button gets an ephemeral answer, and its message stays unchanged")
    func foreignButton() async throws {
        let (stage, guild, daemon, _) = try await wishes(1)
        let row: Sandbox.JSON = [
            "type": 1,
            "components": [["type": 2, "style": 2, "label": "x", "custom_id": "top:video:99:1", "disabled": false]],
        ]
        let old = try await stage.sandbox.post(
            "an older list", as: await stage.sandbox.botID, in: guild.general, components: [row])
        let press = try await stage.sandbox.click("top:video:99:1", on: old.id, in: guild.general, by: guild.humans[4])
        let answer = try #require(await stage.sandbox.waitForAnswer(to: press))
        #expect(answer.isEphemeral && answer.words.contains("/top"))
        #expect(await stage.sandbox.message(old.id, in: guild.general)?.content == "an older list")
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
