import Foundation
import Sandbox
import Testing

@Suite("Control API and screen")
struct ControlTests {
    @Test("Members act by name, and the screen shows the channel")
    func story() async throws {
        try await Stage.run { stage in
            let control = stage.http.control
            let act = { @Sendable (body: Sandbox.JSON) in try await control("POST", "/act", body) }
            let sent = try await act([
                "guild": "garden", "member": "ada", "do": "send", "channel": "#suggestions", "text": "more **trees**",
            ])
            #expect(sent.status == 200)
            let card: Sandbox.JSON = [
                "embeds": [
                    [
                        "title": "🌟 Trees", "description": "More trees, please: 日本語 and 👩‍👩‍👧 wide ones too.",
                        "color": 255,
                        "fields": [
                            ["name": "Votes", "value": "3", "inline": true],
                            ["name": "By", "value": "ada", "inline": true],
                        ], "footer": ["text": "Wish 1"],
                    ]
                ], "message_reference": ["message_id": sent.json["id"] ?? .null],
            ]
            _ = try await stage.http.api("POST", "/channels/\(stage.channel)/messages", card)
            _ = try await act(["member": "humans:3", "do": "react", "channel": "suggestions", "message": "~Trees"])
            let screen = try await control("GET", "/guilds/Garden/channels/suggestions/screen?width=44", nil)
            let time = String((sent.json["timestamp"]?.text ?? "").dropFirst(11).prefix(5))
            let day = String((sent.json["timestamp"]?.text ?? "").prefix(10))
            #expect(screen.text == Self.drawn(day: day, time: time))
        }
    }

    @Test("A wait after a message goes on when that message is deleted: the bot deletes what its card replaces")
    func waitAfterDeleted() async throws {
        try await Stage.run { stage in
            let control = stage.http.control
            let sent = try await control(
                "POST", "/act", ["member": "ada", "do": "send", "channel": "suggestions", "text": "!wish video moss"])
            let id = try #require(sent.json["id"]?.text)
            _ = try await stage.http.api("POST", "/channels/\(stage.channel)/messages", ["content": "a card for moss"])
            let deleted = try await control(
                "POST", "/act", ["member": "ada", "do": "delete", "channel": "suggestions", "message": .string(id)])
            #expect(deleted.status == 200)
            let found = try await control(
                "GET", "/wait?channel=suggestions&after=\(id)&contains=moss&timeout=10", nil)
            #expect(found.status == 200 && found.json["content"] == "a card for moss", "\(found.text)")
        }
    }

    private static func drawn(day: String, time: String) -> String {
        """
        # suggestions
        ────────────────────────────────────────────
        ──────────────── \(day) ────────────────

        ada  \(time)
          more trees

        ╭─ reply to ada: more trees
        dreambot [APP]  \(time)
          ┏────────────────────────────────────────╮
          ┃ 🌟 Trees                               │
          ┃ More trees, please: 日本語 and 👩‍👩‍👧 wide │
          ┃ ones too.                              │
          ┃                                        │
          ┃ Votes               By                 │
          ┃ 3                   ada                │
          ┃                                        │
          ┃ Wish 1                                 │
          ┗────────────────────────────────────────╯
          🌟 3

        """
    }

    @Test("A wait answers when its condition holds or with 408; unknown names are 404 with the known ones")
    func waiting() async throws {
        try await Stage.run { stage in
            let control = stage.http.control
            async let message = control("GET", "/wait?channel=general&contains=hello&timeout=120", nil)
            async let channel = control("GET", "/wait?guild=Garden&channel_exists=books&timeout=120", nil)
            let general = try await stage.sandbox.channel(named: "general", in: stage.guild.id).id
            _ = try await stage.http.api("POST", "/channels/\(general)/messages", ["content": "Hello there"])
            await stage.sandbox.addChannel("books", in: stage.guild.id)
            #expect(try await message.json["content"]?.text == "Hello there")
            #expect(try await channel.json["name"]?.text == "books")
            #expect(try await control("GET", "/wait?gateway=connected&timeout=0", nil).status == 408)
            let unknown = try await control("GET", "/guilds/Nowhere", nil)
            #expect(unknown.status == 404 && unknown.json["error"]?.text?.contains("Garden") == true)
            #expect(try await control("POST", "/act", ["do": "send"]).status == 400)
            #expect(try await control("GET", "/nothing", nil).status == 404)
        }
    }

    @Test("Control calls change guilds, members, permissions, troubles, holds, portal and records")
    func orders() async throws {
        try await Stage.run { stage in
            let control = stage.http.control
            #expect(try await control("POST", "/guilds", ["name": "Second", "humans": 3]).json["humans"] == 3)
            #expect(try await control("POST", "/guilds/Second/members", ["name": "nova"]).status == 201)
            #expect(try await control("DELETE", "/guilds/Second/members/nova", nil).status == 200)
            let deny: Sandbox.JSON = ["for": "bot", "deny": ["read_message_history"]]
            #expect(try await control("POST", "/guilds/Garden/channels/general/permissions", deny).status == 200)
            _ = try await control("PATCH", "/guilds/Garden/channels/general", ["hidden": true])
            let sidebar = try await control("GET", "/guilds/Garden/screen", nil).text
            #expect(sidebar.contains("# general (hidden from the bot)") && sidebar.contains("▾ 💬 Community"))
            _ = try await control("POST", "/trouble", ["match": "GET /users/@me", "status": 500, "times": 1])
            #expect(try await stage.http.api("GET", "/users/@me").status == 500)
            let hold = try await control("POST", "/hold", ["match": "GET /users/@me"]).json["hold"]?.number ?? 0
            async let held = stage.http.api("GET", "/users/@me")
            #expect(try await control("GET", "/hold/\(hold)", nil).status == 200)
            #expect(try await control("DELETE", "/hold/\(hold)", nil).status == 200)
            #expect(try await held.status == 200)
            _ = try await control("POST", "/portal", ["token": "new"])
            #expect(try await stage.http.api("GET", "/users/@me").status == 401)
            let requests = try await control("GET", "/requests?match=GET%20/users/@me", nil).json
            #expect(requests.list?.compactMap { $0["status"]?.number } == [500, 200, 401])
            _ = try await control("DELETE", "/requests", nil)
            #expect(try await control("GET", "/counters", nil).json["requests"] == 0)
        }
    }

    @Test("A click by act reaches the bot as an interaction")
    func clicks() async throws {
        try await Stage.run { stage in
            let row: Sandbox.JSON = [
                "type": 1, "components": [["type": 2, "style": 1, "label": "Next", "custom_id": "next"]],
            ]
            let body: Sandbox.JSON = ["content": "page 1", "components": [row]]
            _ = try await stage.http.api("POST", "/channels/\(stage.channel)/messages", body)
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            let click: Sandbox.JSON = ["do": "click", "member": "ben", "channel": "suggestions", "button": "next"]
            #expect(try await stage.http.control("POST", "/act", click).status == 200)
            let event = try await gateway.event("INTERACTION_CREATE")
            #expect(event["type"] == 3 && event["data"]?["custom_id"]?.text == "next")
            let path = "/interactions/\(event["id"]?.text ?? "")/\(event["token"]?.text ?? "")/callback"
            let update: Sandbox.JSON = ["type": 7, "data": ["content": "page 2"]]
            #expect(try await stage.http.api("POST", path, update).status == 204)
            #expect(await stage.sandbox.botMessages(in: stage.channel).map(\.content) == ["page 2"])
        }
    }

    @Test("A wait for an interaction returns its ephemeral response")
    func hiddenAnswer() async throws {
        try await Stage.run { stage in
            let control = stage.http.control
            await stage.sandbox.setCommands([["name": "top", "description": "The best wishes"]])
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            let slash: Sandbox.JSON = ["do": "slash", "member": "ben", "channel": "suggestions", "command": "top"]
            let use = try await control("POST", "/act", slash).json["interaction"]?.text ?? ""
            #expect(try await control("GET", "/wait?interaction=\(use)&timeout=0", nil).status == 408)
            async let answer = control("GET", "/wait?interaction=\(use)&contains=books&timeout=120", nil)
            let token = try await gateway.event("INTERACTION_CREATE")["token"]?.text ?? ""
            let reply: Sandbox.JSON = ["type": 4, "data": ["content": "1. books", "flags": 64]]
            _ = try await stage.http.api("POST", "/interactions/\(use)/\(token)/callback", reply)
            #expect(try await answer.json["flags"]?.number == 64)
            #expect(await stage.sandbox.messages(in: stage.channel).isEmpty)
            #expect(try await control("GET", "/wait?interaction=top", nil).status == 400)
        }
    }
}
