import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Manifestation (cog)")
struct ManifestationTests {
    @Test("Votes of bots and former members count in the total, but not for the quorum")
    func onlyMembersCount() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 6)
        fixture.discord.with {
            $0.channels[CogFixture.channel]?[Snowflake(5_001)]?.stars.formUnion([Snowflake(901), Snowflake(777)])
        }
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats == SyncStats(synced: 1))
        #expect(try await fixture.wish(5_001)?.votes == 8)
        #expect(fixture.discord.with { $0.made.isEmpty })
    }

    @Test("A normal and a super reaction of one member are one vote for the quorum")
    func unionOfKinds() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 6)
        fixture.discord.with { $0.channels[CogFixture.channel]?[Snowflake(5_001)]?.superStars = [Snowflake(101)] }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 0)
        fixture.discord.with { $0.channels[CogFixture.channel]?[Snowflake(5_001)]?.superStars = [Snowflake(110)] }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
    }

    @Test("If the members cannot be listed, counts are synced, nothing manifests, and a warning is logged")
    func noElectorate() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 9)
        fixture.discord.before = { call throws(PortError) in
            if call == .members { throw PortError(.forbidden, "Missing Access") }
        }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild) == SyncStats(synced: 1))
        #expect(fixture.log.messages(at: .warning).contains { $0.contains("members") })
    }

    @Test("A refused channel is answered once, the wish stays active, and a later attempt succeeds")
    func refusal() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 7)
        fixture.discord.before = { call throws(PortError) in
            if case .createChannel = call { throw PortError(.forbidden, "Missing Permissions") }
        }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 0)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 0)
        #expect(try await fixture.wish(5_001)?.state == .active)
        #expect(fixture.discord.calls.count { if case .post = $0 { true } else { false } } == 1)
        fixture.discord.before = { _ in }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
    }

    @Test("Two alternating causes of refusal are each answered once")
    func alternating() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 7)
        let full: @Sendable (FakeDiscord.Call) throws(PortError) -> Void = { call throws(PortError) in
            if case .createChannel = call { throw PortError(.guildFull, "full") }
        }
        let word: @Sendable (FakeDiscord.Call) throws(PortError) -> Void = { call throws(PortError) in
            if case .createChannel = call { throw PortError(.bannedWord, "word") }
        }
        for cause in [full, word, full, word] {
            fixture.discord.before = { call throws(PortError) in try cause(call) }
            _ = await fixture.cog.sync(CogFixture.guild, cause: .request)
        }
        #expect(fixture.discord.calls.count { if case .createChannel = $0 { true } else { false } } == 4)
        #expect(fixture.discord.calls.count { if case .post = $0 { true } else { false } } == 2)
    }

    @Test("Without an answer and a channel list the bot looks for the channel again later and makes no second one")
    func blind() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        fixture.discord.after = { call throws(PortError) in
            if case .createChannel = call { throw PortError(.uncertain, "lost") }
        }
        fixture.discord.before = { call throws(PortError) in
            if call == .channels { throw PortError(.unreachable, "down") }
        }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 0)
        #expect(try await fixture.wish(5_001)?.state == .manifesting)
        (fixture.discord.before, fixture.discord.after) = ({ _ in }, { _ in })
        try await fixture.running {
            let isGranted = try await eventually { try await fixture.wish(5_001)?.state == .granted }
            #expect(isGranted)
        }
        #expect(fixture.discord.with { $0.made.count } == 1)
    }

    @Test("If the answer to a channel creation is lost, the channel is found by its marker and not made again")
    func lostAnswer() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 7)
        fixture.discord.after = { call throws(PortError) in
            if case .createChannel = call { throw PortError(.uncertain, "no answer") }
        }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
        #expect(fixture.discord.with { $0.made.count } == 1)
        #expect(try await fixture.wish(5_001)?.state == .granted)
    }

    @Test("An answer that may exist is not posted again while history is unreadable; other wishes do not wait")
    func unseenAnswer() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 7)
        let other = try await fixture.plant(5_002, .channel)
        fixture.discord.with { $0.nextID = 1_560_000_000_000_000_000 }
        fixture.discord.after = { call throws(PortError) in
            if case .post = call { throw PortError(.uncertain, "no answer") }
        }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
        fixture.discord.after = { _ in }
        // Discord forgets nonces after some minutes.
        fixture.discord.with { ($0.nonces, $0.withoutHistory) = ([:], [CogFixture.channel]) }
        #expect(try await fixture.recover() == 0)
        fixture.discord.with { ($0.withoutHistory, $0.forbidden) = ([], [CogFixture.channel]) }
        let tally = Claim(supporters: 7, electorate: 10, configured: .share(basisPoints: 6_700))
        _ = try await fixture.store.claim(other, tally, at: Date(timeIntervalSince1970: 1_790_000_000))
        #expect(try await fixture.recover() == 1)
        fixture.discord.with { $0.forbidden = [] }
        #expect(try await fixture.recover() == 0)
        let answers = fixture.discord.with {
            $0.channels[CogFixture.channel]?.values.count { $0.replyTo == Snowflake(5_001) }
        }
        #expect(answers == 1)
    }

    @Test("Two concurrent syncs and a second process make one channel and one answer")
    func races() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 7)
        let second = CogFixture.makeCog(
            fixture.store, fixture.discord, fixture.clock, fixture.log, GuildSettings())
        await fixture.arrive()
        async let one = fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        async let two = fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        _ = await (one, two)
        _ = await second.syncReactionCounts(guild: CogFixture.guild)
        #expect(fixture.discord.with { $0.made.count } == 1)
        let answers = fixture.discord.with {
            $0.channels[CogFixture.channel]?.values.count { $0.replyTo == Snowflake(5_001) }
        }
        #expect(answers == 1)
    }

    @Test("Only the link at the end of a topic is the marker; a link in the purpose is not")
    func mark() {
        let (own, other) = ("https://discord.com/channels/1/2/3", "https://discord.com/channels/1/2/4")
        let topic = ChannelMarker.topic(purpose: "see \(other)", link: own)
        let channel = Channel(id: Snowflake(9), type: .text, topic: topic)
        #expect(ChannelMarker.belongs(channel, to: own))
        #expect(!ChannelMarker.belongs(channel, to: other))
        #expect(ChannelMarker.topic(purpose: String(repeating: "🌟", count: 900), link: own).utf16.count <= 1_024)
    }
}
