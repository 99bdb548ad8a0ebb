import Foundation

/// Compresses the messages of one connection with one context, each so that it can be read at once.
protocol StreamCompressor: AnyObject {
    /// The compressed message; empty when the compressor has no memory.
    func compress(_ text: String) -> [UInt8]
}

/// How a client wants the gateway's messages.
enum GatewayCompression: String, Sendable {
    case none
    case zlib = "zlib-stream"
    case zstd = "zstd-stream"

    /// A compressor for a new connection; nil for plain text.
    var compressor: (any StreamCompressor)? {
        switch self {
        case .none: nil
        case .zlib: Deflater()
        case .zstd: ZstdLibrary.shared.map { ZstdCompressor($0) }
        }
    }

    /// Whether this machine can compress so.
    var isAvailable: Bool { self != .zstd || ZstdLibrary.shared != nil }
}

/// libzstd, looked up when the first client asks for it: the sandbox builds and runs without it.
struct ZstdLibrary: Sendable {
    typealias Create = @convention(c) () -> OpaquePointer?
    typealias Free = @convention(c) (OpaquePointer?) -> Int
    typealias Compress =
        @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, Int32) -> Int

    let create: Create
    let free: Free
    let compress: Compress

    /// Nil when the library is not installed.
    static let shared: ZstdLibrary? = {
        guard let handle = dlopen("libzstd.so.1", RTLD_NOW), let create = dlsym(handle, "ZSTD_createCCtx"),
            let free = dlsym(handle, "ZSTD_freeCCtx"), let compress = dlsym(handle, "ZSTD_compressStream2")
        else { return nil }
        return ZstdLibrary(
            create: unsafeBitCast(create, to: Create.self), free: unsafeBitCast(free, to: Free.self),
            compress: unsafeBitCast(compress, to: Compress.self))
    }()
}

/// One zstd context for one connection (`compress=zstd-stream`): every message ends with a flush.
final class ZstdCompressor: StreamCompressor {
    /// `ZSTD_inBuffer` and `ZSTD_outBuffer` have the same three fields.
    private struct Buffer {
        var bytes: UnsafeMutableRawPointer?
        var size: Int
        var position = 0
    }

    private static let flush: Int32 = 1
    private let library: ZstdLibrary
    private let context: OpaquePointer?

    init(_ library: ZstdLibrary) {
        self.library = library
        context = library.create()
    }

    deinit { _ = library.free(context) }

    func compress(_ text: String) -> [UInt8] {
        guard context != nil else { return [] }
        var (source, output) = (Array(text.utf8), [UInt8]())
        var chunk = [UInt8](repeating: 0, count: 16_384)
        source.withUnsafeMutableBytes { source in
            var input = Buffer(bytes: source.baseAddress, size: source.count)
            var left = 1
            // An error is a negative number; it leaves the message short, which a test notices.
            while left > 0 {
                let written = chunk.withUnsafeMutableBytes { chunk in
                    var target = Buffer(bytes: chunk.baseAddress, size: chunk.count)
                    left = withUnsafeMutableBytes(of: &target) { target in
                        withUnsafeMutableBytes(of: &input) { input in
                            library.compress(context, target.baseAddress, input.baseAddress, Self.flush)
                        }
                    }
                    return target.position
                }
                output += chunk[..<written]
            }
        }
        return output
    }
}
