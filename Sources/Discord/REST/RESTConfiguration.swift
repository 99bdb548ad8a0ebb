import Transport

/// The settings of a REST client.
package struct RESTConfiguration: Sendable {
    /// Discord's API, or a proxy before it: `https://discord.com/api/v10`. A trailing slash is ignored.
    package var baseURL: String
    /// The bot's token, without `Bot `.
    package var token: Secret
    /// Our version, for `User-Agent`.
    package var version: String
    /// The numbers of the rate limiter.
    package var limits = RateLimits()
    /// The bounds of one exchange.
    package var exchange = HTTPLimits()

    /// Makes a configuration with Discord's limits.
    package init(baseURL: String = "https://discord.com/api/v10", token: Secret, version: String) {
        self.baseURL = baseURL
        self.token = token
        self.version = version
    }

    /// In the form that Discord requires; others may be blocked.
    /// Source: https://docs.discord.com/developers/reference#user-agent
    var userAgent: String { "DiscordBot (https://github.com/dreambot/dreambot, \(version))" }

    /// The HTTP request of a call.
    func request(_ route: Route, body: RequestBody?, auditReason: String?) -> HTTPRequest {
        var headers = [HTTPField("User-Agent", userAgent), HTTPField("Accept", "application/json")]
        if route.pathToken == nil { headers.append(HTTPField("Authorization", "Bot " + token.reveal())) }
        if let body, !body.bytes.isEmpty { headers.append(HTTPField("Content-Type", body.contentType)) }
        if let reason = auditReason.map({ String($0.prefix(512)) }), !reason.isEmpty {
            headers.append(HTTPField("X-Audit-Log-Reason", reason.percentEncoded))
        }
        let base = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        let hasBody = route.method != .get && route.method != .delete
        return HTTPRequest(
            method: route.method.rawValue, url: base + route.path, headers: headers,
            body: body?.bytes ?? (hasBody ? [] : nil), limits: exchange.allowing(upload: body?.bytes.count ?? 0),
            isRepeatable: route.isIdempotent)
    }
}

/// A successful answer.
package struct RESTResponse: Sendable, Equatable {
    /// 200–299.
    package var status: Int
    /// The body; empty with 204.
    package var body: [UInt8]
    /// The server's time, as in its `Date` field.
    package var date: String?

    /// Makes an answer.
    package init(status: Int, body: [UInt8] = [], date: String? = nil) {
        self.status = status
        self.body = body
        self.date = date
    }
}

extension HTTPLimits {
    /// The slowest line on which an upload still ends, in bytes a second.
    private static let slowestUpload = 128 << 10

    /// These limits with time for so many bytes to send.
    func allowing(upload bytes: Int) -> HTTPLimits {
        var limits = self
        let time = Duration.seconds(bytes / Self.slowestUpload)
        limits.firstByte += time
        limits.total += time
        return limits
    }
}
