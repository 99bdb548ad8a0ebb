import Foundation
import Testing

@testable import Sandbox

@Suite("Recordings")
struct RecordingTests {
    /// A bot that greets whoever writes; returns the names of its events, in order.
    private static func live(_ http: RawHTTP) async throws -> [String] {
        _ = try await http.api("GET", "/gateway/bot")
        let gateway = try await RawGateway(port: http.port)
        let ready = try await gateway.identify(token: http.token)
        var names = try await gateway.events(through: "GUILD_CREATE")
        #expect(ready["resume_gateway_url"]?.text == "ws://127.0.0.1:\(http.port)/gateway/resume")
        let written = try await gateway.event("MESSAGE_CREATE")
        let channel = written["channel_id"]?.text ?? ""
        let sent = try await http.api("POST", "/channels/\(channel)/messages", ["content": "hello"])
        #expect(sent.json["content"]?.text == "hello")
        names += try await gateway.events(through: "MESSAGE_CREATE")
        let used = try await gateway.event("INTERACTION_CREATE")
        let (id, token) = (used["id"]?.text ?? "", used["token"]?.text ?? "")
        try await gateway.send(1, 5)
        _ = try await gateway.payload(op: 11)
        let body: Sandbox.JSON = ["type": 4, "data": ["content": "hidden", "flags": 64]]
        #expect(try await http.api("POST", "/interactions/\(id)/\(token)/callback", body).status == 204)
        names += try await gateway.events(through: "CHANNEL_UPDATE")
        #expect(try await gateway.next() == .closed(4009))
        try await gateway.close(4000)
        return names
    }

    private static func file() -> URL {
        FileManager.default.temporaryDirectory.appending(path: "recording-\(UUID().uuidString).jsonl")
    }

    /// Records a session of that bot; returns the names of its events.
    private static func record(to file: URL) async throws -> [String] {
        var configuration = Sandbox.Configuration()
        configuration.recordingPath = file.path
        configuration.portal.token = "very-secret"
        var names: [String] = []
        try await Stage.run(configuration) { stage in
            await stage.sandbox.setCommands([["name": "greet", "description": "x"]])
            var http = stage.http
            http.token = "very-secret"
            let caller = http
            async let heard = Self.live(caller)
            _ = await stage.sandbox.wait { $0.isGatewayConnected ? true : nil }
            try await stage.sandbox.post("very-secret hi", as: stage.people[0], in: stage.channel)
            _ = await stage.sandbox.waitForMessage(in: stage.channel, containing: "hello")
            try await stage.sandbox.slash("greet", in: stage.channel, by: stage.people[0])
            _ = await stage.sandbox.waitForRequests("POST /interactions/**")
            _ = await stage.sandbox.wait { $0.counters.heartbeats > 0 ? true : nil }
            try await stage.sandbox.setHidden(true, channel: stage.channel)
            await stage.sandbox.cutGateway(.code(4009))
            names = try await heard
            _ = await stage.sandbox.wait { $0.counters.closeAnswers.isEmpty ? nil : true }
        }
        return names
    }

    @Test("A recorded session is played to the bot in the same order, with the same answers")
    func roundTrip() async throws {
        let file = Self.file()
        defer { try? FileManager.default.removeItem(at: file) }
        let names = try await Self.record(to: file)
        #expect(names == ["GUILD_CREATE", "MESSAGE_CREATE", "CHANNEL_UPDATE"])
        var configuration = Sandbox.Configuration()
        configuration.recording = try Recording.read(file.path)
        let sandbox = Sandbox(configuration)
        let http = RawHTTP(port: try await sandbox.start().port)
        #expect(try await Self.live(http) == names)
        let end = try await http.control("GET", "/wait?replay=done")
        #expect(end.status == 200 && end.json["done"] == true && end.json["differences"] == [])
        await sandbox.stop()
    }

    @Test("No token is in a recording: not the bot's, not an interaction's; only its owner may read it")
    func secrets() async throws {
        let file = Self.file()
        defer { try? FileManager.default.removeItem(at: file) }
        _ = try await Self.record(to: file)
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(!text.contains("very-secret") && !text.contains("token-"))
        #expect(text.contains(#""token":"***""#) && text.contains("*** hi"))
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let kinds = text.split(separator: "\n").compactMap { Sandbox.JSON.parse(String($0))?["kind"]?.text }
        #expect(Set(kinds) == ["recording", "open", "to_bot", "from_bot", "request", "close"])
    }

    @Test("What the bot no longer does is skipped after a while, and told")
    func differences() async throws {
        var configuration = Sandbox.Configuration()
        configuration.replayPatience = .milliseconds(1)
        let request = RecordedRequest(
            method: "GET", path: "/users/@me", query: [:], body: .null, status: 200, headers: [:], answer: ["id": "1"])
        configuration.recording = [
            .opened(link: 1, isResume: false), .request(request), .toBot(link: 1, ["op": 7, "d": nil]),
        ]
        let sandbox = Sandbox(configuration)
        let http = RawHTTP(port: try await sandbox.start().port)
        let gateway = try await RawGateway(port: http.port)
        #expect(try await gateway.payload(op: 7) == .null)
        #expect(try await http.api("POST", "/channels/1/messages", ["content": "x"]).status == 404)
        // Late, and still with the recorded answer.
        #expect(try await http.api("GET", "/users/@me").json == ["id": "1"])
        let state = try await http.control("GET", "/replay").json
        #expect(
            state["differences"] == [
                "The bot did not request GET /users/@me.", "The recording has no answer to POST /channels/1/messages.",
            ])
        await sandbox.stop()
    }

    @Test("A payload waits for all that came before it in the recording")
    func order() {
        let request = RecordedRequest(
            method: "POST", path: "/a", query: [:], body: .null, status: 204, headers: [:], answer: .null)
        var replay = Replay([
            .opened(link: 7, isResume: false), .toBot(link: 7, ["op": 10]), .fromBot(link: 7, ["op": 2]),
            .toBot(link: 7, ["op": 0, "s": 1]), .request(request), .toBot(link: 7, ["op": 0, "s": 2]),
            .closed(link: 7, .byDiscord(4000)),
        ])
        #expect(replay.opened(1) == [.send(1, ["op": 10]), .wait(2)])
        #expect(replay.received(op: 2, on: 1) == [.send(1, ["op": 0, "s": 1]), .wait(4)])
        #expect(replay.gaveUp(at: 2) == [])
        let (answer, effects) = replay.answer("POST", "/a", [:])
        #expect(answer == request && effects == [.send(1, ["op": 0, "s": 2]), .close(1, code: 4000)])
        #expect(replay.isDone && replay.differences.isEmpty)
    }

    @Test("What the bot sends comes back with its own nonce; how it ended does not count")
    func nonces() {
        let request = RecordedRequest(
            method: "POST", path: "/a", query: [:], body: ["nonce": "old"], status: 200, headers: [:],
            answer: ["nonce": "old", "content": "old"])
        var replay = Replay([
            .opened(link: 1, isResume: false), .request(request), .toBot(link: 1, ["op": 0, "d": ["nonce": "old"]]),
            .closed(link: 1, .byBot(4000)), .closed(link: 2, .lost),
        ])
        #expect(replay.opened(1) == [.wait(1)])
        let (answer, effects) = replay.answer("POST", "/a", [:], body: ["nonce": "new"])
        #expect(answer?.answer == ["nonce": "new", "content": "old"])
        #expect(effects == [.send(1, ["op": 0, "d": ["nonce": "new"]])])
        #expect(replay.isDone)
    }

    @Test("A request has its place in the recording when it comes, before the events that it causes")
    func arrival() async throws {
        let file = Self.file()
        defer { try? FileManager.default.removeItem(at: file) }
        _ = try await Self.record(to: file)
        let events = try Recording.read(file.path)
        let post = try #require(
            events.firstIndex { if case .request(let request) = $0 { request.method == "POST" } else { false } })
        let event = try #require(
            events.firstIndex {
                if case .toBot(_, let payload) = $0 { payload["d"]?["content"] == "hello" } else { false }
            })
        #expect(post < event)
    }

    @Test(
        "A file that is no recording is refused with the number of its line",
        arguments: [
            ("{\"kind\":\"recording\",\"format\":2}", "line 1 has another format than 1."),
            ("{\"n\":1,\"kind\":\"open\"}\nnothing", "line 2 is not JSON."),
            ("{\"n\":1,\"kind\":\"x\"}", "line 1 is no event of a recording."),
        ])
    func mistakes(text: String, cause: String) throws {
        let file = Self.file()
        defer { try? FileManager.default.removeItem(at: file) }
        try text.write(to: file, atomically: true, encoding: .utf8)
        #expect {
            try Recording.read(file.path)
        } throws: {
            "\($0)".hasSuffix(cause)
        }
    }
}
