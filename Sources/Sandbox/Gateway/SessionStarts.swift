import Foundation

extension Sandbox {
    /// An IDENTIFY or RESUME that a client sent.
    public struct SessionStart: Sendable, Equatable {
        /// What the client sent.
        public enum Kind: String, Sendable {
            /// A new session.
            case identify
            /// An earlier session.
            case resume
        }

        /// What it led to.
        public enum Outcome: Sendable, Equatable {
            /// READY or RESUMED.
            case accepted
            /// op 9.
            case invalidSession
            /// A close with this code.
            case closed(Int)
        }

        /// When it came.
        public let at: Date
        /// What was sent.
        public let kind: Kind
        /// The shard; nil for a client that names none, and for an unknown session.
        public let shard: Int?
        /// The count of shards.
        public let shards: Int?
        /// The bucket of an identify, of which each allows one in five seconds.
        public let bucket: Int?
        /// What it led to.
        public let outcome: Outcome
        /// When the answer was handed to the connection; the READY of thousands of guilds takes a while to make.
        public internal(set) var answeredAt: Date?
    }
}

/// The newest identifies and resumes since the last reset, oldest first.
struct SessionStarts: Sendable {
    /// How many are kept.
    static let limit = 10_000
    private(set) var all: [Sandbox.SessionStart] = []

    mutating func add(_ start: Sandbox.SessionStart) {
        all.append(start)
        if all.count > Self.limit { all.removeFirst(Self.limit / 2) }
    }

    /// The answer to the newest one is on its way.
    mutating func answered(at now: Date) {
        guard let last = all.indices.last, all[last].answeredAt == nil else { return }
        all[last].answeredAt = now
    }
}

extension Gateway {
    /// Notes an identify or resume and what it led to.
    mutating func noteStart(
        _ kind: Sandbox.SessionStart.Kind, _ shard: (Int, Int)?, bucket: Int?, _ link: Int, _ actions: [GatewayAction],
        _ now: Date
    ) {
        var outcome = Sandbox.SessionStart.Outcome.accepted
        if links[link]?.sessionID == nil { outcome = .invalidSession }
        for case .close(link, let code, _) in actions { outcome = .closed(code) }
        starts.add(
            Sandbox.SessionStart(
                at: now, kind: kind, shard: shard?.0, shards: shard?.1, bucket: bucket, outcome: outcome))
    }
}
