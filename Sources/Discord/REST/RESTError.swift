/// Why a REST call failed. `kind` says what to do; `description` is one sentence for the operator.
///
/// Holds no token, and no path that contains one.
package struct RESTError: Error, Sendable, Equatable {
    /// What a caller can decide on.
    package enum Kind: Sendable, Equatable {
        /// Discord answered with a temporary failure; the same call may succeed later.
        case retryLater
        /// The network failed; the same call may succeed later.
        case unreachable
        /// A rate limit requires a longer wait than the caller's priority allows. May be tried again after that time.
        case rateLimited(wait: Duration)
        /// Not sent: after too many invalid requests Discord would ban the address. Lifts after that time.
        case guarded(wait: Duration)
        /// The resource does not exist any more: 404 with one of Discord's `Unknown …` codes.
        case gone(APIErrorCode)
        /// Access or a permission is missing. Do not repeat it soon: it counts as an invalid request.
        case forbidden(APIErrorCode)
        /// Discord does not accept the request; `details` name the fields.
        case invalid(APIErrorCode)
        /// Discord refuses the bot's token: every further call will fail.
        case unauthorized
        /// The caller was cancelled.
        case cancelled
        /// An unexpected answer. Repeating the call will not help.
        case giveUp
    }

    /// One leaf of the `errors` tree.
    package struct Detail: Sendable, Equatable, CustomStringConvertible {
        /// Where: `embeds.0.title`; empty for the whole body.
        package var path: String
        /// Discord's code: `BASE_TYPE_REQUIRED`, or a number.
        package var code: String
        /// Discord's message.
        package var message: String

        /// `parent_id: Maximum number of channels … (CHANNEL_PARENT_MAX_CHANNELS)`.
        package var description: String {
            (path.isEmpty ? "" : path + ": ") + message + (code.isEmpty ? "" : " (\(code))")
        }
    }

    /// What a caller can decide on.
    package var kind: Kind
    /// The HTTP status; `nil` if there was no answer.
    package var status: Int?
    /// Discord's code; `nil` if there was none.
    package var code: APIErrorCode?
    /// Discord's message, or the text of the page sent instead; safe for a log.
    package var message: String
    /// The fields that Discord does not accept.
    package var details: [Detail]
    /// Whether Discord may have carried out the call in spite of the error.
    package var mayHaveTakenEffect: Bool
    /// The call, its tokens masked: `POST /channels/123/messages`.
    package var call: String

    /// Makes an error.
    package init(
        _ kind: Kind, call: String, status: Int? = nil, code: APIErrorCode? = nil, message: String = "",
        details: [Detail] = [], mayHaveTakenEffect: Bool = false
    ) {
        self.kind = kind
        self.call = call
        self.status = status
        self.code = code
        self.message = message
        self.details = details
        self.mayHaveTakenEffect = mayHaveTakenEffect
    }
}

extension RESTError {
    /// Whether the same call may succeed in a moment: it has no answer yet, or one that says nothing.
    package var mayPass: Bool {
        switch kind {
        case .retryLater, .unreachable, .rateLimited, .guarded: true
        case .gone, .forbidden, .invalid, .unauthorized, .cancelled, .giveUp: false
        }
    }
}

extension RESTError: CustomStringConvertible {
    /// One sentence: the call, what happened, and how long it lasts where that is known.
    package var description: String {
        switch kind {
        case .unreachable: "\(call): \(message)"
        case .cancelled: "\(call): cancelled"
        case .rateLimited(let wait): "\(call): Discord asks to wait \(wait.roundedSeconds) s"
        case .guarded(let wait):
            "\(call): not sent, too many requests were refused in the last 10 minutes; "
                + "requests are sent again in \(wait.roundedSeconds) s"
        case .unauthorized: "\(call): Discord refuses the bot's token"
        default: "\(call): \(answered)"
        }
    }

    private var answered: String {
        guard code != nil else { return message }
        let number = [status.map { "\($0)" }, code.flatMap { $0 == .general ? nil : "code \($0)" }]
            .compactMap(\.self).joined(separator: ", ")
        let fields = details.isEmpty ? "" : ": " + details.prefix(5).map(\.description).joined(separator: "; ")
        return "Discord answered \(OutputLine.quoted(message)) (\(number))\(fields)"
    }
}
