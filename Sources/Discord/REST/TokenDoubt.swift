/// Whether Discord has proved that it refuses the bot's token.
///
/// Ending the service needs proof, because the service manager does not start it again: two refusals as Discord writes them,
/// the second for a request that was sent some seconds after the first, with no accepted request in between.
struct TokenDoubt: Sendable, Equatable {
    /// What a refusal means.
    enum Verdict: Sendable, Equatable {
        /// It proves nothing yet: ask again after that time.
        case askAgain(after: Duration)
        /// The token is refused.
        case proved
    }

    /// The time between the first refusal and the question that can prove it.
    static let pause = Duration.seconds(5)

    /// When the first refusal came; nil while the token is accepted.
    private var since: Duration?

    /// Whether there is a refusal without proof.
    var isOpen: Bool { since != nil }

    /// A request that was sent at `sent` was refused.
    mutating func refused(sent: Duration, at now: Duration) -> Verdict {
        let first = since ?? now
        since = first
        guard sent < first + Self.pause else { return .proved }
        return .askAgain(after: max(.zero, first + Self.pause - now))
    }

    /// A request with the token was accepted.
    mutating func accepted() { since = nil }
}
