import Foundation
import Sandbox
import Testing

@Suite("Threads and direct messages")
struct ThreadTests {
    private static let name: Sandbox.JSON = ["name": "moss", "auto_archive_duration": 1440]

    @Test("A thread has its message's id, is announced, counted and shown, and opens again with a new message")
    func story() async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            let card = try await stage.http.api("POST", "/channels/\(stage.channel)/messages", ["content": "card"]).json
            let id = try #require(card["id"]?.text)
            let path = "/channels/\(stage.channel)/messages/\(id)/threads"
            let thread = try await stage.http.api("POST", path, Self.name)
            #expect(thread.status == 201 && thread.json["id"]?.text == id && thread.json["type"] == 11)
            #expect(thread.json["parent_id"]?.id == stage.channel && thread.json["thread_metadata"]?["locked"] == false)
            #expect(try await gateway.event("THREAD_CREATE")["newly_created"] == true)
            #expect(try await gateway.event("THREAD_MEMBERS_UPDATE")["added_members"]?.list?.count == 1)
            #expect(try await gateway.event("MESSAGE_UPDATE")["thread"]?["id"]?.text == id)
            #expect(try await gateway.event("MESSAGE_CREATE")["type"] == 21)
            #expect(try await stage.http.api("POST", path, Self.name).json["code"] == 160_004)
            _ = try await stage.http.api("POST", "/channels/\(id)/messages", ["content": "first"])
            let closed = try await stage.http.api("PATCH", "/channels/\(id)", ["archived": true])
            #expect(closed.status == 200 && closed.json["thread_metadata"]?["archived"] == true)
            let screen = try await stage.http.control("GET", "/guilds/Garden/channels/suggestions/screen").text
            #expect(screen.contains("🧵 moss  1 message, archived"))
            try await stage.sandbox.post("hello", as: stage.people[1], in: try #require(Sandbox.ID(id)))
            let read = try await stage.http.api("GET", "/channels/\(id)").json
            #expect(read["thread_metadata"]?["archived"] == false && read["message_count"] == 2)
            #expect(read["total_message_sent"] == 2 && read["member_count"] == 2)
            #expect(try await stage.http.api("GET", "/guilds/\(stage.guild.id)/channels").json.list?.count == 3)
            let active = try await stage.http.api("GET", "/guilds/\(stage.guild.id)/threads/active").json
            #expect(active["threads"]?.list?.count == 1 && active["members"]?.list?.count == 1)
        }
    }

    @Test("An archived thread takes no edits or reactions; a locked one is for those with Manage Threads")
    func closed() async throws {
        try await Stage.run { stage in
            let wish = try await stage.sandbox.post("wish", as: stage.people[0], in: stage.channel)
            let thread = "/channels/\(wish.id)"
            _ = try await stage.http.api("POST", "/channels/\(stage.channel)/messages/\(wish.id)/threads", Self.name)
            let own = try await stage.http.api("POST", thread + "/messages", ["content": "own"]).json["id"]?.text ?? ""
            #expect(try await stage.http.api("PATCH", thread, ["locked": true]).json["code"] == 50013)
            _ = try await stage.http.api("PATCH", thread, ["archived": true])
            let edit = try await stage.http.api("PATCH", thread + "/messages/\(own)", ["content": "x"])
            #expect(edit.status == 400 && edit.json["code"] == 50083)
            let react = try await stage.http.api("PUT", thread + "/messages/\(own)/reactions/%F0%9F%8C%9F/@me")
            #expect(react.json["code"] == 50083)
            #expect(try await stage.http.api("PATCH", thread, ["name": "other"]).json["code"] == 50083)
            try await stage.sandbox.setThread(wish.id, archived: false, locked: true)
            #expect(try await stage.http.api("POST", thread + "/messages", ["content": "x"]).json["code"] == 160_005)
            try await stage.sandbox.updateRole(stage.guild.botRoleID, in: stage.guild.id) {
                $0.permissions.insert(.manageThreads)
            }
            #expect(try await stage.http.api("POST", thread + "/messages", ["content": "x"]).status == 200)
            let both = try await stage.http.api("PATCH", thread, ["archived": true, "locked": true])
            #expect(both.json["thread_metadata"]?["locked"] == true)
        }
    }

    @Test("Threads need their permissions: to start one, to write in one")
    func permissions() async throws {
        try await Stage.run { stage in
            let wish = try await stage.sandbox.post("wish", as: stage.people[0], in: stage.channel)
            let path = "/channels/\(stage.channel)/messages/\(wish.id)/threads"
            try await stage.sandbox.denyBot([.createPublicThreads], in: stage.channel)
            #expect(try await stage.http.api("POST", path, Self.name).json["code"] == 50013)
            try await stage.sandbox.denyBot([.sendMessagesInThreads], in: stage.channel)
            #expect(try await stage.http.api("POST", path, Self.name).status == 201)
            let thread = "/channels/\(wish.id)/messages"
            #expect(try await stage.http.api("POST", thread, ["content": "x"]).json["code"] == 50013)
            try await stage.sandbox.denyBot([.sendMessages], in: stage.channel)
            #expect(try await stage.http.api("POST", thread, ["content": "x"]).status == 200)
            for body: Sandbox.JSON in [
                [:], ["name": ""], ["name": .string(String(repeating: "x", count: 101))],
                ["name": "x", "auto_archive_duration": 61],
            ] {
                let other = try await stage.sandbox.post("other", as: stage.people[0], in: stage.channel)
                let refused = try await stage.http.api(
                    "POST", "/channels/\(stage.channel)/messages/\(other.id)/threads", body)
                #expect(refused.json["code"] == 50035, "\(body)")
            }
        }
    }

    @Test("A hidden channel's threads are hidden, and listed when it is shown; they go with their channel")
    func hidden() async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            let wish = try await stage.sandbox.post("wish", as: stage.people[0], in: stage.channel)
            try await stage.sandbox.startThread("moss", under: wish.id, in: stage.channel, by: stage.people[0])
            _ = try await gateway.event("THREAD_CREATE")
            try await stage.sandbox.setHidden(true, channel: stage.channel)
            #expect(try await stage.http.api("GET", "/channels/\(wish.id)").status == 403)
            try await stage.sandbox.setHidden(false, channel: stage.channel)
            let sync = try await gateway.event("THREAD_LIST_SYNC")
            #expect(sync["threads"]?[0]?["id"]?.id == wish.id && sync["channel_ids"]?[0]?.id == stage.channel)
            await stage.sandbox.deleteChannel(stage.channel)
            #expect(try await stage.http.api("GET", "/channels/\(wish.id)").json["code"] == 10003)
        }
    }

    @Test("A direct message reaches a user who takes them; others are refused with 50007")
    func direct() async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify(intents: 1 << 0 | 1 << 9 | 1 << 12)
            let user = stage.people[2]
            let open = { @Sendable in
                try await stage.http.api("POST", "/users/@me/channels", ["recipient_id": .string("\(user)")]).json
            }
            let channel = try await open()
            #expect(channel["type"] == 1 && channel["recipients"]?[0]?["id"]?.id == user)
            let again = try await open()
            #expect(again["id"] == channel["id"])
            let path = "/channels/\(channel["id"]?.text ?? "")/messages"
            #expect(try await stage.http.api("POST", path, ["content": "granted"]).status == 200)
            let event = try await gateway.event("MESSAGE_CREATE")
            #expect(event["content"] == "granted" && event["guild_id"] == nil && event["channel_type"] == 1)
            #expect(await stage.sandbox.waitForDirectMessage(to: user, containing: "grant") != nil)
            await stage.sandbox.setTakesDirectMessages(false, user)
            let refused = try await stage.http.api("POST", path, ["content": "x"])
            #expect(refused.status == 403 && refused.json["code"] == 50007)
            await stage.sandbox.setTakesDirectMessages(true, user)
            await stage.sandbox.removeMember(user, from: stage.guild.id)
            #expect(try await stage.http.api("POST", path, ["content": "x"]).json["code"] == 50007)
            await stage.sandbox.sendDirect("hi", from: user)
            #expect(try await gateway.event("MESSAGE_CREATE")["content"] == "hi")
        }
    }

    @Test("Messages older than an hour can be edited so many times in a channel, younger ones always")
    func oldEdits() async throws {
        try await Stage.run { stage in
            await stage.sandbox.setOldEditLimit(.init(count: 2, seconds: 600))
            let base = "/channels/\(stage.channel)/messages"
            let old = try await stage.http.api("POST", base, ["content": "old"]).json["id"]?.text ?? ""
            stage.clock.advance(by: 3_700)
            let young = try await stage.http.api("POST", base, ["content": "young"]).json["id"]?.text ?? ""
            let edit = { @Sendable (id: String) in
                try await stage.http.api("PATCH", base + "/\(id)", ["content": "changed"])
            }
            #expect(try await edit(old).status == 200)
            #expect(try await edit(old).status == 200)
            let refused = try await edit(old)
            #expect(refused.status == 429 && refused.json["code"] == 30046)
            #expect(refused.headers["retry-after"] == nil && refused.headers["x-ratelimit-scope"] == nil)
            #expect(try await edit(young).status == 200)
            stage.clock.advance(by: 601)
            #expect(try await edit(old).status == 200)
        }
    }
}
