import CZlib

/// One deflate context for one connection (`compress=zlib-stream`): every message ends with a sync flush.
final class Deflater: StreamCompressor {
    private let stream: UnsafeMutablePointer<z_stream>
    private let isReady: Bool

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // A storm of events is compressed on the processors that the bot needs.
        isReady = czlib_deflate_init(stream, Z_BEST_SPEED) == Z_OK
    }

    deinit {
        if isReady { deflateEnd(stream) }
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// The compressed message, ending with 00 00 FF FF; empty when zlib could not allocate memory.
    func compress(_ text: String) -> [UInt8] {
        guard isReady else { return [] }
        var input = Array(text.utf8)
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(16_384, input.count + 64))
        input.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(input.count)
            repeat {
                let written = chunk.withUnsafeMutableBufferPointer { chunk in
                    stream.pointee.next_out = chunk.baseAddress
                    stream.pointee.avail_out = UInt32(chunk.count)
                    _ = deflate(stream, Z_SYNC_FLUSH)
                    return chunk.count - Int(stream.pointee.avail_out)
                }
                output.append(contentsOf: chunk[..<written])
            } while stream.pointee.avail_out == 0
        }
        return output
    }
}
