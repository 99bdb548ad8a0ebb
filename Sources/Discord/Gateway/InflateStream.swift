import CZlib

/// One zlib-stream context: a connection has exactly one, and a new connection needs a new one.
///
/// Messages end with a sync flush (`00 00 FF FF`); one without it is kept until the rest has come.
/// Source: https://docs.discord.com/developers/events/gateway#zlib-stream
///
/// zlib reads the deflate data only (RFC 1951); the two bytes before it (RFC 1950 §2.2) are checked here. The stream never
/// ends, so the checksum after it never comes; not computing it saves a tenth of the time per event.
package struct InflateStream: ~Copyable {
    /// The largest inflated message that is accepted, in bytes.
    let limit: Int
    // zlib keeps a pointer to its stream, which therefore may not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var output: [UInt8]
    /// In bytes; what a larger message needed is given back after it.
    private static let (smallest, kept) = (16 << 10, 256 << 10)
    private var filled = 0
    private var header = ZlibHeader()
    /// The last four bytes received: the sync flush may come in two parts.
    private var tail = UInt32.max
    private static let syncFlush: UInt32 = 0x0000_FFFF

    /// What can go wrong; the context is of no use afterwards.
    package enum Failure: Error, Equatable {
        /// The bytes are not zlib data; zlib's code.
        case corrupt(Int32)
        /// The inflated message is larger than the limit.
        case tooLarge
    }

    /// Makes a context. `limit` is in bytes.
    /// - Throws: `corrupt` with zlib's code when there is no memory for it.
    package init(limit: Int = 64 << 20) throws(Failure) {
        self.limit = limit
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        output = [UInt8](repeating: 0, count: Self.smallest)
        let code = czlib_inflate_init(stream, -15)
        guard code == Z_OK else {
            stream.deallocate()
            throw .corrupt(code)
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Takes one WebSocket message. If a gateway message is complete, calls `body` with its bytes and returns the result,
    /// else nil.
    /// - Throws: `Failure`, and what `body` throws.
    package mutating func inflate<Result>(
        _ message: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) throws -> Result? {
        let skipped = try header.consume(message)
        try append(UnsafeBufferPointer(rebasing: message[skipped...]))
        for byte in message.suffix(4) { tail = tail << 8 | UInt32(byte) }
        guard tail == Self.syncFlush else { return nil }
        tail = .max
        let count = filled
        filled = 0
        defer { shrink() }
        return try output.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }

    private mutating func append(_ message: UnsafeBufferPointer<UInt8>) throws(Failure) {
        guard !message.isEmpty else { return }
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
        // Z_BUF_ERROR means that no progress was possible; with input left that is corruption.
        guard code == Z_OK || code == Z_BUF_ERROR else { throw .corrupt(code) }
        if code == Z_BUF_ERROR, produced == 0, stream.pointee.avail_in > 0 { throw .corrupt(code) }
    }

    private mutating func grow() throws(Failure) {
        guard output.count < limit else { throw .tooLarge }
        output.append(contentsOf: repeatElement(0, count: min(output.count, limit - output.count)))
    }

    /// Frees the memory of a large GUILD_CREATE, instead of keeping it as long as the connection.
    private mutating func shrink() {
        if output.count > Self.kept { output = [UInt8](repeating: 0, count: Self.smallest) }
    }
}

/// The two bytes at the start of a zlib stream (RFC 1950 §2.2).
private struct ZlibHeader {
    private var method: UInt8?
    private var isRead = false

    /// Checks what a message holds of the header; returns how many bytes that were.
    mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>) throws(InflateStream.Failure) -> Int {
        if isRead { return 0 }
        var count = 0
        for byte in bytes.prefix(method == nil ? 2 : 1) {
            count += 1
            guard let method else {
                // CM 8 is deflate; CINFO above 7 would be a window of more than 32 KiB.
                guard byte & 0x0F == 8, byte >> 4 <= 7 else { throw .corrupt(Z_DATA_ERROR) }
                self.method = byte
                continue
            }
            let isChecked = (UInt16(method) << 8 | UInt16(byte)).isMultiple(of: 31)
            // FDICT asks for a preset dictionary; Discord has none.
            guard isChecked, byte & 0x20 == 0 else { throw .corrupt(Z_DATA_ERROR) }
            isRead = true
        }
        return count
    }
}
