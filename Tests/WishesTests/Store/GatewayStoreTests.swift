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
        #expect(try await folder.store.gateway.keptSessions(at: now).map(\.guildCount) == [2])
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
        #expect(try await folder.store.gateway.keptSessions(at: now).map(\.guildCount) == [3, 3, 3])
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
        let kept = try await folder.store.gateway.keptSessions(at: now)
        #expect(kept.map(\.shard) == [.only] && kept.map(\.guildCount) == [2])
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
