import Synchronization

/// Hides secrets in everything that leaves the program: whole, in part (eight characters or more), in other case,
/// percent-encoded, escaped or in base64.
///
/// Every `Secret` is known to it from its making, and the ends of all outputs ask it, so no place that logs something can
/// forget it. A text is read once, whatever the number of secrets.
package final class SecretMask: Sendable {
    /// The one of this process.
    package static let shared = SecretMask()

    /// How long a secret is remembered.
    package enum Life: Sendable, CaseIterable {
        /// The bot's token: the last 16 that this process has seen.
        case process
        /// A gateway session: the last 8.
        case session
        /// An interaction's token, which is valid for 15 minutes: the last 64.
        case interaction

        /// How many are remembered.
        fileprivate var capacity: Int {
            switch self {
            case .process: 16
            case .session: 8
            case .interaction: 64
            }
        }
    }

    private struct State {
        /// Oldest first.
        var known: [Life: [String]] = [:]
        var windows = WindowSet()
    }

    private let state = Mutex(State())

    /// Knows no secret yet.
    package init() {}

    /// Remembers a secret. One of fewer than eight characters cannot be told from other text and is not hidden.
    func remember(_ secret: String, _ life: Life) {
        guard secret.utf8.count >= SecretWindows.length else { return }
        state.withLock { state in
            guard state.known[life]?.contains(secret) != true else { return }
            state.known[life, default: []].append(secret)
            state.windows.insert(SecretWindows.all(of: secret, inAnyCase: life != .interaction))
            guard state.known[life, default: []].count > life.capacity else { return }
            if let oldest = state.known[life]?.removeFirst() {
                state.windows.remove(SecretWindows.all(of: oldest, inAnyCase: life != .interaction))
            }
        }
    }

    /// The text with `<secret>` in place of every secret, and of every part of one that has eight characters or more.
    package func hide(_ text: String) -> String {
        var text = text
        let found = state.withLock { state in
            state.windows.isEmpty ? [] : text.withUTF8 { Self.search($0, state.windows) }
        }
        guard !found.isEmpty else { return text }
        return text.withUTF8 { Self.replacing(found, in: $0) }
    }

    private static func replacing(_ found: [Range<Int>], in bytes: UnsafeBufferPointer<UInt8>) -> String {
        var (result, position) = ([UInt8](), 0)
        for range in found {
            result.append(contentsOf: bytes[position..<range.lowerBound])
            result.append(contentsOf: Secret.placeholder.utf8)
            position = range.upperBound
        }
        result.append(contentsOf: bytes[position...])
        return String(decoding: result, as: UTF8.self)
    }

    /// Where parts of secrets are, in order; parts that touch are one.
    private static func search(_ bytes: UnsafeBufferPointer<UInt8>, _ windows: WindowSet) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var (window, count, index) = (UInt64(0), 0, 0)
        // Where each of the last eight characters begins.
        var starts = InlineArray<8, Int>(repeating: 0)
        while index < bytes.count {
            let unit = EncodedUnit(bytes, at: index)
            window = window << 8 | UInt64(SecretWindows.folded(unit.byte))
            starts[count & 7] = index
            count &+= 1
            index &+= unit.length
            guard count >= SecretWindows.length, windows.contains(window) else { continue }
            // The oldest of the eight is the one that comes next in the ring.
            let start = starts[count & 7]
            if let last = found.last, start <= last.upperBound {
                found[found.count - 1] = last.lowerBound..<index
            } else {
                found.append(start..<index)
            }
        }
        return found
    }
}

/// One character of a text as a reader could decode it: itself, `%4E`, `%254E`, `\u004E`, `\u{4E}`, `\x4E`.
private struct EncodedUnit {
    var byte: UInt8
    /// How many bytes of the text it takes.
    var length = 1

    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
        byte = bytes[index]
        if byte == UInt8(ascii: "%") {
            readPercent(bytes, index)
        } else if byte == UInt8(ascii: "\\") {
            readEscape(bytes, index)
        }
    }

    private mutating func readPercent(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) {
        while byte == UInt8(ascii: "%"), let value = Self.hex(bytes, index + length, digits: 2) {
            byte = UInt8(truncatingIfNeeded: value)
            length += 2
        }
    }

    private mutating func readEscape(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) {
        guard index + 1 < bytes.count else { return }
        switch bytes[index + 1] {
        case UInt8(ascii: "x"): take(Self.hex(bytes, index + 2, digits: 2), length: 4)
        case UInt8(ascii: "u"):
            if index + 5 < bytes.count, bytes[index + 2] == UInt8(ascii: "{"), bytes[index + 5] == UInt8(ascii: "}") {
                take(Self.hex(bytes, index + 3, digits: 2), length: 6)
            } else {
                take(Self.hex(bytes, index + 2, digits: 4), length: 6)
            }
        default: break
        }
    }

    private mutating func take(_ value: Int?, length: Int) {
        guard let value, let byte = UInt8(exactly: value) else { return }
        (self.byte, self.length) = (byte, length)
    }

    private static func hex(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, digits: Int) -> Int? {
        guard start + digits <= bytes.count else { return nil }
        var value = 0
        for index in start..<(start + digits) {
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | Int(bytes[index] - 48)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | Int(bytes[index] - 87)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | Int(bytes[index] - 55)
            default: return nil
            }
        }
        return value
    }
}
