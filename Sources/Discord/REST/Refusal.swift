import Transport

/// An answer that is no success, read once: status, JSON if there is any, and what that means.
struct Refusal: Sendable {
    let status: Int
    let body: ErrorBody?
    private let raw: [UInt8]

    /// Reads an answer.
    init(_ response: HTTPResponse) {
        status = response.status
        body = ErrorBody(response.body)
        raw = response.body
    }

    /// Whether the bot's token is dead. Interaction tokens expire with 401 as well, and an owner without
    /// two-factor authentication is refused with it: neither is about the bot's token.
    func condemnsToken(of route: Route) -> Bool {
        guard status == 401, route.pathToken == nil else { return false }
        return body?.code != .invalidWebhookToken && body?.code != .twoFactorRequired
    }

    /// The error for the caller.
    /// - Parameters:
    ///   - wait: how long a 429 lasts.
    ///   - secrets: taken out of whatever the other side wrote.
    func error(_ route: Route, wait: Duration, mayHaveTakenEffect: Bool, hiding secrets: [Secret]) -> RESTError {
        let hidden = { (text: String) in ErrorText.line(secrets.reduce(text) { $1.redacted(from: $0) }) }
        return RESTError(
            kind(route, wait: wait), call: route.description, status: status, code: body?.code,
            message: hidden(words(hiding: secrets)),
            details: (body?.details ?? []).map {
                RESTError.Detail(path: hidden($0.path), code: hidden($0.code), message: hidden($0.message))
            },
            mayHaveTakenEffect: mayHaveTakenEffect)
    }

    private func words(hiding secrets: [Secret]) -> String {
        if let body { return body.message ?? "HTTP status \(status)" }
        // Hidden before it is shortened: half a token must not survive the cut.
        let text = secrets.reduce(String(decoding: raw.prefix(16_384), as: UTF8.self)) { $1.redacted(from: $0) }
        let shown = ErrorText.page(Array(text.replacing("<secret>", with: "[secret]").utf8))
        return "answered with a page instead of JSON (status \(status)\(shown.isEmpty ? "" : ", “\(shown)”"))"
    }

    private func kind(_ route: Route, wait: Duration) -> RESTError.Kind {
        let code = body?.code ?? .general
        if condemnsToken(of: route) { return .unauthorized }
        switch status {
        case 429: return .rateLimited(wait: wait)
        case 500...: return .retryLater
        // A page with 403 comes from a machine before Discord: it says nothing about permissions.
        case 403 where body == nil, 408: return .retryLater
        case _ where code == .twoFactorRequired: return .forbidden(code)
        case 401 where code == .invalidWebhookToken: return .gone(code)
        case 403: return .forbidden(code)
        case 404 where (10_001..<11_000).contains(code.rawValue): return .gone(code)
        case 400 where body != nil, 413, 422: return .invalid(code)
        default: return .giveUp
        }
    }
}
