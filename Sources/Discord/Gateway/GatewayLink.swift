import Foundation
import Logging
import Transport
import WebSocket

/// One connection: a byte stream, the WebSocket over it and the decoder above that. Owned by `GatewayConnection`.
final class GatewayLink {
    let stream: any ByteStream
    /// Whether the upgrade was accepted.
    private(set) var isOpen = false
    private var socket: WebSocketClient
    private var decoder: GatewayDecoder
    private let buffer: UnsafeMutableRawBufferPointer
    private var writeError: TransportError?
    /// Whether the last read ended before everything was handled that had come by then.
    private var holdsMore = false
    private let log: Logger
    /// The bytes of payloads, inflated, after which a read ends: about 15 ms of work. All connections and requests share a
    /// thread, and at a start each has 20 MB waiting.
    private static let share = 1 << 20

    /// The result of a read, besides the payloads.
    enum Outcome {
        /// The upgrade was accepted.
        case opened
        /// There may be more to read at once.
        case more
        /// There is nothing more to read for now.
        case idle
        /// The connection is over, with the gateway's close code if it sent one.
        case ended(GatewayCloseCode?, String)
        /// The WebSocket could not be opened; the server may have named a pause before the next attempt.
        case refused(String, retryAfter: Duration?)
    }

    /// Starts the upgrade on a new stream.
    /// - Throws: `WebSocketError.misuse`, or `InflateStream.Failure` without memory for zlib.
    init(_ stream: any ByteStream, _ address: GatewayAddress, compressed: Bool, log: Logger) throws {
        self.stream = stream
        self.log = log
        decoder = try GatewayDecoder(compressed: compressed, log: log)
        socket = WebSocketClient(configuration: .gateway) { UInt64.random(in: .min ... .max) }
        buffer = .allocate(byteCount: 64 << 10, alignment: 16)
        try socket.startUpgrade(host: address.host, target: address.target, headers: [])
        flush()
    }

    deinit { buffer.deallocate() }

    /// Reads until the socket has nothing more, or a share was handled, and calls `body` with every payload.
    func read(_ body: (GatewayDecoder.Decoded) -> Void) -> Outcome {
        let end = decoder.byteCount + Self.share
        // The first messages may have come in the same read as the answer to the upgrade.
        if let outcome = handleEvents(until: end, body) { return outcome }
        // Bytes that complete no payload, such as the parts of a large one, have an end too: 1 MiB.
        for _ in 0..<16 {
            do {
                switch try stream.receive(into: buffer) {
                case .wouldBlock: return writeError.map { broken($0.description) } ?? .idle
                case .endOfStream: socket.receivedEndOfStream()
                case .bytes(let count): socket.received(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                }
            } catch {
                return broken("\(error)")
            }
            if let outcome = handleEvents(until: end, body) { return outcome }
        }
        return .more
    }

    private func handleEvents(until end: Int, _ body: (GatewayDecoder.Decoded) -> Void) -> Outcome? {
        defer { flush() }
        holdsMore = false
        while let event = socket.nextEvent() {
            switch event {
            case .opened:
                isOpen = true
                return .opened
            case .message(let kind, let payload):
                if let failure = decode(payload, isBinary: kind == .binary, body) { return failure }
                guard decoder.byteCount < end else {
                    holdsMore = true
                    return .more
                }
            case .ping, .pong: break
            case .closed(let reason): return Self.ended(reason)
            case .failed(let error): return isOpen ? broken("\(error)") : Self.refused(error)
            }
        }
        return nil
    }

    private func decode(
        _ payload: ArraySlice<UInt8>, isBinary: Bool, _ body: (GatewayDecoder.Decoded) -> Void
    ) -> Outcome? {
        do {
            let decoded = try payload.withUnsafeBufferPointer { try decoder.decode($0, isBinary: isBinary) }
            if let decoded { body(decoded) }
            return nil
        } catch {
            return .ended(nil, "the compressed stream is broken: \(error)")
        }
    }

    private func broken(_ reason: String) -> Outcome {
        isOpen ? .ended(nil, reason) : .refused(reason, retryAfter: nil)
    }

    private static func refused(_ error: WebSocketError) -> Outcome {
        guard case .upgradeRefused(let refusal) = error else { return .refused("\(error)", retryAfter: nil) }
        return .refused("\(error)", retryAfter: refusal.retryAfterSeconds.map { .seconds($0) })
    }

    private static func ended(_ reason: CloseReason) -> Outcome {
        let noCode = reason.code == .noStatusReceived || reason.code == .abnormalClosure
        let code = noCode ? nil : GatewayCloseCode(rawValue: reason.code.rawValue)
        return .ended(code, reason.text)
    }

    /// Sends one payload as text.
    func send(_ payload: String) {
        do {
            try socket.send(text: payload)
        } catch {
            log.debug("Sending a payload failed.", metadata: ["error": "\(error)"])
        }
        flush()
    }

    /// Sends a close frame; the caller closes the stream right after.
    func close(_ code: UInt16) {
        // A connection that is already closing needs no second close frame.
        try? socket.close(code: CloseCode(rawValue: code), reason: "")
        flush()
    }

    /// Waits for bytes, for room to write, or for time.
    nonisolated(nonsending) func wait(reading: Bool, until deadline: ContinuousClock.Instant?) async {
        // After a failed write the next read returns the error.
        if reading, writeError != nil || holdsMore { return }
        var interest: StreamInterest = reading ? .readable : []
        if socket.outputCount > 0, writeError == nil { interest.insert(.writable) }
        if await stream.wait(for: interest, until: deadline) == .ready { flush() }
    }

    private func flush() {
        while socket.outputCount > 0, writeError == nil {
            do {
                let sent = try socket.withOutput { bytes throws(TransportError) in try stream.send(bytes) }
                guard sent > 0 else { return }
                socket.wrote(sent)
            } catch {
                writeError = error
            }
        }
    }
}

extension WebSocketClient.Configuration {
    /// 1000 and 1001 from a client end its session, so they are not echoed either.
    fileprivate static var gateway: Self {
        let resumable = CloseCode(rawValue: GatewayLimits.resumableCloseCode)
        return Self(closeAnswers: [.normalClosure: resumable, .goingAway: resumable])
    }
}
