import Foundation

/// Keeps other websites in the user's browser from reading or driving the sandbox. Programs such as curl send none of
/// the headers that it looks at, except Host.
struct BrowserGuard: Sendable {
    /// The headers that tell where a request comes from.
    struct Origin: Sendable {
        var method: String
        var host: String?
        var origin: String?
        /// `Sec-Fetch-Site`.
        var site: String?
        /// `X-Sandbox-Token`.
        var token: String?
    }

    /// What the page sends with every change. A new one for each start.
    let token: String

    init() {
        var generator = SystemRandomNumberGenerator()
        token = (0..<4).map { _ in String(generator.next(), radix: 36) }.joined()
    }

    /// Why a request is refused; nil when it is admitted. The bot's side, REST and gateway, needs no token of the page.
    func refusal(of request: Origin, port: UInt16, needsToken: Bool = true) -> String? {
        // A name that an attacker lets resolve to 127.0.0.1 stays visible in the Host header.
        if let host = request.host, !Self.names.contains(where: { host == $0 || host == "\($0):\(port)" }) {
            return "The sandbox answers at 127.0.0.1 and localhost only, not as \(host.prefix(100))."
        }
        if let origin = request.origin, origin != "http://\(request.host ?? "")" {
            return "Another website may not use the sandbox: the request comes from \(origin.prefix(100))."
        }
        if let site = request.site, site != "same-origin", site != "none" {
            return "Another website may not use the sandbox: the browser calls the request \(site.prefix(100))."
        }
        guard needsToken else { return nil }
        let isBrowser = request.origin != nil || request.site != nil
        if isBrowser, request.method != "GET", request.token != token {
            return "The page is older than the sandbox. Reload it."
        }
        return nil
    }

    private static let names = ["127.0.0.1", "localhost", "[::1]"]
}
