import Foundation
import Transport

/// A gateway URL, taken apart and judged: the token goes only to `wss`, or to plain `ws` on this machine.
struct GatewayAddress: Equatable {
    /// Where to connect.
    let endpoint: StreamEndpoint
    /// The `Host` header: with the port when it is not the scheme's own.
    let host: String
    /// Path and query of the upgrade request.
    let target: String

    /// Reads a URL and sets the query that Discord wants on every connection, resumed ones included.
    init(_ text: String, compress: Bool) throws(GatewayFatal) {
        guard var parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            let scheme = parts.scheme?.lowercased(), scheme == "wss" || scheme == "ws"
        else { throw .untrustedAddress(text) }
        guard scheme == "wss" || Loopback.contains(host) else { throw .untrustedAddress(text) }
        let port = parts.port ?? (scheme == "wss" ? 443 : 80)
        guard let port16 = UInt16(exactly: port) else { throw .untrustedAddress(text) }
        let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        endpoint = StreamEndpoint(host: bare, port: port16, tls: scheme == "wss")
        self.host = parts.port.map { "\(host):\($0)" } ?? host
        parts.queryItems = [
            URLQueryItem(name: "v", value: "10"), URLQueryItem(name: "encoding", value: "json"),
        ]
        if compress { parts.queryItems?.append(URLQueryItem(name: "compress", value: "zlib-stream")) }
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        target = path + "?" + (parts.percentEncodedQuery ?? "")
    }
}

/// Which hosts are this machine.
package enum Loopback {
    /// Whether a host, as written in a URL, can only mean this machine: `localhost`, 127.0.0.0/8, `::1`.
    package static func contains(_ host: String) -> Bool {
        let name = host.lowercased()
        if name == "localhost" || name == "::1" || name == "[::1]" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
