import Discord
import Foundation
import GRDB
import Testing

@testable import Wishes

@Suite("Migrations")
struct MigrationTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)

    @Test("A database of every earlier version opens with all its rows unchanged", arguments: FrozenSchema.all)
    func rows(version: FrozenSchema) throws {
        let old = try DatabaseQueue.withoutForeignKeys()
        let before = try old.write { db in
            try db.execute(sql: version.sql)
            return try Self.rows(in: db)
        }
        let migrated = try TemporaryStore(filledBy: version.sql)
        let after = try migrated.closeAndRead(Self.rows(in:))
        for (table, rows) in before {
            // Later versions may add columns.
            let columns = rows.first.map { Set($0.keys) } ?? []
            #expect(after[table]?.map { $0.filter { columns.contains($0.key) } } == rows, "\(table)")
        }
        let added = after.filter { before[$0.key] == nil }.flatMap(\.value)
        #expect(added.isEmpty)
    }

    @Test("A migrated database has the schema of a new one", arguments: FrozenSchema.all)
    func schema(version: FrozenSchema) throws {
        let migrated = try TemporaryStore(filledBy: version.sql).closeAndRead(Self.schema(of:))
        let new = try TemporaryStore().closeAndRead(Self.schema(of:))
        #expect(migrated == new)
    }

    @Test("The newest version is among the frozen ones")
    func isComplete() {
        #expect(FrozenSchema.all.map(\.migration) == Schema.migrator.migrations)
    }

    @Test("The records read what every earlier version has written", arguments: FrozenSchema.all)
    func records(version: FrozenSchema) async throws {
        let folder = try TemporaryStore(filledBy: version.sql)
        let guild = Snowflake(1_000)
        let wish = try #require(try await folder.store.wish(card: "0a1b2c"))
        #expect((wish.votes, wish.revision, wish.isTouched, wish.kind) == (3, 4, true, .video))
        #expect(wish.confirmedAt == Date(timeIntervalSince1970: 1_790_000_000.123))
        let granted = try await folder.store.grantedWishes(guild: guild, kind: nil, limit: 5)
        #expect(granted.total == 1 && granted.wishes.first?.notes == "at last" && granted.wishes.first?.tally == nil)
        let unfinished = try await folder.store.unfinishedManifestations(guild: guild)
        #expect(unfinished.map(\.requestedAt) == [Date(timeIntervalSince1970: 1_790_000_000.004)])
        #expect(try await folder.store.intents(guild: guild).map(\.channelName) == ["bats"])
        #expect(try await folder.store.isPaused(wish, at: now) == false)
        #expect(try await folder.store.knownSuggestionsChannel(guild: guild) == Snowflake(2_000))
    }

    @Test("Stored commands and interactions are read as they were written")
    func inbox() async throws {
        let version = try #require(FrozenSchema.all.last { $0.migration == "6 command inbox" })
        let folder = try TemporaryStore(filledBy: version.sql)
        let command = try #require(try await folder.store.commands().first)
        #expect((command.roles, command.authorName) == ([Snowflake(5), Snowflake(6)], "Ann"))
        let interaction = try #require(try await folder.store.interaction(Snowflake(6_006)))
        #expect(interaction.request == .page(ListPage(.top(.video), count: 10, number: 2)))
        #expect(interaction.deferral == .update && interaction.handle.token == Secret("aW50"))
        #expect(!"\(interaction)".contains("aW50"))
    }

    @Test("A database of version 0.1.0 takes votes, thresholds and sessions")
    func upgrade() async throws {
        let version = try #require(FrozenSchema.all.first)
        let folder = try TemporaryStore(filledBy: version.sql)
        #expect(try await folder.store.wishes(guild: Snowflake(1_000)).map(\.votes) == [3])
        #expect(try await folder.store.gateway.takeSession(of: .only, at: now) == nil)
        // A vote for a wish of the old database is known to concern a wish.
        #expect(try await folder.store.record([VoteHint(messageID: Snowflake(5001), delta: 1)]) == [Snowflake(1_000)])
        #expect(try await folder.store.record([VoteHint(messageID: Snowflake(5_999), delta: 1)]).isEmpty)
        #expect(try await folder.store.threshold(guild: Snowflake(1_000)) == nil)
        try await folder.store.set(
            OwnThreshold(rule: .share(basisPoints: 5_000), setBy: Snowflake(7), setAt: now), guild: Snowflake(1_000))
        #expect(try await folder.store.threshold(guild: Snowflake(1_000))?.rule == .share(basisPoints: 5_000))
    }

    @Test("Times are stored as whole milliseconds since 1970, rounded to the nearest")
    func times() async throws {
        let folder = try TemporaryStore()
        let date = Date(timeIntervalSince1970: 1_790_000_000.1237)
        try await folder.store.set(
            OwnThreshold(rule: .share(basisPoints: 5_000), setBy: Snowflake(7), setAt: date), guild: Snowflake(1))
        try await folder.store.gateway.record(SpentIdentify(at: date))
        let stored = try folder.closeAndRead { db in
            try Row.fetchAll(db, sql: "SELECT set_at FROM thresholds UNION ALL SELECT at FROM identifies")
        }
        #expect(stored.map { $0[0] as DatabaseValue } == Array(repeating: 1_790_000_000_124.databaseValue, count: 2))
    }

    /// The rows of every table, each table in the order of its rows; the names of GRDB's migrations are left out.
    private static func rows(in db: Database) throws -> [String: [[String: DatabaseValue]]] {
        let tables = try String.fetchAll(
            db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'grdb_migrations'")
        return try Dictionary(
            uniqueKeysWithValues: tables.map { table in
                let rows = try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY rowid")
                return (table, rows.map { row in Dictionary(uniqueKeysWithValues: row.map { ($0, $1) }) })
            })
    }

    /// The statements of all tables and indices by name, with one space for any white space.
    private static func schema(of db: Database) throws -> [String: String] {
        let rows = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let sql: String = row["sql"]
                return (row["name"], sql.split(whereSeparator: \.isWhitespace).joined(separator: " "))
            })
    }
}
