import CZlib
import Testing

@testable import Discord

@Suite("zlib-stream")
struct InflateStreamTests {
    /// One deflate context, flushed after every message, as Discord does.
    private static func deflate(_ messages: [String]) -> [[UInt8]] {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer {
            deflateEnd(stream)
            stream.deallocate()
        }
        _ = czlib_deflate_init(stream, 6)
        return messages.map { message in
            var input = Array(message.utf8)
            var output = [UInt8](repeating: 0, count: input.count + 1_000)
            let left = input.withUnsafeMutableBufferPointer { source in
                output.withUnsafeMutableBufferPointer { target in
                    (stream.pointee.next_in, stream.pointee.avail_in) = (source.baseAddress, UInt32(source.count))
                    (stream.pointee.next_out, stream.pointee.avail_out) = (target.baseAddress, UInt32(target.count))
                    _ = CZlib.deflate(stream, Z_SYNC_FLUSH)
                    return Int(stream.pointee.avail_out)
                }
            }
            return Array(output.dropLast(left))
        }
    }

    private func text(_ inflater: inout InflateStream, _ bytes: [UInt8]) throws -> String? {
        try bytes.withUnsafeBufferPointer { try inflater.inflate($0) { String(decoding: $0, as: UTF8.self) } }
    }

    @Test("Messages share one context")
    func shared() throws {
        let messages = ["{\"a\":1}", String(repeating: "moss ", count: 200_000), "{\"a\":1}", ""]
        var inflater = try InflateStream()
        for (bytes, message) in zip(Self.deflate(messages), messages) where !message.isEmpty {
            #expect(try text(&inflater, bytes) == message)
        }
    }

    @Test("A message in two parts is kept until it is complete")
    func parts() throws {
        let bytes = Self.deflate(["{\"op\":11}"])[0]
        var inflater = try InflateStream()
        #expect(try text(&inflater, Array(bytes.prefix(5))) == nil)
        #expect(try text(&inflater, Array(bytes.dropFirst(5))) == "{\"op\":11}")
    }

    @Test("The stream may be cut anywhere, its two-byte header too")
    func anySplit() throws {
        let bytes = Self.deflate(["{\"op\":11}"])[0]
        for cut in 0...bytes.count {
            var inflater = try InflateStream()
            let first = try text(&inflater, Array(bytes[..<cut]))
            let second = try text(&inflater, Array(bytes[cut...]))
            #expect([first, second].compactMap(\.self) == ["{\"op\":11}"], "cut at \(cut)")
        }
    }

    @Test(
        "Bytes that are no header of a zlib stream are refused (RFC 1950 §2.2)",
        arguments: [
            [0x79, 0x9C],  // not deflate
            [0x88, 0x1C],  // a window of 64 KiB
            [0x78, 0x9D],  // the check bits are wrong
            [0x78, 0xBB],  // a preset dictionary
            [0x1F, 0x8B],  // gzip
        ] as [[UInt8]])
    func badHeader(header: [UInt8]) throws {
        let rest = Self.deflate(["{\"op\":11}"])[0].dropFirst(2)
        var inflater = try InflateStream()
        #expect(throws: InflateStream.Failure.corrupt(Z_DATA_ERROR)) { _ = try text(&inflater, header + rest) }
    }

    @Test("The end of the deflate stream is an error")
    func finished() throws {
        var inflater = try InflateStream()
        // One stored, final, empty block behind the header.
        #expect(throws: InflateStream.Failure.self) {
            _ = try text(&inflater, [0x78, 0x9C, 0x01, 0x00, 0x00, 0xFF, 0xFF])
        }
    }

    @Test("Corrupt data, and messages beyond the limit, are errors")
    func bad() throws {
        var inflater = try InflateStream(limit: 100_000)
        #expect(throws: InflateStream.Failure.self) { _ = try text(&inflater, [1, 2, 3, 4, 0, 0, 0xFF, 0xFF]) }
        var bounded = try InflateStream(limit: 100_000)
        let bomb = Self.deflate([String(repeating: "0", count: 1_000_000)])[0]
        #expect(throws: InflateStream.Failure.tooLarge) { _ = try text(&bounded, bomb) }
    }
}
