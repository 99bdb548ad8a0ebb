import Foundation

/// The gateway's side of the protocol as a value: what came in and the time, in; what is to be sent, out.
struct Gateway: Sendable {
    /// Settings and troubles of the gateway.
    struct Settings: Sendable {
        var heartbeatInterval = 41_250
        /// Dispatches kept for a resume.
        var replayLimit = 1000
        /// Seconds a session outlives its connection.
        var sessionLifetime: TimeInterval = 180
        /// Payloads a client may send per minute.
        var sendLimit = 120
        /// Answer RESUME with op 9; the value says whether trying again makes sense.
        var refusesResumes: Bool?
        var duplicates = false
        var reorders = false
        /// Close any client whose RESUME or IDENTIFY comes with this code.
        var greetingCloseCode: Int?
        /// How the next connections are welcomed, first one first; after these as usual.
        var welcomes: [Sandbox.Welcome] = []
    }

    var settings = Settings()
    var counters = Sandbox.GatewayCounters()
    var resumeURL = ""
    private(set) var sessions: [String: GatewaySession] = [:]
    private(set) var links: [Int: GatewayLink] = [:]
    /// Connections that the server has closed and that are still there: the client has to answer.
    private var closing: Set<Int> = []
    private var lastLink = 0
    private var lastSession = 0
    private var identifiedAt: [Date] = []
    /// When all members of a guild were last asked for; the limit belongs to the bot, whichever session asks.
    var membersAsked: [ID: Date] = [:]

    /// Connections that speak for a session.
    var identified: [Int] { links.values.filter { $0.sessionID != nil }.map(\.number).sorted() }

    mutating func open(isResume: Bool) -> (Int, [GatewayAction]) {
        lastLink += 1
        links[lastLink] = GatewayLink(number: lastLink)
        if isResume { counters.resumeConnections += 1 } else { counters.connections += 1 }
        let welcome = settings.welcomes.isEmpty ? .hello : settings.welcomes.removeFirst()
        if welcome == .helloThenSilence { links[lastLink]?.isDeaf = true }
        let payloads = welcome.payloads(settings.heartbeatInterval)
        return (lastLink, welcome.isOneWrite ? [.sendAtOnce(lastLink, payloads)] : payloads.map { .send(lastLink, $0) })
    }

    static func payload(_ op: Int, _ data: JSON) -> String {
        let payload: JSON = ["t": nil, "s": nil, "op": .int(op), "d": data]
        return payload.serialized
    }

    /// The client said goodbye with a close frame, or the line broke (nil). 1000 and 1001 end the session, unless the
    /// server has closed the connection: then it knows already what became of the session.
    mutating func ended(_ link: Int, code: Int?, now: Date) {
        if closing.remove(link) != nil, let code { counters.closeAnswers.append(code) }
        guard let gone = links.removeValue(forKey: link) else { return }
        if let code { counters.clientCloseCodes.append(code) } else { counters.lost += 1 }
        forget(gone, endsSession: code == 1000 || code == 1001, now: now)
    }

    private mutating func forget(_ link: GatewayLink, endsSession: Bool, now: Date) {
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
        forget(gone, endsSession: ends, now: now)
        return [.close(link, code: code, reason: reason)]
    }

    /// Sends to every session what it may hear of what happened.
    mutating func dispatch(_ happenings: [Happening], in world: World) -> [GatewayAction] {
        var actions: [GatewayAction] = []
        for happening in happenings {
            for id in sessions.keys.sorted() {
                guard let session = sessions[id], let event = world.event(happening, intents: session.intents),
                    session.covers(event.guildID)
                else { continue }
                actions += dispatch(event, to: id)
                if settings.duplicates { actions += dispatch(event, to: id) }
            }
        }
        return actions
    }

    private mutating func dispatch(_ event: GatewayEvent, to id: String) -> [GatewayAction] {
        guard settings.reorders else { return say(event, to: id) }
        guard let delayed = sessions[id]?.delayed else {
            sessions[id]?.delayed = event
            return []
        }
        sessions[id]?.delayed = nil
        return say(event, to: id) + say(delayed, to: id)
    }

    /// Sends what was kept back to be overtaken.
    mutating func flushDelayed() -> [GatewayAction] {
        sessions.keys.sorted().flatMap { id -> [GatewayAction] in
            guard let event = sessions[id]?.delayed else { return [] }
            sessions[id]?.delayed = nil
            return say(event, to: id)
        }
    }

    /// Numbers and remembers an event; sends it when somebody is there to hear it.
    mutating func say(_ event: GatewayEvent, to id: String) -> [GatewayAction] {
        guard let text = sessions[id]?.frame(event, keeping: settings.replayLimit) else { return [] }
        guard let link = sessions[id]?.link, links[link]?.isDeaf == false else { return [] }
        counters.dispatches += 1
        return [.send(link, text)]
    }

    /// Sends a payload that is no dispatch, unless the line is deaf.
    func tell(_ link: Int, _ op: Int, _ data: JSON) -> [GatewayAction] {
        links[link]?.isDeaf == false ? [.send(link, Self.payload(op, data))] : []
    }

    mutating func setDeaf(_ deaf: Bool) {
        for number in links.keys { links[number]?.isDeaf = deaf }
    }

    /// Whether a client may send once more; counts it.
    mutating func admits(_ link: Int, now: Date) -> Bool {
        let minute = now.addingTimeInterval(-60)
        links[link]?.sent.removeAll { $0 <= minute }
        links[link]?.sent.append(now)
        return (links[link]?.sent.count ?? 0) <= settings.sendLimit
    }

    /// Whether one more identify fits the concurrency limit; counts it.
    mutating func admitsIdentify(_ portal: Sandbox.Portal, now: Date) -> Bool {
        identifiedAt.removeAll { now.timeIntervalSince($0) >= 5 }
        identifiedAt.append(now)
        return !portal.enforcesConcurrency || identifiedAt.count <= portal.maxConcurrency
    }

    mutating func startSession(_ link: Int, intents: Intents, shard: (Int, Int)?) -> String {
        lastSession += 1
        let id = "session-\(lastSession)-\(intents.rawValue)"
        sessions[id] = GatewaySession(id: id, intents: intents, shard: shard, link: link)
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
