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
        guard var parts = URLComponents(string: text), let host = parts.plainHost,
            let scheme = parts.scheme?.lowercased(), scheme == "wss" || scheme == "ws",
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

extension URLComponents {
    /// The host as it is written, the same for our checks and for libcurl; nil when it is missing, has escapes, or is an
    /// international name.
    ///
    /// `host` decodes such names, and loads ICU's data for it: some megabytes of memory that are never needed again.
    package var plainHost: String? {
        guard let host = encodedHost, !host.isEmpty, host.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            !host.contains("%"), !host.lowercased().contains("xn--")
        else { return nil }
        return host
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
