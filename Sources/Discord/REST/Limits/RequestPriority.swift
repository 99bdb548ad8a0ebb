/// How urgent a request is.
package enum RequestPriority: Int, Sendable, Hashable, CaseIterable {
    /// A member's wish, a moderator's decision, the confirmation of votes. Passes before everything else.
    case essential
    /// The answer to a command: a member waits for it. Passes before background work.
    case reply
    /// Syncs and summaries: no member waits for them.
    case background

    /// Whether a member waits for what it is part of.
    package var isInteractive: Bool { self != .background }
}
