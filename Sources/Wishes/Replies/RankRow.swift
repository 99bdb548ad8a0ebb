import Foundation

/// A wish as a ranked list shows it.
struct RankRow: Sendable, Equatable {
    /// The member's words; for a channel wish the purpose.
    var text: String
    /// The wished channel's name; nil for other kinds.
    var channelName: String?
    /// The count.
    var votes: Int
    /// The card; nil if it is not known where it stands.
    var link: String?
    /// When it was wished.
    var createdAt: Date
    /// For a channel wish the votes it needs; nil for other kinds, and while the electorate is not known.
    var needed: Int?
    /// Whether Discord has just confirmed the count.
    var isConfirmed: Bool
}

/// What is known about the numbers of a report.
enum ConfirmationNote: Sendable, Equatable {
    /// Discord confirmed them all.
    case confirmed(at: Date)
    /// It could not; `since` is the oldest confirmation among them, nil for never.
    case unconfirmed(since: Date?, why: String)
}
