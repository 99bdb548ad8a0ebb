import Foundation

extension Sandbox {
    /// A pattern of REST requests: a method (nil: any) and a path below `/api/v10`. `*` or `{name}` matches one segment,
    /// a final `**` the rest.
    public struct Pattern: Sendable, Equatable, ExpressibleByStringLiteral {
        /// The method, nil for any.
        public var method: String?
        /// The path's segments.
        public var segments: [String]

        /// Makes a pattern.
        public init(_ method: String?, _ path: String) {
            self.method = method?.uppercased()
            segments = path.split(separator: "/").map(String.init)
        }

        /// Reads `GET /channels/*/messages` or only a path; `*` or `ANY` is any method.
        public init(stringLiteral value: String) {
            self.init(value)
        }

        /// Reads `GET /channels/*/messages` or only a path; `*` or `ANY` is any method.
        public init(_ text: String) {
            let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
            let method = parts.count == 2 && !["*", "ANY"].contains(parts[0].uppercased()) ? parts[0] : nil
            self.init(method, parts.last ?? "**")
        }

        /// Every request.
        public static let any: Pattern = "**"

        func matches(method: String, path: String) -> Bool {
            guard self.method == nil || self.method == method else { return false }
            let parts = path.split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
            for (index, segment) in segments.enumerated() {
                if segment == "**" { return true }
                guard index < parts.count else { return false }
                let isFree = segment == "*" || segment.first == "{"
                guard isFree || segment == parts[index] else { return false }
            }
            return parts.count == segments.count
        }
    }

    /// A fault injected into a request.
    public enum Fault: Sendable, Equatable {
        /// The answer has this status and Discord's JSON error body; 403 is code 50013, 404 is 10008.
        case status(Int)
        /// The request is carried out; the answer has this status and Discord's JSON error body.
        case statusAfterWork(Int)
        /// 429 with these seconds, scope (`user`, `global`, `shared`) and global flag.
        case rateLimited(retryAfter: Double, scope: String)
        /// An HTML page as Cloudflare sends it, with no JSON and no rate limit headers.
        case cloudflare(Int)
        /// This status and body.
        case body(Int, String)
        /// The connection is cut; the request is not carried out.
        case dropRequest
        /// The request is carried out; the connection is cut without an answer.
        case dropAnswer
        /// The answer is delayed by this time, in addition to the latency.
        case delay(milliseconds: Int)
    }

    /// A fault and the requests it applies to.
    public struct Trouble: Sendable, Equatable {
        /// The requests it applies to.
        public var pattern: Pattern
        /// The fault.
        public var fault: Fault
        /// How many requests it applies to; nil: all until cleared.
        public var times: Int?
    }
}

/// The active troubles, oldest first.
struct Troubles: Sendable {
    private(set) var all: [Sandbox.Trouble] = []

    mutating func add(_ trouble: Sandbox.Trouble) {
        all.append(trouble)
    }

    mutating func clear() {
        all = []
    }

    /// The fault of the oldest trouble that matches a request; counts it.
    mutating func takeFault(method: String, path: String) -> Sandbox.Fault? {
        guard let place = all.firstIndex(where: { $0.pattern.matches(method: method, path: path) }) else { return nil }
        let fault = all[place].fault
        if let times = all[place].times {
            all[place].times = times - 1
            if times <= 1 { all.remove(at: place) }
        }
        return fault
    }
}

extension Sandbox.Fault {
    /// The answer in place of the work; nil when the request is carried out.
    var reply: Reply? {
        switch self {
        case .status(let status): .json(status, Self.error(status))
        case .body(let status, let body): Reply(status: status, contentType: "text/plain", body: Data(body.utf8))
        case .cloudflare(let status):
            Reply(
                status: status, contentType: "text/html; charset=UTF-8",
                body: Data("<html><head><title>\(status)</title></head><body><h1>Cloudflare</h1></body></html>".utf8))
        case .rateLimited(let after, let scope): RateLimits.refusal(after: after, scope: scope)
        case .statusAfterWork, .dropRequest, .dropAnswer, .delay: nil
        }
    }

    /// The answer after the work in place of the real one; nil when the real one is sent.
    var replyAfterWork: Reply? {
        if case .statusAfterWork(let status) = self { .json(status, Self.error(status)) } else { nil }
    }

    private static func error(_ status: Int) -> JSON {
        let error: APIError =
            switch status {
            case 401: .unauthorized
            case 403: .missingPermissions
            case 404: .unknownMessage
            default: APIError(status, 0, "\(status): Sandbox trouble")
            }
        return error.json
    }
}
