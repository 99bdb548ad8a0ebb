/// One line of a recording: what passed between bot and Discord.
enum RecordedEvent: Sendable, Equatable {
    /// The bot opened a gateway connection, to identify or to resume.
    case opened(link: Int, isResume: Bool)
    /// A gateway connection ended.
    case closed(link: Int, Ending)
    /// A gateway payload to the bot.
    case toBot(link: Int, JSON)
    /// A gateway payload from the bot.
    case fromBot(link: Int, JSON)
    case request(RecordedRequest)

    /// Who ended a connection.
    enum Ending: Sendable, Equatable {
        case byDiscord(Int)
        case byBot(Int)
        /// It ended without a close frame.
        case lost
    }
}

/// A REST request of the bot with its answer.
struct RecordedRequest: Sendable, Equatable {
    var method: String
    /// The path below `/api/v10`, with `***` in place of tokens.
    var path: String
    var query: [String: String]
    /// The body, as a text where it is no JSON.
    var body: JSON
    /// 0: the connection was cut without an answer.
    var status: Int
    var headers: [String: String]
    /// The answer, as a text where it is no JSON.
    var answer: JSON
}

extension RecordedEvent {
    /// The line without its time.
    var json: JSON {
        switch self {
        case .opened(let link, let isResume): ["kind": "open", "link": .int(link), "resume": .bool(isResume)]
        case .closed(let link, .byDiscord(let code)):
            ["kind": "close", "link": .int(link), "by": "discord", "code": .int(code)]
        case .closed(let link, .byBot(let code)):
            ["kind": "close", "link": .int(link), "by": "bot", "code": .int(code)]
        case .closed(let link, .lost): ["kind": "close", "link": .int(link)]
        case .toBot(let link, let payload): ["kind": "to_bot", "link": .int(link), "payload": payload]
        case .fromBot(let link, let payload): ["kind": "from_bot", "link": .int(link), "payload": payload]
        case .request(let request):
            [
                "kind": "request", "method": .string(request.method), "path": .string(request.path),
                "query": .texts(request.query), "body": request.body, "status": .int(request.status),
                "headers": .texts(request.headers), "answer": request.answer,
            ]
        }
    }

    /// Whether a connection ended without a close frame.
    var isLoss: Bool {
        if case .closed(_, .lost) = self { true } else { false }
    }

    /// Reads a line; nil when it is none of these.
    init?(_ json: JSON) {
        let link = json["link"]?.number ?? 0
        switch json["kind"]?.text {
        case "open": self = .opened(link: link, isResume: json.isOn("resume"))
        case "close":
            let code = json["code"]?.number
            switch (json["by"]?.text, code) {
            case ("discord", let code?): self = .closed(link: link, .byDiscord(code))
            case ("bot", let code?): self = .closed(link: link, .byBot(code))
            default: self = .closed(link: link, .lost)
            }
        case "to_bot": self = .toBot(link: link, json["payload"] ?? .null)
        case "from_bot": self = .fromBot(link: link, json["payload"] ?? .null)
        case "request":
            guard let method = json["method"]?.text, let path = json["path"]?.text else { return nil }
            self = .request(
                RecordedRequest(
                    method: method, path: path, query: json["query"]?.texts ?? [:], body: json["body"] ?? .null,
                    status: json["status"]?.number ?? 0, headers: json["headers"]?.texts ?? [:],
                    answer: json["answer"] ?? .null))
        default: return nil
        }
    }
}

extension JSON {
    /// An object of texts.
    fileprivate static func texts(_ texts: [String: String]) -> JSON {
        .object(texts.sorted { $0.key < $1.key }.map { JSON.Pair($0.key, .string($0.value)) })
    }

    fileprivate var texts: [String: String] {
        guard case .object(let pairs) = self else { return [:] }
        return Dictionary(uniqueKeysWithValues: pairs.compactMap { pair in pair.value.text.map { (pair.key, $0) } })
    }

    /// JSON text as JSON, any other text as a string.
    static func reading(_ text: String) -> JSON {
        text.isEmpty ? .null : JSON.parse(text) ?? .string(text)
    }

    /// The value with other nonces.
    func renaming(_ nonces: [String: String]) -> JSON {
        guard !nonces.isEmpty else { return self }
        switch self {
        case .array(let items): return .array(items.map { $0.renaming(nonces) })
        case .object(let pairs):
            return .object(
                pairs.map { pair in
                    let new = pair.key == "nonce" ? pair.value.text.flatMap { nonces[$0] } : nil
                    return JSON.Pair(pair.key, new.map { .string($0) } ?? pair.value.renaming(nonces))
                })
        default: return self
        }
    }

    /// The value without tokens: those of keys called `token`, and `secret` wherever it occurs.
    func masked(_ secret: String) -> JSON {
        switch self {
        case .string(let text):
            secret.isEmpty || !text.contains(secret) ? self : .string(text.replacing(secret, with: "***"))
        case .array(let items): .array(items.map { $0.masked(secret) })
        case .object(let pairs):
            .object(
                pairs.map { pair in
                    let isToken = pair.key == "token" && pair.value.text != nil
                    return JSON.Pair(pair.key, isToken ? "***" : pair.value.masked(secret))
                })
        default: self
        }
    }
}
