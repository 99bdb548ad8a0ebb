import CZlib

/// Bytes compressed with zlib.
///
/// Source: https://www.rfc-editor.org/rfc/rfc1950
enum Deflated {
    /// How much time is spent on a smaller result.
    enum Effort: Int32 {
        case least = 1
        case most = 9
    }

    /// The compressed bytes; nil when there is no memory to compress them.
    static func bytes(of bytes: [UInt8], _ effort: Effort) -> [UInt8]? {
        var size = compressBound(uLong(bytes.count))
        var isDone = false
        let compressed = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
            isDone = compress2(buffer.baseAddress, &size, bytes, uLong(bytes.count), effort.rawValue) == Z_OK
            count = isDone ? Int(size) : 0
        }
        return isDone ? compressed : nil
    }

    /// The bytes that were compressed; nil unless there are exactly so many. No more than that is allocated, and nothing
    /// when the compressed bytes cannot hold so many.
    static func inflated(_ compressed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        // A byte holds at most 1,032: two bits for a copy of 258.
        guard count >= 0, count / 1_032 <= compressed.count else { return nil }
        var isDone = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
            var size = uLong(count)
            isDone = compressed.withUnsafeBufferPointer { source in
                uncompress(buffer.baseAddress, &size, source.baseAddress, uLong(source.count)) == Z_OK
                    && size == uLong(count)
            }
            written = isDone ? count : 0
        }
        return isDone ? bytes : nil
    }
}
