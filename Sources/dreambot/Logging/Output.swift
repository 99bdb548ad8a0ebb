import Discord
import Foundation

/// Writes to standard output and standard error without a buffer, so that a crash loses nothing. Lines are made inert
/// (`OutputLine`), and secrets in them are hidden.
enum Output {
    /// A line on standard output.
    static func line(_ text: String) { write(safe(text) + "\n", to: STDOUT_FILENO) }
    /// A JSON document on standard output, of any length.
    static func document(_ json: String) {
        write(SecretMask.shared.hide(OutputLine.json(json)) + "\n", to: STDOUT_FILENO)
    }
    /// A line on standard error, with a priority for the journal. A reader that takes nothing for a second does not get it.
    static func error(_ text: String) {
        var rest = Data((Journal.errorPriority + safe(text) + "\n").utf8)[...]
        while !rest.isEmpty, isReady(STDERR_FILENO, within: .seconds(1)) {
            let part = rest.prefix(4_096)
            let count = part.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { return }
            rest = rest.dropFirst(max(0, count))
        }
    }

    /// One line without secrets. They are hidden last: no escape can be cut out of a secret then.
    static func safe(_ text: String) -> String { SecretMask.shared.hide(OutputLine.text(text)) }

    /// Whether a descriptor takes bytes within that time, or has no reader any more. Blocks for that long at most.
    static func isReady(_ descriptor: Int32, within limit: Duration) -> Bool {
        var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&state, 1, Int32(limit / .milliseconds(1))) > 0
    }

    /// Writes all bytes; gives up silently when the descriptor does not take them.
    static func write(_ data: Data, to descriptor: Int32) {
        var rest = data[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            // A closed pipe: no reader is left.
            guard count > 0 || errno == EINTR else { return }
            rest = rest.dropFirst(max(0, count))
        }
    }

    private static func write(_ text: String, to descriptor: Int32) { write(Data(text.utf8), to: descriptor) }
}
