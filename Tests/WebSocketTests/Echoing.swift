import Testing

@testable import WebSocket

/// How a server's frames are cut on their way.
enum Chops: Hashable, CustomTestStringConvertible {
    /// All in one read.
    case whole
    /// A read for each frame.
    case frames
    /// Reads of so many bytes.
    case bytes(Int)

    func pieces(_ frames: [[UInt8]]) -> [ArraySlice<UInt8>] {
        switch self {
        case .whole: return [frames.flatMap { $0 }[...]]
        case .frames: return frames.map { $0[...] }
        case .bytes(let size):
            let stream = frames.flatMap { $0 }
            return stride(from: 0, to: stream.count, by: size).map { stream[$0..<min($0 + size, stream.count)] }
        }
    }

    var testDescription: String {
        switch self {
        case .whole: "in one read"
        case .frames: "frame by frame"
        case .bytes(let size): "in reads of \(size)"
        }
    }
}

/// The output of a client that sends each message back as its kind, and nothing else.
struct Echo {
    var sent: [ClientFrame]?
    var state: WebSocketClient.State

    init(_ frames: [[UInt8]], _ chops: Chops = .whole) throws {
        let conversation = try Conversation.opened()
        for piece in chops.pieces(frames) { try Self.receive(piece, conversation) }
        (sent, state) = (conversation.sent(), conversation.client.state)
    }

    /// Each message is returned before the next event is asked for, as a program would.
    static func receive(_ bytes: ArraySlice<UInt8>, _ conversation: Conversation) throws {
        bytes.withUnsafeBytes { conversation.client.received($0) }
        while let event = conversation.client.nextEvent() {
            switch event {
            case .message(.text, let payload): try conversation.client.send(text: payload)
            case .message(.binary, let payload): try conversation.client.send(binary: payload)
            case .opened, .ping, .pong, .closed, .failed: break
            }
        }
    }
}

/// A message of the server, as frames of at most `size` bytes.
func fragmented(_ opcode: UInt8, _ payload: [UInt8], by size: Int) -> [[UInt8]] {
    stride(from: 0, to: max(payload.count, 1), by: size).map { start in
        let end = min(start + size, payload.count)
        let opcode = start == 0 ? opcode : 0
        return ServerFrame(opcode: opcode, payload: Array(payload[start..<end]), isFinal: end == payload.count).bytes
    }
}
