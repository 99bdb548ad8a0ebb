/// What a frame carries (RFC 6455 §5.2). Unknown values survive, so that an error can name them.
struct Opcode: RawRepresentable, Hashable, Sendable {
    let rawValue: UInt8

    static let continuation = Opcode(rawValue: 0x0)
    static let text = Opcode(rawValue: 0x1)
    static let binary = Opcode(rawValue: 0x2)
    static let close = Opcode(rawValue: 0x8)
    static let ping = Opcode(rawValue: 0x9)
    static let pong = Opcode(rawValue: 0xA)

    /// Control frames have the most significant bit of the four set (RFC 6455 §5.5).
    var isControl: Bool { rawValue & 0x8 != 0 }

    /// 0x3–0x7 and 0xB–0xF are reserved (RFC 6455 §5.2).
    var isDefined: Bool { rawValue & 0x7 <= 2 }
}
