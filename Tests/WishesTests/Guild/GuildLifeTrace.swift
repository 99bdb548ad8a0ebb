import Discord
import Foundation
import Testing

@testable import Wishes

/// A guild's life under test with a clock in hand.
struct GuildLifeTrace {
    static let guild = Snowflake(1_000)

    var life: GuildLife
    var now = Duration.zero
    var jitter = 0.0

    /// A guild that is not there yet.
    init(pace: Pace = Pace()) { life = GuildLife(Self.guild, pace: pace) }

    /// A guild whose first sync has ended, `age` ago; nothing is due for it.
    static func synced(pace: Pace = Pace(), age: Duration = .zero) -> GuildLifeTrace {
        var trace = GuildLifeTrace(pace: pace)
        _ = trace.handle(.arrived)
        if let run = trace.start(.startUp) {
            _ = trace.handle(.countsRead(.complete(.startUp), run))
            _ = trace.handle(.syncEnded(.complete(.startUp), run))
        }
        trace.now += age
        return trace
    }

    mutating func handle(_ input: GuildLife.Input) -> [GuildLife.Effect] {
        life.handle(input, now: now, jitter: jitter)
    }

    mutating func pass(_ duration: Duration) -> [GuildLife.Effect] {
        now += duration
        return handle(.timePassed)
    }

    mutating func admit(_ cause: SyncReport.Cause) -> GuildLife.Admission { life.admitSync(cause, now: now) }

    /// Begins a sync; nil when it is not admitted.
    mutating func start(_ cause: SyncReport.Cause) -> RunID? {
        if case .start(let run) = admit(cause) { run.id } else { nil }
    }

    /// Begins a sync that has to be admitted.
    mutating func begin(_ cause: SyncReport.Cause) throws -> RunID {
        let run = start(cause)
        return try #require(run, "not admitted")
    }

    /// Whether a sync for that cause joins the run, and whether the run serves it; nil when it does not join.
    mutating func join(_ cause: SyncReport.Cause, _ run: RunID?) -> Bool? {
        guard case .join(let running, let serves) = admit(cause), running.id == run else { return nil }
        return serves
    }

    /// Lets wishes be touched and time pass until their confirmation begins.
    mutating func confirm() -> RunID? {
        _ = handle(.touched)
        return pass(.milliseconds(400)).compactMap { if case .confirm(let run) = $0 { run } else { nil } }.first
    }

    /// Begins a confirmation that has to begin.
    mutating func beginConfirmation() throws -> RunID {
        let run = confirm()
        return try #require(run, "no confirmation")
    }

    /// Names a run of this guild.
    static func run(_ number: Int) -> RunID { RunID(guild: guild, number: number) }
}

extension SyncReport {
    /// Discord has confirmed everything.
    static func complete(_ cause: Cause) -> SyncReport {
        SyncReport(
            guildID: GuildLifeTrace.guild, guildName: "Dreamers", cause: cause,
            finishedAt: Date(timeIntervalSince1970: 1_790_000_000))
    }

    /// One wish could not be read; with `canRetry` it may be later.
    static func incomplete(_ cause: Cause, canRetry: Bool = true) -> SyncReport {
        var report = complete(cause)
        report.stats.errors = 1
        report.problems = SyncProblems(canRetry ? .database("busy") : .channelForbidden(Snowflake(2_000), "no"))
        return report
    }
}
