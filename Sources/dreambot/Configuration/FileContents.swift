import Foundation

/// A small file, read as a whole; errors carry the system's message.
struct FileContents {
    /// Its bytes.
    let bytes: [UInt8]
    /// Whether every user of the machine may read it.
    let isWorldReadable: Bool

    /// Why a file could not be read.
    enum Failure: Error, Equatable {
        /// There is no such file.
        case missing
        /// The system refuses to read it, for this reason.
        case unreadable(String)
        /// It is longer than the limit.
        case tooLong
    }

    /// Reads a file or pipe of at most `limit` bytes.
    static func read(_ path: String, limit: Int) throws(Failure) -> FileContents {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(errno) }
        return FileContents(
            bytes: try readAll(descriptor, limit: limit), isWorldReadable: status.st_mode & S_IROTH != 0)
    }

    private static func readAll(_ descriptor: Int32, limit: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Foundation.read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0 {
                guard errno == EINTR else { throw failure(errno) }
                continue
            }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { throw .tooLong }
        }
    }

    private static func failure(_ code: Int32) -> Failure {
        code == ENOENT || code == ENOTDIR ? .missing : .unreadable(String(cString: strerror(code)))
    }
}
