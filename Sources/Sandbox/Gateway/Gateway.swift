import Foundation

/// The server's side of the gateway protocol as a value: it takes payloads and the time, and returns what to send.
/// Source: https://docs.discord.com/developers/events/gateway
struct Gateway: Sendable {
    /// Settings and injected faults.
    struct Settings: Sendable {
        var heartbeatInterval = 41_250
        /// Dispatches kept for a resume.
        var replayLimit = 1000
        /// Seconds a session can be resumed after its connection ended.
        var sessionLifetime: TimeInterval = 180
        /// Payloads a client may send per minute.
        var sendLimit = 120
        /// Answers RESUME with op 9 and this value of `d`; nil: no fault.
        var refusesResumes: Bool?
        var duplicates = false
        var reorders = false
        /// Closes a connection with this code at its RESUME or IDENTIFY; nil: no fault.
        var identifyCloseCode: Int?
        /// The opening sequences of the next connections, in order; later ones get `hello`.
        var openings: [Sandbox.OpeningSequence] = []
    }

    var settings = Settings()
    var counters = Sandbox.GatewayCounters()
    var starts = SessionStarts()
    var resumeURL = ""
    private(set) var sessions: [String: GatewaySession] = [:]
    private(set) var links: [Int: GatewayLink] = [:]
    /// Connections that the server has closed and whose client has not answered yet.
    private var closing: Set<Int> = []
    private var lastLink = 0
    private var lastSession = 0
    /// When bots identified that name no shard, in the last five seconds.
    private var identifiedAt: [Date] = []
    /// When shards identified last, by bucket.
    private var shardIdentifiedAt: [Int: Date] = [:]
    /// New sessions that wait for guilds, the one that has waited longest first.
    var arriving: [Arriving] = []
    /// When all members of a guild were last requested; the limit applies to the bot, across sessions.
    var membersRequestedAt: [ID: Date] = [:]

    /// The connections, by number; only those of a shard if one is named. A session without a shard is that of the first.
    func links(ofShard shard: Int?) -> [Int] {
        let all = links.values.filter { link in
            shard == nil || link.sessionID.flatMap { sessions[$0] }.map { $0.shard?.0 ?? 0 } == shard
        }
        return all.map(\.number).sorted()
    }

    /// Connections with a session.
    var identified: [Int] { links.values.filter { $0.sessionID != nil }.map(\.number).sorted() }

    mutating func open(isResume: Bool) -> (Int, [GatewayAction]) {
        lastLink += 1
        links[lastLink] = GatewayLink(number: lastLink)
        if isResume { counters.resumeConnections += 1 } else { counters.connections += 1 }
        let opening = settings.openings.isEmpty ? .hello : settings.openings.removeFirst()
        if opening == .helloThenSilence { links[lastLink]?.isStalled = true }
        let payloads = opening.payloads(settings.heartbeatInterval)
        return (lastLink, opening.isOneWrite ? [.sendAtOnce(lastLink, payloads)] : payloads.map { .send(lastLink, $0) })
    }

    static func payload(_ op: Int, _ data: JSON) -> String {
        let payload: JSON = ["t": nil, "s": nil, "op": .int(op), "d": data]
        return payload.serialized
    }

    /// A connection ended: with the client's close code, or without a close frame (nil). 1000 and 1001 end the session,
    /// unless the server had closed the connection first: its own code has decided then.
    mutating func ended(_ link: Int, code: Int?, now: Date) {
        if closing.remove(link) != nil, let code { counters.closeAnswers.append(code) }
        guard let gone = links.removeValue(forKey: link) else { return }
        if let code { counters.clientCloseCodes.append(code) } else { counters.lost += 1 }
        detach(gone, endsSession: code == 1000 || code == 1001, now: now)
    }

    private mutating func detach(_ link: GatewayLink, endsSession: Bool, now: Date) {
        guard let id = link.sessionID, sessions[id]?.link == link.number else { return }
        if endsSession {
            sessions[id] = nil
        } else {
            sessions[id]?.link = nil
            sessions[id]?.lostAt = now
        }
    }

    /// The server closes a connection. Some codes end the session with it.
    mutating func close(_ link: Int, _ code: Int, _ reason: String, now: Date) -> [GatewayAction] {
        guard let gone = links.removeValue(forKey: link) else { return [] }
        closing.insert(link)
        let ends = [4001, 4003, 4004, 4005, 4007, 4009, 4010, 4011, 4012, 4013, 4014].contains(code)
        detach(gone, endsSession: ends, now: now)
        return [.close(link, code: code, reason: reason)]
    }

    /// Dispatches world events to every session whose intents and shard cover them.
    mutating func dispatch(_ events: [WorldEvent], in world: World) -> [GatewayAction] {
        var actions: [GatewayAction] = []
        let ids = sessions.keys.sorted()
        for worldEvent in events {
            let guild = world.shardGuild(of: worldEvent)
            for id in ids {
                guard let form = form(of: id, about: guild),
                    let event = world.gatewayEvent(
                        for: worldEvent, intents: form.intents, largeThreshold: form.largeThreshold)
                else { continue }
                actions += dispatch(event, to: id)
                if settings.duplicates { actions += dispatch(event, to: id) }
            }
        }
        return actions
    }

    /// How a session gets what is about a guild; nil when that belongs to another shard. A copy of the session itself would
    /// have its kept dispatches copied with the next one.
    private func form(of id: String, about guild: ID?) -> (intents: Intents, largeThreshold: Int)? {
        sessions[id].flatMap { $0.covers(guild) ? ($0.intents, $0.largeThreshold) : nil }
    }

    private mutating func dispatch(_ event: GatewayEvent, to id: String) -> [GatewayAction] {
        guard settings.reorders else { return deliver(event, to: id) }
        guard let delayed = sessions[id]?.delayed else {
            sessions[id]?.delayed = event
            return []
        }
        sessions[id]?.delayed = nil
        return deliver(event, to: id) + deliver(delayed, to: id)
    }

    /// Sends the dispatches held back by `reorders`.
    mutating func flushDelayed() -> [GatewayAction] {
        sessions.keys.sorted().flatMap { id -> [GatewayAction] in
            guard let event = sessions[id]?.delayed else { return [] }
            sessions[id]?.delayed = nil
            return deliver(event, to: id)
        }
    }

    /// Gives an event its sequence number and keeps it for a resume; sends it if the session is connected.
    mutating func deliver(_ event: GatewayEvent, to id: String) -> [GatewayAction] {
        guard let text = sessions[id]?.frame(event, keeping: settings.replayLimit) else { return [] }
        guard let link = sessions[id]?.link, links[link]?.isStalled == false else { return [] }
        counters.dispatches += 1
        return [.send(link, text)]
    }

    /// Sends a payload other than a dispatch, unless the connection is stalled.
    func send(_ link: Int, _ op: Int, _ data: JSON) -> [GatewayAction] {
        links[link]?.isStalled == false ? [.send(link, Self.payload(op, data))] : []
    }

    mutating func setStalled(_ stalled: Bool, shard: Int? = nil) {
        for number in links(ofShard: shard) { links[number]?.isStalled = stalled }
    }

    /// Counts a payload from a client; false when it exceeds the limit per minute.
    mutating func admits(_ link: Int, now: Date) -> Bool {
        let minute = now.addingTimeInterval(-60)
        links[link]?.sent.removeAll { $0 <= minute }
        links[link]?.sent.append(now)
        return (links[link]?.sent.count ?? 0) <= settings.sendLimit
    }

    /// Counts an identify; false when it exceeds the concurrency: one in five seconds for all shards of a bucket, and
    /// `maxConcurrency` for bots that name no shard.
    /// Source: https://docs.discord.com/developers/events/gateway#sharding-max-concurrency
    mutating func admitsIdentify(_ shard: Int?, _ portal: Sandbox.Portal, now: Date) -> Bool {
        if let shard {
            let bucket = shard % max(1, portal.maxConcurrency)
            let last = shardIdentifiedAt[bucket]
            shardIdentifiedAt[bucket] = now
            return !portal.enforcesConcurrency || last.map { now.timeIntervalSince($0) >= 5 } ?? true
        }
        identifiedAt.removeAll { now.timeIntervalSince($0) >= 5 }
        identifiedAt.append(now)
        return !portal.enforcesConcurrency || identifiedAt.count <= portal.maxConcurrency
    }

    mutating func startSession(
        _ link: Int, intents: Intents, shard: (Int, Int)?, largeThreshold: Int
    ) -> String {
        lastSession += 1
        let id = "session-\(lastSession)-\(intents.rawValue)"
        sessions[id] = GatewaySession(
            id: id, intents: intents, shard: shard, largeThreshold: largeThreshold, link: link)
        links[link]?.sessionID = id
        return id
    }

    /// Moves a session to a new connection; the old one, if any, is closed.
    mutating func move(_ id: String, to link: Int) -> [GatewayAction] {
        var actions: [GatewayAction] = []
        if let old = sessions[id]?.link, old != link, links.removeValue(forKey: old) != nil {
            closing.insert(old)
            actions.append(.close(old, code: 4000, reason: "Resumed elsewhere."))
        }
        sessions[id]?.link = link
        sessions[id]?.lostAt = nil
        links[link]?.sessionID = id
        return actions
    }

    mutating func endSession(_ id: String) {
        if let link = sessions[id]?.link { links[link]?.sessionID = nil }
        sessions[id] = nil
    }
}
