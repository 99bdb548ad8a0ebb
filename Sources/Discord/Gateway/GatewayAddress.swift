import Foundation
import Transport

/// The parts of a gateway URL. Only `wss` is accepted, and plain `ws` on this machine: the token is sent there.
struct GatewayAddress: Equatable {
    /// Where to connect.
    let endpoint: StreamEndpoint
    /// The `Host` header, with the port if the URL has one.
    let host: String
    /// Path and query of the upgrade request.
    let target: String

    /// Reads a URL and sets the query that Discord requires on every connection, resumed ones included.
    /// - Throws: `GatewayFatal.untrustedAddress`.
    /// Source: https://docs.discord.com/developers/events/gateway#connecting
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

/// The hosts that mean this machine.
package enum Loopback {
    /// Whether a host, as written in a URL, can only mean this machine: `localhost`, 127.0.0.0/8, `::1`.
    package static func contains(_ host: String) -> Bool {
        let name = host.lowercased()
        if name == "localhost" || name == "::1" || name == "[::1]" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
