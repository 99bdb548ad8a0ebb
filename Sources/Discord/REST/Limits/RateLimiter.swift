/// Decides when each request may be sent: permits out, answers in. Pure: the time is a parameter, counted from any
/// fixed start, and never goes back.
///
/// A bucket's requests start in order, one at a time until its limit is known. Urgent requests pass before others, guilds
/// take turns. A request that cannot start before its deadline is refused at once, wherever in its queue it is. The owner
/// calls `next` after every `enqueue`, `finished` and `cancel`, and at `nextWake`.
/// Source: https://docs.discord.com/developers/topics/rate-limits
struct RateLimiter: Sendable {
    private struct Flight {
        var ticket: Ticket
        var bucket: BucketIdentity
        var order: UInt64
    }

    private struct Waiting {
        var ticket: Ticket
        var bucket: BucketIdentity
        var notBefore: Duration
    }

    private let limits: RateLimits
    private var buckets: [BucketIdentity: RateLimitBucket] = [:]
    private var hashes: [String: String] = [:]
    private var waiting: [TicketID: Waiting] = [:]
    /// Queued since the last `next`, without a deadline.
    private var undated: [TicketID] = []
    private var flights: [TicketID: Flight] = [:]
    private var queues: [RequestPriority: RoundRobinQueue] = [:]
    private var global: GlobalAllowance
    private var cloudflare: CloudflarePause
    private var guardian = InvalidRequestGuard()
    private var starts: UInt64 = 0
    private var uncountedWaiting = 0
    private var lastSweep: Duration = .zero

    /// A limiter that knows nothing yet.
    init(_ limits: RateLimits = RateLimits()) {
        self.limits = limits
        global = GlobalAllowance(limits)
        cloudflare = CloudflarePause(limits)
    }

    /// Requests waiting for a permit.
    var waitingCount: Int { waiting.count }
    /// Requests under way.
    var flightCount: Int { flights.count }
    /// Buckets remembered.
    var bucketCount: Int { buckets.count }

    /// 401, 403 and 429 (not `shared`) of the last 10 minutes.
    func invalidCount(at now: Duration) -> Int {
        guardian.count(at: now)
    }

    /// How long everything still pauses because Cloudflare has answered 429.
    func cloudflareWait(at now: Duration) -> Duration {
        max(.zero, cloudflare.until - now)
    }

    /// Queues a request, or queues it again after `finished`; it does not start before `notBefore`.
    mutating func enqueue(_ ticket: Ticket, notBefore: Duration = .zero) {
        let name = hashes[ticket.bucketKey].map(BucketIdentity.Name.hash) ?? .key(ticket.bucketKey)
        let bucket = BucketIdentity(name: name, major: ticket.major)
        if ticket.deadline == nil { undated.append(ticket.id) }
        waiting[ticket.id] = Waiting(ticket: ticket, bucket: bucket, notBefore: notBefore)
        queues[ticket.priority, default: RoundRobinQueue()].insert(ticket.id, into: bucket, guild: ticket.guild)
        if !ticket.countsGlobally { uncountedWaiting += 1 }
    }

    /// What to do now.
    mutating func next(at now: Duration) -> Permits {
        forgetIdle(at: now)
        for id in undated {
            guard let ticket = waiting[id]?.ticket else { continue }
            waiting[id]?.ticket.deadline = now + limits.patience(ticket.priority)
        }
        undated = []
        var permits = Permits()
        for priority in RequestPriority.allCases {
            serve(priority, at: now, into: &permits)
        }
        return permits
    }

    /// A started request is over.
    /// - Parameters:
    ///   - status: the HTTP status; `nil` if the network failed or the caller was cancelled.
    ///   - answer: what the response says about rate limits; `nil` as `status`.
    mutating func finished(_ id: TicketID, status: Int?, answer: RateLimitAnswer?, at now: Duration) {
        guard var flight = flights.removeValue(forKey: id) else { return }
        if let hash = answer?.bucket, flight.bucket.name != .hash(hash) {
            // This request moves as well: its headers describe the bucket that they name.
            flights[id] = flight
            rename(flight.ticket.bucketKey, from: flight.bucket.name, to: hash)
            flight = flights.removeValue(forKey: id) ?? flight
        }
        buckets[flight.bucket]?.finished(flight.order, answer, at: now)
        if status == 401 || status == 403 || (status == 429 && answer?.scope != .shared) {
            guardian.record(at: now, guild: flight.ticket.guild)
        }
        let retryAfter = answer?.retryAfter
        switch answer?.scope {
        case .global: global.pause(until: now + (retryAfter ?? .seconds(1)))
        case .cloudflare: cloudflare.refused(retryAfter: retryAfter, at: now)
        case .user, .shared: break
        case nil: if answer != nil { cloudflare.answered() }
        }
    }

    /// Starts no request with the bot's token before that time.
    mutating func pause(until time: Duration) {
        global.pause(until: time)
    }

    /// Gives the waiting requests of a guild the priority of replies.
    mutating func promote(guild: Snowflake) {
        for entry in waiting.values where entry.ticket.guild == guild && entry.ticket.priority == .background {
            queues[.background]?.remove(entry.ticket.id, from: entry.bucket)
            queues[.reply, default: RoundRobinQueue()].insert(entry.ticket.id, into: entry.bucket, guild: guild)
            waiting[entry.ticket.id]?.ticket.priority = .reply
        }
    }

    /// Takes a waiting request out of its queue.
    mutating func cancel(_ id: TicketID) {
        guard let ticket = waiting[id]?.ticket else { return }
        var queue = queues.removeValue(forKey: ticket.priority) ?? RoundRobinQueue()
        take(id, from: &queue)
        queues[ticket.priority] = queue
    }
}

extension RateLimiter {
    private mutating func serve(_ priority: RequestPriority, at now: Duration, into permits: inout Permits) {
        guard var queue = queues.removeValue(forKey: priority) else { return }
        defer { queues[priority] = queue }
        guard !queue.isEmpty else { return }
        let threshold =
            priority == .background ? limits.invalidBeforeBackgroundStops : limits.invalidBeforeAllStops
        if let until = guardian.lifts(below: threshold, at: now) {
            for bucket in queue.bucketsWaiting { refuse(bucket, .guarded, until, &queue, &permits) }
            return
        }
        let ready = global.ready(limit: limits.perSecond(priority), at: now)
        if ready > now, uncountedWaiting == 0, ready - now <= limits.patience(priority), cloudflare.until <= now {
            return permits.wake(at: ready)
        }
        queue.serve { queue, bucket in attempt(bucket, priority, at: now, &queue, &permits) }
    }

    private mutating func attempt(
        _ bucket: BucketIdentity, _ priority: RequestPriority, at now: Duration, _ queue: inout RoundRobinQueue,
        _ permits: inout Permits
    ) -> RoundRobinQueue.Attempt {
        guard let id = queue.first(of: bucket), let head = waiting[id] else { return .blocked }
        let share = priority == .reply ? limits.invalidBeforeGuildStops : limits.invalidBeforeGuildBackgroundStops
        if let guild = head.ticket.guild, let until = guardian.lifts(below: share, guild: guild, at: now) {
            refuse(bucket, .guarded, until, &queue, &permits)
            return .taken
        }
        var ready = max(head.notBefore, cloudflare.until)
        if head.ticket.countsGlobally {
            ready = max(ready, global.ready(limit: limits.perSecond(priority), at: now))
        }
        var isWaitingForAnswer = false
        switch readiness(of: bucket, for: head.ticket, at: now) {
        case .now: break
        case .at(let time): ready = max(ready, time)
        case .onAnswer: isWaitingForAnswer = true
        }
        if isLate(head.ticket, max(ready, now)) {
            refuse(id, .rateLimited, ready, &queue, &permits)
            return .taken
        }
        if isWaitingForAnswer || ready > now {
            refuseLate(behind: bucket, from: max(ready, now), &queue, &permits)
            if !isWaitingForAnswer { permits.wake(at: ready) }
            return .blocked
        }
        start(head.ticket, bucket, at: now, &queue, &permits)
        return .taken
    }

    private func isLate(_ ticket: Ticket, _ time: Duration) -> Bool { ticket.deadline.map { time > $0 } ?? false }

    /// Refuses the requests behind the first of a bucket that cannot start before their deadlines, when the first starts
    /// at `time` at the earliest.
    private mutating func refuseLate(
        behind bucket: BucketIdentity, from time: Duration, _ queue: inout RoundRobinQueue, _ permits: inout Permits
    ) {
        var count = 1
        for id in queue.tickets(of: bucket).dropFirst() {
            guard let ticket = waiting[id]?.ticket else { continue }
            let start = time + (buckets[bucket]?.time(toStart: count + 1) ?? .zero)
            if isLate(ticket, start) {
                refuse(id, .rateLimited, start, &queue, &permits)
            } else {
                count += 1
            }
        }
    }

    private mutating func readiness(
        of identity: BucketIdentity, for ticket: Ticket, at now: Duration
    ) -> RateLimitBucket.Readiness {
        var bucket = buckets.removeValue(forKey: identity) ?? RateLimitBucket(limits)
        defer { buckets[identity] = bucket }
        if ticket.hasWrongHeaders { bucket.distrustHeaders() }
        return bucket.readiness(leaving: ticket.leavesRoom ? limits.roomForEssential : 0, at: now)
    }

    private mutating func start(
        _ ticket: Ticket, _ bucket: BucketIdentity, at now: Duration, _ queue: inout RoundRobinQueue,
        _ permits: inout Permits
    ) {
        take(ticket.id, from: &queue)
        starts += 1
        flights[ticket.id] = Flight(ticket: ticket, bucket: bucket, order: starts)
        buckets[bucket]?.started(at: now)
        if ticket.countsGlobally { global.started(at: now) }
        permits.start.append(ticket.id)
    }

    private mutating func refuse(
        _ bucket: BucketIdentity, _ reason: Permits.Reason, _ until: Duration, _ queue: inout RoundRobinQueue,
        _ permits: inout Permits
    ) {
        for id in queue.tickets(of: bucket) { refuse(id, reason, until, &queue, &permits) }
    }

    private mutating func refuse(
        _ id: TicketID, _ reason: Permits.Reason, _ until: Duration, _ queue: inout RoundRobinQueue,
        _ permits: inout Permits
    ) {
        take(id, from: &queue)
        permits.refused.append(Permits.Refused(id: id, reason: reason, until: until))
    }

    private mutating func take(_ id: TicketID, from queue: inout RoundRobinQueue) {
        guard let gone = waiting.removeValue(forKey: id) else { return }
        queue.remove(id, from: gone.bucket)
        if !gone.ticket.countsGlobally { uncountedWaiting -= 1 }
    }
}

extension RateLimiter {
    /// The server has named the bucket of a route: its waiting requests and those under way move to that name.
    private mutating func rename(_ bucketKey: String, from old: BucketIdentity.Name, to hash: String) {
        hashes[bucketKey] = hash
        let flying = flights.values.filter { $0.ticket.bucketKey == bucketKey && $0.bucket.name == old }
        let queued = waiting.values.filter { $0.ticket.bucketKey == bucketKey && $0.bucket.name == old }
        for bucket in Set(flying.map(\.bucket)).union(queued.map(\.bucket)) { teach(bucket.renamed(hash), bucket) }
        for flight in flying {
            buckets[flight.bucket]?.movedOut()
            buckets[flight.bucket.renamed(hash)]?.movedIn()
            flights[flight.ticket.id]?.bucket = flight.bucket.renamed(hash)
        }
        for entry in queued.sorted(by: { $0.ticket.id < $1.ticket.id }) {
            let ticket = entry.ticket
            queues[ticket.priority]?.remove(ticket.id, from: entry.bucket)
            queues[ticket.priority]?.insert(ticket.id, into: entry.bucket.renamed(hash), guild: ticket.guild)
            waiting[ticket.id]?.bucket = entry.bucket.renamed(hash)
        }
        guard case .key = old else { return }
        for identity in buckets.keys where identity.name == old { buckets[identity] = nil }
    }

    /// Gives the new bucket what the old one knows.
    private mutating func teach(_ new: BucketIdentity, _ old: BucketIdentity) {
        guard let known = buckets[old] else { return }
        if buckets[new] == nil {
            buckets[new] = RateLimitBucket(learningFrom: known)
        } else {
            buckets[new]?.merge(known)
        }
    }

    private mutating func forgetIdle(at now: Duration) {
        guard now - lastSweep >= min(limits.idle, .seconds(60)) else { return }
        lastSweep = now
        let limits = limits
        let needed = Set(waiting.values.map(\.bucket))
        buckets = buckets.filter { needed.contains($0.key) || !$0.value.isIdle(for: limits.idle, at: now) }
    }
}
