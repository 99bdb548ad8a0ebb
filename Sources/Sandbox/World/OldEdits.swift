import Foundation

extension Sandbox {
    /// How often messages older than an hour can be edited in a channel. Discord publishes no numbers; these are
    /// assumptions.
    public struct OldEditLimit: Sendable, Equatable {
        /// Edits within the window.
        public var count = 30
        /// The window in seconds.
        public var seconds: TimeInterval = 3_600

        /// Makes a limit.
        public init(count: Int = 30, seconds: TimeInterval = 3_600) {
            self.count = count
            self.seconds = seconds
        }
    }
}

extension World {
    /// Notes an edit of a message that is older than an hour. Throws: `APIError` 30046 when there were too many.
    mutating func noteEdit(of message: Sandbox.Message) throws(APIError) {
        guard now.timeIntervalSince(message.timestamp) > 3_600 else { return }
        var recent = (oldEdits[message.channelID] ?? []).filter { now.timeIntervalSince($0) < oldEditLimit.seconds }
        guard recent.count < oldEditLimit.count else { throw .tooManyOldEdits }
        recent.append(now)
        oldEdits[message.channelID] = recent
    }
}
