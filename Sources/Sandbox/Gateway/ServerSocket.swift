import Foundation

/// The file descriptor of a connection, found by its two ports: the HTTP server cannot break a connection inside a
/// frame or send two frames in one write.
struct ServerSocket: Sendable {
    var serverPort: UInt16
    var clientPort: UInt16

    /// Sends bytes, then shuts the connection down in both directions.
    func abort(after bytes: [UInt8] = []) {
        guard let descriptor = descriptor else { return }
        if !bytes.isEmpty { send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Sends bytes in one write. Call it while nothing else is being written, with fewer bytes than the send buffer
    /// takes.
    func write(_ bytes: [UInt8]) {
        guard let descriptor = descriptor else { return }
        send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Lets the connections of a listening port send at once. The HTTP server writes head and body of an answer one after
    /// the other, and the kernel would hold the body back until the client acknowledges the head: up to 40 ms.
    static func sendAtOnce(on port: UInt16) {
        let socket = ServerSocket(serverPort: port, clientPort: 0)
        for descriptor in descriptors where socket.port(descriptor, getsockname) == port {
            // Accepted connections take the option over from the listening socket.
            var on: Int32 = 1
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        }
    }

    private static var descriptors: [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }
    }

    private var descriptor: Int32? {
        Self.descriptors.first { descriptor in
            port(descriptor, getsockname) == serverPort && port(descriptor, getpeername) == clientPort
        }
    }

    private typealias Naming = (
        Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>
    ) -> Int32

    private func port(_ descriptor: Int32, _ naming: Naming) -> UInt16? {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { naming(descriptor, $0, &length) }
        }
        guard result == 0, address.sin_family == sa_family_t(AF_INET) else { return nil }
        return UInt16(bigEndian: address.sin_port)
    }
}
