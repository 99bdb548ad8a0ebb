import FlyingFox
import Foundation

extension SandboxServer {
    /// A request for the page, its data or its WebSocket; `path` is what follows `/page`.
    func page(_ request: HTTPRequest, path: String) async throws -> HTTPResponse {
        if path == "/live" {
            return try await WebSocketHTTPHandler(handler: PageSocket(sandbox: sandbox)).handleRequest(request)
        }
        return HTTPResponse(await sandbox.answerPage(path, request.queryValues))
    }
}

extension Sandbox {
    /// Answers a request for a file or for data of the page.
    func answerPage(_ path: String, _ query: [String: String]) -> Reply {
        let parts = path.split(separator: "/").map(String.init)
        let id = parts.dropFirst().first.flatMap { ID($0) }
        switch (parts.first, id) {
        case ("story", nil): return .json(200, configuration.story ?? ["steps": []])
        case ("guilds", let id?):
            guard let guild = world.guilds[id] else { return .json(404, ["error": "There is no such guild."]) }
            return .json(200, world.pageDetails(guild))
        case ("channels", let id?):
            let limit = min(max(query["limit"].flatMap { Int($0) } ?? 50, 1), 200)
            return .json(200, pageMessages(in: id, before: query["before"].flatMap { ID($0) }, limit: limit))
        default:
            let file = PageFiles(folder: configuration.pageFolder).reply(parts.joined(separator: "/"))
            return file ?? .json(404, ["error": "The page has no such file."])
        }
    }
}
