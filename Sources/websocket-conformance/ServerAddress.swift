import Foundation
import Transport

/// The address of the fuzzing server: a `ws` or `wss` URL with a host and perhaps a port, nothing more.
struct ServerAddress: Sendable {
    /// Where to connect.
    let endpoint: StreamEndpoint
    /// The `Host` header.
    let host: String

    /// Why a URL cannot be used, and what is expected.
    struct Mistake: Error, CustomStringConvertible {
        let description: String
        fileprivate init(_ description: String) { self.description = description }
    }

    init(_ text: String) throws {
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            let scheme = parts.scheme?.lowercased(), scheme == "ws" || scheme == "wss"
        else { throw Mistake("a URL such as ws://127.0.0.1:9001 is needed.") }
        guard parts.user == nil, parts.query == nil, parts.fragment == nil, parts.path.isEmpty || parts.path == "/"
        else { throw Mistake("only scheme, host and port are wanted: the paths are the fuzzing server's own.") }
        guard let port = UInt16(exactly: parts.port ?? (scheme == "wss" ? 443 : 80)), port > 0
        else { throw Mistake("the port must be between 1 and 65535.") }
        let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        guard scheme == "wss" || Self.isLoopback(bare)
        else { throw Mistake("plain ws is accepted for this machine only (127.0.0.1, localhost, [::1]); use wss.") }
        endpoint = StreamEndpoint(host: bare, port: port, tls: scheme == "wss")
        let shown = bare.contains(":") ? "[\(bare)]" : bare
        self.host = parts.port.map { "\(shown):\($0)" } ?? shown
    }

    private static func isLoopback(_ host: String) -> Bool {
        if host.lowercased() == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

/// The name under which the server stores its verdicts, encoded for a query.
struct AgentName: Sendable {
    /// Percent-encoded.
    let encoded: String

    /// A name that is empty.
    struct Mistake: Error, CustomStringConvertible {
        let description = "a name is needed."
    }

    init(_ name: String) throws {
        // `+` means a space to the server.
        let plain = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\0"..."\u{7F}"))
            .union(CharacterSet(charactersIn: "-._~"))
        guard !name.isEmpty, let encoded = name.addingPercentEncoding(withAllowedCharacters: plain)
        else { throw Mistake() }
        self.encoded = encoded
    }
}
