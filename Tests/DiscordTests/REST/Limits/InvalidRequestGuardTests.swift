import Testing

@testable import Discord

@Suite("Invalid request guard")
struct InvalidRequestGuardTests {
    @Test("The count covers at least ten minutes, and falls below a limit at the time that lifts names")
    func window() {
        var guardian = InvalidRequestGuard()
        for _ in 0..<10 { guardian.record(at: .seconds(5)) }
        for _ in 0..<10 { guardian.record(at: .seconds(25)) }
        #expect(guardian.count(at: .seconds(605)) == 20)
        #expect(guardian.lifts(below: 21, at: .seconds(30)) == nil)
        #expect(guardian.lifts(below: 20, at: .seconds(30)) == .seconds(610))
        #expect(guardian.lifts(below: 10, at: .seconds(30)) == .seconds(630))
        #expect(guardian.lifts(below: 20, at: .seconds(610)) == nil)
        #expect(guardian.count(at: .seconds(630)) == 0)
    }

    @Test("A guild that spends its share of invalid requests does not stop the others")
    func share() {
        var limits = RateLimits()
        limits.perSecond = 100_000
        var limiter = RateLimiter(limits)
        var id: TicketID = 0
        func attempt(_ guild: Snowflake, _ priority: RequestPriority = .background) -> Permits {
            id += 1
            var ticket = Ticket(id: id, bucketKey: "b", major: .channel(Snowflake(id)))
            ticket.guild = guild
            ticket.priority = priority
            limiter.enqueue(ticket)
            let permits = limiter.next(at: .zero)
            for started in permits.start {
                limiter.finished(
                    started, status: guild == 1 ? 403 : 200, answer: RateLimitAnswer(), at: .zero)
            }
            return permits
        }
        for _ in 0..<2_000 { _ = attempt(1) }
        #expect(limiter.invalidCount(at: .zero) == 200)
        for _ in 0..<2_000 { _ = attempt(1, .reply) }
        #expect(limiter.invalidCount(at: .zero) == 500)
        #expect(attempt(1).refused.map(\.reason) == [.guarded])
        #expect(attempt(2).start == [id] && attempt(2, .reply).start == [id])
    }

    @Test("Background requests are refused from 1,000 invalid ones on, replies from 5,000, with the end of the refusal")
    func levels() {
        var limits = RateLimits()
        limits.perSecond = 100_000
        var trace = Trace(limits)
        var id: TicketID = 10
        func fail(_ count: Int, _ priority: RequestPriority, _ trace: inout Trace) {
            for _ in 0..<count {
                id += 1
                trace.add([id], .channel(Snowflake(id)), priority)
                #expect(trace.starts(0) == [id])
                trace.limiter.finished(id, status: 403, answer: RateLimitAnswer(), at: .zero)
            }
        }
        fail(1_000, .background, &trace)
        trace.add([1], .channel(1))
        #expect(
            trace.limiter.next(at: .seconds(1)).refused == [.init(id: 1, reason: .guarded, until: .seconds(610))])
        fail(4_000, .reply, &trace)
        trace.add([2], .channel(1), .reply)
        #expect(trace.limiter.next(at: .seconds(1)).refused.map(\.id) == [2])
        trace.add([3], .channel(1))
        #expect(trace.starts(610) == [3])
    }
}
