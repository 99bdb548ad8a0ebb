import Foundation

/// A request to the REST API.
struct RESTCall: Sendable {
    var method: String
    /// The path below `/api/v10`, percent-encoded as received.
    var path: String
    var query: [String: String]
    var authorization: String?
    var userAgent: String?
    var contentType: String?
    var auditReason: String?
    var body: Data
    /// The values of the route's `{names}`, percent-decoded.
    var parameters: [String: String] = [:]
    /// The names whose values lacked the required percent-encoding.
    var unencoded: Set<String> = []

    /// An id of the path. Throws: `APIError` 50035 when it is not a number.
    func id(_ name: String) throws(APIError) -> ID {
        let value = parameters[name] ?? ""
        guard let id = ID(value) else {
            throw .invalid([name + "_id"], "NUMBER_TYPE_COERCE", "Value \"\(value)\" is not snowflake.")
        }
        return id
    }

    /// The body as JSON; an empty body is an empty object. Throws: `APIError`.
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

    /// The emoji of the path. Throws: `APIError` when it is unknown or was not percent-encoded.
    func emoji() throws(APIError) -> Sandbox.Emoji {
        guard !unencoded.contains("emoji"), let text = parameters["emoji"], let emoji = Sandbox.Emoji(inAddress: text)
        else { throw .unknownEmoji }
        return emoji
    }

    /// A number of the query. Throws: `APIError` 50035 outside the bounds.
    func limit(_ bounds: ClosedRange<Int>, otherwise: Int) throws(APIError) -> Int {
        guard let text = query["limit"] else { return otherwise }
        guard let limit = Int(text), bounds.contains(limit) else {
            throw .invalid(
                ["limit"], "NUMBER_TYPE_COERCE",
                "int value should be between \(bounds.lowerBound) and \(bounds.upperBound).")
        }
        return limit
    }

    /// An id of the query; nil when absent. Throws: `APIError` 50035 when it is not a number.
    func queryID(_ name: String) throws(APIError) -> ID? {
        guard let text = query[name] else { return nil }
        guard let id = ID(text) else {
            throw .invalid([name], "NUMBER_TYPE_COERCE", "Value \"\(text)\" is not snowflake.")
        }
        return id
    }

    /// Whether a query parameter is `true`, `True` or `1`.
    func flag(_ name: String) -> Bool {
        ["true", "True", "1"].contains(query[name] ?? "")
    }

    /// The audit-log reason, percent-decoded.
    var reason: String? { auditReason.map { $0.removingPercentEncoding ?? $0 } }
}

/// An answer of the REST API.
struct RESTAnswer: Sendable, Equatable {
    var status: Int
    var json: JSON?

    static func ok(_ json: JSON) -> RESTAnswer { RESTAnswer(status: 200, json: json) }
    static let done = RESTAnswer(status: 204, json: nil)
}
