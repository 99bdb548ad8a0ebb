import Foundation

/// Whether a descriptor leads to systemd's journal, which adds times of its own and understands priorities.
enum Journal {
    /// Whether standard error does, as of the start.
    static let takesErrors = takes(STDERR_FILENO)

    /// Compares a descriptor with what `JOURNAL_STREAM` names: `DEVICE:INODE`. A child whose output was sent elsewhere has the
    /// variable all the same.
    ///
    /// Source: https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#%24JOURNAL_STREAM
    static func takes(
        _ descriptor: Int32, environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> Bool {
        guard let stream = environment["JOURNAL_STREAM"] else { return false }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return false }
        return stream == "\(status.st_dev):\(status.st_ino)"
    }

    /// The priority of an error that ends the program (err of syslog(3)); empty outside of the journal.
    static var errorPriority: String { takesErrors ? "<3>" : "" }
}
