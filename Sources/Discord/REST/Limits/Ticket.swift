/// The number of a request, in the order in which the requests were made. A repeat keeps its number and its place.
typealias TicketID = UInt64

/// What the rate limiter knows of a request.
struct Ticket: Sendable, Equatable {
    /// Its number.
    var id: TicketID
    /// Names its bucket until the server does.
    var bucketKey: String
    /// Splits the bucket.
    var major: Route.MajorParameter
    /// Whether it counts against the bot's limit per second.
    var countsGlobally = true
    /// Whether the headers of its bucket are known to be wrong.
    var hasWrongHeaders = false
    /// How urgent it is.
    var priority: RequestPriority = .background
    /// The time after which it is not started any more; the limiter sets one by its priority where this is nil.
    var deadline: Duration?
    /// Whether it leaves the last requests of its bucket's window to more urgent ones.
    var leavesRoom = false
    /// The guild it is made for: guilds take turns. `nil` for none.
    var guild: Snowflake?

    /// Makes a ticket.
    init(id: TicketID, bucketKey: String, major: Route.MajorParameter) {
        self.id = id
        self.bucketKey = bucketKey
        self.major = major
    }

    /// Makes the ticket of a call.
    init(id: TicketID, _ route: Route, for work: WorkContext) {
        self.init(id: id, bucketKey: route.bucketKey, major: route.major)
        countsGlobally = route.countsGlobally
        hasWrongHeaders = route.hasWrongHeaders
        priority = work.priority
        leavesRoom = priority == .reply && route.isOfMessages
        if let guild = work.guild {
            self.guild = guild
        } else if case .guild(let id) = route.major {
            guild = id
        }
    }
}

/// What the rate limiter decides.
struct Permits: Sendable, Equatable {
    /// Why a request does not wait any longer.
    enum Reason: Sendable, Equatable {
        /// It cannot start before its deadline.
        case rateLimited
        /// Too many invalid requests in the last 10 minutes.
        case guarded
    }

    /// A request that is not sent, and when it could have been.
    struct Refused: Sendable, Equatable {
        /// The request.
        var id: TicketID
        /// Why it is refused.
        var reason: Reason
        /// When the reason ends.
        var until: Duration
    }

    /// Requests to send now, in this order.
    var start: [TicketID] = []
    /// Requests to fail now.
    var refused: [Refused] = []
    /// When to ask again if nothing happens before; `nil` if only an event can change anything.
    var nextWake: Duration?

    /// Asks for a wake at `time` or earlier.
    mutating func wake(at time: Duration) {
        nextWake = min(nextWake ?? time, time)
    }
}
