import Foundation
import Sandbox
import Testing

@Suite("Troubles")
struct TroubleTests {
    @Test("A trouble answers as many matching requests as requested with its status, 429 or Cloudflare page")
    func failing() async throws {
        try await Stage.run { stage in
            let path = "/channels/\(stage.channel)/messages"
            await stage.sandbox.trouble("GET /channels/*/messages", .status(503), times: 2)
            #expect(try await stage.http.api("GET", "/users/@me").status == 200)
            for expected in [503, 503, 200] { #expect(try await stage.http.api("GET", path).status == expected) }
            await stage.sandbox.trouble("GET **", .rateLimited(retryAfter: 1.5, scope: "shared"))
            let limited = try await stage.http.api("GET", path)
            #expect(limited.status == 429 && limited.json["retry_after"]?.real == 1.5)
            #expect(limited.headers["x-ratelimit-scope"] == "shared" && limited.headers["retry-after"] == "2")
            await stage.sandbox.trouble(.any, .cloudflare(429), times: nil)
            let cloudflare = try await stage.http.api("GET", path)
            #expect(cloudflare.text.hasPrefix("<html>") && cloudflare.headers["via"] == nil)
            await stage.sandbox.clearTroubles()
            #expect(try await stage.http.api("GET", path).status == 200)
        }
    }

    @Test("dropAnswer carries the request out, dropRequest does not; both close without an answer")
    func dropping() async throws {
        try await Stage.run { stage in
            let path = "/channels/\(stage.channel)/messages"
            await stage.sandbox.trouble("POST **", .dropAnswer)
            let done = try await stage.http.api("POST", path, ["content": "done"])
            #expect(done.status == 0)
            #expect(await stage.sandbox.botMessages(in: stage.channel).map(\.content) == ["done"])
            await stage.sandbox.trouble("POST **", .dropRequest)
            let lost = try await stage.http.api("POST", path, ["content": "lost"])
            #expect(lost.status == 0)
            #expect(await stage.sandbox.botMessages(in: stage.channel).count == 1)
            #expect(await stage.sandbox.requests("POST **").map(\.status) == [0, 0])
        }
    }

    @Test("statusAfterWork carries the request out and answers with the status")
    func statusAfterWork() async throws {
        try await Stage.run { stage in
            let path = "/channels/\(stage.channel)/messages"
            let order: Sandbox.JSON = ["match": "POST /channels/*/messages", "status": 500, "after_work": true]
            #expect(try await stage.http.control("POST", "/trouble", order).status == 200)
            let answers = [
                try await stage.http.api("POST", path, ["content": "done"]),
                try await stage.http.api("POST", path, ["content": "done again"]),
            ]
            #expect(answers.map(\.status) == [500, 200])
            #expect(answers[0].json["id"] == nil)
            #expect(await stage.sandbox.botMessages(in: stage.channel).map(\.content) == ["done", "done again"])
        }
    }

    @Test(
        "A breakpoint stops a request before or after its work; a release lets it go on or cuts it",
        arguments: Sandbox.Stage.all)
    func breakpoints(at point: Sandbox.Stage) async throws {
        try await Stage.run { stage in
            let http = stage.http
            let path = "/channels/\(stage.channel)/messages"
            let hold = await stage.sandbox.hold("GET /channels/*/messages", at: point)
            async let answer = http.api("GET", path)
            #expect(await stage.sandbox.caught(hold))
            try await stage.sandbox.post("meanwhile", as: stage.people[0], in: stage.channel)
            await stage.sandbox.release(hold)
            #expect(try await answer.json.list?.count == (point == .beforeWork ? 1 : 0))
            let second = await stage.sandbox.hold("GET /channels/*/messages", at: point)
            async let cut = http.api("GET", path)
            #expect(await stage.sandbox.caught(second))
            await stage.sandbox.release(second, answering: false)
            #expect(try await cut.status == 0)
        }
    }

    @Test("Rate limits send headers, 429 with the wait, false headers on request, and a global 429")
    func rateLimits() async throws {
        try await Stage.run { stage in
            let path = "/channels/\(stage.channel)/messages"
            await stage.sandbox.setRateLimits(Sandbox.RateLimit.usual)
            for left in [4, 3, 2, 1, 0] {
                let answer = try await stage.http.api("GET", path)
                #expect(answer.status == 200 && answer.headers["x-ratelimit-remaining"] == "\(left)")
            }
            stage.clock.advance(by: 2)
            let refused = try await stage.http.api("GET", path)
            #expect(refused.status == 429 && refused.json["retry_after"]?.real == 3)
            #expect(refused.json["global"] == false && refused.headers["x-ratelimit-limit"] == "5")
            stage.clock.advance(by: 3.1)
            #expect(try await stage.http.api("GET", path).status == 200)
            await stage.sandbox.setRateLimits(Sandbox.RateLimit.usualLying, globalPerSecond: 2)
            #expect(try await stage.http.api("GET", path).headers["x-ratelimit-remaining"] == "999")
            #expect(try await stage.http.api("GET", path).status == 200)
            let global = try await stage.http.api("GET", path)
            #expect(global.json["global"] == true && global.headers["x-ratelimit-scope"] == "global")
        }
    }

    @Test(
        "A cut ends the connection silently, with a close code, or inside a frame",
        arguments: [Sandbox.Cut.silent, .code(4000), .insideFrame])
    func cuts(cut: Sandbox.Cut) async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            _ = try await gateway.event("GUILD_CREATE")
            await stage.sandbox.cutGateway(cut)
            switch (cut, try await gateway.next()) {
            case (.silent, .cut(0)), (.code, .closed(4000)): break
            case (.insideFrame, .cut(let bytes)): #expect(bytes > 10)
            case (_, let other): Issue.record("\(other)")
            }
            #expect(await stage.sandbox.waitForGateway(connected: false))
        }
    }

    @Test("The gateway sends ops and raw text on request, duplicates and reorders events, stalls, and refuses resumes")
    func gatewayTroubles() async throws {
        try await Stage.run { stage in
            let sandbox = stage.sandbox
            let gateway = try await stage.gateway()
            let ready = try await gateway.identify()
            _ = try await gateway.event("GUILD_CREATE")
            await sandbox.sendReconnect()
            await sandbox.sendHeartbeatRequest()
            await sandbox.sendRaw("{nonsense")
            await sandbox.sendEvent("UNKNOWN_EVENT", ["a": 1])
            _ = try await gateway.payload(op: 7)
            _ = try await gateway.payload(op: 1)
            #expect(try await gateway.next() == .text("{nonsense"))
            #expect(try await gateway.event("UNKNOWN_EVENT")["a"] == 1)
            await sandbox.setDuplicates(true)
            try await sandbox.post("twice", as: stage.people[0], in: stage.channel)
            for _ in 0..<2 { #expect(try await gateway.event("MESSAGE_CREATE")["content"]?.text == "twice") }
            await sandbox.setDuplicates(false)
            await sandbox.setReordering(true)
            for text in ["a", "b"] { try await sandbox.post(text, as: stage.people[0], in: stage.channel) }
            for text in ["b", "a"] { #expect(try await gateway.event("MESSAGE_CREATE")["content"]?.text == text) }
            await sandbox.setReordering(false)
            try await sandbox.post("unheard", as: stage.people[0], in: stage.channel, silent: true)
            await sandbox.setStalled(true)
            try await sandbox.post("missed", as: stage.people[0], in: stage.channel)
            await sandbox.setStalled(false)
            try await sandbox.post("heard", as: stage.people[0], in: stage.channel)
            #expect(try await gateway.event("MESSAGE_CREATE")["content"]?.text == "heard")
            await sandbox.refuseResumes(true)
            let other = try await stage.gateway("/gateway/resume")
            try await other.send(
                6, ["token": "sandbox-token", "session_id": ready["session_id"] ?? .null, "seq": 1])
            #expect(try await other.payload(op: 9) == true)
        }
    }

    @Test("The connection policy refuses or holds new connections; an outage is GUILD_DELETE with unavailable")
    func connectionPolicy() async throws {
        try await Stage.run { stage in
            await stage.sandbox.setConnectionPolicy(.refusing)
            await #expect(throws: RawSocket.Broken.self) { try await stage.gateway() }
            await stage.sandbox.setConnectionPolicy(.holding)
            async let held = stage.gateway()
            await stage.sandbox.setConnectionPolicy(.accepting)
            let gateway = try await held
            _ = try await gateway.identify()
            _ = try await gateway.event("GUILD_CREATE")
            await stage.sandbox.setUnavailable(true, guild: stage.guild.id)
            #expect(try await gateway.event("GUILD_DELETE")["unavailable"] == true)
            await stage.sandbox.setUnavailable(false, guild: stage.guild.id)
            _ = try await gateway.event("GUILD_CREATE")
            await stage.sandbox.removeBot(from: stage.guild.id)
            #expect(try await gateway.event("GUILD_DELETE")["unavailable"] == nil)
        }
    }
}

extension Sandbox.Stage {
    static let all: [Sandbox.Stage] = [.beforeWork, .afterWork]
}
