/// What a REST client has done so far.
package struct RESTStatistics: Sendable, Equatable {
    /// Requests sent, repeats included.
    package var requests = 0
    /// Those of them that repeated a request after a failure or a 429.
    package var repeats = 0
    /// Requests that the network did not carry to an answer.
    package var networkErrors = 0
    /// Answers 5xx.
    package var serverErrors = 0
    /// 429 of the bot's own limit on a bucket.
    package var rateLimitedUser = 0
    /// 429 of a limit on a resource.
    package var rateLimitedShared = 0
    /// 429 of the limit on everything the bot sends.
    package var rateLimitedGlobal = 0
    /// 429 of a machine before Discord.
    package var rateLimitedEdge = 0
    /// Answers 401, 403 and 429 (not `shared`) of the last 10 minutes; Discord bans the address at 10,000.
    package var invalidLastTenMinutes = 0
    /// Requests that wait for a permit.
    package var waiting = 0
    /// Requests under way.
    package var inFlight = 0

    /// Nothing yet.
    package init() {}

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
