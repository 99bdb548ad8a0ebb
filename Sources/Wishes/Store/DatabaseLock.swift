import Foundation
import Synchronization

/// An advisory lock on a file beside the database. The kernel releases it when the process ends, in whatever way.
final class DatabaseLock: Sendable {
    /// The open file; nil once the lock is released.
    private let descriptor: Mutex<Int32?>
    /// Names whoever holds this lock, one process after the other, among all that work for the same bot: a copy of the
    /// database has another one, also on another machine. Up to 13 letters and digits; a reboot changes it.
    let holder: String

    /// Takes the lock `PATH.lock`.
    ///
    /// Throws: `StoreError.busy` when another process holds it, `StoreError.link` when a link is in its place,
    /// `StoreError.unusable` when the file cannot be opened.
    init(path: String) throws(StoreError) {
        let file = path + ".lock"
        let opened = open(file, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            guard errno != ELOOP else { throw .link(file) }
            throw .unusable(path, "\(file): \(Errno.text)")
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            Foundation.close(opened)
            throw .busy(path)
        }
        descriptor = Mutex(opened)
        holder = Self.holder(of: opened)
    }

    /// From the lock file's identity and the kernel's boot id.
    private static func holder(of descriptor: Int32) -> String {
        var status = stat()
        fstat(descriptor, &status)
        let boot = (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)) ?? ""
        return String(StableHash.of("\(status.st_dev) \(status.st_ino) \(boot)"), radix: 36)
    }

    deinit { release() }

    /// Whether it was not released yet.
    var isHeld: Bool { descriptor.withLock { $0 != nil } }

    /// Releases the lock. The file remains: without it, two processes could lock two files of the same name.
    func release() {
        descriptor.withLock { descriptor in
            guard let opened = descriptor.take() else { return }
            // Closing alone keeps the lock while a child process that is being started has a copy of the descriptor.
            flock(opened, LOCK_UN)
            Foundation.close(opened)
        }
    }
}
