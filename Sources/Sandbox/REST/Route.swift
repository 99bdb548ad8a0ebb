import Foundation

/// One address of the API with what answers it.
struct Route: Sendable {
    typealias Handler = @Sendable (inout World, RESTCall) throws(APIError) -> RESTAnswer

    let method: String
    let template: String
    let segments: [String]
    /// Interaction answers carry their right in the address and need no token.
    let needsToken: Bool
    let handler: Handler

    init(_ method: String, _ template: String, needsToken: Bool = true, _ handler: @escaping Handler) {
        self.method = method
        self.template = template
        self.needsToken = needsToken
        self.handler = handler
        segments = template.split(separator: "/").map(String.init)
    }

    /// The values of the template's names when a path fits it; texts are better matches than names.
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

    /// Finds what answers a call: the route with the call's parameters filled in.
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

    /// Every route, more special ones first.
    static let all: [Route] =
        aboutTheBot + aboutGuilds + aboutChannels + aboutMessages + aboutReactions + aboutCommands + aboutInteractions
}

extension World {
    /// Answers a call, or refuses it.
    mutating func answer(_ route: Route, _ call: RESTCall) -> RESTAnswer {
        do throws(APIError) {
            try admit(call, needsToken: route.needsToken)
            return try route.handler(&self, call)
        } catch {
            return RESTAnswer(status: error.status, json: error.json)
        }
    }

    private func admit(_ call: RESTCall, needsToken: Bool) throws(APIError) {
        guard call.userAgent?.hasPrefix("DiscordBot (") == true else { throw .badUserAgent }
        guard needsToken else { return }
        guard call.authorization == "Bot " + portal.token else { throw .unauthorized }
    }
}
