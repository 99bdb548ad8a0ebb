import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

/// The database may be older than Discord's state: before an act that cannot be taken back, Discord is asked.
@Suite("What Discord shows as done is not done again")
struct DoneAlreadyTests {
    private func answers(_ fixture: CogFixture) -> Int {
        fixture.discord.with { world in
            world.channels[CogFixture.channel]?.values.count { $0.replyTo == Snowflake(5_001) } ?? 0
        }
    }

    /// A message in the suggestions channel, newer than all others.
    private func say(_ fixture: CogFixture, by author: Snowflake, _ text: String, replyTo: Snowflake? = nil) {
        fixture.discord.with { world in
            world.nextID += 1 << 22
            let id = Snowflake(world.nextID)
            world.channels[CogFixture.channel]?[id] = .init(
                message: PostedMessage(id: id, authorID: author, content: text), stars: [], replyTo: replyTo)
        }
    }

    /// A channel that appeared after the wish, with an entry in the audit log.
    private func addChannel(
        _ fixture: CogFixture, _ id: UInt64, topic: String?, by user: Snowflake, reason: String? = nil
    ) {
        fixture.discord.with { world in
            world.made.append(
                Channel(
                    id: Snowflake(id), type: .text, guildID: CogFixture.guild, name: "moss", topic: topic,
                    parentID: CogFixture.category))
            world.auditLog?.append(
                AuditLog.Entry(id: Snowflake(id + 1), targetID: Snowflake(id), userID: user, reason: reason))
        }
    }

    @Test("An announcement is found behind hundreds of messages and not posted a second time")
    func announcement() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        let discord = fixture.discord
        discord.after = { call throws(PortError) in
            if case .post = call { throw PortError(.uncertain, "no answer") }
        }
        discord.before = { call throws(PortError) in
            guard case .post = call else { return }
            // Members talk between the channel and its announcement.
            discord.with { world in
                for _ in 0..<350 {
                    world.nextID += 1 << 22
                    let id = Snowflake(world.nextID)
                    world.channels[CogFixture.channel]?[id] = .init(
                        message: PostedMessage(id: id, authorID: Snowflake(103), content: "chatter"), stars: [])
                }
            }
        }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
        (discord.before, discord.after) = ({ _ in }, { _ in })
        discord.with { $0.nonces = [:] }
        #expect(try await fixture.recover() == 0)
        #expect(answers(fixture) == 1)
        #expect(try await fixture.store.unfinishedManifestations(guild: CogFixture.guild).isEmpty)
    }

    @Test("A wish whose database lost its manifestation keeps its channel and its one announcement")
    func restored() async throws {
        let fixture = try await CogFixture()
        let wish = try await fixture.plant(5_001, .channel, voters: 8)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
        try await fixture.store.write { db in
            try db.execute(sql: "UPDATE wishes SET state = 'active', granted_at = NULL; DELETE FROM manifestations")
        }
        // A moderator has written another topic since.
        fixture.discord.with { world in
            world.made[0].topic = "moss only"
            world.nonces = [:]
        }
        await fixture.cog.handle([.channelUpdate(fixture.discord.with { $0.made[0] })])
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(try await fixture.wish(5_001)?.state == .granted)
        #expect(fixture.discord.with { $0.made.count } == 1)
        #expect(try await fixture.store.madeChannel(of: wish) == fixture.discord.with { $0.made[0].id })
        #expect(answers(fixture) == 1)
    }

    @Test("A channel whose topic was edited before its announcement is found in the audit log")
    func audited() async throws {
        let fixture = try await CogFixture()
        let wish = try await fixture.plant(5_001, .channel, voters: 8)
        addChannel(fixture, 7_000, topic: "edited", by: CogFixture.me, reason: "Wish 5001 reached its quorum")
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(fixture.discord.with { $0.made.count } == 1)
        #expect(try await fixture.store.madeChannel(of: wish) == Snowflake(7_000))
        #expect(answers(fixture) == 1)
    }

    @Test("A wish that a lost database knew as granted by hand gets no channel", arguments: [true, false])
    func byHand(isMarked: Bool) async throws {
        let fixture = try await CogFixture()
        let wish = try await fixture.plant(5_001, .channel, voters: 8)
        if isMarked {
            fixture.discord.with { $0.channels[CogFixture.channel]?[Snowflake(5_001)]?.marks = ["✅"] }
        } else {
            for _ in 0..<150 { say(fixture, by: Snowflake(103), "chatter") }
            say(fixture, by: CogFixture.me, "✅ This wish has been granted.", replyTo: Snowflake(5_001))
        }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 0)
        #expect(try await fixture.wish(5_001)?.state == .granted)
        #expect(fixture.discord.with { $0.made.isEmpty })
        let why = try await fixture.store.history(of: wish.id).last?.why
        #expect(why?.contains("found on Discord") == true)
        #expect(try await fixture.recover() == 0)
    }

    @Test("A member's ✅ or a member's answer grants nothing")
    func foreign() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        say(fixture, by: Snowflake(103), "✅ <#7777>", replyTo: Snowflake(5_001))
        say(fixture, by: CogFixture.me, "✅ This wish has been granted.", replyTo: Snowflake(5_002))
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
    }

    @Test("A marked channel that is older than the wish, or made by another user, is not the wish's channel")
    func notBelieved() async throws {
        let fixture = try await CogFixture()
        let wish = try await fixture.plant(5_001, .channel, voters: 8)
        addChannel(fixture, 4_000, topic: wish.link, by: CogFixture.owner)
        addChannel(fixture, 7_000, topic: wish.link, by: CogFixture.owner)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
        let made = try #require(try await fixture.store.madeChannel(of: wish))
        #expect(![Snowflake(4_000), Snowflake(7_000)].contains(made))
    }

    @Test("Without View Audit Log a marker proves nothing: no channel is taken, none is made, moderators are told once")
    func withoutAuditLog() async throws {
        let fixture = try await CogFixture()
        fixture.discord.with { $0.auditLog = nil }
        let wish = try await fixture.plant(5_001, .channel, voters: 8)
        try await fixture.plant(5_002, .channel, voters: 8)
        addChannel(fixture, 7_000, topic: wish.link, by: CogFixture.owner)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 0)
        #expect(try await fixture.wish(5_001)?.state == .active)
        #expect(fixture.discord.with { $0.made.count } == 2)
        #expect(fixture.discord.with { $0.posts.count { $0.words.contains("View Audit Log") } } == 1)
        #expect(answers(fixture) == 1)
        // A moderator's sync asks again.
        #expect(fixture.discord.calls.count { $0 == .auditLog } <= 2)
    }
}
