import Foundation

/// What one identified client has been told and may be told again after a broken connection.
struct GatewaySession: Sendable {
    let id: String
    let intents: Intents
    /// Shard number and count.
    let shard: (Int, Int)?
    private(set) var sequence = 0
    /// The newest dispatches with their sequence numbers.
    private(set) var replay: [(sequence: Int, text: String)] = []
    /// The connection it is spoken on; nil while the client is away.
    var link: Int?
    /// Since when the client is away.
    var lostAt: Date?
    /// A dispatch kept back so that the next one overtakes it.
    var delayed: GatewayEvent?

    init(id: String, intents: Intents, shard: (Int, Int)?, link: Int) {
        (self.id, self.intents, self.shard, self.link) = (id, intents, shard, link)
    }

    /// Whether events of a guild come to this session's shard.
    func covers(_ guild: ID?) -> Bool {
        guard let (number, count) = shard else { return true }
        return Int((guild?.rawValue ?? 0) >> 22) % count == number
    }

    /// Gives an event the next sequence number and remembers it.
    mutating func frame(_ event: GatewayEvent, keeping limit: Int) -> String {
        sequence += 1
        let payload: JSON = ["t": .string(event.name), "s": .int(sequence), "op": 0, "d": event.data]
        let text = payload.serialized
        replay.append((sequence, text))
        if replay.count > limit * 2 { replay.removeFirst(replay.count - limit) }
        return text
    }

    /// What was said after a sequence number, nil when that was too long ago.
    func missed(after sequence: Int, keeping limit: Int) -> [String]? {
        let kept = replay.suffix(limit)
        let oldest = kept.first?.sequence ?? self.sequence + 1
        guard sequence >= oldest - 1 else { return nil }
        return kept.filter { $0.sequence > sequence }.map(\.text)
    }
}

/// One connection to the gateway, before and after it identified.
struct GatewayLink: Sendable {
    let number: Int
    var sessionID: String?
    /// While true nothing is sent on it: the client faces a dead line.
    var isDeaf = false
    /// When the client sent, within the last minute.
    var sent: [Date] = []
}

/// What the gateway wants done on a connection.
enum GatewayAction: Sendable, Equatable {
    case send(Int, String)
    /// In one write, so that the client reads them together.
    case sendAtOnce(Int, [String])
    case close(Int, code: Int, reason: String)
}

extension Sandbox {
    /// What happened at the gateway since the start or the last reset.
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
        /// Close codes of clients that closed of their own accord, in order; 1005 stands for a close frame without one.
        public var clientCloseCodes: [Int] = []
        /// Close codes with which clients answered a close of the server, in order; 1005 stands for one without.
        public var closeAnswers: [Int] = []
        /// Connections that ended without a close frame from the client.
        public var lost = 0
    }
}
