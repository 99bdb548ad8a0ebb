import Testing

@testable import Discord

@Suite("Rate limiter, deadlines and urgency")
struct DeadlineTests {
    private let posts = Route.createMessage(5, nonceEnforced: true)

    /// A limiter that knows that 5 messages per 5 s may be posted, none of them for the next 5 s.
    private func exhausted() -> Trace {
        var trace = Trace()
        trace.add([1], posts)
        _ = trace.starts(0)
        trace.done(1, 0, 5, left: 0, reset: 5, bucket: "h")
        return trace
    }

    @Test("A request anywhere in a queue that cannot start before its deadline is refused at once")
    func queue() {
        var trace = exhausted()
        // 60 s of patience are twelve windows after the first: 60 requests, or one more round at its very end.
        trace.add(Array(100..<200), posts, .reply)
        let permits = trace.limiter.next(at: at(0))
        #expect(permits.start.isEmpty)
        #expect(permits.refused.map(\.id) == Array(160..<200))
        #expect(permits.refused.allSatisfy { $0.reason == .rateLimited && $0.until > at(60) })
        #expect(permits.nextWake == at(5))
        #expect(trace.limiter.waitingCount == 60)
    }

    @Test("A request with a deadline of its own is refused by that, and those behind it move up")
    func own() {
        var trace = exhausted()
        var soon = Ticket(id: 2, posts, for: WorkContext())
        soon.deadline = at(4)
        trace.limiter.enqueue(soon)
        trace.add([3], posts)
        let permits = trace.limiter.next(at: at(0))
        #expect(permits.refused == [.init(id: 2, reason: .rateLimited, until: at(5))])
        #expect(trace.starts(5) == [3])
    }

    @Test("A request whose deadline passed while the bot waited for something else is not sent")
    func passed() {
        var trace = Trace()
        trace.add([1], posts)
        #expect(trace.starts(0) == [1])
        trace.add([2], posts, .reply)
        #expect(trace.starts(1) == [])
        trace.done(1, 100, 5, left: 4, reset: 5, bucket: "h")
        let permits = trace.limiter.next(at: at(100))
        #expect(permits.start.isEmpty)
        #expect(permits.refused.map(\.id) == [2])
    }

    @Test("Replies leave the last message of a window to cards; a card passes every waiting reply")
    func cards() {
        var trace = exhausted()
        trace.add(Array(10..<30), posts, .reply)
        #expect(trace.starts(5).count == 4)
        trace.add([99], posts, .essential)
        #expect(trace.starts(5) == [99])
        #expect(trace.starts(5) == [])
    }

    @Test("The confirmation of votes passes replies that read pages of the same channel")
    func pages() {
        let pages = Route.messages(5, .newest)
        var trace = Trace()
        trace.add(Array(1...4), pages, .reply)
        #expect(trace.starts(0) == [1])
        trace.done(1, 0, 1_000, left: 999, reset: 5, bucket: "p")
        #expect(trace.starts(0) == [2, 3, 4])
        for id in 2...4 as ClosedRange<TicketID> { trace.done(id, 0, 1_000, left: 999, reset: 5, bucket: "p") }
        trace.add([5], pages, .reply)
        #expect(trace.starts(0.1) == [])
        trace.add([6], pages, .essential)
        #expect(trace.starts(0.1) == [6])
    }
}
