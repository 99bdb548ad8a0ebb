import Foundation
import GRDB

/// A row of `shown_cards`: what the card of a channel wish was last seen to show of its votes, and what Discord refused to
/// show.
struct ShownCardRow: StoredRow, Equatable {
    static let databaseTableName = "shown_cards"
    /// Its key in rows of wishes that are joined with it.
    static let scope = "shown"

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case votes, uncounted, needed
        case wishID = "wish_id"
        case refusedLook = "refused_look"
    }
    typealias Columns = CodingKeys

    var wishID: Int64
    /// Nil until the card has shown numbers.
    var votes: Int?
    var uncounted: Int?
    var needed: Int?
    /// The look that Discord refused to show; nil if it refused none.
    var refusedLook: Int64?

    /// The numbers; nil until the card has shown any.
    var progress: VoteProgress? {
        votes.map { VoteProgress(votes: $0, uncounted: uncounted ?? 0, needed: needed) }
    }

    /// What a card shows from now on; nil for one without numbers.
    init(wishID: Int64, _ progress: VoteProgress?) {
        self.init(wishID: wishID, votes: progress?.votes, uncounted: progress?.uncounted, needed: progress?.needed)
    }

    init(wishID: Int64, votes: Int? = nil, uncounted: Int? = nil, needed: Int? = nil) {
        (self.wishID, self.votes, self.uncounted, self.needed) = (wishID, votes, uncounted, needed)
    }
}
