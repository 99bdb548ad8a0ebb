import Testing

@testable import Discord

/// A server with fixed windows per bucket, reached with delays that reorder requests and answers.
private struct ModelServer {
    struct Window {
        var start: Duration
        var used: Int
    }

    var windows: [UInt64: Window] = [:]
    let limit: Int
    let length: Duration
    var refusals = 0

    mutating func answer(_ channel: UInt64, at time: Duration) -> RateLimitAnswer {
        var window = windows[channel] ?? Window(start: time, used: 0)
        if time >= window.start + length { window = Window(start: time, used: 0) }
        let isRefused = window.used >= limit
        if !isRefused { window.used += 1 }
        windows[channel] = window
        let reset = window.start + length - time
        if isRefused { refusals += 1 }
        return RateLimitAnswer(
            bucket: "shared", limit: limit, remaining: limit - window.used, resetAfter: reset,
            retryAfter: isRefused ? reset : nil, scope: isRefused ? .user : nil)
    }
}

@Suite("Rate limiter, random traffic")
struct RateLimiterModelTests {
    private struct Event {
        var time: Duration
        var id: TicketID
        var isArrival: Bool
        var answer: RateLimitAnswer?
    }

    @Test(
        "Random traffic gets no 429, starts in order within a bucket, and serves every guild within 3.5 s",
        arguments: 1...40 as ClosedRange<UInt64>)
    func traffic(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var server = ModelServer(limit: Int.random(in: 1...8, using: &random), length: .seconds(1))
        var limiter = RateLimiter()
        let guilds: UInt64 = 100
        var tickets: [TicketID: (channel: UInt64, priority: RequestPriority)] = [:]
        for id in 1...600 as ClosedRange<TicketID> {
            let channel = id <= guilds ? id : UInt64.random(in: 1...(guilds / 4), using: &random)
            let priority: RequestPriority = Int.random(in: 0..<10, using: &random) == 0 ? .reply : .background
            tickets[id] = (channel, priority)
            limiter.enqueue(
                Ticket(
                    id: id, .channel(Snowflake(channel)),
                    for: WorkContext(guild: Snowflake(channel), priority: priority)))
        }

        var now: Duration = .zero
        var events: [Event] = []
        var starts: [Duration] = []
        var flying: [UInt64: Int] = [:]
        var lastStarted: [[UInt64]: TicketID] = [:]
        var firstStart: [UInt64: Duration] = [:]
        var finished = 0
        var turns = 0
        while finished < 600, turns < 20_000 {
            turns += 1
            let permits = limiter.next(at: now)
            #expect(permits.refused == [])
            for id in permits.start {
                guard let (channel, priority) = tickets[id] else { continue }
                starts.append(now)
                flying[channel, default: 0] += 1
                #expect(flying[channel, default: 0] <= server.limit)
                let lane = [channel, UInt64(priority.rawValue)]
                #expect(lastStarted[lane, default: 0] < id)
                lastStarted[lane] = id
                firstStart[channel] = firstStart[channel] ?? now
                events.append(
                    Event(time: now + .milliseconds(Int.random(in: 10...80, using: &random)), id: id, isArrival: true))
            }
            guard let next = events.indices.min(by: { events[$0].time < events[$1].time }) else {
                guard let wake = permits.nextWake else { break }
                now = max(now, wake)
                continue
            }
            if let wake = permits.nextWake, wake < events[next].time {
                now = max(now, wake)
                continue
            }
            let event = events.remove(at: next)
            now = max(now, event.time)
            guard let (channel, priority) = tickets[event.id] else { continue }
            if event.isArrival {
                let answer = server.answer(channel, at: now)
                let travel = Duration.milliseconds(Int.random(in: 10...80, using: &random))
                events.append(Event(time: now + travel, id: event.id, isArrival: false, answer: answer))
                continue
            }
            flying[channel, default: 0] -= 1
            let isRefused = event.answer?.scope != nil
            limiter.finished(event.id, status: isRefused ? 429 : 200, answer: event.answer, at: now)
            if isRefused {
                lastStarted[[channel, UInt64(priority.rawValue)]] = event.id - 1
                limiter.enqueue(
                    Ticket(
                        id: event.id, .channel(Snowflake(channel)),
                        for: WorkContext(guild: Snowflake(channel), priority: priority)
                    ))
            } else {
                finished += 1
            }
        }
        #expect(finished == 600)
        #expect(limiter.waitingCount == 0)
        #expect(limiter.flightCount == 0)
        #expect(server.refusals == 0)
        // In any second at most 45, or 48 with replies.
        for first in starts.indices where first + 48 < starts.count {
            #expect(starts[first + 48] - starts[first] >= .seconds(1))
        }
        // 100 guilds, 45 a second: all have had a turn within three seconds, however much the first 25 want.
        #expect(firstStart.count == Int(guilds))
        #expect(firstStart.values.allSatisfy { $0 <= .seconds(3.5) })
    }
}
