import Foundation
import Logging

/// Turns the payloads of one connection into frames for the session and events for the program.
///
/// A payload that cannot be read is logged and skipped: the next sync makes up for the lost event.
package struct GatewayDecoder: ~Copyable {
    /// The bytes of all payloads so far, inflated.
    package private(set) var byteCount = 0
    private var inflater: InflateStream?
    private let log: Logger
    private let lenient: LenientDecoder

    /// The content of a payload: what the session needs, and what the program does.
    package struct Decoded: Equatable {
        package var frame: GatewayFrame?
        package var event: GatewayEvent?
    }

    /// Makes a decoder for one connection. `compressed`: whether it was opened with zlib-stream.
    /// - Throws: `InflateStream.Failure` when there is no memory for zlib.
    package init(compressed: Bool, log: Logger) throws {
        inflater = compressed ? try InflateStream() : nil
        self.log = log
        lenient = LenientDecoder(log: log)
    }

    /// Reads one WebSocket message. Nil when it is only part of a payload or cannot be read.
    /// - Throws: `InflateStream.Failure` when the compressed stream is broken; the connection cannot be used any more.
    package mutating func decode(_ message: UnsafeBufferPointer<UInt8>, isBinary: Bool) throws -> Decoded? {
        guard isBinary, inflater != nil else {
            byteCount += message.count
            return Self.read(message, lenient, log)
        }
        let (lenient, log) = (lenient, log)
        var inflated = 0
        defer { byteCount += inflated }
        return try inflater?.inflate(message) {
            inflated = $0.count
            return Self.read($0, lenient, log)
        } ?? nil
    }

    private static func read(
        _ payload: UnsafeBufferPointer<UInt8>, _ lenient: LenientDecoder, _ log: Logger
    ) -> Decoded? {
        guard let envelope = GatewayEnvelope(payload) else {
            log.warning(
                "The gateway sent something that is not a payload; ignored.",
                metadata: ["bytes": .number(payload.count)])
            return nil
        }
        log.trace(
            "Received a gateway payload.",
            metadata: [
                "opcode": .number(envelope.opcode.rawValue), "event": "\(envelope.event.map { "\($0)" } ?? "none")",
                "bytes": .number(payload.count),
            ])
        guard envelope.opcode == .dispatch else {
            return Decoded(frame: control(envelope, payload), event: nil)
        }
        guard let sequence = envelope.sequence, let name = envelope.event else { return nil }
        let event = event(name, envelope, payload, lenient, log)
        return Decoded(frame: frame(sequence, event), event: event)
    }

    private static func frame(_ sequence: Int, _ event: GatewayEvent?) -> GatewayFrame {
        switch event {
        case .ready(let ready): .ready(sequence: sequence, sessionID: ready.sessionID, url: ready.resumeGatewayURL)
        case .resumed: .resumed(sequence: sequence)
        default: .dispatch(sequence: sequence)
        }
    }

    private static func event(
        _ name: GatewayEventName, _ envelope: GatewayEnvelope, _ payload: UnsafeBufferPointer<UInt8>,
        _ lenient: LenientDecoder, _ log: Logger
    ) -> GatewayEvent? {
        do {
            return try GatewayEvent(
                name,
                {
                    guard let data = envelope.data(in: payload) else { throw CocoaError(.coderReadCorrupt) }
                    return Data(buffer: data)
                }, decoder: lenient,
                scanning: envelope.dataStart.map { UnsafeBufferPointer(rebasing: payload[$0...]) })
        } catch {
            // The error names fields, not contents: what members write stays out of the log.
            log.warning("An event could not be read; ignored.", metadata: ["event": "\(name)", "error": "\(error)"])
            return nil
        }
    }

    private struct Hello: Decodable {
        private enum CodingKeys: String, CodingKey { case interval = "heartbeat_interval" }

        var interval: Duration

        /// In milliseconds on the wire. What would flood Discord or never beat is clamped.
        init(from decoder: any Decoder) throws {
            let number = try decoder.container(keyedBy: CodingKeys.self).decode(LenientInteger.self, forKey: .interval)
            guard number.value > 0 else { throw CocoaError(.coderReadCorrupt) }
            interval = .milliseconds(number.value.clamped(to: 1_000...600_000))
        }
    }

    private static func control(
        _ envelope: GatewayEnvelope, _ payload: UnsafeBufferPointer<UInt8>
    ) -> GatewayFrame? {
        let data = envelope.data(in: payload)
        switch envelope.opcode {
        case .heartbeat: return .heartbeatRequest
        case .heartbeatACK: return .heartbeatACK
        case .reconnect: return .reconnect
        case .invalidSession: return .invalidSession(canResume: data.map { $0.elementsEqual("true".utf8) } ?? false)
        case .hello:
            return data.flatMap { try? JSONDecoder().decode(Hello.self, from: Data(buffer: $0)) }
                .map { .hello(interval: $0.interval) }
        default: return nil
        }
    }
}
