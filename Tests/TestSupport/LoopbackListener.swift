import Glibc

/// A socket on 127.0.0.1 with a port that the kernel has chosen.
package struct LoopbackListener: Sendable {
    /// No socket could be had.
    package struct Failure: Error {}

    /// The socket.
    package let descriptor: Int32
    /// Where it is.
    package let port: UInt16

    /// Opens it, and listens.
    package init() throws {
        try self.init(listens: true)
    }

    fileprivate init(listens: Bool) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) | getsockname(descriptor, $0, &size)
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        guard code == 0, !listens || listen(descriptor, 512) == 0 else { throw Failure() }
    }

    /// Closes it; wakes a thread that waits for a connection.
    package func close() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        Glibc.close(descriptor)
    }
}

/// Runs with a port of 127.0.0.1 that refuses connections. It is held meanwhile: a port that is only known to have been
/// free is soon given to a test that runs beside this one.
package func withRefusingPort<Result>(_ body: (UInt16) async throws -> Result) async throws -> Result {
    let holder = try LoopbackListener(listens: false)
    defer { holder.close() }
    return try await body(holder.port)
}
