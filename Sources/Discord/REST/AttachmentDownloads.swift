import Transport

/// Fetches the files of messages from where Discord keeps them.
///
/// The address comes from an event. It is asked only if it is one of Discord's own for files, no token goes along, and
/// redirects are not followed.
/// Source: https://docs.discord.com/developers/reference#signed-attachment-cdn-urls
package struct AttachmentDownloads: Sendable {
    private let transport: any HTTPTransport
    private let trust: FileTrust
    private let userAgent: String
    private let limits: HTTPLimits

    init(transport: any HTTPTransport, trust: FileTrust, userAgent: String, limits: HTTPLimits) {
        (self.transport, self.trust, self.userAgent, self.limits) = (transport, trust, userAgent, limits)
    }

    /// The bytes of a file, at most `limit`.
    /// - Throws: `RESTError` of kind `invalid` when it cannot be had at all, `retryLater` or `unreachable` when it may be
    ///   had later, `cancelled`.
    package func bytes(of attachment: MessageAttachment, limit: Int) async throws(RESTError) -> [UInt8] {
        let call = "GET attachment \(attachment.id)"
        let refuse = { (words: String) in RESTError(.invalid(.general), call: call, message: words) }
        guard attachment.size <= limit else { throw refuse("the file is larger than \(limit) bytes") }
        guard trust.admits(attachment.url) else { throw refuse("the file is at none of Discord's addresses for files") }
        var limits = limits
        limits.responseBytes = limit
        let request = HTTPRequest(
            method: "GET", url: attachment.url, headers: [HTTPField("User-Agent", userAgent)], limits: limits)
        let response: HTTPResponse
        do {
            response = try await transport.send(request)
        } catch {
            switch error.kind {
            case .tooLarge: throw refuse("the file is larger than \(limit) bytes")
            case .cancelled: throw RESTError(.cancelled, call: call)
            default: throw RESTError(.unreachable, call: call, message: ErrorText.line(error.description))
            }
        }
        switch response.status {
        case 200: return response.body
        case 429, 500...:
            throw RESTError(
                .retryLater, call: call, status: response.status, message: "answered with status \(response.status)")
        default: throw refuse("answered with status \(response.status)")
        }
    }
}

/// The addresses from which files are fetched: Discord's own for files, and with an API on this machine, such as the
/// Sandbox, that machine at the API's port.
///
/// An address is compared with whole beginnings such as `https://cdn.discordapp.com/`, so that no two parsers can see
/// different hosts in it.
struct FileTrust: Sendable, Equatable {
    /// Source: https://docs.discord.com/developers/reference#image-formatting
    private static let discord = ["https://cdn.discordapp.com/", "https://media.discordapp.net/"]

    private let beginnings: [String]

    /// With Discord's API, or a proxy before it, only Discord's addresses are trusted.
    init(apiBaseURL: String) {
        var beginnings = Self.discord
        if let scheme = apiBaseURL.firstRange(of: "://") {
            let authority = apiBaseURL[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            let port = authority.last == "]" ? "" : authority.split(separator: ":").last.map(String.init) ?? ""
            let host = UInt16(port) == nil ? authority : authority.dropLast(port.count + 1)
            if Loopback.contains(String(host)) {
                let suffix = UInt16(port) == nil ? "/" : ":\(port)/"
                beginnings += ["127.0.0.1", "localhost", "[::1]"].map { apiBaseURL[..<scheme.upperBound] + $0 + suffix }
            }
        }
        self.beginnings = beginnings
    }

    /// Whether a file may be fetched from there.
    func admits(_ url: String) -> Bool {
        url.utf8.count <= 2_048 && url.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
            && beginnings.contains { url.hasPrefix($0) }
    }
}
