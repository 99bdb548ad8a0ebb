/// How far a channel wish has come, in the numbers that decide. Card, list and log have them from here.
struct VoteProgress: Sendable, Equatable {
    /// Votes under the card, without the bot's own.
    var votes: Int
    /// How many of them do not count.
    var uncounted: Int
    /// How many are needed; nil while the members are not known.
    var needed: Int?

    /// How many count.
    var counted: Int { max(0, votes - uncounted) }
    /// What members see under the card: the bot's own is one of them.
    var shown: Int { votes + 1 }
}

extension VoteProgress {
    /// A wish whose card has just been posted.
    static func beginning(needed: Int?) -> VoteProgress { VoteProgress(votes: 0, uncounted: 0, needed: needed) }
}
