import Foundation

/// A route of the REST API with its handler.
struct Route: Sendable {
    typealias Handler = @Sendable (inout World, RESTCall) throws(APIError) -> RESTAnswer

    let method: String
    let template: String
    let segments: [String]
    /// False for interaction responses, whose path carries a token.
    let needsToken: Bool
    let handler: Handler

    init(_ method: String, _ template: String, needsToken: Bool = true, _ handler: @escaping Handler) {
        self.method = method
        self.template = template
        self.needsToken = needsToken
        self.handler = handler
        segments = template.split(separator: "/").map(String.init)
    }

    /// The values of the template's `{names}`; nil when the path does not match.
    func match(_ parts: [Substring]) -> [String: String]? {
        guard parts.count == segments.count else { return nil }
        var values: [String: String] = [:]
        for (part, segment) in zip(parts, segments) {
            let decoded = part.removingPercentEncoding ?? String(part)
            if segment.first == "{" {
                values[String(segment.dropFirst().dropLast())] = decoded
            } else if segment != decoded {
                return nil
            }
        }
        return values
    }

    /// The route of a call, and the call with its parameters. Throws: `APIError.notFound` or `.methodNotAllowed`.
    static func find(_ call: RESTCall) throws(APIError) -> (Route, RESTCall) {
        let parts = call.path.split(separator: "/", omittingEmptySubsequences: true)
        var known = false
        for route in all {
            guard let values = route.match(parts) else { continue }
            known = true
            guard route.method == call.method else { continue }
            var filled = call
            filled.parameters = values
            for (part, segment) in zip(parts, route.segments) where segment.first == "{" {
                if !part.utf8.allSatisfy({ $0 < 128 }) {
                    filled.unencoded.insert(String(segment.dropFirst().dropLast()))
                }
            }
            return (route, filled)
        }
        throw known ? .methodNotAllowed : .notFound
    }

    /// All routes, more specific ones first.
    static let all: [Route] =
        botRoutes + guildRoutes + channelRoutes + threadRoutes + messageRoutes + reactionRoutes + commandRoutes
        + interactionRoutes
}

extension World {
    /// Answers a call; errors become error responses.
    mutating func answer(_ route: Route, _ call: RESTCall) -> RESTAnswer {
        do throws(APIError) {
            try admit(call, needsToken: route.needsToken)
            return try route.handler(&self, call)
        } catch {
            return RESTAnswer(status: error.status, json: error.json)
        }
    }

    private func admit(_ call: RESTCall, needsToken: Bool) throws(APIError) {
        // Clients of interactions and webhooks are not asked for their name.
        guard needsToken else { return }
        guard call.userAgent?.hasPrefix("DiscordBot (") == true else { throw .badUserAgent }
        guard call.authorization == "Bot " + portal.token else { throw .unauthorized }
    }
}
