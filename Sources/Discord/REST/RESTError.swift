/// Why a REST call failed. `kind` says what to do; `description` is one sentence for the operator.
///
/// Holds no token, and no path that contains one.
package struct RESTError: Error, Sendable, Equatable {
    /// What a caller can decide on.
    package enum Kind: Sendable, Equatable {
        /// Discord has trouble at the moment; the same call may succeed later.
        case retryLater
        /// The network did not carry it; the same call may succeed later.
        case unreachable
        /// A limit asks for more patience than the caller's priority has. May be tried again after that time.
        case rateLimited(wait: Duration)
        /// Not sent: too many calls were refused lately, and the address would be banned. Lifts after that time.
        case guarded(wait: Duration)
        /// The thing does not exist any more: 404 with one of Discord's `Unknown …` codes.
        case gone(APIErrorCode)
        /// Access or a permission is missing. Remember it; do not repeat it.
        case forbidden(APIErrorCode)
        /// The request itself is not acceptable; `details` name the fields.
        case invalid(APIErrorCode)
        /// The bot's token is refused: nothing will work any more.
        case unauthorized
        /// The caller was cancelled.
        case cancelled
        /// An answer that means nothing to us. Repeating it will not help.
        case giveUp
    }

    /// One leaf of the `errors` tree.
    package struct Detail: Sendable, Equatable, CustomStringConvertible {
        /// Where: `embeds.0.title`; empty for the whole body.
        package var path: String
        /// Discord's word for it: `BASE_TYPE_REQUIRED`, or a number.
        package var code: String
        /// Discord's words.
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
    /// Discord's words, or those of the page that was sent instead; made safe for a log.
    package var message: String
    /// The fields that Discord complains about.
    package var details: [Detail]
    /// Whether the server may have done what was asked in spite of the error.
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

extension RESTError: CustomStringConvertible {
    /// One sentence: the call, what happened, and for how long it will stay so where that is known.
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
        return "Discord answered \"\(message)\" (\(number))\(fields)"
    }
}
