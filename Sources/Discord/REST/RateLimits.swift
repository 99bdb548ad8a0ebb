/// The numbers that the rate limiter keeps. The defaults fit Discord.
package struct RateLimits: Sendable, Equatable {
    /// Requests started in any `globalWindow`. Discord allows 50 in a second.
    package var perSecond = 45
    /// A second, and a tenth for what bunches up on the way.
    package var globalWindow: Duration = .milliseconds(1_100)
    /// What replies may use above `perSecond`, so that a sync at full speed does not hold them up.
    package var replyReserve = 3
    /// Message pages per channel and `window` while the server's headers are not to be believed.
    package var messagesPerWindow = 5
    /// The window of `messagesPerWindow`.
    package var window: Duration = .seconds(5)
    /// The largest `X-RateLimit-Limit` that is believed of message pages. Discord's nonsense is 1000.
    package var believableLimit = 20
    /// Requests in flight in a bucket whose answers carry no limits at all.
    package var inFlightWithoutLimits = 5
    /// The longest wait that the rate limiter imposes on a reply; a longer one fails the request at once.
    package var replyPatience: Duration = .seconds(60)
    /// The longest wait that the rate limiter imposes on background work.
    package var backgroundPatience: Duration = .seconds(900)
    /// The pause after an edge's 429 that names no delay; doubled with each in a row, up to `longestEdgePause`.
    package var edgePause: Duration = .seconds(60)
    /// The longest pause after such answers.
    package var longestEdgePause: Duration = .seconds(900)
    /// A bucket unused for so long is forgotten.
    package var idle: Duration = .seconds(300)
    /// 401, 403 and 429 in 10 minutes at which background work stops.
    package var invalidBeforeBackgroundStops = 1_000
    /// 401, 403 and 429 in 10 minutes at which everything stops. Discord bans the address at 10,000.
    package var invalidBeforeAllStops = 5_000

    /// The defaults.
    package init() {}

    /// The longest wait imposed on a request.
    func patience(_ priority: RequestPriority) -> Duration {
        priority == .reply ? replyPatience : backgroundPatience
    }

    /// Requests that may start in any `globalWindow`.
    func perSecond(_ priority: RequestPriority) -> Int {
        max(1, priority == .reply ? perSecond + replyReserve : perSecond)
    }
}
