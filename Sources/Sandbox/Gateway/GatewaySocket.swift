import FlyingFox
import Foundation

/// What is to go out on one WebSocket connection.
enum Outgoing: Sendable {
    case text(String)
    /// Each in a frame of its own, all of them in one write.
    case textsAtOnce([String])
    case pong(Data)
    case close(code: Int, reason: String)
    /// The end: nothing more is sent and the connection is closed.
    case end
    /// Breaks the connection inside a frame that carries this text.
    case breakInside(String)
}

/// How a client came to the gateway.
struct GatewayVisit: Sendable {
    var isResume: Bool
    var compresses: Bool
    var version: String?
    var encoding: String?
    var cut: SocketCut
}

/// Speaks WebSocket for one gateway connection: frames in to the sandbox, what the sandbox says out as frames.
struct GatewayWire: WSHandler {
    let sandbox: Sandbox
    let visit: GatewayVisit

    func makeFrames(for client: AsyncThrowingStream<WSFrame, any Error>) async throws -> AsyncStream<WSFrame> {
        let (stream, outbox) = AsyncStream.makeStream(of: Outgoing.self)
        let number = await sandbox.opened(visit, outbox)
        let reader = Task { await read(client, number, outbox) }
        let framer = Framer(stream, visit: visit, reader: reader)
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

    /// 1005 stands for a close frame without a code.
    private static func code(_ payload: Data) -> Int {
        let bytes = Array(payload)
        return bytes.count < 2 ? 1005 : Int(bytes[0]) << 8 | Int(bytes[1])
    }
}

/// Turns what is to be sent into frames, one at a time, in order.
private final class Framer: @unchecked Sendable {
    private var source: AsyncStream<Outgoing>.AsyncIterator
    private let visit: GatewayVisit
    private let deflater: Deflater?
    private let reader: Task<Void, Never>
    private var isClosing = false

    // Safe to share because the connection alone calls `next`, one call after the other.
    init(_ stream: AsyncStream<Outgoing>, visit: GatewayVisit, reader: Task<Void, Never>) {
        source = stream.makeAsyncIterator()
        self.visit = visit
        self.reader = reader
        deflater = visit.compresses ? Deflater() : nil
    }

    func next() async -> WSFrame? {
        while let outgoing = await source.next(isolation: nil) {
            switch outgoing {
            case .end: return await finish()
            case .breakInside(let text):
                visit.cut.breakOff(after: half(of: text))
                return await finish()
            case .close where isClosing: continue
            case .close(let code, let reason):
                isClosing = true
                return .close(code: WSCloseCode(UInt16(clamping: code), reason: reason))
            case .pong(let data): return WSFrame(fin: true, opcode: .pong, mask: nil, payload: data)
            case .text(let text) where !isClosing: return frame(text)
            // Everything before has been written by now, so the bytes stand where the frames belong.
            case .textsAtOnce(let texts) where !isClosing: visit.cut.write(texts.flatMap { bytes(of: frame($0)) })
            case .text, .textsAtOnce: continue
            }
        }
        return await finish()
    }

    /// The server closes the socket after this. Nobody may wait for it to become readable then: the server's event
    /// queue would take the next socket of the same number for one it knows already and never look at it.
    private func finish() async -> WSFrame? {
        reader.cancel()
        await reader.value
        return nil
    }

    private func frame(_ text: String) -> WSFrame {
        guard let deflater else { return WSFrame(fin: true, opcode: .text, mask: nil, payload: Data(text.utf8)) }
        return WSFrame(fin: true, opcode: .binary, mask: nil, payload: Data(deflater.compress(text)))
    }

    /// A short frame as it goes over the wire.
    private func bytes(of frame: WSFrame) -> [UInt8] {
        let count = UInt16(clamping: frame.payload.count)
        let length = count < 126 ? [UInt8(count)] : [126, UInt8(count >> 8), UInt8(count & 0xFF)]
        return [0x80 | frame.opcode.rawValue] + length + frame.payload
    }

    /// The head of a frame that promises twice as much as follows.
    private func half(of text: String) -> [UInt8] {
        let payload = deflater?.compress(text) ?? Array(text.utf8)
        let head: UInt8 = deflater == nil ? 0x81 : 0x82
        let promised = UInt16(clamping: max(126, payload.count))
        return [head, 126, UInt8(promised >> 8), UInt8(promised & 0xFF)] + payload.prefix(payload.count / 2)
    }
}
