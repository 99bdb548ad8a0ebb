import Discord
import Foundation
import GRDB

/// An entry in a wish's history: a transition, or an edit, which leaves the state as it is.
package struct WishEvent: Sendable, Equatable {
    /// When.
    package var at: Date
    /// From which state; nil when the wish was made.
    package var from: WishState?
    /// To which state.
    package var to: WishState
    /// Who; nil for the bot itself.
    package var actorID: Snowflake?
    /// Why, in a word or two.
    package var why: String
    /// What the actor said about it, as typed; for an edit the text before it.
    package var note: String?

    /// The reason of an event that an import has brought. It is stored, and must not change.
    static let importReason = "imported"
}

/// A row of `wish_events`.
struct WishEventRow: FetchableRecord, PersistableRecord, Sendable {
    static let databaseTableName = "wish_events"

    enum Columns: String, ColumnExpression {
        case id, at, why, note
        case wishID = "wish_id"
        case from = "from_state"
        case to = "to_state"
        case actorID = "actor_id"
    }

    let wishID: Int64
    let event: WishEvent

    init(wishID: Int64, event: WishEvent) {
        self.wishID = wishID
        self.event = event
    }

    init(row: Row) {
        wishID = row[Columns.wishID]
        event = WishEvent(
            at: (row[Columns.at] as StoredTime).date, from: row[Columns.from], to: row[Columns.to],
            actorID: row[Columns.actorID], why: row[Columns.why], note: row[Columns.note])
    }

    /// Leaves the id out: SQLite gives it, in the order of the events.
    func encode(to container: inout PersistenceContainer) {
        container[Columns.wishID] = wishID
        container[Columns.at] = StoredTime(event.at)
        container[Columns.from] = event.from
        container[Columns.to] = event.to
        container[Columns.actorID] = event.actorID
        container[Columns.why] = event.why
        container[Columns.note] = event.note
    }
}
