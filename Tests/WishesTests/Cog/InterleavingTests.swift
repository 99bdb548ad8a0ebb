import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

/// Events and commands that come while a request is under way.
@Suite("Interleavings")
struct InterleavingTests {
    private static let guild = CogFixture.guild

    private static func isPage(_ call: FakeDiscord.Call) -> Bool {
        if case .messages = call { true } else { false }
    }

    private static func isAudit(_ call: FakeDiscord.Call) -> Bool {
        if case .reactors = call { true } else { false }
    }

    private static func isCreation(_ call: FakeDiscord.Call) -> Bool {
        if case .createChannel = call { true } else { false }
    }

    @Test("A page read before the bot was removed is not stored or shown after its return; syncs do not overlap")
    func removedWhileReading() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 3)
        let (gate, pages, reading) = (Gate(), Counter(), Gauge())
        fixture.discord.before = { call throws(PortError) in if Self.isPage(call) { reading.rise() } }
        fixture.discord.after = { call throws(PortError) in
            guard Self.isPage(call) else { return }
            if pages.next() == 1 { await gate.pass() }
            reading.fall()
        }
        try await fixture.running {
            await gate.reached()
            await fixture.cog.handle([.guildDelete(Self.guild, isOutage: false)])
            // No event reports these votes.
            fixture.stand(5_001, voters: 6)
            await fixture.cog.handle([.guildCreate(CogFixture.picture())])
            let asked = Task { try await fixture.ask("!topchannels") }
            gate.open()
            let answer = try await asked.value
            #expect(answer.contains("6 of 7") && !answer.contains("3 of 7"), "\(answer)")
            #expect(await fixture.log.line(containing: "1 updated, 0 deleted, 0 errors, 0 manifested"))
        }
        #expect(try await fixture.wish(5_001)?.votes == 6)
        #expect(reading.highest == 1)
    }

    @Test("A threshold that is raised while the voters are read keeps the channel from being created")
    func raisedDuringAudit() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 7)
        let (gate, audits) = (Gate(), Counter())
        fixture.discord.before = { call throws(PortError) in
            if Self.isAudit(call), audits.next() == 1 { await gate.pass() }
        }
        try await fixture.running {
            await gate.reached()
            try await fixture.expect("!setthreshold 1.0", says: "now 10")
            gate.open()
            #expect(await fixture.log.line(containing: "0 errors, 0 manifested cause=start-up"))
        }
        #expect(fixture.discord.with { $0.made.isEmpty })
        #expect(try await fixture.wish(5_001)?.state == .active)
    }

    @Test("After members left unseen, !syncwishes counts those who are there")
    func leftUnseen() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 4)
        #expect(await fixture.cog.syncReactionCounts(guild: Self.guild).manifested == 0)
        fixture.discord.with { world in world.members.removeAll { $0.isHuman && $0.id > Snowflake(105) } }
        try await fixture.running {
            _ = try await fixture.ask("!syncwishes")
            #expect(await fixture.log.line(containing: "A wish has manifested"))
        }
        #expect(fixture.discord.with { $0.made.count } == 1)
    }

    @Test("After members joined unseen, !syncwishes creates no channel below the quorum of all")
    func joinedUnseen() async throws {
        let fixture = try await CogFixture(humans: 6)
        try await fixture.plant(5_001, .channel, voters: 4)
        #expect(await fixture.cog.syncReactionCounts(guild: Self.guild).manifested == 0)
        fixture.discord.with { world in
            world.members += (0..<UInt64(14)).map { FakeDiscord.user(Snowflake(201 + $0)) }
        }
        fixture.stand(5_001, voters: 5)
        fixture.clock.advance(by: Manifester.oldestElectorate)
        try await fixture.running { _ = try await fixture.ask("!syncwishes") }
        #expect(await fixture.cog.syncReactionCounts(guild: Self.guild).manifested == 0)
        #expect(fixture.discord.with { $0.made.isEmpty })
    }

    @Test("A category that was made unseen is found by !syncwishes")
    func categoryUnseen() async throws {
        let fixture = try await CogFixture(arrives: false)
        var bare = CogFixture.picture()
        bare.channels?.removeAll { $0.type == .category }
        fixture.discord.with { [bare] in $0.guilds[Self.guild] = bare }
        try await fixture.plant(5_001, .channel, voters: 7)
        await fixture.cog.handle([.guildCreate(bare)])
        #expect(await fixture.cog.syncReactionCounts(guild: Self.guild).manifested == 0)
        #expect(!fixture.discord.calls.contains(where: Self.isCreation))
        fixture.discord.with { $0.guilds[Self.guild] = CogFixture.picture() }
        try await fixture.running {
            _ = try await fixture.ask("!syncwishes")
            #expect(await fixture.log.line(containing: "A wish has manifested"))
        }
        #expect(fixture.discord.with { $0.made.map(\.parentID) } == [CogFixture.category])
    }

    @Test("While a channel is being created, other votes of the guild are confirmed and commands are answered")
    func hangingCreation() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 7)
        try await fixture.plant(5_002, .video, voters: 2)
        let gate = Gate()
        fixture.discord.before = { call throws(PortError) in if Self.isCreation(call) { await gate.pass() } }
        try await fixture.running {
            await gate.reached()
            fixture.stand(5_002, voters: 8)
            // The event is one vote; only a confirmation finds the others.
            let vote = ReactionEvent(
                userID: Snowflake(108), channelID: CogFixture.channel, messageID: Snowflake(5_002),
                guildID: Self.guild, emoji: Emoji(name: "🌟"))
            await fixture.cog.handle([.reactionAdd(vote)])
            let isConfirmed = try await eventually {
                guard let wish = try await fixture.wish(5_002) else { return false }
                return wish.votes == 8 && !wish.isTouched
            }
            #expect(isConfirmed)
            let answer = try await fixture.ask("!topvideos")
            #expect(answer.contains("8"), "\(answer)")
            #expect(fixture.discord.with { $0.made.isEmpty })
            gate.open()
            #expect(await fixture.log.line(containing: "A wish has manifested"))
        }
        #expect(fixture.discord.with { $0.made.count } == 1)
    }

    @Test("When the list of reactors lags once, it is read again after 5 s, and the channel is created")
    func laggingReactors() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 7)
        let (discord, audits) = (fixture.discord, Counter())
        let show: @Sendable (Bool) -> Void = { isThere in
            let voters = (101..<UInt64(isThere ? 108 : 107)).map { Snowflake($0) }
            discord.with {
                $0.channels[CogFixture.channel]?[Snowflake(5_001)]?.stars = Set(voters + [CogFixture.me])
            }
        }
        discord.before = { call throws(PortError) in if Self.isAudit(call), audits.next() == 1 { show(false) } }
        discord.after = { call throws(PortError) in if Self.isAudit(call) { show(true) } }
        await fixture.running {
            #expect(await fixture.log.line(containing: "A wish has manifested"))
        }
        #expect(fixture.clock.slept.contains(.seconds(5)))
        #expect(discord.with { $0.made.count } == 1)
    }
}

/// How many are at something at once.
private final class Gauge: @unchecked Sendable {
    private let lock = NSLock()
    private var level = 0
    private var peak = 0

    /// The most at once.
    var highest: Int { lock.withLock { peak } }

    func rise() {
        lock.withLock {
            level += 1
            peak = max(peak, level)
        }
    }

    func fall() { lock.withLock { level -= 1 } }
}
