import Discord

/// Names one sync or confirmation of a guild.
struct RunID: Sendable, Hashable {
    let guild: Snowflake
    /// From 1; 0 names none.
    var number = 0
}

/// Names the state of a guild's event stream; another one means that events may have been lost in between.
struct GapToken: Sendable, Equatable {
    fileprivate(set) var gaps: Int

    init(gaps: Int) { self.gaps = gaps }
}

/// How fast a guild's life goes.
struct Pace: Sendable, Equatable {
    /// How long a sync's result may be reused by a command.
    var freshness = Duration.seconds(10)
    /// How often a guild is synced by itself; nil for never.
    var syncInterval: Duration?
    /// Whether the clock posts weekly summaries.
    var postsWeeklySummaries = false
    /// How long after the first event touched wishes are confirmed.
    var confirmationDelay = Duration.milliseconds(400)
}

/// The pause before incomplete work is retried.
enum RetryPause {
    /// After so many failures in a row: 1, 5, 30 minutes.
    static func after(_ failures: Int) -> Duration {
        switch failures {
        case ...1: .seconds(60)
        case 2: .seconds(300)
        default: .seconds(1_800)
        }
    }

    /// After the list of reactors has lagged behind the count so many times in a row: 5 s, doubling to 10 minutes.
    static func afterDisagreement(_ times: Int) -> Duration {
        min(.seconds(5) * (1 << min(max(times, 1) - 1, 7)), .seconds(600))
    }
}

extension GuildLife.Effect {
    /// For the log.
    var name: String {
        switch self {
        case .sync(let cause): "sync (\(cause.rawValue))"
        case .confirm: "confirm votes"
        case .recover: "recover"
        case .checkWeekly: "check the weekly summary"
        case .load: "load the guild"
        case .editCards: "edit the next card"
        case .announceRetry: "announce a repeated sync"
        }
    }
}
