import Discord
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Wishes

@Suite("A stopped session in the database")
struct StoppedSessionTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)
    private let session = StoppedSession(
        resumable: ResumableSession(sessionID: "abc", url: "wss://resume", sequence: 42), botID: Snowflake(900),
        guilds: [Snowflake(1), Snowflake(2)])

    @Test("It can be had once, by another process too")
    func once() async throws {
        let folder = try TemporaryStore()
        try await folder.store.keep(session, at: now)
        folder.reopen()
        #expect(try await folder.store.takeSession(at: now.addingTimeInterval(5)) == session)
        #expect(try await folder.store.takeSession(at: now.addingTimeInterval(5)) == nil)
    }

    @Test("The newest one counts")
    func newest() async throws {
        let folder = try TemporaryStore()
        try await folder.store.keep(session, at: now)
        var later = session
        later.resumable.sequence = 50
        later.guilds = [Snowflake(3)]
        try await folder.store.keep(later, at: now.addingTimeInterval(1))
        #expect(try await folder.store.takeSession(at: now.addingTimeInterval(2)) == later)
    }

    @Test(
        "Three minutes is as long as Discord may know it; a clock that was set back proves nothing",
        arguments: [
            (0, true), (180, true), (181, false), (-1, false),
        ] as [(TimeInterval, Bool)])
    func age(seconds: TimeInterval, isKnown: Bool) async throws {
        let folder = try TemporaryStore()
        try await folder.store.keep(session, at: now)
        #expect(try await folder.store.takeSession(at: now.addingTimeInterval(seconds)) == (isKnown ? session : nil))
        // Refused for its age, it is forgotten all the same.
        #expect(try await folder.store.takeSession(at: now) == nil)
    }

    @Test("Identifies are counted over processes and forgotten after two days")
    func identifies() async throws {
        let folder = try TemporaryStore()
        for hours in [0.0, 1, 25, 49] {
            try await folder.store.recordIdentify(at: now.addingTimeInterval(hours * 3600))
        }
        folder.reopen()
        let all = try await folder.store.identifies(since: .distantPast)
        #expect(all == [1.0, 25, 49].map { now.addingTimeInterval($0 * 3600) })
        #expect(try await folder.store.identifies(since: now.addingTimeInterval(25 * 3600)).count == 2)
    }

    @Test("A database of version 0.1.0 is taken over with its wishes")
    func upgrade() async throws {
        let folder = try TemporaryStore(migratedTo: "1 wishes") { db in
            try db.execute(
                sql: """
                    INSERT INTO wishes (card_id, guild_id, message_id, kind, text, author_id, state, votes, created_at)
                    VALUES ('c', 1, 5001, 'video', 'moss', 7, 'active', 3, 0)
                    """)
        }
        #expect(try await folder.store.wishes(guild: Snowflake(1)).map(\.votes) == [3])
        #expect(try await folder.store.takeSession(at: now) == nil)
        // A vote for it is known to concern a wish.
        #expect(try await folder.store.record([VoteHint(messageID: Snowflake(5001), delta: 1)]) == [Snowflake(1)])
        #expect(try await folder.store.record([VoteHint(messageID: Snowflake(5002), delta: 1)]).isEmpty)
    }
}

/// A store on a real file, which can be closed and opened again.
private final class TemporaryStore {
    private(set) var store: WishStore
    private let folder: URL
    private var path: String { folder.appending(path: "wishes.sqlite3").path }

    /// With a migration's name, the file is first made as that one left it.
    init(migratedTo migration: String? = nil, _ fill: @Sendable @escaping (Database) throws -> Void = { _ in }) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "wishes.sqlite3").path
        if let migration {
            let old = try DatabaseQueue(path: path)
            try Schema.migrator.migrate(old, upTo: migration)
            try old.write(fill)
            try old.close()
        }
        store = try WishStore(path: path)
    }

    func reopen() {
        store.close()
        do {
            store = try WishStore(path: path)
        } catch {
            Issue.record(error)
        }
    }

    deinit {
        store.close()
        try? FileManager.default.removeItem(at: folder)
    }
}
