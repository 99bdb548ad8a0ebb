import Testing

@testable import Transport

/// Runs a test with a loop that ends with it.
func withLoop<Value>(_ body: (NetworkLoop) async throws -> Value) async throws -> Value {
    let loop = try NetworkLoop(name: "test loop")
    defer { loop.shutdown() }
    return try await body(loop)
}

/// Runs a test with a socket server and a transport on a loop of its own.
func withServer<Value>(
    _ serve: (@Sendable (SocketConnection) -> Void)? = nil,
    _ body: (SocketServer, CurlHTTPTransport) async throws -> Value
) async throws -> Value {
    let server = try SocketServer(serve)
    defer { server.stop() }
    return try await withLoop { try await body(server, CurlHTTPTransport(loop: $0)) }
}

/// The error of an exchange that must fail.
func failure(_ transport: CurlHTTPTransport, _ request: HTTPRequest) async throws -> TransportError {
    do throws(TransportError) {
        let response = try await transport.send(request)
        throw TransportError(.other(-1), mayHaveBeenSent: true, "an answer came: \(response.status)")
    } catch {
        return error
    }
}

/// Bytes that look random and are the same every time. They repeat after a prime number, so that bytes in the wrong
/// place are noticed.
func pattern(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count { bytes += patternBlock.prefix(count - bytes.count) }
    return bytes
}

private let patternBlock: [UInt8] = {
    var state: UInt32 = 2_463_534_242
    return (0..<65521).map { _ in
        state ^= state << 13
        state ^= state >> 17
        state ^= state << 5
        return UInt8(truncatingIfNeeded: state)
    }
}()
