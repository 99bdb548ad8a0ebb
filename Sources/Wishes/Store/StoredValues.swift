import Discord
import Foundation
import GRDB

/// A time in the database: whole milliseconds since 1970, rounded to the nearest.
struct StoredTime: Sendable, Equatable, DatabaseValueConvertible {
    let milliseconds: Int64

    init(_ date: Date) {
        let rounded = (date.timeIntervalSince1970 * 1000).rounded()
        milliseconds = Int64(exactly: rounded) ?? (rounded < 0 ? .min : .max)
    }

    private init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The time, to the millisecond.
    var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// As an integer.
    var databaseValue: DatabaseValue { milliseconds.databaseValue }

    /// From an integer.
    static func fromDatabaseValue(_ value: DatabaseValue) -> StoredTime? {
        Int64.fromDatabaseValue(value).map { StoredTime(milliseconds: $0) }
    }
}

extension Row {
    /// The time in a column; nil for NULL.
    func date(_ column: some ColumnExpression) -> Date? { (self[column] as StoredTime?)?.date }
}

/// A row of a table whose coding keys are the table's columns.
///
/// Only the keys hold the columns' names. Dates are stored as `StoredTime`; in a request a date must be wrapped in one,
/// because GRDB would compare the column with a text.
package protocol StoredRow: Codable, FetchableRecord, PersistableRecord, Sendable {}

extension StoredRow {
    /// `StoredTime`, for every column.
    package static func databaseDateEncodingStrategy(for column: String) -> DatabaseDateEncodingStrategy {
        .custom { StoredTime($0) }
    }

    /// `StoredTime`, for every column.
    package static func databaseDateDecodingStrategy(for column: String) -> DatabaseDateDecodingStrategy {
        .custom { StoredTime.fromDatabaseValue($0)?.date }
    }
}

extension Snowflake: StatementBinding, SQLExpressible, DatabaseValueConvertible {
    /// As a 63-bit integer.
    package var databaseValue: DatabaseValue { Int64(bitPattern: rawValue).databaseValue }

    /// From an integer.
    package static func fromDatabaseValue(_ value: DatabaseValue) -> Snowflake? {
        Int64.fromDatabaseValue(value).map { Snowflake(rawValue: UInt64(bitPattern: $0)) }
    }
}

extension WishKind: DatabaseValueConvertible {}
extension WishState: DatabaseValueConvertible {}
