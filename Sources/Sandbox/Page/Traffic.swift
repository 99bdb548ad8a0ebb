import Foundation

/// What passed between bot and Discord, with a number that counts up from 1.
struct TrafficEntry: Sendable {
    enum Event: Sendable {
        /// A gateway payload to the bot.
        case sent(link: Int, String)
        /// A gateway payload from the bot.
        case received(link: Int, String)
        /// A gateway connection opened or ended.
        case connection(link: Int, String)
        case request(Sandbox.Request)
    }

    let number: Int
    let at: Date
    let event: Event
    /// The length of the payload in bytes before compression.
    let size: Int
}

/// The newest entries; older ones are dropped.
struct Traffic: Sendable {
    /// Entries kept.
    static let limit = 1000
    /// Bytes kept of one payload.
    static let textLimit = 16_384

    private var entries: [TrafficEntry] = []
    private var last = 0

    mutating func add(_ event: TrafficEntry.Event, at now: Date) {
        last += 1
        entries.append(Self.entry(last, event, now))
        if entries.count >= Self.limit * 2 { entries.removeFirst(entries.count - Self.limit) }
    }

    private static func entry(_ number: Int, _ event: TrafficEntry.Event, _ now: Date) -> TrafficEntry {
        switch event {
        case .sent(let link, let text):
            TrafficEntry(number: number, at: now, event: .sent(link: link, short(text)), size: text.utf8.count)
        case .received(let link, let text):
            TrafficEntry(number: number, at: now, event: .received(link: link, short(text)), size: text.utf8.count)
        case .connection, .request: TrafficEntry(number: number, at: now, event: event, size: 0)
        }
    }

    private static func short(_ text: String) -> String {
        text.utf8.count <= textLimit ? text : String(decoding: text.utf8.prefix(textLimit), as: UTF8.self)
    }

    /// The entries after a number, as far as they are kept.
    func after(_ number: Int) -> [TrafficEntry] {
        Array(entries.suffix(min(Self.limit, last - number)))
    }
}

extension TrafficEntry {
    /// The form that a page is sent. Tokens are masked.
    var json: JSON {
        var json: JSON = ["n": .int(number), "at": .string(Timestamp.text(at))]
        switch event {
        case .sent(let link, let text):
            json.add(["kind": "to_bot", "link": .int(link), "size": .int(size), "text": .string(Self.masked(text))])
            json.add(Self.head(text))
        case .received(let link, let text):
            json.add(["kind": "from_bot", "link": .int(link), "size": .int(size), "text": .string(Self.masked(text))])
            if let op = JSON.parse(Data(text.utf8))?["op"] { json["op"] = op }
        case .connection(let link, let text):
            json.add(["kind": "connection", "link": .int(link), "text": .string(text)])
        case .request(let request):
            json.add(request.trafficJSON)
        }
        return json
    }

    /// Opcode, sequence and name of a payload to the bot, read from its beginning: the data comes last in it.
    static func head(_ text: String) -> JSON {
        guard let end = text.prefix(300).range(of: ",\"d\":"),
            let head = JSON.parse(Data((text[..<end.lowerBound] + "}").utf8))
        else { return [:] }
        var json: JSON = [:]
        if let op = head.present("op") { json["op"] = op }
        if let sequence = head.present("s") { json["seq"] = sequence }
        if let name = head.present("t") { json["event"] = name }
        return json
    }

    /// The text with the value of every key "token" replaced.
    static func masked(_ text: String) -> String {
        text.replacing(/("token"\s*:\s*")(?:[^"\\]|\\.)*/) { "\($0.1)***" }
    }
}

extension Sandbox.Request {
    fileprivate var trafficJSON: JSON {
        var json: JSON = [
            "kind": "request", "method": .string(method), "route": .string(route), "status": .int(status ?? 0),
            "text": .string(TrafficEntry.masked(String(body.prefix(Traffic.textLimit)))),
            "size": .int(body.utf8.count),
        ]
        if !route.contains("{token}") { json["path"] = .string(path) }
        if let ended { json["ms"] = .int(Int((ended.timeIntervalSince(began) * 1000).rounded())) }
        if let bucket { json["bucket"] = .string(bucket) }
        if let remaining { json["remaining"] = .int(remaining) }
        return json
    }
}

extension JSON {
    fileprivate mutating func add(_ other: JSON) {
        guard case .object(let pairs) = other else { return }
        for pair in pairs { self[pair.key] = pair.value }
    }
}
