/// How urgent a request is.
package enum RequestPriority: Int, Sendable, Hashable, CaseIterable {
    /// The answer to a command: a member waits for it. Passes before background work.
    case reply
    /// Syncs, confirmations, summaries: no member waits for them.
    case background
}
