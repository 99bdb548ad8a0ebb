import Foundation
import Sandbox
import Testing

@Suite("Answers in Discord's form")
struct SchemaTests {
    /// One answer of every route, with the route's template.
    struct Sample: Sendable {
        var method: String
        var template: String
        var answer: RawAnswer
    }

    /// Keys Discord always answers, by the last part of the route that answers them.
    static let required: [(method: String, template: String, keys: String)] = [
        ("GET", "/gateway", "url"), ("GET", "/gateway/bot", "url session_start_limit shards"),
        (
            "GET", "/users/@me",
            "id username avatar discriminator public_flags flags global_name mfa_enabled locale"
        ),
        (
            "GET", "/applications/@me",
            "id name icon description type verify_key flags flags_new redirect_uris owner team explicit_content_filter"
        ),
        ("GET", "/guilds/{guild}", "id name owner_id features roles emojis preferred_locale mfa_level nsfw_level"),
        ("GET", "/guilds/{guild}/channels", "id type flags guild_id name position"),
        ("POST", "/guilds/{guild}/channels", "id type flags guild_id name position permission_overwrites"),
        (
            "GET", "/guilds/{guild}/roles",
            "id name permissions position color colors hoist managed mentionable icon unicode_emoji flags"
        ),
        (
            "GET", "/guilds/{guild}/members",
            "avatar banner communication_disabled_until flags joined_at nick pending premium_since roles user mute deaf"
        ),
        ("GET", "/channels/{channel}", "id type flags guild_id name position"),
        (
            "GET", "/channels/{channel}/messages",
            "type content mentions mention_roles attachments embeds timestamp edited_timestamp flags components id channel_id author pinned mention_everyone tts"
        ),
        ("POST", "/channels/{channel}/messages", "type content id channel_id author timestamp components embeds nonce"),
        ("GET", "/channels/{channel}/messages/{message}", "reactions id content author"),
        (
            "GET", "/channels/{channel}/messages/{message}/reactions/{emoji}",
            "id username avatar discriminator public_flags flags global_name primary_guild"
        ),
        (
            "PUT", "/applications/{application}/commands",
            "id application_id version default_member_permissions type name description"
        ),
        ("POST", "/interactions/{interaction}/{token}/callback", "interaction resource"),
        ("GET", "/webhooks/{application}/{token}/messages/@original", "id content author interaction_metadata"),
    ]

    @Test("Every key Discord promises is there")
    func requiredKeys() async throws {
        let samples = try await Self.samples()
        for (method, template, keys) in Self.required {
            let sample = try #require(samples.first { $0.method == method && $0.template == template })
            let object = sample.answer.json.list?.last ?? sample.answer.json
            for key in keys.split(separator: " ") {
                #expect(object[String(key)] != nil, "\(method) \(template) lacks \(key)")
            }
        }
    }

    @Test(
        "Answers satisfy the OpenAPI document",
        .enabled(if: ProcessInfo.processInfo.environment["DREAMBOT_OPENAPI"] != nil, "DREAMBOT_OPENAPI is not set"))
    func document() async throws {
        let path = ProcessInfo.processInfo.environment["DREAMBOT_OPENAPI"] ?? ""
        let check = try #require(SchemaCheck(path: path), "DREAMBOT_OPENAPI names no OpenAPI document")
        var checked = 0
        for sample in try await Self.samples() {
            let status = sample.answer.status
            #expect(
                check.knows(sample.method, sample.template, status: status),
                "\(sample.method) \(sample.template) \(status)")
            guard let schema = check.schema(sample.method, sample.template, status: status) else { continue }
            checked += 1
            let complaints = check.complaints(sample.answer.json, schema)
            #expect(complaints.isEmpty, "\(sample.method) \(sample.template): \(complaints.joined(separator: "\n"))")
        }
        #expect(checked > 25)
        let broken: Sandbox.JSON = ["url": 7]
        let gateway = try #require(check.schema("GET", "/gateway", status: 200))
        #expect(check.complaints(broken, gateway) == ["$.url: 7 is not string"])
    }

    /// Calls every route once, in an order in which each of them succeeds.
    static func samples() async throws -> [Sample] {
        var samples: [Sample] = []
        try await Stage.run { stage in
            let application = await stage.sandbox.botID
            let voted = try await stage.sandbox.post("wish", as: stage.people[0], in: stage.channel)
            let doomed = try await stage.sandbox.post(many: 3, as: stage.people[0], in: stage.channel)
            await stage.sandbox.react("🌟", to: voted.id, in: stage.channel, by: [stage.people[1]])
            let extra = await stage.sandbox.addChannel("extra", in: stage.guild.id, topic: "spare").id
            var values = [
                "guild": "\(stage.guild.id)", "channel": "\(stage.channel)", "message": "\(voted.id)",
                "user": "\(stage.people[1])", "emoji": "%F0%9F%8C%9F", "application": "\(application)", "command": "",
                "interaction": "", "token": "",
            ]
            let call = { (method: String, template: String, query: String, body: Sandbox.JSON?) in
                var path = template
                for (name, value) in values { path = path.replacing("{\(name)}", with: value) }
                let answer = try await stage.http.api(method, path + query, body)
                samples.append(Sample(method: method, template: template, answer: answer))
                return answer.json
            }
            for template in [
                "/gateway", "/gateway/bot", "/users/@me", "/applications/@me", "/guilds/{guild}/channels",
                "/guilds/{guild}/roles", "/guilds/{guild}/members/{user}", "/channels/{channel}",
            ] { _ = try await call("GET", template, "", nil) }
            _ = try await call("GET", "/guilds/{guild}", "?with_counts=true", nil)
            _ = try await call("GET", "/guilds/{guild}/members", "?limit=1000", nil)
            _ = try await call("POST", "/guilds/{guild}/channels", "", ["name": "New one", "topic": "x"])
            let messages = "/channels/{channel}/messages"
            _ = try await call("POST", messages, "", Self.rich(replyTo: voted.id))
            _ = try await call("PUT", messages + "/{message}/reactions/{emoji}/@me", "", nil)
            _ = try await call("GET", messages, "?limit=100", nil)
            _ = try await call("GET", messages + "/{message}", "", nil)
            _ = try await call("GET", messages + "/{message}/reactions/{emoji}", "?limit=100", nil)
            for end in ["/{emoji}/@me", "/{emoji}/{user}", "/{emoji}", ""] {
                _ = try await call("DELETE", messages + "/{message}/reactions" + end, "", nil)
            }
            let own = await stage.sandbox.botMessages(in: stage.channel).last?.id
            values["message"] = "\(try #require(own))"
            _ = try await call("PATCH", messages + "/{message}", "", ["content": "edited"])
            _ = try await call("DELETE", messages + "/{message}", "", nil)
            let bulk: Sandbox.JSON = ["messages": .array(doomed.map { .string("\($0)") })]
            _ = try await call("POST", messages + "/bulk-delete", "", bulk)
            for base in ["/applications/{application}", "/applications/{application}/guilds/{guild}"] {
                let command: Sandbox.JSON = [
                    "name": "top", "description": "The best",
                    "options": [
                        ["type": 4, "name": "count", "description": "how many"]
                    ],
                ]
                let list = try await call("PUT", base + "/commands", "", [command])
                _ = try await call("POST", base + "/commands", "", ["name": "other", "description": "Another"])
                values["command"] = list[0]?["id"]?.text ?? ""
                _ = try await call("GET", base + "/commands", "", nil)
                _ = try await call("GET", base + "/commands/{command}", "", nil)
                _ = try await call("PATCH", base + "/commands/{command}", "", ["description": "The very best"])
                if base.hasSuffix("{guild}") { _ = try await call("DELETE", base + "/commands/{command}", "", nil) }
            }
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            try await stage.sandbox.slash("top", in: stage.channel, by: stage.people[2])
            let event = try await gateway.event("INTERACTION_CREATE")
            values["interaction"] = event["id"]?.text ?? ""
            values["token"] = event["token"]?.text ?? ""
            let answer: Sandbox.JSON = ["type": 4, "data": ["content": "here"]]
            _ = try await call("POST", "/interactions/{interaction}/{token}/callback", "?with_response=true", answer)
            let hook = "/webhooks/{application}/{token}"
            let followUp = try await call("POST", hook, "", ["content": "and more"])
            values["message"] = followUp["id"]?.text ?? ""
            for end in ["/messages/@original", "/messages/{message}"] {
                _ = try await call("GET", hook + end, "", nil)
                _ = try await call("PATCH", hook + end, "", ["content": "changed"])
                _ = try await call("DELETE", hook + end, "", nil)
            }
            values["channel"] = "\(extra)"
            _ = try await call("DELETE", "/channels/{channel}", "", nil)
        }
        #expect(samples.allSatisfy { (200..<300).contains($0.answer.status) })
        return samples
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
