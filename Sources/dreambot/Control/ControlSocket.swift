import Foundation

/// The local socket through which `dreambot status` and its like speak to a running daemon: beside the database, for the
/// owner of the process alone.
///
/// A request is one line, the answer is one line; then the daemon closes the connection.
enum ControlSocket {
    /// The longest request and the longest answer, in bytes.
    static let (longestRequest, longestAnswer) = (1_024, 16 << 20)
    /// Seconds that either side waits for the other.
    static let patience = 5

    /// The socket's path. A socket's path has 107 bytes at most.
    static func path(database: String) -> String { database + ".control" }

    /// An address; nil when the path is too long.
    static func address(_ path: String) -> sockaddr_un? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return address
    }

    /// Calls `connect` or `bind` with an address.
    static func with(_ address: sockaddr_un, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// A new stream socket; negative when there is none.
    static func make() -> Int32 { socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0) }

    /// Lets reads and writes of a socket fail after `patience`.
    static func limit(_ descriptor: Int32) {
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
    }

    /// Reads a line without its end; nil when it does not come in time or is longer than `limit`.
    static func readLine(_ descriptor: Int32, limit: Int) -> String? {
        var line = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while line.count <= limit {
            if let end = line.firstIndex(of: 10) { return String(decoding: line[..<end], as: UTF8.self) }
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return nil }
            line += buffer[..<count]
        }
        return nil
    }

    /// Writes a line. Returns whether the other side took it.
    static func writeLine(_ line: Data, _ descriptor: Int32) -> Bool {
        var rest = (line + [10])[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

/// The daemon's side: a thread that takes one connection after the other.
final class ControlServer: Sendable {
    /// Answers a request.
    typealias Answer = @Sendable (String) async -> Data

    private let listener: Int32
    private let path: String

    /// Listens at a path. What an earlier process has left there is replaced: whoever holds the database's lock is alone.
    /// Nil, with the reason in `errno`, when that is not possible.
    init?(path: String, answer: @escaping Answer) {
        guard let address = ControlSocket.address(path) else {
            errno = ENAMETOOLONG
            return nil
        }
        let listener = ControlSocket.make()
        guard listener >= 0 else { return nil }
        unlink(path)
        // Before `listen` no process can connect, and by then only the owner may.
        guard ControlSocket.with(address, { bind(listener, $0, $1) }) == 0, chmod(path, 0o600) == 0,
            listen(listener, 8) == 0
        else {
            let reason = errno
            Foundation.close(listener)
            errno = reason
            return nil
        }
        (self.listener, self.path) = (listener, path)
        Thread.detachNewThread { Self.serve(listener, answer) }
    }

    /// Ends the thread and removes the socket.
    func close() {
        shutdown(listener, Int32(SHUT_RDWR))
        unlink(path)
    }

    private static func serve(_ listener: Int32, _ answer: @escaping Answer) {
        defer { Foundation.close(listener) }
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                return
            }
            ControlSocket.limit(connection)
            guard let request = ControlSocket.readLine(connection, limit: ControlSocket.longestRequest) else {
                Foundation.close(connection)
                continue
            }
            Task {
                _ = ControlSocket.writeLine(await answer(request), connection)
                Foundation.close(connection)
            }
        }
    }
}

/// The command's side.
enum ControlClient {
    /// Why there was no answer.
    enum Failure: Error, CustomStringConvertible, Equatable {
        /// No daemon listens there.
        case notRunning(String)
        /// The socket belongs to another user.
        case forbidden(String)
        /// The daemon took the request and did not answer in time.
        case noAnswer

        /// The cause and the cure.
        var description: String {
            switch self {
            case .notRunning(let path):
                "No dreambot is running with this configuration (nothing answers at \(path)). See `systemctl status dreambot`."
            case .forbidden(let path): "\(path) belongs to another user. Run this as root, or as the bot's user."
            case .noAnswer: "dreambot is running, but did not answer in time. See its log."
            }
        }
    }

    /// Sends a request to the daemon that uses a database. Throws: `Failure`.
    static func ask(_ request: String, database: String) throws(Failure) -> Data {
        let path = ControlSocket.path(database: database)
        let connection = ControlSocket.make()
        defer { Foundation.close(connection) }
        guard let address = ControlSocket.address(path) else { throw .notRunning(path) }
        guard ControlSocket.with(address, { connect(connection, $0, $1) }) == 0 else {
            throw errno == EACCES || errno == EPERM ? .forbidden(path) : .notRunning(path)
        }
        ControlSocket.limit(connection)
        guard ControlSocket.writeLine(Data(request.utf8), connection),
            let line = ControlSocket.readLine(connection, limit: ControlSocket.longestAnswer)
        else { throw .noAnswer }
        return Data(line.utf8)
    }
}
