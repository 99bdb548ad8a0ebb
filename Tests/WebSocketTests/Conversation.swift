import Synchronization

@testable import WebSocket

/// A small generator of which the same seed gives the same numbers (SplitMix64).
struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// One client, and the server played by a test.
final class Conversation {
    var client: WebSocketClient
    var events: [WebSocketClient.Event] = []

    /// Numbers of a fixed seed: the whole conversation is reproducible.
    init(_ configuration: WebSocketClient.Configuration = .init(), seed: UInt64 = 7) {
        let generator = Mutex(SeededGenerator(seed: seed))
        client = WebSocketClient(configuration: configuration) { generator.withLock { $0.next() } }
    }

    /// A conversation whose upgrade is done.
    static func opened(_ configuration: WebSocketClient.Configuration = .init()) throws -> Conversation {
        let conversation = Conversation(configuration)
        let accept = try conversation.upgrade()
        conversation.receive(Conversation.acceptance(accept))
        conversation.events = []
        return conversation
    }

    /// Sends the request and returns the proof that its key asks for.
    @discardableResult
    func upgrade() throws -> String {
        try client.startUpgrade(host: "gateway.example", target: "/?v=10")
        let lines = String(decoding: takeOutput(), as: UTF8.self).split(separator: "\r\n")
        let key = lines.first { $0.hasPrefix("Sec-WebSocket-Key: ") }.map { $0.dropFirst(19) } ?? ""
        return UpgradeProof.accept(String(key))
    }

    static func acceptance(_ accept: String, extra: [String] = []) -> [UInt8] {
        head(
            "HTTP/1.1 101 Switching Protocols",
            ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: \(accept)"] + extra)
    }

    static func head(_ status: String, _ fields: [String], body: String = "") -> [UInt8] {
        Array((([status] + fields).joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
    }

    func receive(_ bytes: some Collection<UInt8>) {
        Array(bytes).withUnsafeBytes { client.received($0) }
        while let event = client.nextEvent() { events.append(event) }
    }

    func end() {
        client.receivedEndOfStream()
        while let event = client.nextEvent() { events.append(event) }
    }

    func takeOutput() -> [UInt8] {
        defer { client.wrote(client.outputCount) }
        return Array(client.output)
    }

    /// The frames the client sent since the last look; nil if they are malformed.
    func sent() -> [ClientFrame]? { ClientFrame.all(in: takeOutput()) }
}

/// The result of one stream of bytes after the upgrade in a new client.
struct Outcome: Equatable {
    var events: [WebSocketClient.Event]
    var sent: [ClientFrame]?
    var state: WebSocketClient.State

    /// The stream comes in pieces that end at these indices.
    init(
        of stream: [UInt8], cuts: [Int] = [], ending: Bool = false,
        _ configuration: WebSocketClient.Configuration = .init()
    ) throws {
        let conversation = try Conversation.opened(configuration)
        var start = 0
        for cut in cuts + [stream.count] {
            conversation.receive(stream[start..<cut])
            start = cut
        }
        if ending { conversation.end() }
        (events, sent, state) = (conversation.events, conversation.sent(), conversation.client.state)
    }
}

extension WebSocketClient.Event {
    static func text(_ text: String) -> Self { .message(kind: .text, payload: Array(text.utf8)[...]) }
    static func binary(_ bytes: [UInt8]) -> Self { .message(kind: .binary, payload: bytes[...]) }
    static func ping(_ text: String) -> Self { .ping(Array(text.utf8)[...]) }
    static func broke(_ violation: ProtocolViolation) -> Self { .failed(.protocolViolation(violation)) }
    static func ended(_ code: UInt16, _ text: String = "", clean: Bool = true) -> Self {
        .closed(CloseReason(code: CloseCode(rawValue: code), text: text, wasClean: clean))
    }
}
