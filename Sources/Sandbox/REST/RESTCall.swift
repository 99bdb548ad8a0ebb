import Foundation

/// A request to the API after the path was taken apart.
struct RESTCall: Sendable {
    var method: String
    /// The path below `/api/v10` as it came, percent-encoded.
    var path: String
    var query: [String: String]
    var authorization: String?
    var userAgent: String?
    var contentType: String?
    var auditReason: String?
    var body: Data
    /// The values of the route's `{names}`, percent-decoded.
    var parameters: [String: String] = [:]
    /// Names whose value came without percent-encoding although it needed it.
    var unencoded: Set<String> = []

    /// The id in the path; 50035 when it is not a number.
    func id(_ name: String) throws(APIError) -> ID {
        let value = parameters[name] ?? ""
        guard let id = ID(value) else {
            throw .invalid([name + "_id"], "NUMBER_TYPE_COERCE", "Value \"\(value)\" is not snowflake.")
        }
        return id
    }

    /// The body as a JSON object; an empty body is an empty object.
    func json() throws(APIError) -> JSON {
        guard !body.isEmpty else { return [:] }
        guard contentType?.hasPrefix("application/json") == true else {
            throw .invalid(
                ["_content_type"], "CONTENT_TYPE_INVALID",
                "Expected \"Content-Type\" header to be one of {'application/json'}.")
        }
        guard let json = JSON.parse(body) else { throw .notJSON }
        return json
    }

    /// The emoji in the path. One that was not percent-encoded is unknown.
    func emoji() throws(APIError) -> Sandbox.Emoji {
        guard !unencoded.contains("emoji"), let text = parameters["emoji"], let emoji = Sandbox.Emoji(inAddress: text)
        else { throw .unknownEmoji }
        return emoji
    }

    /// A number of the query within bounds.
    func limit(_ bounds: ClosedRange<Int>, otherwise: Int) throws(APIError) -> Int {
        guard let text = query["limit"] else { return otherwise }
        guard let limit = Int(text), bounds.contains(limit) else {
            throw .invalid(
                ["limit"], "NUMBER_TYPE_COERCE",
                "int value should be between \(bounds.lowerBound) and \(bounds.upperBound).")
        }
        return limit
    }

    /// An id of the query.
    func queryID(_ name: String) throws(APIError) -> ID? {
        guard let text = query[name] else { return nil }
        guard let id = ID(text) else {
            throw .invalid([name], "NUMBER_TYPE_COERCE", "Value \"\(text)\" is not snowflake.")
        }
        return id
    }

    /// Discord reads `true`, `True` and `1`.
    func flag(_ name: String) -> Bool {
        ["true", "True", "1"].contains(query[name] ?? "")
    }

    /// The audit-log reason, percent-decoded.
    var reason: String? { auditReason.map { $0.removingPercentEncoding ?? $0 } }
}

/// What the API answers.
struct RESTAnswer: Sendable, Equatable {
    var status: Int
    var json: JSON?

    static func ok(_ json: JSON) -> RESTAnswer { RESTAnswer(status: 200, json: json) }
    static let done = RESTAnswer(status: 204, json: nil)
}
