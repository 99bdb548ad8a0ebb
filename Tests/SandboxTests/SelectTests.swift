import Foundation
import Sandbox
import Testing

@Suite("Menus of messages")
struct SelectTests {
    static let fruits: Sandbox.JSON = [
        "type": 3, "custom_id": "fruits", "min_values": 0, "max_values": 2, "placeholder": "Fruits",
        "options": [
            ["label": "Apple", "value": "a", "default": true], ["label": "Pear", "value": "p", "description": "green"],
            ["label": "Quince", "value": "q"],
        ],
    ]

    private static func message(_ menus: [Sandbox.JSON]) -> Sandbox.JSON {
        let rows = menus.map { menu -> Sandbox.JSON in ["type": 1, "components": [menu]] }
        return ["content": "choose", "components": .array(rows)]
    }

    @Test("A menu of texts is kept with the numbers of values it takes, and a choice reaches the bot")
    func texts() async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            let sent = try await stage.http.api(
                "POST", "/channels/\(stage.channel)/messages",
                Self.message([Self.fruits, ["type": 5, "custom_id": "who"]]))
            #expect(sent.status == 200)
            let menu = sent.json["components"]?[0]?["components"]?[0]
            #expect(menu?["min_values"] == 0 && menu?["max_values"] == 2 && menu?["options"]?.list?.count == 3)
            #expect(sent.json["components"]?[1]?["components"]?[0]?["max_values"] == 1)
            let answer = try await stage.http.control(
                "POST", "/act",
                ["do": "select", "member": "ben", "channel": "suggestions", "menu": "fruits", "values": ["q", "a"]])
            #expect(answer.status == 200)
            let event = try await gateway.event("INTERACTION_CREATE")
            #expect(event["type"] == 3 && event["message"]?["id"] == sent.json["id"])
            #expect(event["data"]?["component_type"] == 3 && event["data"]?["custom_id"] == "fruits")
            #expect(event["data"]?["values"] == ["q", "a"] && event["data"]?["id"] == menu?["id"])
            #expect(event["data"]?["resolved"] == nil)
        }
    }

    @Test(
        "Menus of users, roles, both, and channels bring what was chosen",
        arguments: [
            (5, "ben", "users"), (6, "Moderator", "roles"), (7, "ben", "members"), (7, "Moderator", "roles"),
            (8, "general", "channels"),
        ])
    func resolved(type: Int, name: String, map: String) async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            let body = Self.message([["type": .int(type), "custom_id": "menu"]])
            _ = try await stage.http.api("POST", "/channels/\(stage.channel)/messages", body)
            let order: Sandbox.JSON = [
                "do": "select", "member": "ada", "channel": "suggestions", "menu": "menu", "values": [.string(name)],
            ]
            #expect(try await stage.http.control("POST", "/act", order).status == 200)
            let data = try await gateway.event("INTERACTION_CREATE")["data"]
            let id = try #require(data?["values"]?[0]?.text)
            #expect(Sandbox.ID(id) != nil && data?["component_type"] == .int(type))
            #expect(data?["resolved"]?[map]?[id] != nil)
        }
    }

    @Test(
        "What Discord's client does not let a member choose is refused with a sentence",
        arguments: [["x"], ["a", "p", "q"], ["a", "a"]])
    func mistakes(values: [String]) async throws {
        try await Stage.run { stage in
            _ = try await stage.http.api(
                "POST", "/channels/\(stage.channel)/messages", Self.message([Self.fruits]))
            var order: Sandbox.JSON = [
                "do": "select", "member": "ada", "channel": "suggestions", "menu": "fruits",
                "values": .array(values.map { .string($0) }),
            ]
            #expect(try await stage.http.control("POST", "/act", order).status == 400)
            (order["values"], order["menu"]) = (["a"], "none")
            let unknown = try await stage.http.control("POST", "/act", order)
            #expect(unknown.json["error"]?.text == "That message has no menu \"none\" that is enabled.")
        }
    }

    @Test(
        "Menus that Discord refuses are refused with 50035",
        arguments: [
            ["type": 3, "custom_id": "m", "options": []],
            ["type": 3, "custom_id": "m", "max_values": 2, "options": [["label": "a", "value": "a"]]],
            ["type": 3, "custom_id": "m", "options": [["label": "a", "value": "a"], ["label": "b", "value": "a"]]],
            ["type": 3, "custom_id": "m", "options": [["label": "a"]]], ["type": 5], ["type": 4, "custom_id": "m"],
            ["type": 5, "custom_id": "m", "max_values": 26], ["type": 6, "custom_id": "m", "min_values": 2],
        ] as [Sandbox.JSON])
    func refused(menu: Sandbox.JSON) async throws {
        try await Stage.run { stage in
            let path = "/channels/\(stage.channel)/messages"
            let answer = try await stage.http.api("POST", path, Self.message([menu]))
            #expect(answer.status == 400 && answer.json["code"] == 50035)
        }
    }

    @Test("A row holds one menu and nothing else; the screen shows it")
    func rows() async throws {
        try await Stage.run { stage in
            let path = "/channels/\(stage.channel)/messages"
            let button: Sandbox.JSON = ["type": 2, "style": 1, "custom_id": "b", "label": "B"]
            let mixed: Sandbox.JSON = ["components": [["type": 1, "components": [Self.fruits, button]]]]
            #expect(try await stage.http.api("POST", path, mixed).status == 400)
            _ = try await stage.http.api("POST", path, Self.message([Self.fruits]))
            let screen = try await stage.http.control("GET", "/guilds/Garden/channels/suggestions/screen", nil)
            #expect(screen.text.contains("[ Fruits ▾ ]"))
        }
    }
}
