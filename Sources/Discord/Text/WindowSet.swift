/// A set of eight-byte pieces that is asked once for every byte of every line: most answers come from a bit map that fits
/// into the processor's cache.
struct WindowSet: Sendable {
    /// The pieces of each secret, sorted. They are few enough to be searched one after the other, and eight bytes for each
    /// piece; a hash table would take four times the memory.
    private var secrets: [[UInt64]] = []
    /// How many pieces they have.
    private var count = 0
    /// Two bits for each piece; there are false ones, never missing ones.
    private var map = [UInt64](repeating: 0, count: 1 << (Self.smallest - 6))
    /// The logarithm of the number of bits.
    private var bits = Self.smallest
    private static let smallest = 14
    /// Removals since the map was made.
    private var stale = 0

    /// Whether it holds nothing.
    var isEmpty: Bool { secrets.isEmpty }

    /// Whether it holds a piece.
    @inline(__always)
    func contains(_ window: UInt64) -> Bool {
        isMarked(place(window)) && isMarked(otherPlace(window)) && holds(window)
    }

    /// Adds the pieces of a secret; secrets may have some in common.
    mutating func insert(_ windows: [UInt64]) {
        guard !windows.isEmpty else { return }
        secrets.append(windows.sorted())
        count += windows.count
        if Self.bits(for: count) > bits { return makeMap() }
        for window in windows { mark(window) }
    }

    /// Removes the pieces of a secret that was inserted.
    mutating func remove(_ windows: [UInt64]) {
        guard let index = secrets.firstIndex(of: windows.sorted()) else { return }
        secrets.remove(at: index)
        count -= windows.count
        stale += 1
        if stale >= 64 { makeMap() }
    }

    private func holds(_ window: UInt64) -> Bool { secrets.contains { Self.holds($0, window) } }

    private static func holds(_ pieces: [UInt64], _ window: UInt64) -> Bool {
        var (low, high) = (0, pieces.count)
        while low < high {
            let middle = low + (high - low) / 2
            if pieces[middle] < window { low = middle + 1 } else { high = middle }
        }
        return low < pieces.count && pieces[low] == window
    }

    /// 16 to 32 bits for each piece: about one in a hundred bytes of other text takes the search.
    private static func bits(for count: Int) -> Int { max(smallest, Int.bitWidth - (count * 16).leadingZeroBitCount) }

    private mutating func makeMap() {
        (bits, stale) = (Self.bits(for: count), 0)
        map = [UInt64](repeating: 0, count: 1 << (bits - 6))
        for piece in secrets.joined() { mark(piece) }
    }

    private mutating func mark(_ window: UInt64) {
        for place in [place(window), otherPlace(window)] { map[place >> 6] |= 1 << UInt64(place & 63) }
    }

    @inline(__always)
    private func isMarked(_ place: Int) -> Bool { map[place >> 6] & (1 << UInt64(place & 63)) != 0 }

    @inline(__always)
    private func place(_ window: UInt64) -> Int {
        Int(truncatingIfNeeded: (window &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 &- bits))
    }

    @inline(__always)
    private func otherPlace(_ window: UInt64) -> Int {
        Int(truncatingIfNeeded: (window &* 0xBF58_476D_1CE4_E5B9) >> UInt64(64 &- bits))
    }
}
