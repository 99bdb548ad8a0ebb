import Discord
import Foundation
import GRDB

extension Wish: FetchableRecord, TableRecord {
    package static let databaseTableName = "wishes"

    /// The columns that a wish is read from.
    package enum Columns: String, ColumnExpression, CaseIterable {
        case id, kind, text, state, votes, revision
        case cardID = "card_id"
        case guildID = "guild_id"
        case channelID = "channel_id"
        case messageID = "message_id"
        case channelName = "channel_name"
        case authorID = "author_id"
        case confirmedAt = "confirmed_at"
        case isTouched = "touched"
        case createdAt = "created_at"
        case voteEmoji = "vote_emoji"
    }

    package static var databaseSelection: [any SQLSelectable] { Columns.allCases }

    /// The same columns, for statements that are kept.
    static let columnsInSQL = Columns.allCases.map(\.rawValue).joined(separator: ", ")

    static let events = hasMany(WishEventRow.self)
    static let shownCard = hasOne(ShownCardRow.self, key: ShownCardRow.scope)
    static let manifestation = hasOne(ManifestationRow.self, key: ManifestationRow.scope)

    /// The wishes of a guild that collect votes.
    static func collecting(in guild: Snowflake) -> QueryInterfaceRequest<Wish> {
        filter { $0.guildID == guild }.filter { WishState.collecting.contains($0.state) }
    }

    /// From a row of `wishes`; the table is strict and checked, so that no value can be of another type.
    package init(row: Row) {
        id = row[Columns.id]
        cardID = row[Columns.cardID]
        guildID = row[Columns.guildID]
        channelID = row[Columns.channelID]
        messageID = row[Columns.messageID]
        kind = row[Columns.kind]
        text = row[Columns.text]
        channelName = row[Columns.channelName]
        authorID = row[Columns.authorID]
        state = row[Columns.state]
        votes = row[Columns.votes]
        confirmedAt = row.date(Columns.confirmedAt)
        revision = row[Columns.revision]
        isTouched = row[Columns.isTouched]
        createdAt = (row[Columns.createdAt] as StoredTime).date
        voteEmoji = row[Columns.voteEmoji]
    }
}

/// A whole row of `wishes`: the wish, and what only the store, the lists of granted wishes and the export read.
struct WishRow: Sendable, Equatable {
    /// The wish. Its id is `Wish.unstoredID` in a row that is to be inserted.
    var wish: Wish
    /// The message with the command; nil when it is not known.
    var commandID: Snowflake?
    /// The author's name when it was wished; nil in rows of earlier versions, and of imports.
    var authorName: String?
    /// When it came true; nil when it did not, or when an import does not know.
    var grantedAt: Date?
    /// The moderator who said so; nil when its channel was made.
    var grantedBy: Snowflake?
    /// The moderator's notes, as typed.
    var grantedNotes: String?

    /// Whether both are stored as the same bytes. `==` is not enough: it takes two spellings of an accent for equal.
    func isIdentical(to other: WishRow) -> Bool {
        func texts(_ row: WishRow) -> [[UInt8]?] {
            [row.wish.text, row.wish.channelName, row.authorName, row.grantedNotes, row.wish.voteEmoji].map {
                $0.map { Array($0.utf8) }
            }
        }
        return self == other && texts(self) == texts(other)
    }
}

extension WishRow: FetchableRecord, PersistableRecord {
    static let databaseTableName = Wish.databaseTableName

    /// The columns beside those of `Wish`.
    enum Columns: String, ColumnExpression {
        case commandID = "command_id"
        case authorName = "author_name"
        case grantedAt = "granted_at"
        case grantedBy = "granted_by"
        case grantedNotes = "granted_notes"
        /// Written only: they follow from the wish.
        case likeness, words
        /// Counts the changes of what the card shows.
        case look
        /// The `look` that the card on Discord has.
        case lookShown = "look_shown"
    }

    static let manifestation = hasOne(ManifestationRow.self, key: ManifestationRow.scope)
    static let refusal = hasOne(RefusalRow.self, key: RefusalRow.scope)

    init(row: Row) {
        wish = Wish(row: row)
        commandID = row[Columns.commandID]
        authorName = row[Columns.authorName]
        grantedAt = row.date(Columns.grantedAt)
        grantedBy = row[Columns.grantedBy]
        grantedNotes = row[Columns.grantedNotes]
    }

    func encode(to container: inout PersistenceContainer) {
        container[Wish.Columns.id] = wish.id == Wish.unstoredID ? nil : wish.id
        container[Wish.Columns.cardID] = wish.cardID
        container[Wish.Columns.guildID] = wish.guildID
        container[Wish.Columns.channelID] = wish.channelID
        container[Wish.Columns.messageID] = wish.messageID
        container[Wish.Columns.kind] = wish.kind
        container[Wish.Columns.text] = wish.text
        container[Wish.Columns.channelName] = wish.channelName
        container[Wish.Columns.authorID] = wish.authorID
        container[Wish.Columns.state] = wish.state
        container[Wish.Columns.votes] = wish.votes
        container[Wish.Columns.confirmedAt] = wish.confirmedAt.map(StoredTime.init)
        container[Wish.Columns.revision] = wish.revision
        container[Wish.Columns.isTouched] = wish.isTouched
        container[Wish.Columns.createdAt] = StoredTime(wish.createdAt)
        container[Wish.Columns.voteEmoji] = wish.voteEmoji
        container[Columns.commandID] = commandID
        container[Columns.authorName] = authorName
        container[Columns.grantedAt] = grantedAt.map(StoredTime.init)
        container[Columns.grantedBy] = grantedBy
        container[Columns.grantedNotes] = grantedNotes
        container[Columns.likeness] = wish.likeness.hash
        container[Columns.words] = wish.words.text
    }
}
