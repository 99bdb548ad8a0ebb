import FlyingFox
import Foundation

/// The HTTP handler of a sandbox: routes requests to REST API, gateway and control API.
struct SandboxServer: HTTPHandler {
    let sandbox: Sandbox

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        let path = request.target.path()
        let ofBot = ["/api", "/gateway", "/attachments", "/ephemeral-attachments"].contains { path.below($0) != nil }
        let cause = sandbox.browserGuard.refusal(
            of: BrowserGuard.Origin(request), port: await sandbox.port, needsToken: !ofBot)
        if let cause {
            // Scripts read `error`, libraries for bots `message`.
            return HTTPResponse(.json(403, ["error": .string(cause), "message": .string(cause), "code": 0]))
        }
        if let rest = path.below("/api/v10") {
            return try await answer(request, path: rest)
        }
        if path == "/gateway" || path == "/gateway/" || path == "/gateway/resume" || path == "/gateway/resume/" {
            return try await upgrade(request, isResume: path.contains("resume"))
        }
        if path.hasPrefix("/attachments/") || path.hasPrefix("/ephemeral-attachments/") {
            return HTTPResponse(await sandbox.file(path: path, query: request.queryValues))
        }
        if let rest = path.below("/control") { return await control(request, path: rest) }
        if path == "/" { return try await page(request, path: "/index.html") }
        if let rest = path.below("/page") { return try await page(request, path: rest) }
        return HTTPResponse(statusCode: .notFound)
    }

    private func answer(_ request: HTTPRequest, path: String) async throws -> HTTPResponse {
        let call = RESTCall(
            method: request.method.rawValue.uppercased(), path: path, query: request.queryValues,
            authorization: request.headers[.authorization], userAgent: request.headers[HTTPHeader("User-Agent")],
            contentType: request.headers[.contentType],
            auditReason: request.headers[HTTPHeader("X-Audit-Log-Reason")], body: try await request.bodyData)
        switch await sandbox.handle(call) {
        case .reply(let reply): return HTTPResponse(reply)
        case .cut: return HTTPResponse(webSocket: NoAnswer())
        }
    }

    private func upgrade(_ request: HTTPRequest, isResume: Bool) async throws -> HTTPResponse {
        guard await sandbox.admitsConnection() else {
            return HTTPResponse(statusCode: .serviceUnavailable, body: Data("The gateway refuses connections.".utf8))
        }
        let query = request.queryValues
        let compression = GatewayCompression(rawValue: query["compress"] ?? "") ?? .none
        guard compression.isAvailable else {
            return HTTPResponse(statusCode: .notImplemented, body: Data("zstd-stream needs libzstd.so.1.".utf8))
        }
        let upgrade = GatewayUpgrade(
            isResume: isResume, compression: compression, version: query["v"],
            encoding: query["encoding"],
            socket: ServerSocket(serverPort: await sandbox.port, clientPort: request.clientPort))
        return try await WebSocketHTTPHandler(handler: GatewaySocket(sandbox: sandbox, upgrade: upgrade))
            .handleRequest(request)
    }

    private func control(_ request: HTTPRequest, path: String) async -> HTTPResponse {
        let body = (try? await request.bodyData) ?? Data()
        let call = ControlCall(
            method: request.method.rawValue.uppercased(),
            path: path.split(separator: "/").map { $0.removingPercentEncoding ?? String($0) },
            query: request.queryValues, body: body)
        return HTTPResponse(await sandbox.execute(call))
    }
}

/// Closes a connection without an answer: the server closes it when a WebSocket handler throws.
private struct NoAnswer: WSHandler {
    struct Refused: Error {}

    func makeFrames(for client: AsyncThrowingStream<WSFrame, any Error>) async throws -> AsyncStream<WSFrame> {
        throw Refused()
    }
}

/// An HTTP response.
struct Reply: Sendable {
    var status: Int
    var headers: [(String, String)] = []
    var contentType = "application/json"
    var body = Data()

    static func json(_ status: Int, _ json: JSON?) -> Reply {
        Reply(status: status, body: json?.data ?? Data())
    }

    static func text(_ text: String) -> Reply {
        Reply(status: 200, contentType: "text/plain; charset=utf-8", body: Data(text.utf8))
    }

    func header(_ name: String) -> String? { headers.first { $0.0 == name }?.1 }
}

extension HTTPResponse {
    init(_ reply: Reply) {
        var headers = HTTPHeaders()
        for (name, value) in reply.headers { headers[HTTPHeader(name)] = value }
        if reply.status != 204 { headers[.contentType] = reply.contentType }
        self.init(statusCode: HTTPStatusCode(reply.status, phrase: "Status"), headers: headers, body: reply.body)
    }
}

extension HTTPRequest {
    fileprivate var clientPort: UInt16 {
        if case .ip4(_, let port) = remoteAddress { port } else { 0 }
    }

    var queryValues: [String: String] {
        var values: [String: String] = [:]
        for pair in target.query().split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? String(parts[1]).replacing("+", with: " ") : ""
            values[parts[0].removingPercentEncoding ?? String(parts[0])] = value.removingPercentEncoding ?? value
        }
        return values
    }
}

extension BrowserGuard.Origin {
    fileprivate init(_ request: HTTPRequest) {
        method = request.method.rawValue.uppercased()
        host = request.headers[.host]
        origin = request.headers[HTTPHeader("Origin")]
        site = request.headers[HTTPHeader("Sec-Fetch-Site")]
        token = request.headers[HTTPHeader("X-Sandbox-Token")]
    }
}

extension String {
    /// The path below a prefix; nil when the prefix does not match whole segments.
    fileprivate func below(_ prefix: String) -> String? {
        guard hasPrefix(prefix) else { return nil }
        let rest = dropFirst(prefix.count)
        return rest.isEmpty || rest.first == "/" ? String(rest) : nil
    }
}
