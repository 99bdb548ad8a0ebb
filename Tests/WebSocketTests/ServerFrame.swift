@testable import WebSocket

/// Builds the frames of a server, right or deliberately wrong. Shares no code with the module under test.
struct ServerFrame {
    enum LengthForm { case shortest, sixteen, sixtyFour }

    var opcode: UInt8
    var payload: [UInt8] = []
    var isFinal = true
    var reserved: UInt8 = 0
    var isMasked = false
    var form = LengthForm.shortest

    static func text(_ text: String, isFinal: Bool = true) -> [UInt8] {
        ServerFrame(opcode: 1, payload: Array(text.utf8), isFinal: isFinal).bytes
    }

    static func binary(_ payload: [UInt8], isFinal: Bool = true) -> [UInt8] {
        ServerFrame(opcode: 2, payload: payload, isFinal: isFinal).bytes
    }

    static func continuation(_ payload: [UInt8], isFinal: Bool) -> [UInt8] {
        ServerFrame(opcode: 0, payload: payload, isFinal: isFinal).bytes
    }

    static func ping(_ payload: String = "") -> [UInt8] { ServerFrame(opcode: 9, payload: Array(payload.utf8)).bytes }

    static func close(_ code: UInt16? = 1000, _ reason: [UInt8] = []) -> [UInt8] {
        let payload = code.map { [UInt8($0 >> 8), UInt8($0 & 0xFF)] + reason } ?? []
        return ServerFrame(opcode: 8, payload: payload).bytes
    }

    var bytes: [UInt8] {
        var bytes = [(isFinal ? 0x80 : 0) | reserved << 4 | opcode]
        let mask: UInt8 = isMasked ? 0x80 : 0
        let count = payload.count
        if form == .shortest && count < 126 {
            bytes.append(mask | UInt8(count))
        } else if form == .sixteen || form == .shortest && count < 65_536 {
            bytes += [mask | 126, UInt8(count >> 8), UInt8(count & 0xFF)]
        } else {
            bytes.append(mask | 127)
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) }
        }
        return bytes + (isMasked ? [0, 0, 0, 0] : []) + payload
    }
}

/// A frame that a client sent, read byte by byte.
struct ClientFrame: Equatable {
    var opcode: UInt8
    var payload: [UInt8]
    var key: [UInt8] = []

    static func == (left: Self, right: Self) -> Bool { left.opcode == right.opcode && left.payload == right.payload }

    static func text(_ text: String) -> Self { ClientFrame(opcode: 1, payload: Array(text.utf8)) }
    static func pong(_ payload: String) -> Self { ClientFrame(opcode: 10, payload: Array(payload.utf8)) }
    static func close(_ code: UInt16? = nil, _ reason: String = "") -> Self {
        ClientFrame(
            opcode: 8, payload: (code.map { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } ?? []) + Array(reason.utf8))
    }

    /// All frames of the output; nil if a byte is wrong: not final, not masked, or a length not in its shortest form.
    static func all(in output: [UInt8]) -> [ClientFrame]? {
        var frames: [ClientFrame] = []
        var rest = output[...]
        while !rest.isEmpty {
            guard let first = rest.popFirst(), first & 0xF0 == 0x80, let second = rest.popFirst(), second & 0x80 != 0
            else { return nil }
            let more = [126: 2, 127: 8][Int(second & 0x7F)] ?? 0
            let long = rest.prefix(more).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(more)
            guard more == 0 || long > (more == 2 ? 125 : 65_535) else { return nil }
            let length = more == 0 ? Int(second & 0x7F) : long
            guard rest.count >= 4 + length else { return nil }
            let key = Array(rest.prefix(4))
            var payload = Array(rest.dropFirst(4).prefix(length))
            // In place: megabytes are unmasked without an optimiser.
            payload.withUnsafeMutableBufferPointer { bytes in
                var index = 0
                while index < length {
                    bytes[index] ^= key[index & 3]
                    index += 1
                }
            }
            rest = rest.dropFirst(4 + length)
            frames.append(ClientFrame(opcode: first & 0x0F, payload: payload, key: key))
        }
        return frames
    }
}
