import FlyingFox
import Foundation

/// What to send on one WebSocket connection.
enum Outgoing: Sendable {
    case text(String)
    /// Each in its own frame, all in one write.
    case textsAtOnce([String])
    case pong(Data)
    case close(code: Int, reason: String)
    /// Closes the connection.
    case end
    /// Breaks the connection inside the frame of this text.
    case breakInside(String)
}

/// What the upgrade request of a gateway connection asked for.
struct GatewayUpgrade: Sendable {
    var isResume: Bool
    var compression: GatewayCompression
    var version: String?
    var encoding: String?
    var socket: ServerSocket
}

/// The WebSocket handler of one gateway connection: passes the client's messages to the sandbox, and the sandbox's
/// to the client.
struct GatewaySocket: WSHandler {
    let sandbox: Sandbox
    let upgrade: GatewayUpgrade

    func makeFrames(for client: AsyncThrowingStream<WSFrame, any Error>) async throws -> AsyncStream<WSFrame> {
        let (stream, outbox) = AsyncStream.makeStream(of: Outgoing.self)
        let number = await sandbox.opened(upgrade, outbox)
        let reader = Task { await read(client, number, outbox) }
        let framer = Framer(stream, upgrade: upgrade, reader: reader)
        return AsyncStream {
            await framer.next()
        } onCancel: {
            reader.cancel()
        }
    }

    private func read(
        _ client: AsyncThrowingStream<WSFrame, any Error>, _ number: Int, _ outbox: AsyncStream<Outgoing>.Continuation
    ) async {
        var message: [UInt8] = []
        var code: Int?
        do {
            for try await frame in client {
                switch frame.opcode {
                case .ping: outbox.yield(.pong(frame.payload))
                case .pong: break
                case .close: code = Self.code(frame.payload)
                default:
                    message.append(contentsOf: frame.payload)
                    guard frame.fin else { continue }
                    await sandbox.received(message, on: number)
                    message = []
                }
                if code != nil { break }
            }
        } catch {
            code = nil
        }
        await sandbox.ended(number, code: code)
        if let code { outbox.yield(.close(code: code == 1005 ? 1000 : code, reason: "")) }
        outbox.yield(.end)
    }

    /// The close code of a payload; 1005 when it has none.
    private static func code(_ payload: Data) -> Int {
        let bytes = Array(payload)
        return bytes.count < 2 ? 1005 : Int(bytes[0]) << 8 | Int(bytes[1])
    }
}

/// Encodes outgoing messages as frames, one at a time, in order.
private final class Framer: @unchecked Sendable {
    private var source: AsyncStream<Outgoing>.AsyncIterator
    private let upgrade: GatewayUpgrade
    private let deflater: (any StreamCompressor)?
    private let reader: Task<Void, Never>
    private var isClosing = false

    // Sendable without checks: only the connection calls `next`, one call at a time.
    init(_ stream: AsyncStream<Outgoing>, upgrade: GatewayUpgrade, reader: Task<Void, Never>) {
        source = stream.makeAsyncIterator()
        self.upgrade = upgrade
        self.reader = reader
        deflater = upgrade.compression.compressor
    }

    func next() async -> WSFrame? {
        while let outgoing = await source.next(isolation: nil) {
            switch outgoing {
            case .end: return await finish()
            case .breakInside(let text):
                upgrade.socket.abort(after: half(of: text))
                return await finish()
            case .close where isClosing: continue
            case .close(let code, let reason):
                isClosing = true
                return .close(code: WSCloseCode(UInt16(clamping: code), reason: reason))
            case .pong(let data): return WSFrame(fin: true, opcode: .pong, mask: nil, payload: data)
            case .text(let text) where !isClosing: return frame(text)
            // All earlier frames have been written, so these bytes are in order.
            case .textsAtOnce(let texts) where !isClosing: upgrade.socket.write(texts.flatMap { bytes(of: frame($0)) })
            case .text, .textsAtOnce: continue
            }
        }
        return await finish()
    }

    /// Ends the reader before the server closes the socket. With a read still pending, the server's event queue would
    /// take the next socket with the same descriptor for a registered one and never poll it.
    private func finish() async -> WSFrame? {
        reader.cancel()
        await reader.value
        return nil
    }

    private func frame(_ text: String) -> WSFrame {
        guard let deflater else { return WSFrame(fin: true, opcode: .text, mask: nil, payload: Data(text.utf8)) }
        return WSFrame(fin: true, opcode: .binary, mask: nil, payload: Data(deflater.compress(text)))
    }

    /// The bytes of a frame below 64 KiB.
    private func bytes(of frame: WSFrame) -> [UInt8] {
        let count = UInt16(clamping: frame.payload.count)
        let length = count < 126 ? [UInt8(count)] : [126, UInt8(count >> 8), UInt8(count & 0xFF)]
        return [0x80 | frame.opcode.rawValue] + length + frame.payload
    }

    /// A frame header with the full length, followed by half of the payload.
    private func half(of text: String) -> [UInt8] {
        let payload = deflater?.compress(text) ?? Array(text.utf8)
        let head: UInt8 = deflater == nil ? 0x81 : 0x82
        let promised = UInt16(clamping: max(126, payload.count))
        return [head, 126, UInt8(promised >> 8), UInt8(promised & 0xFF)] + payload.prefix(payload.count / 2)
    }
}
