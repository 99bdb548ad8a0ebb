import Foundation
import Transport

/// The parts of a gateway URL whose host is trusted: the token is sent there.
struct GatewayAddress: Equatable {
    /// Where to connect.
    let endpoint: StreamEndpoint
    /// The `Host` header, with the port if the URL has one.
    let host: String
    /// Path and query of the upgrade request.
    let target: String

    /// Why a URL is not connected to.
    enum Flaw: Error, Equatable {
        /// It is no `ws` or `wss` URL: whoever sent it is broken.
        case malformed
        /// Its host may not get the token.
        case untrusted
    }

    /// Reads a URL and sets the query that Discord requires on every connection, resumed ones included.
    /// Source: https://docs.discord.com/developers/events/gateway#connecting
    init(_ text: String, compress: Bool, trust: GatewayTrust) throws(Flaw) {
        guard var parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            let scheme = parts.scheme?.lowercased(), scheme == "wss" || scheme == "ws",
            // The host as it is written, without escapes: the same for this check and for libcurl.
            parts.encodedHost == host || parts.encodedHost == "[\(host)]",
            let port = UInt16(exactly: parts.port ?? (scheme == "wss" ? 443 : 80)), port > 0
        else { throw .malformed }
        guard parts.user == nil, parts.password == nil, trust.admits(host, isEncrypted: scheme == "wss") else {
            throw .untrusted
        }
        let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        endpoint = StreamEndpoint(host: bare, port: port, tls: scheme == "wss")
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
