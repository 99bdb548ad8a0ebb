/// The beginning of the body of a refused upgrade, for the operator to read (RFC 9112 §6, §7.1).
struct RefusalBody: Sendable {
    /// The longest excerpt, in bytes.
    static let excerptBytes = 200
    /// The most bytes that are read, framing included.
    private static let inspectedBytes = 4096

    private enum Framing: Sendable {
        case none
        case length(Int)
        case chunked
        case untilEnd
    }

    private let framing: Framing

    /// Decides from the head where the body ends, and whether it is text at all.
    init(_ response: UpgradeResponse) {
        let kind = response.values("content-type").first?.lowercased() ?? "text/plain"
        let isText = kind.hasPrefix("text/") || kind.hasPrefix("application/json")
        let isPlain = response.list("content-encoding").allSatisfy { $0 == "identity" }
        if !isText || !isPlain || response.status < 200 || response.status == 204 || response.status == 304 {
            framing = .none
        } else if !response.list("transfer-encoding").isEmpty {
            framing = .chunked
        } else if let length = response.values("content-length").first {
            framing = Int(length).map { .length($0) } ?? .none
        } else {
            framing = .untilEnd
        }
    }

    /// The excerpt, once enough has arrived; nil while more is needed.
    func excerpt(_ received: borrowing ReceiveBuffer, endOfStream: Bool) -> String? {
        let arrived = received.withBytes { Array($0.prefix(Self.inspectedBytes)) }
        let (text, isWhole) = decode(arrived)
        guard isWhole || endOfStream || text.count >= Self.excerptBytes || arrived.count == Self.inspectedBytes else {
            return nil
        }
        return Self.readable(text.prefix(Self.excerptBytes))
    }

    private func decode(_ bytes: [UInt8]) -> (text: [UInt8], isWhole: Bool) {
        switch framing {
        case .none: ([], true)
        case .length(let length): (Array(bytes.prefix(max(0, length))), bytes.count >= length)
        case .chunked: Self.unchunk(bytes)
        case .untilEnd: (bytes, false)
        }
    }

    /// The data of the chunks so far, and whether there are no more of them. What is malformed ends the body.
    private static func unchunk(_ bytes: [UInt8]) -> (text: [UInt8], isWhole: Bool) {
        var text: [UInt8] = []
        var rest = bytes[...]
        while let lineEnd = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let digits = rest[..<lineEnd].prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "\r") }
            guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size > 0 else {
                return (text, true)
            }
            rest = rest[(lineEnd + 1)...]
            text += rest.prefix(size)
            guard rest.count > size, rest.count - size >= 2 else { return (text, false) }
            rest = rest.dropFirst(size + 2)
        }
        return (text, false)
    }

    /// One line, without a character cut in half and without control characters.
    private static func readable(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: wholeCharacters(bytes), as: UTF8.self)
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: " "
            default: scalar
            }
        }
        var line = String.UnicodeScalarView()
        line.append(contentsOf: scalars)
        return String(line)
    }

    /// Without the last up to three bytes, when they are the beginning of a character.
    private static func wholeCharacters(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let lead = bytes.suffix(4).lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return bytes }
        let length = max(1, (~bytes[lead]).leadingZeroBitCount)
        return bytes.endIndex - lead < length ? bytes[..<lead] : bytes
    }
}
