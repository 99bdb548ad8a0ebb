import Foundation

/// A small file, read as a whole; errors carry the system's message.
struct FileContents {
    /// Its bytes.
    let bytes: [UInt8]
    /// Its owner.
    let owner: uid_t
    /// Which others may read it.
    let readers: Readers

    /// Who may read a file besides its owner.
    enum Readers {
        case none, group, everyone
    }

    /// Why a file could not be read.
    enum Failure: Error, Equatable {
        /// There is no such file.
        case missing
        /// The system refuses to read it, for this reason.
        case unreadable(String)
        /// It is longer than the limit.
        case tooLong
        /// Other users of the machine can change it.
        case untrusted(PathFlaw)
    }

    /// Reads a file or pipe of at most `limit` bytes that only root and `user` can change.
    static func read(_ path: String, limit: Int, as user: uid_t = geteuid()) throws(Failure) -> FileContents {
        var walk = PathWalk(path, trust: PathTrust(user: user))
        let file = try walk.openFile()
        defer { close(file.descriptor) }
        let mode = file.status.st_mode
        return FileContents(
            bytes: try readAll(file.descriptor, limit: limit), owner: file.status.st_uid,
            readers: mode & S_IROTH != 0 ? .everyone : mode & S_IRGRP != 0 ? .group : .none)
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

    /// The failure of a system call.
    static func failure(_ code: Int32) -> Failure {
        code == ENOENT || code == ENOTDIR ? .missing : .unreadable(String(cString: strerror(code)))
    }
}
