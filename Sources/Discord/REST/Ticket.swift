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
    /// Whether the headers of its bucket are known to lie.
    var hasLyingHeaders = false
    /// Who waits for it.
    var priority: RequestPriority = .background
    /// Whether it may wait for long: made as background work, whatever passes it by later.
    var isPatient = true
    /// The guild it is made for: guilds take turns. 0 for none.
    var guild: UInt64 = 0

    /// Makes a ticket.
    init(id: TicketID, bucketKey: String, major: Route.MajorParameter) {
        self.id = id
        self.bucketKey = bucketKey
        self.major = major
    }

    /// Makes the ticket of a call.
    init(id: TicketID, _ route: Route, priority: RequestPriority, guild: UInt64?) {
        self.init(id: id, bucketKey: route.bucketKey, major: route.major)
        countsGlobally = route.countsGlobally
        hasLyingHeaders = route.hasLyingHeaders
        self.priority = priority
        isPatient = priority == .background
        if let guild { self.guild = guild } else if case .guild(let id) = route.major { self.guild = id }
    }
}

/// What the rate limiter wants done.
struct Permits: Sendable, Equatable {
    /// Why a request is not to wait any longer.
    enum Reason: Sendable, Equatable {
        /// The wait is longer than its priority's patience.
        case rateLimited
        /// Too many requests were refused lately.
        case guarded
    }

    /// A request that is not to be sent, and when it would be.
    struct Refused: Sendable, Equatable {
        /// Which.
        var id: TicketID
        /// Why.
        var reason: Reason
        /// When that ends.
        var until: Duration
    }

    /// To be sent now, in this order.
    var start: [TicketID] = []
    /// To be failed now.
    var refused: [Refused] = []
    /// When to ask again at the latest, if nothing happens before; `nil` if only an event can change anything.
    var nextWake: Duration?

    /// Asks for a wake at `time` or before.
    mutating func wake(at time: Duration) {
        nextWake = min(nextWake ?? time, time)
    }
}
