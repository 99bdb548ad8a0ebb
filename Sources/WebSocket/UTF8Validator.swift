/// Checks UTF-8 as it arrives (RFC 3629 §4): no overlong forms, no surrogates, nothing above U+10FFFF. Refuses at the
/// first byte after which the text can no longer become valid.
struct UTF8Validator: Sendable {
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Continuation bytes that the current character still lacks, and what the next one may be.
    private var missing: UInt8 = 0
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    /// Whether the text may end here: not within a character.
    var isComplete: Bool { missing == 0 }

    /// Takes the next bytes; false if no following bytes can make the text valid.
    mutating func consume(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index < bytes.count {
            if missing == 0 {
                index = Self.skipWhole(bytes, from: index)
                if index == bytes.count { return true }
            }
            guard step(bytes[index]) else { return false }
            index += 1
        }
        return true
    }

    /// Takes one byte: at the end of a read, and where `skipWhole` stopped.
    private mutating func step(_ byte: UInt8) -> Bool {
        guard missing == 0 else {
            guard byte >= lowest, byte <= highest else { return false }
            (missing, lowest, highest) = (missing - 1, 0x80, 0xBF)
            return true
        }
        switch byte {
        case 0x00...0x7F: return true
        case 0xC2...0xDF: (missing, lowest, highest) = (1, 0x80, 0xBF)
        case 0xE0: (missing, lowest, highest) = (2, 0xA0, 0xBF)
        case 0xED: (missing, lowest, highest) = (2, 0x80, 0x9F)
        case 0xE1...0xEF: (missing, lowest, highest) = (2, 0x80, 0xBF)
        case 0xF0: (missing, lowest, highest) = (3, 0x90, 0xBF)
        case 0xF1...0xF3: (missing, lowest, highest) = (3, 0x80, 0xBF)
        case 0xF4: (missing, lowest, highest) = (3, 0x80, 0x8F)
        default: return false
        }
        return true
    }

    /// The index after as many whole valid characters as possible.
    private static func skipWhole(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while true {
            index = skipASCII(bytes, from: index)
            guard index + 4 <= bytes.count else { return index }
            let length = characterLength(bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self).littleEndian)
            if length == 0 { return index }
            index += length
        }
    }

    @inline(__always)
    private static func skipASCII(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index + 8 <= bytes.count {
            let high = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian & highBits
            guard high == 0 else { return index + high.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < bytes.count, bytes[index] < 0x80 { index += 1 }
        return index
    }

    /// The length of the valid non-ASCII character at the low end of the word, 0 if there is none.
    @inline(__always)
    private static func characterLength(_ word: UInt32) -> Int {
        let lead = word & 0xFF
        let second = word >> 8 & 0xFF
        if word & 0xC0E0 == 0x80C0 { return lead >= 0xC2 ? 2 : 0 }
        if word & 0xC0_C0F0 == 0x80_80E0 {
            return lead == 0xE0 && second < 0xA0 || lead == 0xED && second > 0x9F ? 0 : 3
        }
        if word & 0xC0C0_C0F8 == 0x8080_80F0 {
            return lead == 0xF0 && second < 0x90 || lead == 0xF4 && second > 0x8F || lead > 0xF4 ? 0 : 4
        }
        return 0
    }
}
