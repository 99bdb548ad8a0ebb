import Synchronization
import Transport

/// An `HTTPTransport` that answers from a closure and remembers what it was asked.
struct ScriptedTransport: HTTPTransport {
    final class Log: Sendable {
        private let requests = Mutex<[HTTPRequest]>([])
        var all: [HTTPRequest] { requests.withLock { $0 } }
        var count: Int { all.count }
        func append(_ request: HTTPRequest) -> Int {
            requests.withLock {
                $0.append(request)
                return $0.count
            }
        }
    }

    let log = Log()
    /// Answers a request; the number of the first is 1.
    var answer: @Sendable (HTTPRequest, Int) async throws(TransportError) -> HTTPResponse = { _, _ in .ok() }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        try await answer(request, log.append(request))
    }
}

extension ScriptedTransport {
    /// Returns the answers in turn, then the last one again and again.
    init(_ answers: [Result<HTTPResponse, TransportError>]) {
        self.init { _, number throws(TransportError) in try answers[min(number, answers.count) - 1].get() }
    }
}

extension HTTPResponse {
    static func ok(_ body: String = "{}", _ headers: [HTTPField] = []) -> HTTPResponse {
        HTTPResponse(status: 200, headers: headers, body: Array(body.utf8))
    }

    static func json(_ status: Int, _ body: String, _ headers: [HTTPField] = []) -> HTTPResponse {
        HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
    }

    /// A 429 as Discord sends it.
    static func limited(_ seconds: Double, scope: String) -> HTTPResponse {
        .json(
            429, #"{"message":"You are being rate limited.","retry_after":\#(seconds),"global":\#(scope == "global")}"#,
            [HTTPField("X-RateLimit-Scope", scope), HTTPField("Retry-After", "\(Int(seconds.rounded(.up)))")])
    }
}

extension [HTTPField] {
    static func limit(_ limit: Int, remaining: Int, resetAfter: Double, bucket: String = "b") -> [HTTPField] {
        [
            HTTPField("X-RateLimit-Limit", "\(limit)"), HTTPField("X-RateLimit-Remaining", "\(remaining)"),
            HTTPField("X-RateLimit-Reset-After", "\(resetAfter)"), HTTPField("X-RateLimit-Bucket", bucket),
        ]
    }
}
