import Foundation

/// What the C library last complained about.
enum Errno {
    static var text: String { String(cString: strerror(errno)) }
}

/// Puts files and names on the disk, where a power failure leaves them.
enum FolderOnDisk {
    /// Throws: `StoreError.unwritable`.
    static func flush(_ path: String) throws(StoreError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .unwritable(path, Errno.text) }
        defer { Foundation.close(file) }
        guard fsync(file) == 0 else { throw .unwritable(path, Errno.text) }
    }

    /// Puts the names in a file's folder on the disk. Some file systems cannot; that is no error.
    static func flushFolder(of path: String) {
        let folder = open(URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        Foundation.close(folder)
    }
}
