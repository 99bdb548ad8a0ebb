/// A recording that is played to a bot, as a value: it takes what the bot does, and returns what to do on its connections.
///
/// The events keep their order: a payload is sent when all that the bot did before it in the recording has happened
/// again. What the bot no longer does is skipped after a while by `gaveUp`.
struct Replay: Sendable {
    /// What to do. Links are the connections of the bot now.
    enum Effect: Sendable, Equatable {
        case send(Int, JSON)
        case close(Int, code: Int)
        case cut(Int)
        /// The bot has to do what is recorded under this number first.
        case wait(Int)
    }

    let events: [RecordedEvent]
    /// The number of the event that comes next.
    private(set) var next = 0
    /// What was otherwise than in the recording, as sentences.
    private(set) var differences: [String] = []
    private var answered: Set<Int> = []
    /// The connections of the bot by those of the recording.
    private var links: [Int: Int] = [:]
    /// Open connections; those that have no counterpart yet wait in `unassigned`.
    private var open: Set<Int> = []
    private var unassigned: [Int] = []
    /// The opcodes of payloads that came and were not yet awaited.
    private var received: [Int: [Int]] = [:]
    /// The nonces of the bot now by those of the recording: what it sent comes back with them.
    private var nonces: [String: String] = [:]

    /// How the bot was ended at the end of the recording does not count.
    init(_ events: [RecordedEvent]) {
        self.events = Array(
            events.reversed().drop { if case .closed(_, .byBot) = $0 { true } else { $0.isLoss } }.reversed())
    }

    var isDone: Bool { next >= events.count }
    var isConnected: Bool { !open.isEmpty }

    mutating func opened(_ link: Int) -> [Effect] {
        open.insert(link)
        unassigned.append(link)
        return advance()
    }

    mutating func received(op: Int, on link: Int) -> [Effect] {
        received[link, default: []].append(op)
        return advance()
    }

    mutating func ended(_ link: Int) -> [Effect] {
        open.remove(link)
        unassigned.removeAll { $0 == link }
        return advance()
    }

    /// The bot has not done in time what is recorded under a number.
    mutating func gaveUp(at number: Int) -> [Effect] {
        guard number == next, !isDone else { return [] }
        differences.append("The bot did not \(Self.words(events[number])).")
        next += 1
        return advance()
    }

    /// The recorded answer to a request: the first one that was not given yet, else the last one to a GET. nil: none.
    mutating func answer(
        _ method: String, _ path: String, _ query: [String: String], body: JSON = .null
    ) -> (RecordedRequest?, [Effect]) {
        let all = events.indices.filter { index in
            guard case .request(let request) = events[index] else { return false }
            return request.method == method && request.path == path
        }
        let exact = all.filter { if case .request(let request) = events[$0] { request.query == query } else { false } }
        let fresh = exact.first { !answered.contains($0) } ?? all.first { !answered.contains($0) }
        guard let found = fresh ?? (method == "GET" ? exact.last ?? all.last : nil),
            case .request(var request) = events[found]
        else {
            differences.append("The recording has no answer to \(method) \(path).")
            return (nil, [])
        }
        answered.insert(found)
        if let old = request.body["nonce"]?.text, let new = body["nonce"]?.text { nonces[old] = new }
        request.answer = request.answer.renaming(nonces)
        return (request, advance())
    }

    /// Plays on to the first event that has to wait for the bot.
    private mutating func advance() -> [Effect] {
        var effects: [Effect] = []
        while !isDone {
            let (goesOn, effect) = step()
            if let effect { effects.append(effect) }
            guard goesOn else { return effects }
            next += 1
        }
        return effects
    }

    /// Whether the next event has happened, and what to do.
    private mutating func step() -> (Bool, Effect?) {
        switch events[next] {
        case .opened(let link, _):
            guard !unassigned.isEmpty else { return (false, nil) }
            links[link] = unassigned.removeFirst()
            return (true, nil)
        case .toBot(let link, let payload):
            guard let live = live(link), payload["op"] != 11 else { return (true, nil) }
            return (true, .send(live, payload.renaming(nonces)))
        case .fromBot(let link, let payload):
            guard let live = live(link), let op = payload["op"]?.number, op != 1 else { return (true, nil) }
            guard let place = received[live]?.firstIndex(of: op) else { return (false, .wait(next)) }
            received[live]?.remove(at: place)
            return (true, nil)
        case .closed(let link, let ending):
            guard let live = live(link) else { return (true, nil) }
            switch ending {
            case .byBot: return (false, .wait(next))
            case .byDiscord(let code):
                open.remove(live)
                return (true, .close(live, code: code))
            case .lost:
                open.remove(live)
                return (true, .cut(live))
            }
        case .request: return answered.contains(next) ? (true, nil) : (false, .wait(next))
        }
    }

    /// The open connection that plays a recorded one.
    private func live(_ link: Int) -> Int? {
        links[link].flatMap { open.contains($0) ? $0 : nil }
    }

    private static func words(_ event: RecordedEvent) -> String {
        switch event {
        case .request(let request): "request \(request.method) \(request.path)"
        case .fromBot(_, let payload): "send op \(payload["op"]?.number ?? -1)"
        case .closed: "close its connection"
        case .opened: "connect"
        case .toBot: "get a payload"
        }
    }
}
