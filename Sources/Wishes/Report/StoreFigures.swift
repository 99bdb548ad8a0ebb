import Foundation
import GRDB

/// Figures of the database, for the operator's metrics.
package struct StoreFigures: Sendable, Equatable {
    /// Identifies in the last 24 hours.
    package var identifies = 0
    /// Wishes that are open.
    package var openWishes = 0
    /// Wishes at quorum that have no channel.
    package var stuckWishes = 0

    /// Of an empty database.
    package init() {}
}

extension WishStore {
    /// The figures now. Writes nothing. Throws: `DatabaseError`.
    package func figures(at now: Date) async throws -> StoreFigures {
        try await read { db in
            var figures = StoreFigures()
            let yesterday = StoredTime(now.addingTimeInterval(-86_400))
            figures.identifies = try IdentifyRow.filter { $0.at > yesterday }.fetchCount(db)
            let wishes = """
                SELECT COUNT(*) FILTER (WHERE state IN \(WishState.collectingInSQL)),
                    COUNT(*) FILTER (WHERE (state IN \(WishState.collectingInSQL) AND reason IS NOT NULL) OR state = 'manifesting')
                FROM wishes LEFT JOIN refusals ON refusals.wish_id = wishes.id
                WHERE state IN \(WishState.openInSQL)
                """
            if let row = try Row.fetchOne(db, sql: wishes) {
                (figures.openWishes, figures.stuckWishes) = (row[0], row[1])
            }
            return figures
        }
    }
}
