import Foundation
import Sandbox
import Testing

@Suite("Forms and menus")
struct FormTests {
    private static let form: Sandbox.JSON = [
        "type": 9,
        "data": [
            "custom_id": "decline:1", "title": "Decline wish",
            "components": [
                [
                    "type": 18, "label": "Reason",
                    "component": ["type": 4, "custom_id": "reason", "style": 2, "min_length": 3, "max_length": 20],
                ],
                [
                    "type": 1,
                    "components": [
                        ["type": 4, "custom_id": "note", "style": 1, "label": "Note", "required": false, "value": "n"]
                    ],
                ],
            ],
        ],
    ]

    private static let menus: [Sandbox.JSON] = [
        ["name": "Decline wish", "type": 3, "description": ""], ["name": "Profile", "type": 2, "description": ""],
        ["name": "wish", "description": "Wish"],
    ]

    /// Answers the newest interaction.
    private static func respond(_ stage: Stage, _ gateway: RawGateway, _ body: Sandbox.JSON) async throws -> RawAnswer {
        let event = try await gateway.event("INTERACTION_CREATE")
        let path = "/interactions/\(event["id"]?.text ?? "")/\(event["token"]?.text ?? "")/callback"
        return try await stage.http.api("POST", path, body)
    }

    @Test(
        "An entry of a message's menu comes with the message; its form comes back filled in, twice if it is sent twice")
    func story() async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            await stage.sandbox.setCommands(Self.menus)
            let wish = try await stage.sandbox.post("moss", as: stage.people[2], in: stage.channel)
            let used = try await stage.http.control(
                "POST", "/act",
                [
                    "do": "menu", "command": "Decline wish", "member": "ben", "channel": "suggestions",
                    "message": "~moss",
                ])
            let event = try await gateway.event("INTERACTION_CREATE")
            #expect(event["data"]?["type"] == 3 && event["data"]?["target_id"]?.id == wish.id)
            let target = event["data"]?["resolved"]?["messages"]?[wish.id.description]
            #expect(target?["content"] == "moss" && target?["author"]?["id"]?.id == stage.people[2])
            let opener = try #require(used.json["interaction"]?.text)
            let path = "/interactions/\(opener)/\(event["token"]?.text ?? "")/callback"
            #expect(try await stage.http.api("POST", path, Self.form).status == 204)
            #expect(try await stage.http.api("POST", path, Self.form).json["code"] == 40060)
            let shown = try await stage.http.control("GET", "/wait?interaction=\(opener)&form=1")
            #expect(shown.json["title"] == "Decline wish")
            let screen = try await stage.http.control("GET", "/interactions/\(opener)/screen?width=40").text
            #expect(screen.contains("Reason *") && screen.contains("Note") && screen.contains("[ Submit ]"))
            for number in 1...2 {
                let sent = try await stage.http.control(
                    "POST", "/act", ["do": "submit", "interaction": .string(opener), "values": ["reason": "too wet"]])
                #expect(sent.status == 200)
                let form = try await gateway.event("INTERACTION_CREATE")
                #expect(form["type"] == 5 && form["id"] == sent.json["interaction"], "\(number)")
                #expect(form["data"]?["custom_id"] == "decline:1")
                let fields = form["data"]?["components"]
                #expect(fields?[0]?["type"] == 18 && fields?[0]?["component"]?["value"] == "too wet")
                #expect(fields?[1]?["type"] == 1 && fields?[1]?["components"]?[0]?["value"] == "n")
            }
        }
    }

    @Test("A form with wrong values is not sent, unless by a modified client")
    func values() async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            await stage.sandbox.setCommands(Self.menus)
            let opener = try await stage.sandbox.slash("wish", in: stage.channel, by: stage.people[0])
            #expect(try await Self.respond(stage, gateway, Self.form).status == 204)
            let wrong: [[String: String]] = [
                [:], ["reason": "ab"], ["reason": String(repeating: "x", count: 21)], ["reason": "abc", "other": "x"],
            ]
            for values in wrong {
                await #expect(throws: Sandbox.Failure.self) {
                    try await stage.sandbox.submit(formOf: opener, values: values)
                }
            }
            let forged: Sandbox.JSON = ["custom_id": "forged", "components": [["type": 4, "custom_id": 7]]]
            try await stage.sandbox.submit(forged, openedBy: opener)
            #expect(try await gateway.event("INTERACTION_CREATE")["data"] == forged)
        }
    }

    @Test("A form is not opened in answer to a form, and forms beyond Discord's limits are refused")
    func refusals() async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            await stage.sandbox.setCommands(Self.menus)
            let opener = try await stage.sandbox.slash("wish", in: stage.channel, by: stage.people[0])
            #expect(try await Self.respond(stage, gateway, Self.form).status == 204)
            try await stage.sandbox.submit(formOf: opener, values: ["reason": "because"])
            #expect(try await Self.respond(stage, gateway, Self.form).json["code"] == 50035)
            let long = String(repeating: "x", count: 46)
            let field: Sandbox.JSON = ["type": 4, "custom_id": "a", "style": 1]
            let labelled: Sandbox.JSON = ["type": 18, "label": "L", "component": field]
            let wrong: [Sandbox.JSON] = [
                ["title": "t", "components": [labelled]], ["custom_id": "c", "components": [labelled]],
                ["custom_id": "c", "title": .string(long), "components": [labelled]],
                ["custom_id": "c", "title": "t", "components": []],
                ["custom_id": "c", "title": "t", "components": .array(Array(repeating: labelled, count: 6))],
                ["custom_id": "c", "title": "t", "components": [labelled, labelled]],
                ["custom_id": "c", "title": "t", "components": [field]],
                [
                    "custom_id": "c", "title": "t",
                    "components": [["type": 18, "label": .string(long), "component": field]],
                ],
            ]
            for data in wrong {
                try await stage.sandbox.slash("wish", in: stage.channel, by: stage.people[0])
                let answer = try await Self.respond(stage, gateway, ["type": 9, "data": data])
                #expect(answer.status == 400 && answer.json["code"] == 50035, "\(data)")
            }
        }
    }

    @Test("Only its user sees a hidden answer, and only they can press its button")
    func hiddenAnswers() async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            await stage.sandbox.setCommands(Self.menus)
            let (ada, ben) = (stage.people[0], stage.people[1])
            let used = try await stage.sandbox.slash("wish", in: stage.channel, by: ada)
            let button: Sandbox.JSON = ["type": 2, "style": 1, "label": "Go", "custom_id": "go"]
            let data: Sandbox.JSON = [
                "content": "hidden", "flags": 64, "components": [["type": 1, "components": [button]]],
            ]
            #expect(try await Self.respond(stage, gateway, ["type": 4, "data": data]).status == 204)
            let hidden = try #require(await stage.sandbox.answers(to: used).first)
            #expect(await stage.sandbox.messages(in: stage.channel, seenBy: ada).map(\.id) == [hidden.id])
            #expect(await stage.sandbox.messages(in: stage.channel, seenBy: ben).isEmpty)
            await #expect(throws: Sandbox.Failure.self) {
                try await stage.sandbox.click("go", on: hidden.id, in: stage.channel, by: ben)
            }
            try await stage.sandbox.click("go", on: hidden.id, in: stage.channel, by: ada)
            let update: Sandbox.JSON = ["type": 7, "data": ["content": "changed", "components": []]]
            #expect(try await Self.respond(stage, gateway, update).status == 204)
            #expect(await stage.sandbox.answers(to: used).map(\.content) == ["changed"])
            let screen = try await stage.http.control("GET", "/guilds/Garden/channels/suggestions/screen?as=ada").text
            #expect(screen.contains("changed") && screen.contains("Only you can see this."))
        }
    }

    @Test("A user's menu, a file and a channel of options come with what they name")
    func resolved() async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            await stage.sandbox.setCommands(Self.menus)
            try await stage.sandbox.useMenu("Profile", ofUser: stage.people[3], in: stage.channel, by: stage.people[0])
            let menu = try await gateway.event("INTERACTION_CREATE")["data"]
            let id = stage.people[3].description
            #expect(menu?["type"] == 2 && menu?["target_id"]?.text == id)
            #expect(menu?["resolved"]?["users"]?[id] != nil && menu?["resolved"]?["members"]?[id] != nil)
            let channel: Sandbox.JSON = ["name": "where", "type": 7, "value": .string("\(stage.channel)")]
            let picture: Sandbox.JSON = ["name": "picture", "type": 11]
            try await stage.sandbox.slash(
                "wish", options: [channel, picture], files: ["picture": .init(name: "a b.png", bytes: [1, 2, 3])],
                in: stage.channel, by: stage.people[0])
            let data = try await gateway.event("INTERACTION_CREATE")["data"]
            #expect(data?["resolved"]?["channels"]?["\(stage.channel)"]?["name"] == "suggestions")
            let file = try #require(data?["options"]?[1]?["value"]?.text)
            let attachment = data?["resolved"]?["attachments"]?[file]
            #expect(
                attachment?["filename"] == "a_b.png" && attachment?["size"] == 3 && attachment?["ephemeral"] == true)
        }
    }
}
