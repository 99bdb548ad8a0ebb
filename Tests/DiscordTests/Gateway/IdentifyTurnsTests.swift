import Foundation
import Testing

@testable import Discord

@Suite("Turns to identify")
struct IdentifyTurnsTests {
    private let start = ContinuousClock.now
    private let window = IdentifyTurns.window

    @Test("Shards of one bucket identify one window apart, in the order in which they asked")
    func order() {
        var turns = IdentifyTurns()
        #expect(turns.ask(0, bucket: 0, now: start) == nil)
        #expect(turns.ask(1, bucket: 0, now: start) == window)
        #expect(turns.ask(2, bucket: 0, now: start) == window * 2)
        turns.sent(0, now: start)
        // The one behind asks first: it does not overtake.
        #expect(turns.ask(2, bucket: 0, now: start + window) == window)
        #expect(turns.ask(1, bucket: 0, now: start + window) == nil)
        turns.sent(1, now: start + window)
        #expect(turns.ask(2, bucket: 0, now: start + window * 2) == nil)
    }

    @Test("Other buckets do not wait")
    func buckets() {
        var turns = IdentifyTurns()
        #expect((0..<16).allSatisfy { turns.ask($0, bucket: $0, now: start) == nil })
        #expect(turns.ask(16, bucket: 0, now: start) == window)
    }

    @Test("A shard that connects slowly is waited for; its identify counts from when it is sent")
    func slow() {
        var turns = IdentifyTurns()
        #expect(turns.ask(0, bucket: 0, now: start) == nil)
        #expect(turns.ask(1, bucket: 0, now: start) == window)
        #expect(turns.ask(1, bucket: 0, now: start + window) == IdentifyTurns.retry)
        turns.sent(0, now: start + .seconds(6))
        #expect(turns.ask(1, bucket: 0, now: start + .seconds(7)) == window - .seconds(1))
    }

    @Test("A shard whose attempt fails gives its turn on; one that never comes back is not waited for")
    func giveUp() {
        var turns = IdentifyTurns()
        #expect(turns.ask(0, bucket: 0, now: start) == nil)
        turns.giveUp(0)
        #expect(turns.ask(1, bucket: 0, now: start) == nil)
        #expect(turns.ask(2, bucket: 0, now: start) == window)
        #expect(turns.ask(2, bucket: 0, now: start + IdentifyTurns.patience) == nil)
    }

    @Test("Twenty shards need 19 windows at a concurrency of 1, and two rounds at 16", arguments: [(1, 19), (16, 1)])
    func pace(concurrency: Int, windows: Int) {
        var turns = IdentifyTurns()
        var due = (0..<20).map { (shard: $0, at: start) }
        var sent: [Int: [ContinuousClock.Instant]] = [:]
        var last = start
        while let next = due.min(by: { $0.at < $1.at }) {
            due.removeAll { $0.shard == next.shard }
            let bucket = next.shard % concurrency
            if let wait = turns.ask(next.shard, bucket: bucket, now: next.at) {
                due.append((next.shard, next.at + wait))
            } else {
                turns.sent(next.shard, now: next.at)
                sent[bucket, default: []].append(next.at)
                last = next.at
            }
        }
        #expect(last - start == window * windows)
        for times in sent.values { #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= .seconds(5) }) }
    }

    @Test("The gate counts what earlier processes have sent, and lets a shard through once")
    func gate() async throws {
        let ledger = VolatileIdentifyLedger()
        let (date, now) = (Date(), ContinuousClock.now)
        await ledger.record(SpentIdentify(at: date.addingTimeInterval(-2), shard: 1))
        let gate = IdentifyGate(ledger)
        let budget = IdentifyBudget(remaining: 900, resetAfter: .zero, maxConcurrency: 1)
        let (first, second) = (ShardID(0, of: 2), ShardID(1, of: 2))
        let delay = try #require(try await gate.delay(of: first, budget, at: date, now: now))
        #expect(delay.reason == .concurrency && delay.pause > .seconds(3) && delay.pause < .seconds(4))
        let (later, then) = (date.addingTimeInterval(4), now + .seconds(4))
        #expect(try await gate.delay(of: first, budget, at: later, now: then) == nil)
        #expect(try await gate.delay(of: second, budget, at: later, now: then)?.pause == IdentifyTurns.window)
        try await gate.record(first, at: later, now: then)
        #expect(await ledger.identifies(until: later).map(\.shard).sorted() == [0, 1])
    }
}
