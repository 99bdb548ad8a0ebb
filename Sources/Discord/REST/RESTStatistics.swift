/// What a REST client has done so far.
public struct RESTStatistics: Sendable, Equatable {
    /// Requests sent, repeats included.
    public var requests = 0
    /// Those of them that repeated a request after a failure or a 429.
    public var repeats = 0
    /// Requests that the network did not carry to an answer.
    public var networkErrors = 0
    /// Answers 5xx.
    public var serverErrors = 0
    /// 429 of the bot's own limit on a bucket.
    public var rateLimitedUser = 0
    /// 429 of a limit on a resource.
    public var rateLimitedShared = 0
    /// 429 of the limit on everything the bot sends.
    public var rateLimitedGlobal = 0
    /// 429 of a machine before Discord.
    public var rateLimitedEdge = 0
    /// Answers 401, 403 and 429 (not `shared`) of the last 10 minutes; Discord bans the address at 10,000.
    public var invalidLastTenMinutes = 0
    /// Requests that wait for a permit.
    public var waiting = 0
    /// Requests under way.
    public var inFlight = 0

    /// Nothing yet.
    public init() {}

    /// An answer has come.
    mutating func count(status: Int, scope: RateLimitAnswer.Scope?) {
        if status >= 500 { serverErrors += 1 }
        switch scope {
        case .user: rateLimitedUser += 1
        case .shared: rateLimitedShared += 1
        case .global: rateLimitedGlobal += 1
        case .edge: rateLimitedEdge += 1
        case nil: break
        }
    }
}
