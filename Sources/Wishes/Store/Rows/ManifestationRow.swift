import Discord
import Foundation
import GRDB

/// The votes that carried a claim.
struct Tally: Sendable, Equatable {
    /// Members who reacted.
    var supporters: Int
    /// Human members.
    var electorate: Int
    /// How many are needed.
    var needed: Int
}

/// A row of `manifestations`: how far the making of a wish's channel has come.
struct ManifestationRow: StoredRow, Equatable {
    static let databaseTableName = "manifestations"
    /// Its key in rows of wishes that are joined with it.
    static let scope = "manifestation"

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case electorate, needed
        case wishID = "wish_id"
        case supporters = "tally"
        case claimedAt = "claimed_at"
        case requestedAt = "requested_at"
        case madeChannelID = "made_channel_id"
        case answeringAt = "answering_at"
        case answeredAt = "answered_at"
    }
    typealias Columns = CodingKeys

    var wishID: Int64
    var supporters: Int
    var electorate: Int
    var needed: Int
    var claimedAt: Date
    /// When the channel was asked for; nil if it never was.
    var requestedAt: Date?
    /// The channel, once it is known.
    var madeChannelID: Snowflake?
    /// When the answer under the wish was last attempted; nil if it never was.
    var answeringAt: Date?
    /// When the answer was posted or given up; nil while it is due.
    var answeredAt: Date?

    /// The votes that carried the claim.
    var tally: Tally { Tally(supporters: supporters, electorate: electorate, needed: needed) }
}

extension ManifestationRow {
    init(wishID: Int64, tally: Tally, claimedAt: Date) {
        self.init(
            wishID: wishID, supporters: tally.supporters, electorate: tally.electorate, needed: tally.needed,
            claimedAt: claimedAt)
    }
}
