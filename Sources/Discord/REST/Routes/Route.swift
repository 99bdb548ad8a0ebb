/// One REST call as a value: where it goes, and what the rate limiter and the retry rules need to know about it.
///
/// Printing a route shows its ids but never the token that interaction and webhook paths carry.
package struct Route: Sendable, Hashable {
    /// The method in capitals.
    package enum Method: String, Sendable, Hashable {
        /// Reads.
        case get = "GET"
        /// Creates.
        case post = "POST"
        /// Sets.
        case put = "PUT"
        /// Changes.
        case patch = "PATCH"
        /// Removes.
        case delete = "DELETE"
    }

    /// The top-level resource that splits a rate limit bucket.
    package enum MajorParameter: Sendable, Hashable {
        /// No top-level resource.
        case none
        /// Limits per channel.
        case channel(Snowflake)
        /// Limits per guild.
        case guild(Snowflake)
        /// Limits per webhook or interaction, with its token.
        case webhook(Snowflake, Secret)
    }

    /// The method.
    package let method: Method
    /// Path and query below the base URL, percent-encoded. May hold an interaction token: for sending only.
    package let path: String
    /// The call with names for its ids, the same for every id: `GET /channels/{channel.id}/messages`.
    package let template: String
    /// The resource by which Discord splits this call's bucket.
    package let major: MajorParameter
    /// Names the rate limit bucket until the server names it. Calls known to share a bucket have the same key.
    package let bucketKey: String
    /// Whether sending it twice has the same effect as sending it once.
    package let isIdempotent: Bool
    /// Whether it counts against the 50 requests/s of the bot. Interaction and webhook calls do not.
    package let countsGlobally: Bool
    /// Whether the headers of its bucket are known to allow more than the server does.
    let hasWrongHeaders: Bool
    /// The call with its ids, its token masked, without its query.
    private let masked: String

    /// Makes a route from path segments.
    init(
        _ method: Method, _ segments: [Segment], query: [(String, String)] = [], major: MajorParameter = .none,
        bucketKey: String? = nil, isIdempotent: Bool? = nil, hasWrongHeaders: Bool = false
    ) {
        self.method = method
        let encodedQuery = query.map { "\($0)=\($1.percentEncoded)" }.joined(separator: "&")
        path = segments.map(\.encoded).joined() + (query.isEmpty ? "" : "?" + encodedQuery)
        template = method.rawValue + " " + segments.map(\.template).joined()
        masked = method.rawValue + " " + segments.map(\.masked).joined()
        self.major = major
        self.bucketKey = bucketKey ?? template
        self.isIdempotent = isIdempotent ?? [.get, .put, .delete].contains(method)
        if case .webhook = major { countsGlobally = false } else { countsGlobally = true }
        self.hasWrongHeaders = hasWrongHeaders
    }

    /// The token in the path, which also replaces the bot's: such calls are sent without `Authorization`.
    var pathToken: Secret? {
        if case .webhook(_, let token) = major { token } else { nil }
    }
}

extension Route {
    /// Whether it posts messages or reads pages of them: what cards and the confirmation of votes need as well.
    var isOfMessages: Bool {
        (method == .get || method == .post) && template.hasSuffix("/channels/{channel.id}/messages")
    }
}

extension Route: CustomStringConvertible, CustomReflectable {
    /// `GET /channels/123/messages`; tokens masked, query left out.
    package var description: String { masked }
    /// Shows what `description` shows.
    package var customMirror: Mirror { Mirror(self, children: ["call": masked], displayStyle: .struct) }
}

extension Route {
    /// One step of a path.
    enum Segment {
        /// Fixed text.
        case literal(String)
        /// An id under its name.
        case id(String, Snowflake)
        /// An emoji: Unicode text, or `name:id`.
        case emoji(String)
        /// An interaction token under its name.
        case token(String, Secret)

        /// As sent.
        var encoded: String {
            switch self {
            case .literal(let text): "/" + text
            case .id(_, let id): "/\(id)"
            case .emoji(let emoji): "/" + emoji.percentEncoded
            case .token(_, let token): "/" + token.reveal().percentEncoded
            }
        }

        /// As named in Discord's documentation.
        var template: String {
            switch self {
            case .literal(let text): "/" + text
            case .id(let name, _): "/{\(name)}"
            case .emoji: "/{emoji}"
            case .token(let name, _): "/{\(name)}"
            }
        }

        /// As shown to an operator.
        var masked: String {
            if case .token = self { template } else { encoded }
        }
    }
}
