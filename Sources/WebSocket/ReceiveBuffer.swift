/// Bytes received and not yet used. Payloads are handed out as slices of it: a slice dropped before the next `append`
/// costs nothing, one that is kept costs one copy.
struct ReceiveBuffer: Sendable {
    /// Capacity kept between messages; what a larger message needed is given back.
    private static let keptCapacity = 256 << 10

    private var bytes: [UInt8] = []
    private var head = 0

    /// The number of bytes not yet used.
    var count: Int { bytes.count - head }

    mutating func append(_ new: UnsafeRawBufferPointer) {
        reclaim()
        new.withMemoryRebound(to: UInt8.self) { bytes.append(contentsOf: $0) }
    }

    /// Marks bytes as used.
    mutating func drop(_ count: Int) { head += count }

    /// Hands out the next bytes and marks them as used.
    mutating func take(_ count: Int) -> ArraySlice<UInt8> {
        defer { head += count }
        return bytes[head..<head + count]
    }

    mutating func removeAll() {
        bytes = []
        head = 0
    }

    /// The bytes not yet used, in place.
    @inline(__always)
    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withUnsafeBufferPointer { (all) throws(Failure) in
            try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: all[head...])))
        }
    }

    /// Moves the rest to the front when it is smaller than what is used: linear in all, for any sizes of reads.
    private mutating func reclaim() {
        if head == bytes.count {
            if bytes.capacity > Self.keptCapacity { bytes = [] } else { bytes.removeAll(keepingCapacity: true) }
            head = 0
        } else if head > bytes.count - head {
            bytes.removeSubrange(..<head)
            head = 0
        }
    }
}
