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

    private var descriptor: Int32? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }.first { descriptor in
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
