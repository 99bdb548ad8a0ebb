import Discord
import Synchronization

/// The messages that are or were cards of wishes, in memory: nearly all reactions concern other messages, and must not
/// cost a read from the database. May hold too many messages, never too few.
final class WishedMessages: Sendable {
    private let messages: Mutex<Set<Snowflake>>

    init(_ messages: Set<Snowflake> = []) { self.messages = Mutex(messages) }

    /// A wish is about to be stored for a message. Called before the transaction, so that no vote finds it missing.
    func insert(_ message: Snowflake) { messages.withLock { _ = $0.insert(message) } }

    /// The messages that are or were wishes.
    func filter(_ candidates: [Snowflake]) -> [Snowflake] {
        messages.withLock { known in candidates.filter(known.contains) }
    }

    /// The hints that concern wishes.
    func filter(_ hints: [VoteHint]) -> [VoteHint] {
        messages.withLock { known in known.isEmpty ? [] : hints.filter { known.contains($0.messageID) } }
    }
}
