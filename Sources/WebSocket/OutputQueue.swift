/// Frames waiting to be written. Bounded against pings: while more than `pongBacklog` bytes wait, only the newest
/// ping is remembered, and answered when there is room again (RFC 6455 §5.5.3 allows it).
struct OutputQueue: Sendable {
    static let pongBacklog = 16 * 1024
    /// Capacity kept when everything has been written.
    private static let keptCapacity = 256 * 1024

    private var bytes: [UInt8] = []
    private var head = 0
    /// The whole frame that answers the newest ping that could not be queued.
    private var latePong: [UInt8] = []

    /// The number of bytes waiting.
    var count: Int { bytes.count - head }

    /// The bytes waiting.
    var waiting: ArraySlice<UInt8> { bytes[head...] }

    @inline(__always)
    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withUnsafeBufferPointer { (all) throws(Failure) in
            try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: all[head...])))
        }
    }

    /// Forgets what has been written; more than there is counts as all.
    mutating func wrote(_ written: Int) {
        head += max(0, min(written, count))
        reclaim()
        guard !latePong.isEmpty, count <= Self.pongBacklog else { return }
        bytes.append(contentsOf: latePong)
        latePong = []
    }

    mutating func append(_ request: [UInt8]) { bytes.append(contentsOf: request) }

    /// Queues a masked, final frame.
    mutating func append(_ opcode: Opcode, _ payload: UnsafeRawBufferPointer, key: MaskingKey) {
        if opcode == .close { latePong = [] }
        FrameEncoder.append(opcode, payload, key: key, to: &bytes)
    }

    /// Queues the answer to a ping, now or when there is room.
    mutating func appendPong(_ payload: UnsafeRawBufferPointer, key: MaskingKey) {
        latePong = []
        if count > Self.pongBacklog {
            FrameEncoder.append(.pong, payload, key: key, to: &latePong)
        } else {
            FrameEncoder.append(.pong, payload, key: key, to: &bytes)
        }
    }

    mutating func removeAll() { self = OutputQueue() }

    /// Moves what is left to the front when that is less than what was written.
    private mutating func reclaim() {
        if head == bytes.count {
            if bytes.capacity > Self.keptCapacity { bytes = [] } else { bytes.removeAll(keepingCapacity: true) }
            head = 0
        } else if head > count {
            bytes.removeSubrange(..<head)
            head = 0
        }
    }
}
