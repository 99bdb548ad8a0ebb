/// Who waits for a request: somebody in a chat, or nobody.
package enum RequestPriority: Int, Sendable, Hashable, CaseIterable {
    /// The answer to a command. Passes before background work.
    case reply
    /// Syncs, confirmations, summaries.
    case background
}
