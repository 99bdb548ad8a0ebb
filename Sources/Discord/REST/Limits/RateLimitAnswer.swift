import Transport

/// What an answer says about rate limits. Every field is optional: some routes send none, and headers may be wrong.
/// Source: https://docs.discord.com/developers/topics/rate-limits#header-format
struct RateLimitAnswer: Sendable, Equatable {
    /// Whose limit a 429 hit.
    enum Scope: Sendable, Equatable {
        /// The bot's own limit on this bucket.
        case user
        /// A limit on the resource, whoever asks. Does not count as an invalid request.
        case shared
        /// The bot's limit on everything.
        case global
        /// Not Discord's answer but that of Cloudflare, the proxy in front of it: everything must pause.
        case cloudflare
    }

    /// Names the bucket, without its major parameter.
    var bucket: String?
    /// Requests per window.
    var limit: Int?
    /// Requests left in the window.
    var remaining: Int?
    /// Until the window ends. A duration needs no clock, unlike `X-RateLimit-Reset`.
    var resetAfter: Duration?
    /// How long a 429 asks to wait.
    var retryAfter: Duration?
    /// Whose limit was hit; `nil` unless the answer is the 429 of a rate limit.
    var scope: Scope?
    /// Whether the status is 2xx. Proxies before Discord answer none of their own.
    var isSuccess = false
}

extension RateLimitAnswer {
    /// Reads an answer. `body` is the decoded body of an error response, if it was JSON.
    init(_ response: HTTPResponse, body: ErrorBody?) {
        bucket = response[header: "X-RateLimit-Bucket"].flatMap { $0.isEmpty || $0.utf8.count > 128 ? nil : $0 }
        limit = response[header: "X-RateLimit-Limit"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        remaining = response[header: "X-RateLimit-Remaining"].flatMap { Int($0) }.map { max(0, $0) }
        resetAfter = response[header: "X-RateLimit-Reset-After"].flatMap { Duration(wireSeconds: $0) }
        isSuccess = (200..<300).contains(response.status)
        // Too many edits of old messages say nothing about the bucket, and name no time to wait.
        guard response.status == 429, body?.code != .tooManyOldEdits else { return }
        let named = response[header: "Retry-After"].flatMap { Duration(wireSeconds: $0) }
        retryAfter = body?.retryAfter.flatMap { Duration(wireSeconds: $0) } ?? named
        scope = Self.scope(response, body)
    }

    /// Cloudflare's answers have none of Discord's headers, and lack `global` even when they are JSON. `Via` would
    /// distinguish them as well, but proxies between us and Discord may drop it.
    private static func scope(_ response: HTTPResponse, _ body: ErrorBody?) -> Scope {
        let name = response[header: "X-RateLimit-Scope"]
        if body?.isGlobal == true || name == "global" || response[header: "X-RateLimit-Global"]?.lowercased() == "true"
        {
            return .global
        }
        if name == "shared" { return .shared }
        let isDiscord = name != nil || body?.isGlobal != nil || response[header: "X-RateLimit-Bucket"] != nil
        return isDiscord ? .user : .cloudflare
    }
}

extension Duration {
    /// Seconds as a header has them; `nil` for what is no number. Clamped to 0 to 604,800 s (a week).
    init?(wireSeconds text: String) {
        guard let seconds = Double(text) else { return nil }
        self.init(wireSeconds: seconds)
    }

    /// Seconds as a body has them; `nil` for NaN. Clamped to 0 to 604,800 s (a week), rounded up to milliseconds.
    init?(wireSeconds seconds: Double) {
        guard !seconds.isNaN else { return nil }
        self = .milliseconds(Int64((min(max(seconds, 0), 604_800) * 1_000).rounded(.up)))
    }

    /// Whole seconds, rounded up: for messages.
    var roundedSeconds: Int64 {
        components.seconds + (components.attoseconds > 0 ? 1 : 0)
    }
}
