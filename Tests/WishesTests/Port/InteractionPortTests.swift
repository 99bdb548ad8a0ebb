import Discord
import Synchronization
import TestSupport
import Testing
import Transport
import Wishes

/// How the verbs for interactions behave on a network that loses answers.
@Suite("The port for interactions")
struct InteractionPortTests {
    /// Answers requests in turn, the last for ever, and counts them.
    private final class Script: HTTPTransport {
        private let answers: [Result<HTTPResponse, TransportError>]
        private let asked = Mutex<[HTTPRequest]>([])

        init(_ answers: [Result<HTTPResponse, TransportError>]) { self.answers = answers }

        var requests: [HTTPRequest] { asked.withLock { $0 } }

        func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
            let number = asked.withLock {
                $0.append(request)
                return $0.count
            }
            return try answers[min(number, answers.count) - 1].get()
        }
    }

    private static let done = Result<HTTPResponse, TransportError>.success(
        HTTPResponse(status: 204, headers: [], body: []))
    private static let lost = Result<HTTPResponse, TransportError>.success(
        HTTPResponse(status: 502, headers: [], body: []))

    private static func refused(_ status: Int, _ code: Int) -> Result<HTTPResponse, TransportError> {
        .success(HTTPResponse(status: status, headers: [], body: Array(#"{"message":"m","code":\#(code)}"#.utf8)))
    }

    private static let handle = InteractionHandle(
        id: Snowflake(7), applicationID: Snowflake(8), token: Secret("aW50"))

    private func port(_ answers: [Result<HTTPResponse, TransportError>]) -> (DiscordGuildPort, Script) {
        let script = Script(answers)
        let rest = RESTClient(
            transport: script,
            configuration: RESTConfiguration(
                baseURL: "http://127.0.0.1/api/v10", token: Secret("bot"), version: "0"),
            clock: ManualClock(jumps: true))
        return (DiscordGuildPort(rest), script)
    }

    /// The kind of error that a deferral ends with; nil when it succeeds.
    private func failure(_ answers: [Result<HTTPResponse, TransportError>]) async -> (PortError.Kind?, Int) {
        let (port, script) = port(answers)
        do {
            try await port.respond(to: Self.handle, with: .deferredMessage(isEphemeral: true))
            return (nil, script.requests.count)
        } catch {
            return (error.kind, script.requests.count)
        }
    }

    @Test(
        "A first response whose answer was lost is tried once more; \"already acknowledged\" then means that it arrived"
    )
    func lostAnswer() async {
        #expect(await failure([Self.lost, Self.refused(400, 40060)]) == (nil, 2))
        #expect(await failure([Self.lost, Self.done]) == (nil, 2))
        #expect(await failure([Self.lost, Self.refused(404, 10062)]) == (.interactionGone, 2))
    }

    @Test("\"Already acknowledged\" at once means that somebody else has answered")
    func answeredElsewhere() async {
        #expect(await failure([Self.refused(400, 40060)]) == (.alreadyAnswered, 1))
    }

    @Test(
        "An interaction that is over is no failure of the bot's token",
        arguments: [(404, 10062), (404, 10015), (401, 50027)])
    func over(status: Int, code: Int) async {
        #expect(await failure([Self.refused(status, code)]) == (.interactionGone, 1))
    }

    @Test("Interaction calls carry the token in their path and not the bot's")
    func authorization() async throws {
        let (port, script) = port([Self.done])
        try await port.respond(to: Self.handle, with: .deferredUpdate)
        try await port.editAnswer(to: Self.handle, InteractionAnswer(content: "x"))
        let requests = script.requests
        #expect(requests.map(\.url).allSatisfy { $0.contains("/aW50/") })
        #expect(!requests.flatMap(\.headers).contains { $0.name == "Authorization" })
        #expect(requests.count == 2)
    }
}
