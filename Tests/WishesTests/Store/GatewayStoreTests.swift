import Discord
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Wishes

@Suite("Gateway store")
struct GatewayStoreTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)
    private let session = StoppedSession(
        resumable: ResumableSession(sessionID: "abc", url: "wss://resume", sequence: 42), botID: Snowflake(900),
        guilds: [Snowflake(1), Snowflake(2)], heardAt: Date(timeIntervalSince1970: 1_790_000_000))

    @Test("A stopped session is given out once, also after a restart")
    func once() async throws {
        let folder = try TemporaryStore()
        #expect(try await folder.store.gateway.keptSessions(at: now).isEmpty)
        try await folder.store.gateway.keep(session)
        folder.reopen()
        #expect(try await folder.store.gateway.keptSessions(at: now).map(\.shard) == [.only])
        #expect(try await folder.store.gateway.takeSession(of: .only, at: now.addingTimeInterval(5)) == session)
        #expect(try await folder.store.gateway.takeSession(of: .only, at: now.addingTimeInterval(5)) == nil)
    }

    @Test("A kept session replaces the one before")
    func newest() async throws {
        let folder = try TemporaryStore()
        try await folder.store.gateway.keep(session)
        var later = session
        later.resumable.sequence = 50
        later.guilds = [Snowflake(3)]
        later.heardAt = now.addingTimeInterval(1)
        try await folder.store.gateway.keep(later)
        #expect(try await folder.store.gateway.takeSession(of: .only, at: now.addingTimeInterval(2)) == later)
    }

    @Test(
        "A session is given out for three minutes; one heard in the future, because the clock was set back, counts as new",
        arguments: [
            (0, true), (180, true), (181, false), (-1, true), (-7_200, true),
        ] as [(TimeInterval, Bool)])
    func age(seconds: TimeInterval, isKnown: Bool) async throws {
        let folder = try TemporaryStore()
        try await folder.store.gateway.keep(session)
        #expect(
            try await folder.store.gateway.takeSession(of: .only, at: now.addingTimeInterval(seconds))
                == (isKnown ? session : nil)
        )
        // A session that is refused for its age is deleted as well.
        #expect(try await folder.store.gateway.takeSession(of: .only, at: now) == nil)
    }

    @Test("A session with other intents is not given out")
    func otherIntents() async throws {
        let folder = try TemporaryStore()
        try await folder.store.gateway.keep(session)
        try await folder.store.write { try $0.execute(sql: "UPDATE gateway_session SET intents = 1") }
        #expect(try await folder.store.gateway.takeSession(of: .only, at: now) == nil)
    }

    @Test("Each shard's session is kept with its own guilds, and taken alone")
    func shards() async throws {
        let folder = try TemporaryStore()
        let guilds = (UInt64(0)..<9).map { Snowflake($0 << 22 + 5) }
        for shard in ShardID.all(of: 3) {
            var own = session
            (own.shard, own.guilds) = (shard, Set(guilds.filter(shard.holds)))
            try await folder.store.gateway.keep(own)
        }
        folder.reopen()
        #expect(try await folder.store.gateway.keptSessions(at: now).map(\.shard) == ShardID.all(of: 3))
        let second = ShardID(1, of: 3)
        let taken = try await folder.store.gateway.takeSession(of: second, at: now)
        #expect(taken?.guilds == [guilds[1], guilds[4], guilds[7]])
        #expect(try await folder.store.gateway.takeSession(of: second, at: now) == nil)
        #expect(try await folder.store.gateway.keptSessions(at: now).map(\.shard.number) == [0, 2])
        // Of another number of shards none is given.
        #expect(try await folder.store.gateway.takeSession(of: ShardID(0, of: 2), at: now) == nil)
    }

    @Test("A session of another number of shards replaces all that are kept")
    func otherCount() async throws {
        let folder = try TemporaryStore()
        for shard in ShardID.all(of: 3) {
            var own = session
            (own.shard, own.guilds) = (shard, [Snowflake(UInt64(shard.number) << 22)])
            try await folder.store.gateway.keep(own)
        }
        try await folder.store.gateway.keep(session)
        #expect(try await folder.store.gateway.keptSessions(at: now).map(\.shard) == [.only])
        #expect(try await folder.store.gateway.takeSession(of: .only, at: now) == session)
    }

    @Test("What guilds looked like is read one by one after their session was taken, until it is deleted")
    func pictures() async throws {
        let folder = try TemporaryStore()
        let pictures = (UInt64(1)...1_203).map { number in
            (Snowflake(number), Data(repeating: UInt8(number % 251), count: Int(number % 50) + 1))
        }
        var kept = session
        kept.guilds = Set(pictures.map(\.0)).union([Snowflake(5_000)])
        kept.pictures = Dictionary(uniqueKeysWithValues: pictures)
        try await folder.store.gateway.keep(kept)
        folder.reopen()
        let gateway = folder.store.gateway
        kept.pictures = [:]
        #expect(try await gateway.takeSession(of: .only, at: now) == kept)
        for (guild, picture) in pictures { #expect(try await gateway.picture(of: guild) == picture) }
        #expect(try await gateway.picture(of: Snowflake(5_000)) == nil)
        // Without its session none is used.
        #expect(try await gateway.keptSessions(at: now).isEmpty)
        try await gateway.forgetPictures(of: .only)
        #expect(try await gateway.picture(of: Snowflake(1)) == nil)
    }

    @Test("The next session keeps what was not read of the one before, and nothing else of it")
    func unread() async throws {
        let folder = try TemporaryStore()
        let gateway = folder.store.gateway
        var kept = session
        kept.pictures = [Snowflake(1): Data([1]), Snowflake(2): Data([2])]
        try await gateway.keep(kept)
        _ = try await gateway.takeSession(of: .only, at: now)
        kept.pictures = [:]
        kept.unread = [Snowflake(2)]
        try await gateway.keep(kept)
        #expect(try await gateway.takeSession(of: .only, at: now)?.guilds == kept.guilds)
        #expect(try await gateway.picture(of: Snowflake(1)) == nil)
        #expect(try await gateway.picture(of: Snowflake(2)) == Data([2]))
        kept.unread = []
        try await gateway.keep(kept)
        #expect(try await gateway.picture(of: Snowflake(2)) == nil)
    }

    @Test("What guilds looked like ends with a session that is too old, and with one of another number of shards")
    func outdated() async throws {
        let folder = try TemporaryStore()
        let gateway = folder.store.gateway
        var kept = session
        kept.pictures = [Snowflake(1): Data([1])]
        try await gateway.keep(kept)
        #expect(try await gateway.takeSession(of: .only, at: now.addingTimeInterval(181)) == nil)
        #expect(try await gateway.picture(of: Snowflake(1)) == nil)
        try await gateway.keep(kept)
        var other = session
        (other.shard, other.guilds) = (ShardID(1, of: 3), [Snowflake(1 << 22)])
        try await gateway.keep(other)
        #expect(try await gateway.picture(of: Snowflake(1)) == nil)
    }

    @Test("Sessions that no shard has taken are forgotten with their guilds, and what was taken can still be read")
    func untaken() async throws {
        let folder = try TemporaryStore()
        let gateway = folder.store.gateway
        for shard in ShardID.all(of: 2) {
            let guild = Snowflake(UInt64(shard.number) << 22 + 1)
            var kept = session
            (kept.shard, kept.guilds, kept.pictures) = (shard, [guild], [guild: Data([UInt8(shard.number)])])
            try await gateway.keep(kept)
        }
        _ = try await gateway.takeSession(of: ShardID(0, of: 2), at: now)
        try await gateway.forgetSessions()
        #expect(try await gateway.keptSessions(at: now).isEmpty)
        #expect(try await gateway.picture(of: Snowflake(1)) == Data([0]))
        #expect(try await gateway.picture(of: Snowflake(1 << 22 + 1)) == nil)
    }

    @Test("When a member is forgotten, so is what guilds looked like, and the session stays")
    func forgotten() async throws {
        let folder = try TemporaryStore()
        var kept = session
        kept.pictures = [Snowflake(1): Data([1])]
        try await folder.store.gateway.keep(kept)
        _ = try await folder.store.forget(user: Snowflake(101), withWishes: false)
        #expect(try await folder.store.gateway.picture(of: Snowflake(1)) == nil)
        #expect(try await folder.store.gateway.takeSession(of: .only, at: now) == session)
    }

    @Test("Identifies are counted across restarts, for a day")
    func identifies() async throws {
        let folder = try TemporaryStore()
        for hours in [0.0, 1, 25, 49] {
            try await folder.store.gateway.record(SpentIdentify(at: now.addingTimeInterval(hours * 3600)))
        }
        folder.reopen()
        let later = now.addingTimeInterval(50 * 3600)
        #expect(
            try await folder.store.gateway.identifies(until: later) == [
                SpentIdentify(at: now.addingTimeInterval(49 * 3600))
            ])
    }

    @Test("Identifies dated after now, because the clock was set back, are dated now")
    func setBack() async throws {
        let folder = try TemporaryStore()
        try await folder.store.gateway.record(SpentIdentify(at: now.addingTimeInterval(7_200)))
        #expect(try await folder.store.gateway.identifies(until: now) == [SpentIdentify(at: now)])
        #expect(
            try await folder.store.gateway.identifies(until: now.addingTimeInterval(60)) == [SpentIdentify(at: now)])
    }
}
