import Foundation

extension Sandbox {
    /// A rate limit of matching requests.
    /// Source: https://docs.discord.com/developers/topics/rate-limits
    public struct RateLimit: Sendable, Equatable {
        /// Which requests; those with the same first id after `/channels/`, `/guilds/` or `/webhooks/` share a bucket.
        public var pattern: Pattern
        /// Requests per window.
        public var limit: Int
        /// The window in seconds.
        public var seconds: Double
        /// Whether headers report a limit of 1,000 until a 429 reports the real one, as Discord does for GET messages.
        public var lies = false

        /// Makes a limit.
        public init(_ pattern: Pattern, limit: Int, per seconds: Double, lies: Bool = false) {
            self.pattern = pattern
            self.limit = limit
            self.seconds = seconds
            self.lies = lies
        }

        /// Limits as seen on the real API: messages 5 per 5 s per channel, reactions 1 per 250 ms, others 10 per 10 s.
        public static let usual: [RateLimit] = [
            RateLimit("GET /channels/*/messages", limit: 5, per: 5),
            RateLimit("POST /channels/*/messages", limit: 5, per: 5),
            RateLimit("PUT /channels/*/messages/*/reactions/**", limit: 1, per: 0.25),
            RateLimit("DELETE /channels/*/messages/*/reactions/**", limit: 1, per: 0.25),
            RateLimit("**", limit: 10, per: 10),
        ]

        /// The usual limits; GET messages has false headers.
        public static let usualLying: [RateLimit] = usual.map { limit in
            var limit = limit
            limit.lies = limit.pattern == "GET /channels/*/messages"
            return limit
        }
    }
}

/// Discord's rate limits: a fixed window per limit and first id, and a global limit per second.
struct RateLimits: Sendable {
    private struct Bucket {
        var used = 0
        var endsAt: Date
    }

    private let limits: [Sandbox.RateLimit]
    private let globalPerSecond: Int
    private var buckets: [String: Bucket] = [:]
    private var recent: [Date] = []

    init(_ limits: [Sandbox.RateLimit], globalPerSecond: Int = 50) {
        self.limits = limits
        self.globalPerSecond = globalPerSecond
    }

    /// Admits a request with headers for its answer, or refuses it with a 429.
    enum Verdict: Sendable {
        case admitted([(String, String)])
        case refused(Reply)
    }

    mutating func judge(method: String, path: String, now: Date) -> Verdict {
        if !path.hasPrefix("/interactions/"), !path.hasPrefix("/webhooks/"), let wait = globalWait(now) {
            return .refused(Self.refusal(after: wait, scope: "global"))
        }
        guard let place = limits.firstIndex(where: { $0.pattern.matches(method: method, path: path) }) else {
            return .admitted([])
        }
        return judge(limits[place], name: name(place, method), major: Self.major(path), now)
    }

    private mutating func globalWait(_ now: Date) -> Double? {
        recent.removeAll { now.timeIntervalSince($0) >= 1 }
        guard recent.count >= globalPerSecond, let first = recent.first else {
            recent.append(now)
            return nil
        }
        return max(0.001, 1 - now.timeIntervalSince(first))
    }

    private mutating func judge(_ limit: Sandbox.RateLimit, name: String, major: String, _ now: Date) -> Verdict {
        let key = name + ":" + major
        var bucket = buckets[key] ?? Bucket(endsAt: now.addingTimeInterval(limit.seconds))
        if bucket.endsAt <= now { bucket = Bucket(endsAt: now.addingTimeInterval(limit.seconds)) }
        let wait = bucket.endsAt.timeIntervalSince(now)
        guard bucket.used < limit.limit else {
            buckets[key] = bucket
            var reply = Self.refusal(after: wait, scope: "user")
            reply.headers += Self.headers(limit.limit, 0, wait, now, name)
            return .refused(reply)
        }
        bucket.used += 1
        buckets[key] = bucket
        let shown = limit.lies ? (1000, 999) : (limit.limit, limit.limit - bucket.used)
        return .admitted(Self.headers(shown.0, shown.1, wait, now, name))
    }

    /// The name of the bucket of a request; nil when no limit matches.
    func bucket(method: String, path: String) -> String? {
        limits.firstIndex { $0.pattern.matches(method: method, path: path) }.map { name($0, method) }
    }

    /// The headers of an injected 429, which Discord sends with every one that is about a bucket.
    static func headers(ofRefusal after: Double, bucket: String, now: Date) -> [(String, String)] {
        headers(5, 0, after, now, bucket)
    }

    /// The bucket's name. All reaction routes share one bucket; the catch-all limit has one per method.
    private func name(_ place: Int, _ method: String) -> String {
        let segments = limits[place].pattern.segments
        if segments.contains("reactions") { return "bucket-reactions" }
        return segments == ["**"] ? "bucket-\(place)-\(method)" : "bucket-\(place)"
    }

    private static func major(_ path: String) -> String {
        let parts = path.split(separator: "/")
        guard parts.count > 1, ["channels", "guilds", "webhooks"].contains(parts[0]) else { return path }
        return String(parts[1])
    }

    private static func headers(_ limit: Int, _ remaining: Int, _ wait: Double, _ now: Date, _ bucket: String)
        -> [(String, String)]
    {
        [
            ("X-RateLimit-Limit", String(limit)), ("X-RateLimit-Remaining", String(remaining)),
            ("X-RateLimit-Reset", seconds(now.timeIntervalSince1970 + wait)),
            ("X-RateLimit-Reset-After", seconds(wait)),
            ("X-RateLimit-Bucket", bucket),
        ]
    }

    private static func seconds(_ value: Double) -> String {
        String(format: "%.3f", value)
    }

    /// A 429 in Discord's form.
    static func refusal(after: Double, scope: String) -> Reply {
        let isGlobal = scope == "global"
        var reply = Reply.json(
            429,
            [
                "message": "You are being rate limited.", "retry_after": .double((after * 1000).rounded(.up) / 1000),
                "global": .bool(isGlobal),
            ])
        reply.headers = [
            ("Retry-After", String(Int(after.rounded(.up)))), ("X-RateLimit-Scope", scope), ("Via", "1.1 sandbox"),
        ]
        if isGlobal { reply.headers.append(("X-RateLimit-Global", "true")) }
        return reply
    }
}
