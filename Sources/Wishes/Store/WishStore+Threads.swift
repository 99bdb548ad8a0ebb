import Discord
import GRDB

/// How far the thread of a wish has come.
enum ThreadState: String, Sendable, Codable, DatabaseValueConvertible {
    /// To be opened.
    case due
    /// Asked for: it may be there.
    case asked
    case open
    /// Locked and archived, or never to be opened.
    case closed
}

/// A row of `wish_threads`.
struct ThreadRow: StoredRow, Equatable {
    static let databaseTableName = "wish_threads"

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case state
        case wishID = "wish_id"
    }
    typealias Columns = CodingKeys

    var wishID: Int64
    var state: ThreadState
}

/// Threads that are to be opened and closed.
struct ThreadWork: Sendable, Equatable {
    /// Open wishes without their thread.
    var toOpen: [Wish] = []
    /// Ended wishes whose thread is open, or may be.
    var toClose: [Wish] = []
    /// The wishes of either whose thread was asked for, and no answer is stored.
    var asked: Set<Int64> = []

    var isEmpty: Bool { toOpen.isEmpty && toClose.isEmpty }
}

/// The threads of wishes.
extension WishStore {
    /// What is to be done in a guild now, the oldest first; no more than a hundred of each.
    func threadWork(guild: Snowflake) async throws -> ThreadWork {
        try await read(.threads, of: guild, nothing: ThreadWork()) { db in
            func wishes(_ threads: String, _ condition: String) throws -> [Wish] {
                try Wish.fetchAll(
                    db,
                    sql: """
                        SELECT wishes.* FROM wish_threads JOIN wishes ON wishes.id = wish_id
                        WHERE wish_threads.state IN \(threads) AND guild_id = ?
                        AND wishes.state \(condition) \(WishState.openInSQL) ORDER BY wish_id LIMIT 100
                        """, arguments: [guild])
            }
            return ThreadWork(
                toOpen: try wishes("('due', 'asked')", "IN"), toClose: try wishes("('asked', 'open')", "NOT IN"),
                asked: try Int64.fetchSet(db, sql: "SELECT wish_id FROM wish_threads WHERE state = 'asked'"))
        }
    }

    /// Stores how far the thread of a wish has come.
    func mark(_ wish: Int64, thread state: ThreadState) async throws {
        try await write { db in
            try ThreadRow.filter { $0.wishID == wish }.updateAll(db) { $0.state.set(to: state) }
        }
    }

    /// How far the thread of a wish has come; nil if it was to have none.
    func thread(of wish: Int64) async throws -> ThreadState? {
        try await read { db in try ThreadRow.fetchOne(db, key: wish)?.state }
    }
}
