import Discord
import Foundation
import Logging
import TestSupport

@testable import Wishes

/// Weeks in the life of a bot.
extension CogFixture {
    /// 2026-11-23, a Monday, 00:00 UTC.
    static let monday = Date(timeIntervalSince1970: 1_795_392_000)

    /// A bot that starts at a moment and runs for so many seconds of its clock.
    func live(from start: Date, for seconds: Int, settings: GuildSettings = .init()) async {
        let clock = ManualClock()
        let cog = SuggestionsCog(
            store: store, port: discord,
            dependencies: .init(
                settings: { _ in settings }, now: { start.addingTimeInterval(clock.now.offset / .seconds(1)) },
                clock: clock, postsWeeklySummaries: true),
            log: Logger(label: "test") { [log] _ in log.handler })
        let work = Task { await cog.run() }
        await cog.handle([
            .ready(
                .init(
                    user: FakeDiscord.user(Self.me, bot: true), guilds: [.init(id: Self.guild)], sessionID: "s",
                    resumeGatewayURL: "")),
            .guildCreate(discord.with { $0.guilds[Self.guild] } ?? Self.picture()),
        ])
        // The bot always sleeps until it reads its clock the next time.
        while let wake = await clock.nextWake(), wake <= .seconds(seconds) {
            clock.advance(by: wake - clock.now.offset)
        }
        work.cancel()
        await work.value
    }

    /// The summaries that are in the suggestions channel.
    var summaries: Int {
        discord.with { world in
            (world.channels[Self.channel] ?? [:]).values
                .count { $0.message.titles.contains { Replies.isWeekly(title: $0) } }
        }
    }

    /// A wish for the summary. From here on messages have ids of that week.
    func plantForSummary() async throws {
        try await plant(5_001, voters: 4)
        // Ids carry the time at which they were made.
        discord.with { $0.nextID = Snowflake(unixMilliseconds: 1_795_392_060_000).rawValue }
    }
}
