import Foundation

extension Sandbox {
    /// Which REST requests a trouble strikes: a method (nil: any) and a path below `/api/v10` in which `*` or `{name}`
    /// stands for one segment and a last `**` for all the rest.
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

    /// What goes wrong with a request.
    public enum Fault: Sendable, Equatable {
        /// The answer has this status and Discord's JSON error body; 403 is code 50013, 404 is 10008.
        case status(Int)
        /// The work is done, then the answer has this status and Discord's JSON error body.
        case statusAfterWork(Int)
        /// 429 with these seconds, scope (`user`, `global`, `shared`) and global flag.
        case rateLimited(retryAfter: Double, scope: String)
        /// An HTML page as Cloudflare sends it, with no JSON and no rate limit headers.
        case cloudflare(Int)
        /// A status with a body of your own.
        case body(Int, String)
        /// The connection is cut without the work being done.
        case dropRequest
        /// The work is done, then the connection is cut without an answer.
        case dropAnswer
        /// The answer comes these milliseconds late, on top of the general latency.
        case delay(milliseconds: Int)
    }

    /// A fault that waits for requests.
    public struct Trouble: Sendable, Equatable {
        /// Which requests it strikes.
        public var pattern: Pattern
        /// What it does to them.
        public var fault: Fault
        /// How many it strikes; nil means all until cleared.
        public var times: Int?
    }
}

/// The faults that are switched on, oldest first.
struct Troubles: Sendable {
    private(set) var all: [Sandbox.Trouble] = []

    mutating func add(_ trouble: Sandbox.Trouble) {
        all.append(trouble)
    }

    mutating func clear() {
        all = []
    }

    /// The first fault that strikes a request; one with a count is used up by it.
    mutating func strike(method: String, path: String) -> Sandbox.Fault? {
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
    /// The answer it gives in place of the work; nil when the work is done.
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

    /// The answer it gives although the work is done; nil when the true one is given.
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
