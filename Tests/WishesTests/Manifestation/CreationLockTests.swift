import Discord
import Foundation
import Logging
import TestSupport
import Testing

@testable import Wishes

@Suite("The lock on Discord before a channel is requested")
struct CreationLockTests {
    /// Another process with a copy of the fixture's database.
    private func twin(of fixture: CogFixture) async throws -> (cog: SuggestionsCog, store: WishStore, line: FakeDiscord)
    {
        let copy = fixture.folder.appending(path: "copy.sqlite3").path
        let original = fixture.folder.appending(path: "wishes.sqlite3").path
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: original + suffix) {
            try FileManager.default.copyItem(atPath: original + suffix, toPath: copy + suffix)
        }
        let (store, line) = (try WishStore(path: copy), FakeDiscord(sharing: fixture.discord))
        let cog = CogFixture.makeCog(store, line, fixture.clock, fixture.log, GuildSettings())
        await cog.handle(CogFixture.greeting)
        return (cog, store, line)
    }

    private func made(_ fixture: CogFixture) -> Int { fixture.discord.with { $0.made.count } }

    /// What the bot has posted under a card and not deleted.
    private func replies(_ fixture: CogFixture) -> [String] {
        fixture.discord.with { world in
            (world.channels[CogFixture.channel] ?? [:]).values.filter { $0.replyTo == 5_001 }.map(\.message.content)
        }
    }

    /// A lock of another process.
    private func lock(_ id: UInt64, after last: UInt64, _ holder: String, _ fixture: CogFixture) {
        fixture.discord.with { world in
            world.nonces["l\(last)"] = Snowflake(id)
            world.channels[CogFixture.channel]?[Snowflake(id)] = .init(
                message: PostedMessage(
                    id: Snowflake(id), authorID: CogFixture.me,
                    content: GuildSettings().replies.manifesting(lock: "\(holder)-1"), replyTo: 5_001),
                stars: [], replyTo: 5_001)
        }
    }

    @Test("Of two processes with copies of a database one creates the channel, and both record it", arguments: [0, 1])
    func twins(place: Int) async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        let (cog, store, line) = try await twin(of: fixture)
        defer { store.close() }
        // The twin looks and acts while the first one is about to create the channel, or has just taken the lock.
        let meeting: @Sendable (FakeDiscord.Call) -> Bool = { call in
            if case .createChannel = call { return place == 0 }
            if case .postOnce = call { return place == 1 }
            return false
        }
        let discord = fixture.discord
        discord.before = { call throws(PortError) in
            guard meeting(call) else { return }
            discord.before = { _ in }
            _ = await cog.syncReactionCounts(guild: CogFixture.guild)
        }
        _ = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        for _ in 0..<2 {
            fixture.clock.advance(by: .seconds(16))
            await fixture.cog.perform(.life(.recover, CogFixture.guild))
            await cog.perform(.life(.recover, CogFixture.guild))
        }
        #expect(made(fixture) == 1)
        let channel = try #require(fixture.discord.with { $0.made.first?.id })
        let answer = GuildSettings().replies.manifested(channel: channel) + AuthorPing.line(CogFixture.owner)
        #expect(replies(fixture) == [answer])
        for store in [fixture.store, store] {
            #expect(try await store.wish(message: 5_001)?.state == .granted)
            #expect(try await store.unfinishedManifestations(guild: CogFixture.guild).isEmpty)
        }
        #expect(!line.calls.isEmpty)
    }

    @Test("A lock that another process has left is respected for its lifetime, then the channel is created")
    func left() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        lock(6_001, after: 5_001, "stranger", fixture)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 0)
        fixture.clock.advance(by: CreationLock.othersLifetime - .seconds(1))
        #expect(try await fixture.recover() == 0)
        fixture.clock.advance(by: .seconds(2))
        #expect(try await fixture.recover() == 1)
        #expect(made(fixture) == 1)
        #expect(fixture.log.messages(at: .notice).count { $0.contains("Another process") } == 1)
    }

    @Test("A deleted lock means that its owner has settled the wish: the bot looks again before it creates a channel")
    func deleted() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        fixture.discord.with { $0.nonces["l5001"] = 6_001 }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 0)
        #expect(made(fixture) == 0)
        fixture.discord.with { $0.nonces = [:] }
        #expect(try await fixture.recover() == 1)
    }

    @Test("After a crash the next process passes over its predecessor's lock at once, looks again, and deletes it")
    func crashed() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        lock(6_001, after: 5_001, fixture.store.writer, fixture)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
        #expect(made(fixture) == 1)
        #expect(replies(fixture).count == 1)
        let calls = fixture.discord.calls
        let (locked, requested) = (
            calls.lastIndex(of: .postOnce(CogFixture.channel)), calls.firstIndex { $0.isCreation }
        )
        #expect(calls[(locked ?? 0)..<(requested ?? 0)].contains(.channels))
    }

    @Test("Where the bot may not post, the channel is created without a lock")
    func silenced() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        fixture.discord.before = { call throws(PortError) in
            switch call {
            case .post, .postOnce: throw PortError(.forbidden, "missing", code: .missingPermissions)
            default: break
            }
        }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
    }

    @Test("A lock is requested although the bot believes that it may not post: the permission's event may be lost")
    func staleRights() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        await fixture.cog.handle([
            .roleChange(
                guild: CogFixture.guild,
                Role(id: CogFixture.guild, name: "@everyone", permissions: [.viewChannel, .readMessageHistory])),
            .memberUpdate(guild: CogFixture.guild, Member(user: FakeDiscord.user(CogFixture.me, bot: true))),
        ])
        #expect(await fixture.cog.sync(CogFixture.guild, cause: .timer).stats.manifested == 1)
        #expect(fixture.discord.calls.contains(.postOnce(CogFixture.channel)))
    }

    @Test("After a refusal no lock is left, and the next attempt needs no other process's leave")
    func refused() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        fixture.discord.before = { call throws(PortError) in
            if call.isCreation { throw PortError(.forbidden, "Missing Permissions") }
        }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 0)
        #expect(replies(fixture).count == 1)
        fixture.discord.before = { _ in }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
    }

    @Test("The name in a lock survives a restart, but not a copy of the database")
    func writers() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cog-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func writer(_ name: String) throws -> String {
            let store = try WishStore(path: folder.appending(path: name).path)
            defer { store.close() }
            return store.writer
        }
        let first = try writer("a.sqlite3")
        #expect(try writer("a.sqlite3") == first)
        #expect(try writer("b.sqlite3") != first)
        #expect((1...13).contains(first.count))
    }
}

extension FakeDiscord.Call {
    /// Whether it creates a channel.
    fileprivate var isCreation: Bool { if case .createChannel = self { true } else { false } }
}
