/// The numbers of the rate limiter. The defaults fit Discord.
/// Source: https://docs.discord.com/developers/topics/rate-limits
package struct RateLimits: Sendable, Equatable {
    /// Requests started in any `globalWindow`. Discord allows 50 in a second, large bots more: `init(requestsPerSecond:)`.
    package var perSecond = 45
    /// One second, and a tenth because requests bunch up on the way.
    package var globalWindow: Duration = .milliseconds(1_100)
    /// Requests that replies may start above `perSecond`, so that a sync at full speed does not delay them.
    package var replyReserve = 3
    /// Requests that essential work may start above what replies may.
    package var essentialReserve = 1
    /// Requests of a window of 4 or more, in the buckets of messages, that replies leave to essential work.
    package var roomForEssential = 1
    /// Message pages per channel and `window` while the server's headers are not believed.
    package var messagesPerWindow = 5
    /// The window of `messagesPerWindow`.
    package var window: Duration = .seconds(5)
    /// The largest `X-RateLimit-Limit` that is believed of message pages. Discord sends 1000, but keeps 5.
    package var believableLimit = 20
    /// Requests in flight in a bucket whose answers carry no limits.
    package var inFlightWithoutLimits = 5
    /// How long after a reply's call was made its last attempt may start. A call that cannot start by then fails at once.
    package var replyPatience: Duration = .seconds(60)
    /// The same for essential and background work.
    package var backgroundPatience: Duration = .seconds(900)
    /// The pause of everything after a 429 of Cloudflare's that names no delay; doubled with each in a row.
    package var cloudflarePause: Duration = .seconds(60)
    /// The longest `cloudflarePause`.
    package var longestCloudflarePause: Duration = .seconds(900)
    /// How long a bucket is remembered after its last use.
    package var idle: Duration = .seconds(300)
    /// 401, 403 and 429 in 10 minutes at which background work stops.
    package var invalidBeforeBackgroundStops = 1_000
    /// 401, 403 and 429 in 10 minutes at which everything stops. Discord bans the address at 10,000.
    package var invalidBeforeAllStops = 5_000

    /// 401, 403 and 429 in 10 minutes for one guild at which its background work stops: one guild does not stop the others.
    package var invalidBeforeGuildBackgroundStops = 200
    /// 401, 403 and 429 in 10 minutes for one guild at which all its work stops.
    package var invalidBeforeGuildStops = 500

    /// The defaults.
    package init() {}

    /// The requests that Discord allows in a second when it has raised no limit.
    package static let usualPerSecond = 50

    /// Limits for a bot that Discord allows so many requests in a second. The shares of replies and of essential work grow
    /// with it; all together leave a fiftieth free, as clocks and ways differ.
    /// Source: https://docs.discord.com/developers/topics/rate-limits#global-rate-limit
    package init(requestsPerSecond: Int) {
        perSecond = max(1, requestsPerSecond * 9 / 10)
        replyReserve = requestsPerSecond * 3 / 50
        essentialReserve = requestsPerSecond / 50
    }

    /// How long after a call was made its last attempt may start.
    func patience(_ priority: RequestPriority) -> Duration {
        priority == .reply ? replyPatience : backgroundPatience
    }

    /// Requests that may start in any `globalWindow`.
    func perSecond(_ priority: RequestPriority) -> Int {
        switch priority {
        case .background: max(1, perSecond)
        case .reply: max(1, perSecond + replyReserve)
        case .essential: max(1, perSecond + replyReserve + essentialReserve)
        }
    }
}
