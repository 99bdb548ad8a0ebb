/// Our own limit on a bucket whose headers promise more than the server keeps.
///
/// A request holds its place from its start until one window after its end, so that no delay on the way can bring more
/// of them into the server's window.
struct PageAllowance: Sendable {
    /// Whether a route of this bucket is known for wrong headers.
    var isCautious = false
    private var isBelievable = false
    private var wasDeceived = false
    private var perWindow: Int
    private let window: Duration
    private let believableLimit: Int
    private var ends: [Duration] = []
    private var lastRefusal: Duration?

    /// An allowance that is not applied until the headers turn out to be wrong.
    init(_ limits: RateLimits) {
        perWindow = max(1, limits.messagesPerWindow)
        window = limits.window
        believableLimit = limits.believableLimit
    }

    private var isApplied: Bool { wasDeceived || (isCautious && !isBelievable) }

    /// When the next request may begin.
    mutating func readiness(inFlight: Int, leaving room: Int = 0, at now: Duration) -> RateLimitBucket.Readiness {
        let earliest = now - window
        ends.removeAll { $0 <= earliest }
        let excess = ends.count + inFlight - (perWindow < 4 ? perWindow : perWindow - room)
        guard isApplied, excess >= 0 else { return .now }
        return excess < ends.count ? .at(ends[excess] + window) : .onAnswer
    }

    /// The shortest time in which so many requests in a row can start once the first may.
    func time(toStart count: Int) -> Duration { isApplied ? window * ((max(1, count) - 1) / perWindow) : .zero }

    /// A request is over.
    mutating func finished(at now: Duration) {
        let earliest = now - window
        ends.removeAll { $0 <= earliest }
        ends.append(now)
    }

    /// The headers of an answer name this limit. A small one is believed. So is a success that names none: there is no
    /// limit, or a proxy before Discord keeps it for us.
    mutating func headersNamed(limit: Int?) {
        isBelievable = limit.map { $0 <= believableLimit } ?? true
    }

    /// The server has answered 429. `promised` says whether its headers had left room for the request.
    mutating func refused(limit: Int?, promised: Bool, at now: Duration) {
        guard promised || isApplied || isCautious else { return }
        // Requests that were under way together count once.
        if let lastRefusal, now - lastRefusal < .seconds(1) { return }
        lastRefusal = now
        if wasDeceived {
            perWindow = max(1, perWindow - 1)
        } else {
            wasDeceived = true
            perWindow = max(1, min(perWindow, limit ?? perWindow))
        }
    }

    /// Takes over what `other` has observed.
    mutating func merge(_ other: PageAllowance) {
        isCautious = isCautious || other.isCautious
        wasDeceived = wasDeceived || other.wasDeceived
        perWindow = min(perWindow, other.perWindow)
        ends = (ends + other.ends).sorted()
    }
}
