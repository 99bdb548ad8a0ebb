import CZlib

/// One zlib-stream context: a connection has exactly one, and a new connection needs a new one.
///
/// Messages end with a sync flush (`00 00 FF FF`); one that does not is kept until the rest has come.
/// Source: Discord's gateway documentation, "zlib-stream".
package struct InflateStream: ~Copyable {
    /// The largest inflated message that is accepted, in bytes.
    let limit: Int
    // zlib keeps a pointer back to its stream: it may not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var output: [UInt8]
    private var filled = 0

    /// What can go wrong; the context is of no use afterwards.
    package enum Failure: Error, Equatable {
        /// The bytes are not zlib data; zlib's code.
        case corrupt(Int32)
        /// The inflated message is larger than the limit.
        case tooLarge
    }

    /// Makes a context. Throws `corrupt` with zlib's code when there is no memory for it.
    package init(limit: Int = 64 << 20) throws(Failure) {
        self.limit = limit
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        output = [UInt8](repeating: 0, count: 64 << 10)
        let code = czlib_inflate_init(stream)
        guard code == Z_OK else {
            stream.deallocate()
            throw .corrupt(code)
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Feeds one WebSocket message. If a gateway message is complete, hands its bytes to `body` and returns its result.
    package mutating func inflate<Result>(
        _ message: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) throws -> Result? {
        try append(message)
        guard message.count >= 4, message.suffix(4).elementsEqual([0x00, 0x00, 0xFF, 0xFF]) else { return nil }
        let count = filled
        filled = 0
        defer { shrink() }
        return try output.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }

    private mutating func append(_ message: UnsafeBufferPointer<UInt8>) throws(Failure) {
        stream.pointee.next_in = UnsafeMutablePointer(mutating: message.baseAddress)
        stream.pointee.avail_in = UInt32(message.count)
        repeat {
            if filled == output.count { try grow() }
            try step()
        } while stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0
    }

    private mutating func step() throws(Failure) {
        let (stream, filled, room) = (stream, filled, output.count - filled)
        let code = output.withUnsafeMutableBufferPointer { buffer in
            stream.pointee.next_out = buffer.baseAddress.map { $0 + filled }
            stream.pointee.avail_out = UInt32(room)
            return CZlib.inflate(stream, Z_SYNC_FLUSH)
        }
        let produced = room - Int(stream.pointee.avail_out)
        self.filled += produced
        // Z_BUF_ERROR only says that there was nothing to do; but no progress with input left is corruption.
        guard code == Z_OK || code == Z_BUF_ERROR else { throw .corrupt(code) }
        if code == Z_BUF_ERROR, produced == 0, stream.pointee.avail_in > 0 { throw .corrupt(code) }
    }

    private mutating func grow() throws(Failure) {
        guard output.count < limit else { throw .tooLarge }
        output.append(contentsOf: repeatElement(0, count: min(output.count, limit - output.count)))
    }

    /// One huge GUILD_CREATE must not hold its memory for the life of the connection.
    private mutating func shrink() {
        if output.count > 4 << 20 { output = [UInt8](repeating: 0, count: 64 << 10) }
    }
}
