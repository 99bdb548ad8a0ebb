import Testing

@testable import Discord

/// Seconds, exact to the millisecond: a Double's last digits must not decide a test.
func at(_ seconds: Double) -> Duration {
    .milliseconds(Int64((seconds * 1_000).rounded()))
}

/// A limiter with short calls; times in seconds.
struct Trace {
    var limiter: RateLimiter

    init(_ limits: RateLimits = RateLimits()) { limiter = RateLimiter(limits) }

    mutating func add(
        _ ids: [TicketID], _ route: Route, _ priority: RequestPriority = .background, guild: Snowflake? = nil
    ) {
        let work = WorkContext(guild: guild, priority: priority)
        for id in ids { limiter.enqueue(Ticket(id: id, route, for: work)) }
    }

    mutating func starts(_ now: Double) -> [TicketID] { limiter.next(at: at(now)).start }
    mutating func wake(_ now: Double) -> Duration? { limiter.next(at: at(now)).nextWake }

    mutating func done(
        _ id: TicketID, _ now: Double, _ limit: Int? = nil, left: Int = 0, reset: Double = 0, bucket: String? = nil
    ) {
        let answer = RateLimitAnswer(
            bucket: bucket, limit: limit, remaining: limit == nil ? nil : left,
            resetAfter: limit == nil ? nil : at(reset))
        limiter.finished(id, status: 200, answer: answer, at: at(now))
    }

    mutating func refuse(_ id: TicketID, _ now: Double, _ scope: RateLimitAnswer.Scope, wait: Double?) {
        let answer = RateLimitAnswer(retryAfter: wait.map(at), scope: scope)
        limiter.finished(id, status: 429, answer: answer, at: at(now))
    }
}

@Suite("Rate limiter, traces")
struct RateLimiterTests {
    let channels = Route.guildChannels(1)
    let pages = Route.messages(5, .newest)

    @Test("One at a time until the limit is known, then as many as remain, then the reset is waited for")
    func discovery() {
        var trace = Trace()
        trace.add([1, 2, 3, 4, 5], channels)
        #expect(trace.starts(0) == [1])
        #expect(trace.starts(0) == [])
        trace.done(1, 0.1, 3, left: 2, reset: 1, bucket: "h")
        #expect(trace.starts(0.1) == [2, 3])
        trace.done(2, 0.2, 3, left: 1, reset: 0.9, bucket: "h")
        trace.done(3, 0.2, 3, left: 0, reset: 0.9, bucket: "h")
        let permits = trace.limiter.next(at: at(0.2))
        #expect(permits.start == [])
        #expect(permits.nextWake == at(1.1))
        #expect(trace.starts(1.099) == [])
        #expect(trace.starts(1.1) == [4, 5])
    }

    @Test("Answers that overtake each other never allow more than the limit")
    func overtaking() {
        var trace = Trace()
        trace.add([1], channels)
        _ = trace.starts(0)
        trace.done(1, 0, 5, left: 4, reset: 1, bucket: "h")
        trace.add(Array(2...10), channels)
        #expect(trace.starts(0) == [2, 3, 4, 5])
        trace.done(5, 0.1, 5, left: 3, reset: 0.9, bucket: "h")
        trace.done(2, 0.1, 5, left: 0, reset: 0.9, bucket: "h")
        trace.done(3, 0.1, 5, left: 2, reset: 0.9, bucket: "h")
        trace.done(4, 0.1, 5, left: 1, reset: 0.9, bucket: "h")
        #expect(trace.starts(0.1) == [])
        #expect(trace.starts(1).count == 5)
    }

    @Test(
        "Routes with the same hash share a limit per resource; requests that waited under the old name keep their order"
    )
    func sharedHash() {
        var trace = Trace()
        let post = Route.createMessage(5, nonceEnforced: true)
        let patch = Route.editMessage(5, 6)
        trace.add([1, 3], post)
        trace.add([2, 4], patch)
        #expect(Set(trace.starts(0)) == [1, 2])
        trace.done(1, 0.1, 5, left: 4, reset: 5, bucket: "h")
        trace.done(2, 0.1, 5, left: 3, reset: 5, bucket: "h")
        trace.add([5, 6, 7], post)
        #expect(trace.starts(0.1) == [3, 4, 5])
        trace.add([8], .createMessage(99, nonceEnforced: true))
        #expect(trace.starts(0.1) == [8])
    }

    @Test("Routes without limits in their answers run a few at a time")
    func headerless() {
        var trace = Trace()
        trace.add(Array(1...9), channels)
        #expect(trace.starts(0) == [1])
        trace.done(1, 0.1)
        #expect(trace.starts(0.1) == [2, 3, 4, 5, 6])
    }

    @Test("If every request of a window is lost, one more may start")
    func lostAnswers() {
        var trace = Trace()
        trace.add([1], channels)
        _ = trace.starts(0)
        trace.done(1, 0, 2, left: 1, reset: 1, bucket: "h")
        trace.add(Array(2...6), channels)
        #expect(trace.starts(1) == [2, 3])
        trace.limiter.finished(2, status: nil, answer: nil, at: at(2))
        #expect(trace.starts(2) == [])
        trace.limiter.finished(3, status: nil, answer: nil, at: at(2))
        #expect(trace.starts(2) == [4])
    }

    @Test("Message pages whose headers promise 1000 are held to 5 per 5 s and channel")
    func lyingHeaders() {
        var trace = Trace()
        trace.add(Array(1...8), pages)
        trace.add([9], .messages(6, .newest))
        #expect(trace.starts(0) == [1, 9])
        trace.done(1, 0.1, 1000, left: 999, reset: 1, bucket: "h")
        #expect(trace.starts(0.1) == [2, 3, 4, 5])
        for id in 2...5 { trace.done(TicketID(id), 0.2, 1000, left: 998, reset: 1, bucket: "h") }
        #expect(trace.wake(0.2) == at(5.1))
        #expect(trace.starts(5.1) == [6])
        #expect(trace.starts(5.2) == [7, 8])
    }

    @Test("The usual 50 requests a second give the usual limits")
    func usualLimits() {
        #expect(RateLimits(requestsPerSecond: RateLimits.usualPerSecond) == RateLimits())
    }

    @Test(
        "A raised limit is shared as the usual one is, and never exceeded",
        arguments: [(500, 450, 480, 490), (1_200, 1_080, 1_152, 1_176), (10_000, 9_000, 9_600, 9_800), (1, 1, 1, 1)])
    func raisedLimit(most: Int, background: Int, reply: Int, essential: Int) {
        let started = [RequestPriority.background, .reply, .essential].map { priority in
            var trace = Trace(RateLimits(requestsPerSecond: most))
            for number in 1...most + 1 {
                trace.add([TicketID(number)], .guildChannels(Snowflake(UInt64(number))), priority)
            }
            return trace.starts(0).count
        }
        #expect(started == [background, reply, essential])
        #expect((2...2_000).allSatisfy { RateLimits(requestsPerSecond: $0).perSecond(.essential) <= $0 })
    }

    @Test("A small limit in the headers of message pages is believed, and the cap can be raised")
    func honestHeaders() {
        var trace = Trace()
        trace.add(Array(1...20), pages)
        #expect(trace.starts(0) == [1])
        trace.done(1, 0.05, 5, left: 4, reset: 0.95, bucket: "h")
        #expect(trace.starts(0.05).count == 4)
        for id in 2...5 { trace.done(TicketID(id), 0.1, 5, left: 5 - id, reset: 0.9, bucket: "h") }
        #expect(trace.wake(0.1) == at(1))
        #expect(trace.starts(1).count == 5)

        var limits = RateLimits()
        limits.messagesPerWindow = 1_000
        var raised = Trace(limits)
        raised.add(Array(1...20), pages)
        _ = raised.starts(0)
        raised.done(1, 0.05, 1000, left: 999, reset: 1, bucket: "h")
        #expect(raised.starts(0.05).count == 19)
    }

    @Test("After a 429 against its own headers a bucket is held to 5 per 5 s")
    func deception() {
        var trace = Trace()
        trace.add([1], channels)
        _ = trace.starts(0)
        trace.done(1, 0, 100, left: 99, reset: 60, bucket: "h")
        trace.add(Array(2...20), channels)
        #expect(trace.starts(0).count == 19)
        trace.refuse(2, 0.1, .user, wait: 3)
        for id in 3...20 { trace.done(TicketID(id), 0.1, 100, left: 80, reset: 60, bucket: "h") }
        trace.add([2] + Array(30...40), channels)
        #expect(trace.starts(0.2) == [])
        #expect(trace.starts(3.1) == [])
        #expect(trace.starts(5.1) == [2, 30, 31, 32, 33])
    }

    @Test("429: user and shared stop the bucket, global stops what counts globally, Cloudflare's stops everything")
    func scopes() {
        let interaction = Route.interactionCallback(3, Secret("t"))
        for scope in [RateLimitAnswer.Scope.user, .shared, .global, .cloudflare] {
            var trace = Trace()
            trace.add([1], channels)
            _ = trace.starts(0)
            trace.refuse(1, 0, scope, wait: 2.5)
            trace.add([1], channels)
            trace.add([2], .guildChannels(2))
            trace.add([3], interaction)
            let expected: [TicketID] =
                switch scope {
                case .user, .shared: [2, 3]
                case .global: [3]
                case .cloudflare: []
                }
            #expect(Set(trace.starts(0.1)) == Set(expected), "\(scope)")
            #expect(trace.wake(0.1) == at(2.5), "\(scope)")
            #expect(trace.starts(2.5).contains(1), "\(scope)")
            #expect(trace.limiter.invalidCount(at: at(3)) == (scope == .shared ? 0 : 1))
        }
    }

    @Test("Each 429 of Cloudflare's without a delay doubles the pause, until Discord answers")
    func cloudflarePauses() {
        var trace = Trace()
        var now = 0.0
        for pause in [60.0, 120, 240, 480, 900, 900] {
            trace.add([1], channels)
            #expect(trace.starts(now) == [1])
            trace.refuse(1, now, .cloudflare, wait: nil)
            trace.add([2], .channel(9))
            #expect(trace.wake(now) == at(now + pause))
            trace.limiter.cancel(2)
            now += pause
        }
        trace.add([1], channels)
        _ = trace.starts(now)
        trace.done(1, now)
        trace.add([1], channels)
        _ = trace.starts(now)
        trace.refuse(1, now, .cloudflare, wait: nil)
        trace.add([1], channels)
        #expect(trace.wake(now) == at(now + 60))
    }

    @Test("A request that would wait longer than its priority allows is refused at once, with the time")
    func patience() {
        var trace = Trace()
        trace.add([1], channels)
        _ = trace.starts(0)
        trace.refuse(1, 0, .user, wait: 600)
        trace.add([2], channels, .reply)
        trace.add([3], channels)
        let permits = trace.limiter.next(at: .zero)
        #expect(permits.start == [])
        #expect(permits.refused == [.init(id: 2, reason: .rateLimited, until: at(600))])
        #expect(permits.nextWake == at(600))
        #expect(trace.starts(600) == [3])
    }

    @Test("Global: 45 in any 1.1 seconds, 3 more for replies, interactions on top")
    func globalLimit() {
        var trace = Trace()
        for id in 1...100 { trace.add([TicketID(id)], .guildChannels(Snowflake(UInt64(id)))) }
        #expect(trace.starts(0).count == 45)
        for id in 101...110 { trace.add([TicketID(id)], .guildChannels(Snowflake(UInt64(id))), .reply) }
        #expect(trace.starts(0.5) == [101, 102, 103])
        trace.add([200], .interactionCallback(3, Secret("t")), .reply)
        #expect(trace.starts(0.5) == [200])
        #expect(trace.wake(0.5) == at(1.1))
        #expect(Set(trace.starts(1.1).prefix(7)) == Set(104...110))
    }

    @Test("Replies pass before background work in the same bucket; a repeat keeps its place")
    func priority() {
        var trace = Trace()
        trace.add([1, 2, 3], channels)
        #expect(trace.starts(0) == [1])
        trace.add([4], channels, .reply)
        trace.done(1, 0.1, 1, left: 0, reset: 1, bucket: "h")
        #expect(trace.starts(1.1) == [4])
        trace.done(4, 1.2, 1, left: 0, reset: 1, bucket: "h")
        #expect(trace.starts(2.2) == [2])
        trace.limiter.finished(2, status: 502, answer: RateLimitAnswer(), at: at(2.3))
        trace.limiter.enqueue(Ticket(id: 2, channels, for: WorkContext()), notBefore: at(4))
        let permits = trace.limiter.next(at: at(3.5))
        #expect(permits.start == [])
        #expect(permits.nextWake == at(4))
        #expect(trace.starts(4) == [2])
    }

    @Test("A promoted guild passes the others, with its waiting requests and with later replies")
    func promotion() {
        var trace = Trace()
        for id in 1...89 { trace.add([TicketID(id)], .guildChannels(Snowflake(UInt64(id)))) }
        #expect(trace.starts(0).count == 45)
        trace.limiter.promote(guild: 89)
        trace.add([90], .guild(89), .reply)
        #expect(trace.starts(1.1).prefix(2) == [89, 90])
        // No request is lost or doubled.
        #expect(trace.limiter.waitingCount == 0)
    }

    @Test("Message pages: a success without a limit means none, until a 429 shows that there is one")
    func noHeaders() {
        let pages = Route.messages(7, .newest, limit: 100)
        let success = RateLimitAnswer(isSuccess: true)
        var trace = Trace()
        for id in 1...12 { trace.add([TicketID(id)], pages) }
        #expect(trace.starts(0) == [1])
        trace.limiter.finished(1, status: 200, answer: success, at: at(0.1))
        #expect(trace.starts(0.1) == [2, 3, 4, 5, 6])
        for id in 2...6 { trace.limiter.finished(TicketID(id), status: 200, answer: success, at: at(0.2)) }
        #expect(trace.starts(0.2).count == 5)
        trace.refuse(7, 0.3, .user, wait: 1)
        for id in 8...11 { trace.limiter.finished(TicketID(id), status: 200, answer: success, at: at(0.3)) }
        // From now on 5 per 5 s, as with wrong headers.
        #expect(trace.starts(1.3) == [])
        #expect(trace.starts(5.3) == [12])
    }

    @Test("Message pages: a proxy's error response changes no limit")
    func proxyError() {
        var trace = Trace()
        for id in 1...12 { trace.add([TicketID(id)], .messages(7, .newest, limit: 100)) }
        #expect(trace.starts(0) == [1])
        trace.limiter.finished(1, status: 502, answer: RateLimitAnswer(), at: at(0.1))
        #expect(trace.starts(0.1).count == 4)
        #expect(trace.starts(0.2).isEmpty)
    }

    @Test("Guilds take turns, however many requests one of them has")
    func fairness() {
        var trace = Trace()
        for id in 1...100 { trace.add([TicketID(id)], .channel(Snowflake(UInt64(id))), guild: 1) }
        trace.add([200], .channel(1_000), guild: 2)
        trace.add([201], .channel(1_001), guild: 3)
        #expect(trace.starts(0).prefix(4) == [1, 200, 201, 2])
    }

    @Test("A cancelled request does not start, and the next one takes its place")
    func cancelling() {
        var trace = Trace()
        trace.add([1, 2, 3], channels)
        _ = trace.starts(0)
        trace.limiter.cancel(2)
        trace.limiter.cancel(77)
        trace.done(1, 0, 5, left: 4, reset: 1, bucket: "h")
        #expect(trace.starts(0) == [3])
        #expect(trace.limiter.waitingCount == 0)
    }

    @Test("Unused buckets are forgotten")
    func memory() {
        var trace = Trace()
        var id: TicketID = 0
        for round in 0..<20 {
            let now = Double(round) * 100
            for _ in 0..<45 {
                id += 1
                trace.add([id], .channel(Snowflake(id)))
                #expect(trace.starts(now) == [id])
                trace.done(id, now, 5, left: 4, reset: 1, bucket: "h\(round)")
            }
        }
        #expect(trace.limiter.bucketCount <= 5 * 45)
        #expect(trace.limiter.flightCount == 0)
    }
}
