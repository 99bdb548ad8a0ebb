import Discord
import Synchronization
import TestSupport
import Testing
import Transport
import Wishes

/// How the verbs for edits, threads, direct messages and files read Discord's answers.
@Suite("The port for messages")
struct MessagePortTests {
    private final class Script: HTTPTransport {
        private let answers: [HTTPResponse]
        private let asked = Mutex<[HTTPRequest]>([])

        init(_ answers: [HTTPResponse]) { self.answers = answers }

        var requests: [HTTPRequest] { asked.withLock { $0 } }
        /// Method, path and body of each request.
        var lines: [String] {
            requests.map { request in
                let path = request.url.dropFirst("http://127.0.0.1/api/v10".count)
                return "\(request.method) \(path) \(String(decoding: request.body ?? [], as: UTF8.self))"
            }
        }

        func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
            let number = asked.withLock {
                $0.append(request)
                return $0.count
            }
            return answers[min(number, answers.count) - 1]
        }
    }

    private static func answer(_ status: Int, _ body: String = "{}") -> HTTPResponse {
        HTTPResponse(status: status, headers: [], body: Array(body.utf8))
    }

    private static func refusal(_ status: Int, _ code: Int) -> HTTPResponse {
        answer(status, #"{"message":"m","code":\#(code)}"#)
    }

    private func port(_ answers: HTTPResponse...) -> (DiscordGuildPort, Script) {
        let script = Script(answers)
        let rest = RESTClient(
            transport: script,
            configuration: RESTConfiguration(
                baseURL: "http://127.0.0.1/api/v10", token: Secret("bot"), version: "0"),
            clock: ManualClock(jumps: true))
        return (DiscordGuildPort(rest), script)
    }

    private func kind(_ work: () async throws(PortError) -> Void) async -> PortError.Kind? {
        do throws(PortError) {
            try await work()
            return nil
        } catch {
            return error.kind
        }
    }

    @Test("A thread that is there already is the thread that was asked for")
    func startThread() async throws {
        for answer in [Self.answer(201, #"{"id":"10","type":11}"#), Self.refusal(400, 160_004)] {
            let (port, script) = port(answer)
            #expect(try await port.startThread(under: 10, in: 9, name: "moss", patience: .week) == 10)
            #expect(script.lines.count == 1)
            #expect(script.lines[0].hasPrefix("POST /channels/9/messages/10/threads {"))
            #expect(script.lines[0].contains(#""auto_archive_duration":10080"#))
        }
    }

    @Test("A lost answer to a new thread is asked again, because a message has one thread")
    func lostThread() async throws {
        let (port, script) = port(Self.answer(502, ""), Self.refusal(400, 160_004))
        #expect(try await port.startThread(under: 10, in: 9, name: "moss", patience: .day) == 10)
        #expect(script.requests.count == 2)
    }

    @Test("An archived thread is opened before it is locked")
    func lockThread() async throws {
        let (port, script) = port(Self.refusal(400, 50083), Self.answer(200), Self.answer(200))
        try await port.lockThread(10)
        #expect(script.requests.map(\.method) == ["PATCH", "PATCH", "PATCH"])
        #expect(script.lines[0].contains(#""locked":true"#) && script.lines[0].contains(#""archived":true"#))
        #expect(script.lines[1] == #"PATCH /channels/10 {"archived":false}"#)
        #expect(script.requests[2].body == script.requests[0].body)
        let (denied, _) = self.port(Self.refusal(403, 50013))
        #expect(await kind { () async throws(PortError) in try await denied.lockThread(10) } == .forbidden)
    }

    @Test("A direct message opens its channel first; a user who takes none is told apart")
    func directMessage() async throws {
        let (port, script) = port(Self.answer(200, #"{"id":"70","type":1}"#), Self.answer(200, #"{"id":"71"}"#))
        #expect(try await port.directMessage(NewMessage(content: "hello"), to: 5) == 71)
        #expect(script.lines[0] == #"POST /users/@me/channels {"recipient_id":"5"}"#)
        #expect(script.lines[1].hasPrefix("POST /channels/70/messages {"))
        let (closed, _) = self.port(Self.answer(200, #"{"id":"70","type":1}"#), Self.refusal(403, 50007))
        do {
            _ = try await closed.directMessage(NewMessage(content: "hello"), to: 5)
            Issue.record("It was sent.")
        } catch {
            #expect(error.kind == .forbidden && error.code == .cannotMessageUser)
        }
        let (unclear, _) = self.port(Self.answer(500, ""))
        let outcome = await kind { () async throws(PortError) in
            _ = try await unclear.directMessage(NewMessage(content: "hello"), to: 5)
        }
        #expect(outcome == .unreachable)
    }

    @Test("Too many edits of old messages are told from other refusals")
    func oldEdits() async {
        let (port, script) = port(Self.refusal(429, 30046))
        let outcome = await kind { () async throws(PortError) in
            try await port.editMessage(10, in: 9, MessageEdit(content: "x"))
        }
        #expect(outcome == .tooManyEdits)
        #expect(script.requests.count == 1)
    }

    @Test("Files go along with messages, edits and answers; too large ones are refused before anything is sent")
    func files() async throws {
        let (port, script) = port(Self.answer(200, #"{"id":"71"}"#))
        let file = FileUpload(name: "a.png", contentType: "image/png", bytes: [1, 2])
        _ = try await port.post(NewMessage(files: [file]), in: 9)
        try await port.editMessage(10, in: 9, MessageEdit(files: [file]))
        let handle = InteractionHandle(id: 7, applicationID: 8, token: Secret("aW50"))
        try await port.editAnswer(to: handle, InteractionAnswer(files: [file]))
        try await port.followUp(handle, InteractionAnswer(files: [file]))
        try await port.respond(to: handle, with: .message(InteractionAnswer(files: [file])))
        #expect(script.requests.count == 5)
        for request in script.requests {
            let type = request.headers.last { $0.name == "Content-Type" }?.value
            #expect(type?.hasPrefix("multipart/form-data; boundary=") == true)
        }
        let huge = FileUpload(name: "b", contentType: "image/png", bytes: Array(repeating: 0, count: 10 << 20 + 1))
        let outcome = await kind { () async throws(PortError) in
            _ = try await port.post(NewMessage(files: [huge]), in: 9)
        }
        #expect(outcome == .refused)
        #expect(script.requests.count == 5)
    }

    @Test("A file at a foreign address is refused without a request")
    func fetch() async {
        let (port, script) = port(Self.answer(200))
        let foreign = MessageAttachment(id: 2, filename: "a", size: 1, url: "https://evil.test/a")
        let outcome = await kind { () async throws(PortError) in
            _ = try await port.fetchAttachment(foreign, limit: 10)
        }
        #expect(outcome == .refused)
        #expect(script.requests.isEmpty)
    }
}
