import Foundation

/// Where metrics and health are served.
enum MetricsAddress: Sendable, Equatable, CustomStringConvertible {
    /// An IPv4 address in dotted form, and a port (0: any that is free).
    case ipv4(String, UInt16)
    /// An IPv6 address, and a port.
    case ipv6(String, UInt16)
    /// The path of a local socket.
    case local(String)

    /// The rule in words.
    static let valid =
        "an IP address and a port such as \"127.0.0.1:9464\" or \"[::1]:9464\", or a local socket such as "
        + "\"unix:/var/lib/dreambot/metrics\""

    /// Nil for what is none of these. Names are not looked up.
    init?(_ text: String) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            // A socket's path has 107 bytes at most.
            guard path.hasPrefix("/"), !path.hasSuffix("/"), path.utf8.count <= 107,
                !path.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
            else { return nil }
            self = .local(path)
            return
        }
        guard let colon = text.lastIndex(of: ":"), case let digits = text[text.index(after: colon)...],
            digits.utf8.allSatisfy({ (48...57).contains($0) }), let port = UInt16(digits)
        else { return nil }
        let host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            let inner = String(host.dropFirst().dropLast())
            var address = in6_addr()
            guard inet_pton(AF_INET6, inner, &address) == 1 else { return nil }
            self = .ipv6(inner, port)
        } else {
            var address = in_addr()
            guard inet_pton(AF_INET, host, &address) == 1 else { return nil }
            self = .ipv4(host, port)
        }
    }

    /// As it is written in the configuration.
    var description: String {
        switch self {
        case .ipv4(let host, let port): "\(host):\(port)"
        case .ipv6(let host, let port): "[\(host)]:\(port)"
        case .local(let path): "unix:\(path)"
        }
    }

    /// Whether only this machine can reach it.
    var isLocal: Bool {
        switch self {
        case .ipv4(let host, _): host.hasPrefix("127.")
        case .ipv6(let host, _): Self.isLoopback(host)
        case .local: true
        }
    }

    private static func isLoopback(_ host: String) -> Bool {
        var (address, loopback) = (in6_addr(), in6_addr())
        inet_pton(AF_INET6, host, &address)
        inet_pton(AF_INET6, "::1", &loopback)
        return memcmp(&address, &loopback, MemoryLayout<in6_addr>.size) == 0
    }
}
