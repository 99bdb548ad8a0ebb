import Foundation
import Sandbox
import Testing

@Suite("REST over HTTP")
struct RESTTests {
    @Test("Token and User-Agent are checked")
    func admission() async throws {
        try await Stage.run { stage in
            var http = stage.http
            http.token = "wrong"
            let refused = try await http.api("GET", "/users/@me")
            #expect(refused.status == 401)
            #expect(refused.json == ["message": "401: Unauthorized", "code": 0])
            http = stage.http
            http.agent = "curl/8"
            #expect(try await http.api("GET", "/users/@me").json["code"]?.number == 40333)
            #expect(try await stage.http.api("GET", "/nowhere").status == 404)
            #expect(try await stage.http.api("PUT", "/users/@me").status == 405)
        }
    }

    @Test("Pages of messages have 50 by default, at most 100, newest first; reactions are absent or complete")
    func listing() async throws {
        try await Stage.run { stage in
            let ids = try await stage.sandbox.post(many: 120, as: stage.people[0], in: stage.channel)
            await stage.sandbox.react("🌟", to: ids[60], in: stage.channel, by: [stage.people[1]])
            let base = "/channels/\(stage.channel)/messages"
            let newest = try await stage.http.api("GET", base).json.list ?? []
            #expect(newest.count == 50 && newest.first?["id"]?.id == ids[119])
            let page = try await stage.http.api("GET", base + "?limit=100&after=\(ids[9])").json.list ?? []
            #expect(page.compactMap { $0["id"]?.id } == Array(ids[10..<110].reversed()))
            #expect(page.first?["reactions"] == nil)
            let starred = page.first { $0["id"]?.id == ids[60] }?["reactions"]?[0]
            #expect(starred?["count"] == 1 && starred?["me"] == false && starred?["burst_colors"] == [])
            #expect(try await stage.http.api("GET", base + "?limit=101").json["code"]?.number == 50035)
        }
    }

    @Test("Without the history permission the list is empty and a single message is 403")
    func history() async throws {
        try await Stage.run { stage in
            let message = try await stage.sandbox.post("x", as: stage.people[0], in: stage.channel)
            try await stage.sandbox.denyBot(.readMessageHistory, in: stage.channel)
            let base = "/channels/\(stage.channel)/messages"
            let list = try await stage.http.api("GET", base)
            #expect(list.status == 200 && list.json == [])
            let single = try await stage.http.api("GET", base + "/\(message.id)")
            #expect(single.status == 403 && single.json["code"]?.number == 50001)
            try await stage.sandbox.denyBot([], in: stage.channel)
            #expect(try await stage.http.api("GET", base + "/1").json["code"]?.number == 10008)
            #expect(try await stage.http.api("GET", "/channels/1/messages").json["code"]?.number == 10003)
            #expect(try await stage.http.api("GET", "/guilds/1").json["code"]?.number == 10004)
        }
    }

    @Test("Reactions need an encoded known emoji and, for a new emoji, the permission; reactors are listed by kind")
    func reactions() async throws {
        try await Stage.run { stage in
            let sandbox = stage.sandbox
            let message = try await sandbox.post("x", as: stage.people[0], in: stage.channel)
            let base = "/channels/\(stage.channel)/messages/\(message.id)/reactions/"
            #expect(try await stage.http.api("PUT", base + "%F0%9F%8C%9F/@me").status == 204)
            #expect(try await stage.http.api("PUT", base + "%F0%9F%8C%9F/@me").status == 204)
            #expect(try await stage.http.api("PUT", base + "🌟/@me").json["code"]?.number == 10014)
            #expect(try await stage.http.api("PUT", base + "star/@me").json["code"]?.number == 10014)
            await sandbox.react("🌟", to: message.id, in: stage.channel, by: Array(stage.people.prefix(5)))
            await sandbox.react("🌟", to: message.id, in: stage.channel, by: [stage.people[7]], kind: .burst)
            let first = try await stage.http.api("GET", base + "%F0%9F%8C%9F?limit=4").json.list ?? []
            let after = try #require(first.last?["id"]?.id)
            let rest = try await stage.http.api("GET", base + "%F0%9F%8C%9F?limit=4&after=\(after)").json.list ?? []
            let ids = (first + rest).compactMap { $0["id"]?.id }
            #expect(ids == (stage.people.prefix(5) + [await sandbox.botID]).sorted())
            let burst = try await stage.http.api("GET", base + "%F0%9F%8C%9F?type=1").json.list ?? []
            #expect(burst.compactMap { $0["id"]?.id } == [stage.people[7]])
            try await sandbox.denyBot(.addReactions, in: stage.channel)
            #expect(try await stage.http.api("PUT", base + "%F0%9F%8C%9F/@me").status == 204)
            #expect(try await stage.http.api("PUT", base + "%E2%9C%85/@me").json["code"]?.number == 50013)
            #expect(try await stage.http.api("DELETE", base + "%F0%9F%8C%9F/@me").status == 204)
            #expect(await sandbox.message(message.id, in: stage.channel)?.count("🌟") == 6)
        }
    }

    @Test("An enforced nonce sends once within 5 minutes; if that message is deleted, it is Unknown Message")
    func nonce() async throws {
        try await Stage.run { stage in
            let path = "/channels/\(stage.channel)/messages"
            let body: Sandbox.JSON = ["content": "once", "nonce": "week-47", "enforce_nonce": true]
            let first = try await stage.http.api("POST", path, body).json
            let second = try await stage.http.api("POST", path, body).json
            #expect(first["id"] == second["id"] && first["nonce"] == "week-47")
            #expect(await stage.sandbox.botMessages(in: stage.channel).count == 1)
            await stage.sandbox.delete(try #require(first["id"]?.id), in: stage.channel)
            #expect(try await stage.http.api("POST", path, body).json["code"]?.number == 10008)
            stage.clock.advance(by: 301)
            #expect(try await stage.http.api("POST", path, body).status == 200)
        }
    }

    @Test(
        "Messages beyond Discord's limits are refused",
        arguments: [
            ([:], 50006), (["content": .string(String(repeating: "x", count: 2001))], 50035),
            (["embeds": [["title": .string(String(repeating: "x", count: 257))]]], 50035),
            (["embeds": [["fields": [["name": "a", "value": ""]]]]], 50035),
            (
                ["embeds": .array((0..<2).map { _ in ["description": .string(String(repeating: "x", count: 3001))] })],
                50035
            ),
            (["content": "x", "message_reference": ["message_id": "1"]], 50035),
        ] as [(Sandbox.JSON, Int)])
    func limits(body: Sandbox.JSON, code: Int) async throws {
        try await Stage.run { stage in
            let answer = try await stage.http.api("POST", "/channels/\(stage.channel)/messages", body)
            #expect(answer.status == 400 && answer.json["code"]?.number == code)
        }
    }

    @Test("Channel creation normalizes the name, keeps the reason, and enforces permissions, banned words and limits")
    func channels() async throws {
        try await Stage.run { stage in
            let path = "/guilds/\(stage.guild.id)/channels"
            let parent = try await stage.sandbox.channel(named: "💬 Community", in: stage.guild.id).id
            let body: Sandbox.JSON = ["name": "Book Club", "topic": "talk", "parent_id": .string("\(parent)")]
            let made = try await stage.http.api(
                "POST", path, body, headers: ["X-Audit-Log-Reason": "wish%20%F0%9F%8C%9F"])
            #expect(made.status == 201 && made.json["name"]?.text == "book-club")
            let id = try #require(made.json["id"]?.id)
            #expect(try await stage.sandbox.channel(id).auditReason == "wish 🌟")
            await stage.sandbox.setChannelRules(bannedWords: ["spam"], perCategory: 1)
            #expect(try await stage.http.api("POST", path, ["name": "spam"]).json["code"]?.number == 20031)
            let full = try await stage.http.api("POST", path, body).json
            #expect(full["code"]?.number == 50035)
            #expect(full["errors"]?["parent_id"]?["_errors"]?[0]?["code"]?.text == "CHANNEL_PARENT_MAX_CHANNELS")
            await stage.sandbox.setChannelRules(perGuild: 4)
            #expect(try await stage.http.api("POST", path, ["name": "y"]).json["code"]?.number == 30013)
            try await stage.sandbox.setBotPermissions([.viewChannel], in: stage.guild.id)
            let refused = try await stage.http.api("POST", path, ["name": "x"])
            #expect(refused.status == 403 && refused.json["code"]?.number == 50013)
        }
    }

    @Test("A slash command is registered, used, deferred, edited and followed up; after three seconds it is unknown")
    func interactions() async throws {
        try await Stage.run { stage in
            let application = await stage.sandbox.botID
            let commands = "/applications/\(application)/commands"
            let definition: Sandbox.JSON = [["name": "top", "description": "The best wishes"]]
            #expect(try await stage.http.api("PUT", commands, definition).json.list?.count == 1)
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            try await stage.sandbox.slash("top", in: stage.channel, by: stage.people[2])
            let event = try await gateway.event("INTERACTION_CREATE")
            #expect(event["data"]?["name"]?.text == "top" && event["member"]?["permissions"] != nil)
            let (id, token) = (event["id"]?.text ?? "", event["token"]?.text ?? "")
            let callback = "/interactions/\(id)/\(token)/callback"
            #expect(try await stage.http.api("POST", callback, ["type": 5]).status == 204)
            #expect(try await stage.http.api("POST", callback, ["type": 5]).json["code"]?.number == 40060)
            let hook = "/webhooks/\(application)/\(token)"
            let edited = try await stage.http.api("PATCH", hook + "/messages/@original", ["content": "1. books"])
            #expect(edited.json["content"]?.text == "1. books")
            #expect(try await stage.http.api("POST", hook, ["content": "more", "flags": 64]).status == 200)
            let answers = await stage.sandbox.answers(to: try #require(Sandbox.ID(id)))
            #expect(answers.map(\.content) == ["1. books", "more"] && answers[1].isEphemeral)
            #expect(await stage.sandbox.messages(in: stage.channel).count == 1)
            try await stage.sandbox.slash("top", in: stage.channel, by: stage.people[2])
            let late = try await gateway.event("INTERACTION_CREATE")
            stage.clock.advance(by: 4)
            let path = "/interactions/\(late["id"]?.text ?? "")/\(late["token"]?.text ?? "")/callback"
            #expect(
                try await stage.http.api("POST", path, ["type": 4, "data": ["content": "x"]]).json["code"] == 10062)
        }
    }

    @Test(
        "After the placeholder is deleted, a follow-up is a new message with its own ephemeral flag"
    )
    func placeholderTakenBack() async throws {
        try await Stage.run { stage in
            let application = await stage.sandbox.botID
            await stage.sandbox.setCommands([["name": "top", "description": "The best wishes"]])
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            let use = try await stage.sandbox.slash("top", in: stage.channel, by: stage.people[2])
            let event = try await gateway.event("INTERACTION_CREATE")
            let token = event["token"]?.text ?? ""
            let hook = "/webhooks/\(application)/\(token)"
            #expect(
                try await stage.http.api("POST", "/interactions/\(use)/\(token)/callback", ["type": 5]).status == 204)
            #expect(await stage.sandbox.answers(to: use).map(\.isThinking) == [true])
            #expect(try await stage.http.api("DELETE", hook + "/messages/@original").status == 204)
            #expect(try await stage.http.api("POST", hook, ["content": "no", "flags": 64]).status == 200)
            #expect(await stage.sandbox.waitForAnswer(to: use, containing: "no")?.isEphemeral == true)
            #expect(await stage.sandbox.messages(in: stage.channel).isEmpty)
        }
    }

    @Test("Deleting others' messages needs Manage Messages; deleting a channel sends no message events")
    func deleting() async throws {
        try await Stage.run { stage in
            let ids = try await stage.sandbox.post(many: 4, as: stage.people[0], in: stage.channel)
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            let base = "/channels/\(stage.channel)/messages"
            #expect(try await stage.http.api("DELETE", base + "/\(ids[0])").status == 204)
            #expect(try await gateway.event("MESSAGE_DELETE")["id"]?.id == ids[0])
            let two: Sandbox.JSON = ["messages": .array(ids[1...2].map { .string("\($0)") })]
            #expect(try await stage.http.api("POST", base + "/bulk-delete", two).status == 204)
            #expect(try await gateway.event("MESSAGE_DELETE_BULK")["ids"]?.list?.count == 2)
            try await stage.sandbox.denyBot(.manageMessages, in: stage.channel)
            #expect(try await stage.http.api("DELETE", base + "/\(ids[3])").json["code"]?.number == 50013)
            #expect(try await stage.http.api("DELETE", "/channels/\(stage.channel)").status == 200)
            #expect(try await gateway.events(through: "CHANNEL_DELETE").contains("MESSAGE_DELETE") == false)
        }
    }
}
