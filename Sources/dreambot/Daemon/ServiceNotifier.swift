import Discord
import Foundation

/// Speaks systemd's notification protocol, sd_notify(3): one datagram per message to the socket named by
/// `NOTIFY_SOCKET`. Does nothing when the variable is not set.
struct ServiceNotifier: Sendable {
    private let path: String?
    /// The longest time that systemd allows between two `WATCHDOG=1`; nil without a watchdog.
    let watchdogInterval: Duration?

    /// Reads the environment.
    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        path = environment["NOTIFY_SOCKET"]
        let isOurs = environment["WATCHDOG_PID"].map { $0 == "\(getpid())" } ?? true
        watchdogInterval = isOurs ? environment["WATCHDOG_USEC"].flatMap(Int.init).map { .microseconds($0) } : nil
    }

    /// Sends `KEY=VALUE` lines; a value cannot end its line. Failures are ignored: systemd notices missing messages itself.
    func send(_ variables: KeyValuePairs<String, String>) {
        guard let path, !path.isEmpty else { return }
        let state = variables.map { "\($0)=\(Output.safe($1))" }.joined(separator: "\n")
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { Foundation.close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // A leading @ names an abstract socket: its first byte is zero.
        var bytes = Array(path.utf8)
        if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard bytes.count < room else { return }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + (bytes.first == 0 ? 0 : 1))
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
                sendto(descriptor, state, state.utf8.count, Int32(MSG_NOSIGNAL), target, length)
            }
        }
    }
}
