import Discord
import Foundation
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Wishes

/// A wall clock that can be set, over a clock that cannot.
private final class WallClock: Sendable {
    private let clock: ManualClock
    private let offset: Mutex<TimeInterval>

    init(_ clock: ManualClock, at date: Date) {
        self.clock = clock
        offset = Mutex(date.timeIntervalSince1970)
    }

    var now: Date { Date(timeIntervalSince1970: offset.withLock { $0 } + clock.now.offset / .seconds(1)) }

    func jump(by seconds: TimeInterval) { offset.withLock { $0 += seconds } }
}

@Suite("Jumps of the wall clock")
struct ClockJumpTests {
    private static let jumps: [TimeInterval] = [3_600, -3_600, -7_200, 8 * 86_400, -8 * 86_400]
    // 2026-11-23, a Monday, 00:00 UTC.
    private static let monday = Date(timeIntervalSince1970: 1_795_392_000)

    private func cog(_ fixture: CogFixture, _ wall: WallClock, _ clock: ManualClock, weekly: Bool = false)
        -> SuggestionsCog
    {
        SuggestionsCog(
            store: fixture.store, port: fixture.discord,
            dependencies: .init(
                now: { wall.now }, clock: clock, longestJoin: nil, postsWeeklySummaries: weekly),
            log: Logger(label: "test") { [log = fixture.log] _ in log.handler })
    }

    private func arrive(_ cog: SuggestionsCog) async {
        await cog.handle([
            .ready(
                .init(
                    user: FakeDiscord.user(CogFixture.me, bot: true), guilds: [.init(id: CogFixture.guild)],
                    sessionID: "s", resumeGatewayURL: "")),
            .guildCreate(CogFixture.picture()),
        ])
    }

    @Test(
        "After a lost answer a jump makes no second channel and delays the wish by no more than its pause",
        arguments: jumps)
    func lostAnswer(jump: TimeInterval) async throws {
        let (fixture, clock) = (try await CogFixture(arrives: false), ManualClock())
        let wall = WallClock(clock, at: Self.monday)
        let cog = cog(fixture, wall, clock)
        await arrive(cog)
        try await fixture.plant(5_001, .channel, voters: 8)
        fixture.discord.before = { call throws(PortError) in
            if case .createChannel = call { throw PortError(.uncertain, "no answer") }
        }
        _ = await cog.syncReactionCounts(guild: CogFixture.guild)
        wall.jump(by: jump)
        fixture.discord.before = { _ in }
        await cog.perform(.life(.recover, CogFixture.guild))
        #expect(fixture.discord.with { $0.made.isEmpty })
        clock.advance(by: .seconds(31))
        await cog.perform(.life(.recover, CogFixture.guild))
        await cog.perform(.life(.recover, CogFixture.guild))
        #expect(fixture.discord.with { $0.made.count } == 1)
        #expect(try await fixture.wish(5_001)?.state == .granted)
    }

    @Test("A refusal's pause is never longer than its kind's, wherever the clock is set", arguments: jumps)
    func refusal(jump: TimeInterval) async throws {
        let (fixture, clock) = (try await CogFixture(arrives: false), ManualClock())
        let wall = WallClock(clock, at: Self.monday)
        let wish = try await fixture.plant(5_001, .channel, voters: 8)
        let claim = Claim(supporters: 8, electorate: 10, configured: .share(basisPoints: 6_700))
        #expect(try await fixture.store.claim(wish, claim, at: wall.now))
        _ = try await fixture.store.release(wish, reason: "full", at: wall.now)
        wall.jump(by: jump)
        _ = try await fixture.store.isPaused(wish, at: wall.now)
        clock.advance(by: .seconds(61))
        #expect(try await !fixture.store.isPaused(wish, at: wall.now))
    }

    private func summaries(_ fixture: CogFixture) -> Int {
        fixture.discord.with { world in
            (world.channels[CogFixture.channel] ?? [:]).values
                .count { $0.message.titles.contains { Replies.isWeekly(title: $0) } }
        }
    }

    /// Runs the cog's clock for so long, in steps of its sleeps. Discord's clock goes on with it.
    private func run(_ fixture: CogFixture, _ clock: ManualClock, for seconds: Int) async {
        let end = clock.now.offset + .seconds(seconds)
        while let wake = await clock.nextWake(), wake <= end { advance(fixture, clock, by: wake - clock.now.offset) }
        advance(fixture, clock, by: end - clock.now.offset)
    }

    private func advance(_ fixture: CogFixture, _ clock: ManualClock, by duration: Duration) {
        fixture.discord.with { $0.nextID += UInt64(max(0, duration / .milliseconds(1))) << 22 }
        clock.advance(by: duration)
    }

    @Test("A jump there and back near Monday posts one summary for the week, on Monday", arguments: jumps)
    func weekly(jump: TimeInterval) async throws {
        let (fixture, clock) = (try await CogFixture(arrives: false), ManualClock())
        let wall = WallClock(clock, at: Self.monday.addingTimeInterval(-7_200))
        try await fixture.plant(5_001, voters: 4)
        fixture.discord.with { $0.nextID = Snowflake(unixMilliseconds: 1_795_392_000_000 - 7_200_000).rawValue }
        try await fixture.store.finishWeeklySummary(
            guild: CogFixture.guild, due: Self.monday.addingTimeInterval(-7 * 86_400))
        let cog = cog(fixture, wall, clock, weekly: true)
        let work = Task { await cog.run() }
        await arrive(cog)
        await run(fixture, clock, for: 1_800)
        wall.jump(by: jump)
        await run(fixture, clock, for: 1_800)
        wall.jump(by: -jump)
        await run(fixture, clock, for: 6 * 3_600)
        #expect(summaries(fixture) == 1, "on Monday")
        wall.jump(by: jump)
        await run(fixture, clock, for: 3 * 3_600)
        wall.jump(by: -jump)
        await run(fixture, clock, for: 86_400)
        #expect(summaries(fixture) == 1, "on Tuesday")
        await run(fixture, clock, for: 7 * 86_400)
        #expect(summaries(fixture) == 2, "a week later")
        work.cancel()
        await work.value
    }

    @Test("A summary that the database does not know is found on Discord and not posted again")
    func lostDatabase() async throws {
        let (fixture, clock) = (try await CogFixture(arrives: false), ManualClock())
        let wall = WallClock(clock, at: Self.monday.addingTimeInterval(3_600))
        try await fixture.plant(5_001, voters: 4)
        fixture.discord.with { world in
            let first = Snowflake(unixMilliseconds: 1_795_392_001_000)
            world.channels[CogFixture.channel]?[first] = .init(
                message: PostedMessage(
                    id: first, authorID: CogFixture.me, titles: [Sentences(voice: .plain, prefix: "!").weeklyTitle]),
                stars: [])
            for number in 1...250 {
                let id = Snowflake(first.rawValue + UInt64(number) << 22)
                world.channels[CogFixture.channel]?[id] = .init(
                    message: PostedMessage(id: id, authorID: Snowflake(103), content: "chatter"), stars: [])
            }
            world.nextID = first.rawValue + 3_600_000 << 22
        }
        try await fixture.store.finishWeeklySummary(
            guild: CogFixture.guild, due: Self.monday.addingTimeInterval(-7 * 86_400))
        let cog = cog(fixture, wall, clock, weekly: true)
        await arrive(cog)
        await cog.perform(.life(.checkWeekly, CogFixture.guild))
        #expect(summaries(fixture) == 1)
        #expect(try await fixture.store.lastWeeklySummary(guild: CogFixture.guild) == Self.monday)
    }
}

@Suite("Weekly clock")
struct WeeklyClockTests {
    private static let start = Date(timeIntervalSince1970: 1_790_000_000)

    @Test("A new time is believed when it has held for half a day, and one that returns at once")
    func trial() {
        var clock = WeeklyClock(wall: Self.start, elapsed: .zero)
        func isDoubtful(_ hours: Double, jump: TimeInterval) -> Bool {
            clock.isDoubtful(
                wall: Self.start.addingTimeInterval(hours * 3_600 + jump), elapsed: .seconds(hours * 3_600))
        }
        let rows: [(hours: Double, jump: TimeInterval, isDoubtful: Bool)] = [
            (1, 0, false), (2, 2, false), (3, 691_200, true), (4, 691_200, true), (5, 0, false), (6, 691_200, true),
            (17, 691_200, true), (18, 691_200, false), (19, 691_200, false), (20, 0, true), (31, 0, true),
            (32, 0, false),
        ]
        for row in rows {
            let isDoubtful = isDoubtful(row.hours, jump: row.jump)
            #expect(isDoubtful == row.isDoubtful, "\(row.hours) h")
        }
    }

    @Test("Less than five days after a post nothing may be posted, whatever the wall clock says")
    func distance() {
        var clock = WeeklyClock(wall: Self.start, elapsed: .zero)
        clock.posted(elapsed: .seconds(60))
        let nextDay = clock.isDoubtful(wall: Self.start.addingTimeInterval(86_400), elapsed: .seconds(86_400))
        let nextWeek = clock.isDoubtful(wall: Self.start.addingTimeInterval(7 * 86_400), elapsed: .seconds(7 * 86_400))
        #expect(nextDay && !nextWeek)
    }
}
