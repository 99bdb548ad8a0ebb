import Foundation

/// One session: its intents, its sequence and the dispatches kept for a resume.
struct GatewaySession: Sendable {
    let id: String
    let intents: Intents
    /// Shard number and count.
    let shard: (Int, Int)?
    /// Up to so many members a guild is sent with all of them to sessions with the presences intent.
    let largeThreshold: Int
    private(set) var sequence = 0
    /// The newest dispatches with their sequence numbers.
    private(set) var replay: [(sequence: Int, text: String)] = []
    /// Its connection; nil while disconnected.
    var link: Int?
    /// When its connection ended.
    var lostAt: Date?
    /// A dispatch held back so that the next one is sent before it.
    var delayed: GatewayEvent?

    init(id: String, intents: Intents, shard: (Int, Int)?, largeThreshold: Int, link: Int) {
        (self.id, self.intents, self.shard, self.link) = (id, intents, shard, link)
        self.largeThreshold = largeThreshold
    }

    /// Whether a guild belongs to a shard, a number and a count. What is in no guild belongs to the first.
    /// Source: https://docs.discord.com/developers/events/gateway#sharding-sharding-formula
    static func covers(_ shard: (Int, Int), _ guild: ID?) -> Bool {
        Int((guild?.rawValue ?? 0) >> 22) % shard.1 == shard.0
    }

    /// Whether a guild belongs to this session's shard.
    func covers(_ guild: ID?) -> Bool {
        shard.map { Self.covers($0, guild) } ?? true
    }

    /// Gives an event the next sequence number and keeps it for a resume.
    mutating func frame(_ event: GatewayEvent, keeping limit: Int) -> String {
        sequence += 1
        let payload: JSON = ["t": .string(event.name), "s": .int(sequence), "op": 0, "d": event.data]
        let text = payload.serialized
        replay.append((sequence, text))
        if replay.count > limit * 2 { replay.removeFirst(replay.count - limit) }
        return text
    }

    /// The dispatches after a sequence number; nil when some are no longer kept.
    func missed(after sequence: Int, keeping limit: Int) -> [String]? {
        let kept = replay.suffix(limit)
        let oldest = kept.first?.sequence ?? self.sequence + 1
        guard sequence >= oldest - 1 else { return nil }
        return kept.filter { $0.sequence > sequence }.map(\.text)
    }
}

/// One connection to the gateway.
struct GatewayLink: Sendable {
    let number: Int
    var sessionID: String?
    /// While true the server sends nothing on it.
    var isStalled = false
    /// The times of the client's payloads within the last minute.
    var sent: [Date] = []
}

/// What to do on a connection.
enum GatewayAction: Sendable, Equatable {
    case send(Int, String)
    /// Sends all in one write, so that the client reads them together.
    case sendAtOnce(Int, [String])
    case close(Int, code: Int, reason: String)
}

extension Sandbox {
    /// Counts of the gateway since the start or the last reset.
    public struct GatewayCounters: Sendable, Equatable {
        /// Connections opened at `/gateway`.
        public var connections = 0
        /// Connections opened at `/gateway/resume`.
        public var resumeConnections = 0
        /// IDENTIFY payloads received, accepted or not.
        public var identifies = 0
        /// RESUME payloads received.
        public var resumes = 0
        /// RESUME payloads that led to RESUMED.
        public var resumed = 0
        /// Heartbeats received.
        public var heartbeats = 0
        /// Requests for guild members received.
        public var memberRequests = 0
        /// Dispatches sent.
        public var dispatches = 0
        /// Close codes of clients that closed first, in order; 1005: a close frame without a code.
        public var clientCloseCodes: [Int] = []
        /// Close codes with which clients answered the server's close, in order; 1005: without a code.
        public var closeAnswers: [Int] = []
        /// Connections that ended without a close frame from the client.
        public var lost = 0
    }
}
