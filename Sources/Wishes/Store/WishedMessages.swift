import Discord
import GRDB
import Synchronization

/// The messages that are or were cards of wishes, with their vote emoji, in memory: nearly all reactions concern other
/// messages, and must not cost a read from the database. May hold too many messages, never too few.
final class WishedMessages: Sendable {
    /// What counts under a message.
    enum Vote: Sendable, Equatable {
        /// The emoji that its guild has configured.
        case configured
        /// This one.
        case own(Emoji)
    }

    /// Messages are many, emoji are few: each message holds a number of one.
    private struct State {
        var messages: [Snowflake: UInt16] = [:]
        /// The emoji by number; 0 is the configured one.
        var emoji: [Vote] = [.configured]
        var numbers: [String: UInt16] = [:]

        mutating func insert(_ message: Snowflake, _ setting: String?) {
            messages[message] = setting.map { number(of: $0) } ?? 0
        }

        private mutating func number(of setting: String) -> UInt16 {
            if let known = numbers[setting] { return known }
            guard let number = UInt16(exactly: emoji.count) else { return 0 }
            emoji.append(.own(Emoji(setting: setting)))
            numbers[setting] = number
            return number
        }
    }

    private let state: Mutex<State>

    /// From rows of a message and its vote emoji.
    init(_ rows: RowCursor) throws {
        var state = State()
        while let row = try rows.next() { state.insert(row[0], row[1]) }
        self.state = Mutex(state)
    }

    /// A wish is about to be stored for a message. Called before the transaction, so that no vote finds it missing.
    func insert(_ message: Snowflake, emoji setting: String?) { state.withLock { $0.insert(message, setting) } }

    /// What counts under a message; nil when it never was a wish.
    func vote(under message: Snowflake) -> Vote? {
        state.withLock { state in state.messages[message].map { state.emoji[Int($0)] } }
    }

    /// The messages that are or were wishes.
    func filter(_ candidates: [Snowflake]) -> [Snowflake] {
        state.withLock { state in candidates.filter { state.messages[$0] != nil } }
    }

    /// The hints that concern wishes.
    func filter(_ hints: [VoteHint]) -> [VoteHint] {
        state.withLock { state in
            state.messages.isEmpty ? [] : hints.filter { state.messages[$0.messageID] != nil }
        }
    }
}
