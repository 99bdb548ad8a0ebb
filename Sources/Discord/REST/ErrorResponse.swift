import Transport

/// A response without a 2xx status: its status, its JSON if there is any, and the error it means for the caller.
/// Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes#http
struct ErrorResponse: Sendable {
    let status: Int
    let body: ErrorBody?
    private let raw: [UInt8]

    /// Reads a response.
    init(_ response: HTTPResponse) {
        status = response.status
        body = ErrorBody(response.body)
        raw = response.body
    }

    /// Whether Discord says that it refuses the bot's token. 401 also means an expired interaction token, or that the bot's
    /// owner lacks two-factor authentication; neither concerns the bot's token. A 401 that is not written as Discord writes
    /// it comes from a machine before Discord.
    func refusesToken(of route: Route) -> Bool {
        guard status == 401, route.pathToken == nil, body?.isDiscords == true else { return false }
        return body?.code != .invalidWebhookToken && body?.code != .twoFactorRequired
    }

    /// The error for the caller.
    /// - Parameter wait: how long a 429 lasts.
    func error(_ route: Route, wait: Duration, mayHaveTakenEffect: Bool) -> RESTError {
        // Hidden here as well as at the end of each output: the text may be stored or posted.
        let hidden = { (text: String) in ErrorText.line(SecretMask.shared.hide(text)) }
        return RESTError(
            kind(route, wait: wait), call: route.description, status: status, code: body?.code,
            message: hidden(words),
            details: (body?.details ?? []).map {
                RESTError.Detail(path: hidden($0.path), code: hidden($0.code), message: hidden($0.message))
            },
            mayHaveTakenEffect: mayHaveTakenEffect)
    }

    private var words: String {
        if let body { return body.message ?? "HTTP status \(status)" }
        // Hidden before it is shortened, so that no part of a token remains.
        let text = SecretMask.shared.hide(String(decoding: raw.prefix(16_384), as: UTF8.self))
        let shown = ErrorText.page(Array(text.replacing(Secret.placeholder, with: "[secret]").utf8))
        return "answered with a page instead of JSON (status \(status)\(shown.isEmpty ? "" : ", “\(shown)”"))"
    }

    private func kind(_ route: Route, wait: Duration) -> RESTError.Kind {
        let code = body?.code ?? .general
        if refusesToken(of: route) { return .unauthorized }
        switch status {
        case 429 where code == .tooManyOldEdits: return .invalid(code)
        case 429: return .rateLimited(wait: wait)
        case 500...: return .retryLater
        // A 403 without JSON comes from a machine before Discord, and does not concern permissions; so does a 401 that
        // Discord has not written.
        case 403 where body == nil, 408: return .retryLater
        case 401 where body?.isDiscords != true: return .retryLater
        case _ where code == .twoFactorRequired: return .forbidden(code)
        case 401 where code == .invalidWebhookToken: return .gone(code)
        case 403: return .forbidden(code)
        case 404 where (10_001..<11_000).contains(code.rawValue): return .gone(code)
        case 400 where body != nil, 413, 422: return .invalid(code)
        default: return .giveUp
        }
    }
}
