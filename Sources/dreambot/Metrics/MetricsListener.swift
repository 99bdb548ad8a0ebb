import Foundation

/// A socket that listens at a `MetricsAddress`.
struct MetricsListener {
    /// Why there is none.
    struct Failure: Error, CustomStringConvertible {
        /// The system's error.
        let code: Int32

        /// The cause, and where it helps the cure.
        var description: String {
            switch code {
            case EADDRINUSE: "another program listens there; change metrics.listen or stop that program"
            case EADDRNOTAVAIL: "this machine does not have that address; change metrics.listen"
            case EACCES, EPERM: "not permitted; choose a port from 1024 up, or a folder that the bot may write"
            default: String(cString: strerror(code))
            }
        }
    }

    let descriptor: Int32
    /// The address, with the port that the system has chosen.
    let address: MetricsAddress

    /// Opens it. What an earlier process has left at a local path is replaced; what another program serves is not.
    init(_ address: MetricsAddress) throws(Failure) {
        switch address {
        case .ipv4(let host, let port):
            var name = sockaddr_in()
            (name.sin_family, name.sin_port) = (sa_family_t(AF_INET), port.bigEndian)
            inet_pton(AF_INET, host, &name.sin_addr)
            descriptor = try Self.open(AF_INET, &name)
            self.address = .ipv4(host, port == 0 ? Self.port(of: descriptor) : port)
        case .ipv6(let host, let port):
            var name = sockaddr_in6()
            (name.sin6_family, name.sin6_port) = (sa_family_t(AF_INET6), port.bigEndian)
            inet_pton(AF_INET6, host, &name.sin6_addr)
            descriptor = try Self.open(AF_INET6, &name)
            self.address = .ipv6(host, port == 0 ? Self.port(of: descriptor) : port)
        case .local(let path):
            guard var name = ControlSocket.address(path) else { throw Failure(code: ENAMETOOLONG) }
            try Self.removeLeftover(path, name)
            descriptor = try Self.open(AF_UNIX, &name)
            self.address = address
        }
    }

    /// Ends the accepting of connections and removes a local path.
    func close() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        if case .local(let path) = address { unlink(path) }
    }

    private static func open<Name>(_ family: Int32, _ name: inout Name) throws(Failure) -> Int32 {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        // A restart may use a port of which old connections are still ending.
        if family != AF_UNIX { setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size) }
        // On Linux the file gets this mode from its first moment.
        if family == AF_UNIX { fchmod(descriptor, 0o600) }
        if family == AF_INET6 { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, size) }
        let length = socklen_t(MemoryLayout<Name>.size)
        let bound = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        guard bound == 0, listen(descriptor, 16) == 0 else {
            let code = errno
            Foundation.close(descriptor)
            throw Failure(code: code)
        }
        return descriptor
    }

    private static func port(of descriptor: Int32) -> UInt16 {
        // The port is at the same place in both kinds of address.
        var name = sockaddr_in6()
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        _ = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        return UInt16(bigEndian: name.sin6_port)
    }

    private static func removeLeftover(_ path: String, _ name: sockaddr_un) throws(Failure) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw Failure(code: EADDRINUSE) }
        let probe = ControlSocket.make()
        defer { Foundation.close(probe) }
        guard ControlSocket.with(name, { connect(probe, $0, $1) }) != 0, errno == ECONNREFUSED else {
            throw Failure(code: EADDRINUSE)
        }
        unlink(path)
    }
}
