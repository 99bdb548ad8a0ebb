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
        guilds: [Snowflake(1), Snowflake(2)], heardAt: Date(timeIntervalSince1970: 1_790_000_000))

    @Test("It can be had once, by another process too")
    func once() async throws {
        let folder = try TemporaryStore()
        #expect(try await !folder.store.keepsSession())
        try await folder.store.keep(session)
        folder.reopen()
        #expect(try await folder.store.keepsSession())
        #expect(try await folder.store.takeSession(at: now.addingTimeInterval(5)) == session)
        #expect(try await folder.store.takeSession(at: now.addingTimeInterval(5)) == nil)
    }

    @Test("The newest one counts")
    func newest() async throws {
        let folder = try TemporaryStore()
        try await folder.store.keep(session)
        var later = session
        later.resumable.sequence = 50
        later.guilds = [Snowflake(3)]
        later.heardAt = now.addingTimeInterval(1)
        try await folder.store.keep(later)
        #expect(try await folder.store.takeSession(at: now.addingTimeInterval(2)) == later)
    }

    @Test(
        "Three minutes is as long as Discord may know it; a clock that was set back proves nothing",
        arguments: [
            (0, true), (180, true), (181, false), (-1, false),
        ] as [(TimeInterval, Bool)])
    func age(seconds: TimeInterval, isKnown: Bool) async throws {
        let folder = try TemporaryStore()
        try await folder.store.keep(session)
        #expect(try await folder.store.takeSession(at: now.addingTimeInterval(seconds)) == (isKnown ? session : nil))
        // Refused for its age, it is forgotten all the same.
        #expect(try await folder.store.takeSession(at: now) == nil)
    }

    @Test("A session with other intents would leave out what this version wants to hear")
    func otherIntents() async throws {
        let folder = try TemporaryStore()
        try await folder.store.keep(session)
        try await folder.store.database.write { try $0.execute(sql: "UPDATE gateway_session SET intents = 1") }
        #expect(try await folder.store.takeSession(at: now) == nil)
    }

    @Test("Identifies are counted over processes, for a day")
    func identifies() async throws {
        let folder = try TemporaryStore()
        for hours in [0.0, 1, 25, 49] {
            try await folder.store.recordIdentify(at: now.addingTimeInterval(hours * 3600))
        }
        folder.reopen()
        let later = now.addingTimeInterval(50 * 3600)
        #expect(try await folder.store.identifies(until: later) == [now.addingTimeInterval(49 * 3600)])
    }

    @Test("A clock that is set back: what was sent counts as sent now, and ages from there")
    func setBack() async throws {
        let folder = try TemporaryStore()
        try await folder.store.recordIdentify(at: now.addingTimeInterval(7_200))
        #expect(try await folder.store.identifies(until: now) == [now])
        #expect(try await folder.store.identifies(until: now.addingTimeInterval(60)) == [now])
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
        #expect(try await folder.store.threshold(guild: Snowflake(1)) == nil)
        try await folder.store.set(
            OwnThreshold(basisPoints: 5_000, setBy: Snowflake(7), setAt: now), guild: Snowflake(1))
        #expect(try await folder.store.threshold(guild: Snowflake(1))?.basisPoints == 5_000)
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
