import Discord
import Foundation

/// The messages under which wishes stand or once stood, in memory: reactions to any other message, which are nearly all
/// of them, must not cost a look into the database. May know too many messages, never too few.
final class WishedMessages: @unchecked Sendable {
    private let lock = NSLock()
    private var messages: Set<Snowflake>

    init(_ messages: Set<Snowflake> = []) { self.messages = messages }

    /// A wish is about to be stored for a message. Called before the transaction, so that no vote finds it missing.
    func insert(_ message: Snowflake) { lock.withLock { _ = messages.insert(message) } }

    /// The messages that are or were wishes.
    func filter(_ candidates: [Snowflake]) -> [Snowflake] { lock.withLock { candidates.filter(messages.contains) } }

    /// The hints that concern wishes.
    func filter(_ hints: [VoteHint]) -> [VoteHint] {
        lock.withLock { messages.isEmpty ? [] : hints.filter { messages.contains($0.messageID) } }
    }
}
