import Foundation

extension Sandbox {
    /// One REST request with its outcome.
    public struct Request: Sendable, Equatable {
        /// Counts up from 1 since the sandbox started.
        public let number: Int
        /// `GET`, `POST`, …
        public let method: String
        /// The route, as `/channels/{channel}/messages`; the path itself when no route fits.
        public let route: String
        /// The path below `/api/v10`, percent-encoded as received.
        public let path: String
        /// The query parameters.
        public let query: [String: String]
        /// The body as text.
        public let body: String
        /// The decoded `X-Audit-Log-Reason`.
        public let auditReason: String?
        /// When it arrived.
        public let began: Date
        /// When its answer was ready; nil while pending.
        public internal(set) var ended: Date?
        /// The status of the answer; 0 when the connection was cut without one, nil while pending.
        public internal(set) var status: Int?
        /// `X-RateLimit-Bucket` of the answer.
        public internal(set) var bucket: String?
        /// `X-RateLimit-Remaining` of the answer.
        public internal(set) var remaining: Int?
    }
}

/// Requests since the last reset.
struct RequestLog: Sendable {
    private(set) var all: [Sandbox.Request] = []
    private var last = 0

    mutating func begin(_ call: RESTCall, route: String, now: Date) -> Int {
        last += 1
        all.append(
            Sandbox.Request(
                number: last, method: call.method, route: route, path: call.path, query: call.query,
                body: String(decoding: call.body, as: UTF8.self), auditReason: call.reason, began: now))
        return last
    }

    /// Notes how a request ended; nil when it is no longer in the log.
    mutating func end(_ number: Int, _ outcome: Sandbox.Outcome, now: Date) -> Sandbox.Request? {
        guard let place = all.lastIndex(where: { $0.number == number }) else { return nil }
        all[place].ended = now
        all[place].status = 0
        if case .reply(let reply) = outcome {
            all[place].status = reply.status
            all[place].bucket = reply.header("X-RateLimit-Bucket")
            all[place].remaining = reply.header("X-RateLimit-Remaining").flatMap { Int($0) }
        }
        return all[place]
    }

    mutating func reset() {
        all = []
    }
}
