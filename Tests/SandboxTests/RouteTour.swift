import Foundation
import Sandbox
import Testing

/// Calls every route of the REST API, in an order in which each succeeds.
struct RouteTour {
    /// One response with the template of its route.
    struct Sample: Sendable {
        var method: String
        var template: String
        var answer: RawAnswer
    }

    private let stage: Stage
    private var values: [String: String]
    private var samples: [Sample] = []
    private static let messages = "/channels/{channel}/messages"

    static func samples() async throws -> [Sample] {
        var samples: [Sample] = []
        try await Stage.run { stage in
            var tour = RouteTour(stage, application: await stage.sandbox.botID)
            try await tour.readGuild()
            try await tour.useMessages()
            try await tour.registerCommands()
            try await tour.answerInteraction()
            try await tour.useThreads()
            tour.values["channel"] = "\(await stage.sandbox.addChannel("extra", in: stage.guild.id).id)"
            try await tour.call("DELETE", "/channels/{channel}")
            samples = tour.samples
        }
        #expect(samples.allSatisfy { (200..<300).contains($0.answer.status) })
        return samples
    }

    private init(_ stage: Stage, application: Sandbox.ID) {
        self.stage = stage
        values = [
            "guild": "\(stage.guild.id)", "channel": "\(stage.channel)", "user": "\(stage.people[1])",
            "emoji": "%F0%9F%8C%9F", "application": "\(application)",
        ]
    }

    @discardableResult
    private mutating func call(_ method: String, _ template: String, query: String = "", _ body: Sandbox.JSON? = nil)
        async throws -> Sandbox.JSON
    {
        var path = template
        for (name, value) in values { path = path.replacing("{\(name)}", with: value) }
        let answer = try await stage.http.api(method, path + query, body)
        samples.append(Sample(method: method, template: template, answer: answer))
        return answer.json
    }

    private mutating func readGuild() async throws {
        for template in [
            "/gateway", "/gateway/bot", "/users/@me", "/applications/@me", "/guilds/{guild}/channels",
            "/guilds/{guild}/roles", "/guilds/{guild}/members/{user}", "/channels/{channel}",
        ] { try await call("GET", template) }
        try await call("GET", "/guilds/{guild}", query: "?with_counts=true")
        try await call("GET", "/guilds/{guild}/members", query: "?limit=1000")
        try await call("POST", "/guilds/{guild}/channels", ["name": "New one", "topic": "x"])
    }

    private mutating func useMessages() async throws {
        let base = Self.messages
        let voted = try await stage.sandbox.post("wish", as: stage.people[0], in: stage.channel)
        let bulk = try await stage.sandbox.post(many: 3, as: stage.people[0], in: stage.channel)
        await stage.sandbox.react("🌟", to: voted.id, in: stage.channel, by: [stage.people[1]])
        values["message"] = "\(voted.id)"
        let own = try await call("POST", base, Self.rich(replyTo: voted.id))
        try await call("PUT", base + "/{message}/reactions/{emoji}/@me")
        try await call("GET", base, query: "?limit=100")
        try await call("GET", base + "/{message}")
        try await call("GET", base + "/{message}/reactions/{emoji}", query: "?limit=100")
        for end in ["/{emoji}/@me", "/{emoji}/{user}", "/{emoji}", ""] {
            try await call("DELETE", base + "/{message}/reactions" + end)
        }
        values["message"] = own["id"]?.text
        try await call("PATCH", base + "/{message}", ["content": "edited"])
        try await call("DELETE", base + "/{message}")
        try await call("POST", base + "/bulk-delete", ["messages": .array(bulk.map { .string("\($0)") })])
    }

    private mutating func useThreads() async throws {
        let base = Self.messages
        values["message"] = try await call("POST", base, ["content": "a wish"])["id"]?.text
        try await upload("POST", base)
        try await call("POST", base + "/{message}/threads", ["name": "talk", "auto_archive_duration": 60])
        try await call("GET", base + "/{message}")
        try await call("GET", "/guilds/{guild}/threads/active")
        let channel = values["channel"]
        values["channel"] = values["message"]
        try await call("POST", base, ["content": "in the thread"])
        try await call("GET", base)
        try await call("GET", "/channels/{channel}")
        try await call("PATCH", "/channels/{channel}", ["archived": true])
        try await stage.sandbox.updateRole(stage.guild.botRoleID, in: stage.guild.id) {
            $0.permissions.insert(.manageThreads)
        }
        try await call("DELETE", "/channels/{channel}")
        let direct = try await call("POST", "/users/@me/channels", ["recipient_id": .string(values["user"] ?? "")])
        values["channel"] = direct["id"]?.text
        try await call("GET", "/channels/{channel}")
        try await call("POST", base, ["content": "hello"])
        values["channel"] = channel
    }

    private mutating func upload(_ method: String, _ template: String) async throws {
        var path = template
        for (name, value) in values { path = path.replacing("{\(name)}", with: value) }
        let body =
            "--X\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a.txt\"\r\n\r\nhello\r\n--X--\r\n"
        let answer = try await stage.http.send(
            method, "/api/v10" + path, body,
            [
                "Authorization": "Bot sandbox-token", "User-Agent": stage.http.agent,
                "Content-Type": "multipart/form-data; boundary=X",
            ])
        samples.append(Sample(method: method, template: template, answer: answer))
    }

    private mutating func registerCommands() async throws {
        let option: Sandbox.JSON = ["type": 4, "name": "count", "description": "how many"]
        let command: Sandbox.JSON = ["name": "top", "description": "The best", "options": [option]]
        for base in ["/applications/{application}", "/applications/{application}/guilds/{guild}"] {
            let list = try await call("PUT", base + "/commands", [command])
            try await call("POST", base + "/commands", ["name": "other", "description": "Another"])
            values["command"] = list[0]?["id"]?.text
            try await call("GET", base + "/commands")
            try await call("GET", base + "/commands/{command}")
            try await call("PATCH", base + "/commands/{command}", ["description": "The very best"])
            try await call("DELETE", base + "/commands/{command}")
        }
    }

    private mutating func answerInteraction() async throws {
        let gateway = try await stage.gateway()
        _ = try await gateway.identify()
        try await stage.sandbox.slash("other", in: stage.channel, by: stage.people[2])
        let event = try await gateway.event("INTERACTION_CREATE")
        values["interaction"] = event["id"]?.text
        values["token"] = event["token"]?.text
        let answer: Sandbox.JSON = ["type": 4, "data": ["content": "here"]]
        let callback = "/interactions/{interaction}/{token}/callback"
        try await call("POST", callback, query: "?with_response=true", answer)
        let hook = "/webhooks/{application}/{token}"
        values["message"] = try await call("POST", hook, ["content": "and more"])["id"]?.text
        for end in ["/messages/@original", "/messages/{message}"] {
            try await call("GET", hook + end)
            try await call("PATCH", hook + end, ["content": "changed"])
            try await call("DELETE", hook + end)
        }
    }

    private static func rich(replyTo: Sandbox.ID) -> Sandbox.JSON {
        [
            "content": "card", "nonce": "n-1", "message_reference": ["message_id": .string("\(replyTo)")],
            "embeds": [
                [
                    "title": "t", "description": "d", "url": "https://example.invalid/x", "color": 7,
                    "timestamp": "2026-11-24T00:00:00.000Z", "fields": [["name": "a", "value": "b"]],
                    "author": ["name": "n"], "footer": ["text": "f"],
                ]
            ],
            "components": [
                ["type": 1, "components": [["type": 2, "style": 2, "label": "l", "custom_id": "c"]]]
            ],
        ]
    }
}
