import Foundation

/// The hosts that may get the token over the gateway: Discord's own, and those that the configured API implies.
///
/// An address comes from an answer (GET /gateway/bot) or an event (READY), either of which a broken or bad server may have
/// written.
package struct GatewayTrust: Sendable, Equatable {
    /// Trusted with all hosts below them, over TLS only.
    private static let discord = ["discord.gg", "discord.com"]

    /// Trusted besides Discord's, over TLS.
    private let host: String?
    /// Whether this machine is trusted, also without TLS.
    private let isLocal: Bool

    /// Only Discord's hosts.
    package static let discordOnly = GatewayTrust(host: nil, isLocal: false)
    /// Discord's hosts and this machine: for an API on this machine, such as the Sandbox.
    package static let local = GatewayTrust(host: nil, isLocal: true)

    private init(host: String?, isLocal: Bool) { (self.host, self.isLocal) = (host, isLocal) }

    /// With Discord's API only Discord's hosts are trusted; with another one also its host.
    package init(apiBaseURL: String) {
        let host = URLComponents(string: apiBaseURL)?.plainHost?.lowercased() ?? ""
        let isLocal = Loopback.contains(host)
        self.init(host: isLocal || Self.isDiscords(host) || host.isEmpty ? nil : host, isLocal: isLocal)
    }

    /// The same, and one host more.
    package func trusting(_ host: String) -> GatewayTrust { GatewayTrust(host: host.lowercased(), isLocal: isLocal) }

    /// Whether the token may be sent to a host, as written in a URL.
    func admits(_ host: String, isEncrypted: Bool) -> Bool {
        let name = host.lowercased()
        if Loopback.contains(name) { return isLocal }
        guard isEncrypted else { return false }
        return Self.isDiscords(name) || name == self.host
    }

    private static func isDiscords(_ name: String) -> Bool {
        // Letters, digits, hyphens and dots: no escape or delimiter can make another host of it.
        let isName = name.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 46
        }
        return isName && !name.contains("..") && discord.contains { name == $0 || name.hasSuffix("." + $0) }
    }
}
