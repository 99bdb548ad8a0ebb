import Discord
import Foundation

/// A wish as a ranked list shows it.
struct RankRow: Sendable, Equatable {
    /// The member's words; for a channel wish the purpose.
    var text: String
    /// The wished channel's name; nil for other kinds.
    var channelName: String?
    /// The count.
    var votes: Int
    /// The emoji that counts under the card, as text; nil for the one of the list.
    var emoji: String?
    /// The link to the card; nil if the card's channel is not known.
    var link: String?
    /// Who wished; nil when the list does not say.
    var authorID: Snowflake?
    /// When it was wished.
    var createdAt: Date
    /// For a channel wish the votes it needs; nil for other kinds, and while the electorate is not known.
    var needed: Int?
    /// How many of the votes do not count; nil when that is not known.
    var uncounted: Int?
    /// Whether Discord has just confirmed the count.
    var isConfirmed: Bool

    /// How far it has come.
    var progress: VoteProgress { VoteProgress(votes: votes, uncounted: uncounted ?? 0, needed: needed) }
}

/// Whether the numbers of a report are confirmed.
enum ConfirmationNote: Sendable, Equatable {
    /// Discord confirmed them all.
    case confirmed(at: Date)
    /// Discord could not confirm them all; `since` is the oldest confirmation among them, nil if one has none.
    case unconfirmed(since: Date?, why: String)
}
