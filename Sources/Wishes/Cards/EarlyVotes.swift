import Discord

/// Messages that got votes while cards were being posted. Bounded: once it is full, every card may be among them.
struct EarlyVotes: Sendable {
    /// The most messages that are remembered.
    static let limit = 10_000

    private var messages: Set<Snowflake> = []
    private var isFull = false

    /// The number of messages that are remembered.
    var count: Int { messages.count }

    /// Adds messages.
    mutating func insert(_ new: some Sequence<Snowflake>) {
        for message in new where !isFull {
            messages.insert(message)
            guard messages.count > Self.limit else { continue }
            (messages, isFull) = ([], true)
        }
    }

    /// Whether a message may have got a vote.
    func mayContain(_ message: Snowflake) -> Bool { isFull || messages.contains(message) }
}
