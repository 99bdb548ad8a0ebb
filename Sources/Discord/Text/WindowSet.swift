/// A set of eight-byte pieces that is asked once for every byte of every line: most answers come from a bit map that fits
/// into the processor's cache.
struct WindowSet: Sendable {
    private static let bits = 20

    private var counts: [UInt64: Int] = [:]
    /// Two bits for each piece; there are false ones, never missing ones.
    private var map: [UInt64] = []
    /// Removals since the map was made.
    private var stale = 0

    /// Whether it holds nothing.
    var isEmpty: Bool { counts.isEmpty }

    /// Whether it holds a piece.
    @inline(__always)
    func contains(_ window: UInt64) -> Bool {
        isMarked(Self.place(window)) && isMarked(Self.otherPlace(window)) && counts[window] != nil
    }

    /// Adds the pieces of a secret; secrets may have some in common.
    mutating func insert(_ windows: [UInt64]) {
        if map.isEmpty { map = [UInt64](repeating: 0, count: 1 << (Self.bits - 6)) }
        for window in windows {
            counts[window, default: 0] += 1
            mark(window)
        }
    }

    /// Removes the pieces of a secret that was inserted.
    mutating func remove(_ windows: [UInt64]) {
        for window in windows {
            guard let count = counts[window] else { continue }
            counts[window] = count > 1 ? count - 1 : nil
        }
        stale += 1
        guard stale >= 64 else { return }
        stale = 0
        map = [UInt64](repeating: 0, count: map.count)
        for window in counts.keys { mark(window) }
    }

    private mutating func mark(_ window: UInt64) {
        for place in [Self.place(window), Self.otherPlace(window)] { map[place >> 6] |= 1 << UInt64(place & 63) }
    }

    @inline(__always)
    private func isMarked(_ place: Int) -> Bool { map[place >> 6] & (1 << UInt64(place & 63)) != 0 }

    @inline(__always)
    private static func place(_ window: UInt64) -> Int {
        Int(truncatingIfNeeded: (window &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
    }

    @inline(__always)
    private static func otherPlace(_ window: UInt64) -> Int {
        Int(truncatingIfNeeded: (window &* 0xBF58_476D_1CE4_E5B9) >> UInt64(64 - bits))
    }
}
