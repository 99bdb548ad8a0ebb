import Foundation
import Glibc

/// Sends text to a socket of this machine and returns what comes until the other side ends. Blocks a thread of its own, never
/// one of those that the server may need.
package func exchange(_ text: String, with place: LocalPlace) async -> String {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread {
            let connection = place.connected()
            defer { close(connection) }
            let bytes = Array(text.utf8)
            _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            var (answer, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4_096))
            while case let count = read(connection, &buffer, buffer.count), count > 0 { answer += buffer[..<count] }
            continuation.resume(returning: String(decoding: answer, as: UTF8.self))
        }
    }
}

/// Where a server of this machine listens.
package enum LocalPlace: Sendable {
    /// A port of 127.0.0.1.
    case port(UInt16)
    /// The path of a local socket.
    case path(String)

    /// A new connection; negative when there is none.
    package func connected() -> Int32 {
        switch self {
        case .port(let port):
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            return Self.connected(AF_INET, name)
        case .path(let path):
            var name = sockaddr_un()
            name.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
            return Self.connected(AF_UNIX, name)
        }
    }

    private static func connected<Name>(_ family: Int32, _ name: Name) -> Int32 {
        let connection = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let code = withUnsafePointer(to: name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<Name>.size))
            }
        }
        if code == 0 { return connection }
        close(connection)
        return -1
    }
}
