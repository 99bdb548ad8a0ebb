import Foundation

/// An advisory lock beside the database: the kernel gives it back when the process dies, however it dies.
final class DatabaseLock: @unchecked Sendable {
    private let guardian = NSLock()
    private var descriptor: Int32

    /// Takes the lock `PATH.lock`; throws `busy` when another process has it.
    init(path: String) throws(StoreError) {
        let file = path + ".lock"
        descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unusable(path, "\(file): \(String(cString: strerror(errno)))") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Foundation.close(descriptor)
            descriptor = -1
            throw .busy(path)
        }
    }

    deinit { release() }

    /// Gives the lock back. The file stays: removing it would let two processes lock two files of one name.
    func release() {
        guardian.withLock {
            guard descriptor >= 0 else { return }
            // Closing alone keeps the lock while a child that is just being started holds a copy of the descriptor.
            flock(descriptor, LOCK_UN)
            Foundation.close(descriptor)
            descriptor = -1
        }
    }
}
