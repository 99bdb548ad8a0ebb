import Testing

@testable import Discord

@Suite("Identify pacing")
struct IdentifyPacingTests {
    private func pause(_ budget: IdentifyBudget = .plenty, _ ages: Int...) -> Duration? {
        IdentifyPacing.delay(budget, spent: ages.map { IdentifyAge(.seconds($0)) })?.pause
    }

    @Test("Up to four identifies in ten minutes need only be 5.5 s apart")
    func free() {
        #expect(pause() == nil)
        #expect(pause(.plenty, 0) == .milliseconds(5_500))
        #expect(pause(.plenty, 4) == .milliseconds(1_500))
        #expect(pause(.plenty, 6, 10) == nil)
    }

    @Test("max_concurrency allows a bot without shards more at once")
    func concurrency() {
        let budget = IdentifyBudget(remaining: 900, resetAfter: .zero, maxConcurrency: 2)
        #expect(pause(budget, 0) == nil)
        #expect(pause(budget, 1, 4) == .milliseconds(1_500))
    }

    @Test("Each bucket of max_concurrency waits for its own identifies only")
    func buckets() {
        let budget = IdentifyBudget(remaining: 900, resetAfter: .zero, maxConcurrency: 2)
        let spent = [IdentifyAge(.seconds(1), shard: 2), IdentifyAge(.seconds(4), shard: 5)]
        #expect(IdentifyPacing.delay(budget, spent: spent, shard: ShardID(4, of: 6))?.pause == .milliseconds(4_500))
        #expect(IdentifyPacing.delay(budget, spent: spent, shard: ShardID(1, of: 6))?.pause == .milliseconds(1_500))
        // Nonsense counts as one.
        #expect(pause(IdentifyBudget(remaining: 9, resetAfter: .zero, maxConcurrency: 0), 1) == .milliseconds(4_500))
    }

    @Test("A start of many shards is no quick restart, but a shard that identifies for the sixth time is")
    func manyShards() {
        let budget = IdentifyBudget(remaining: 900, resetAfter: .zero, maxConcurrency: 16)
        let starts = (0..<4).flatMap { round in (0..<20).map { IdentifyAge(.seconds(60 + round * 100), shard: $0) } }
        #expect((0..<20).allSatisfy { IdentifyPacing.delay(budget, spent: starts, shard: ShardID($0, of: 20)) == nil })
        let again = starts + [IdentifyAge(.zero, shard: 3), IdentifyAge(.seconds(30), shard: 3)]
        #expect(
            IdentifyPacing.delay(budget, spent: again, shard: ShardID(3, of: 20))?.reason == .quickRestarts(count: 6))
    }

    @Test("From the fifth identify in ten minutes on the pause doubles from 5 s to 60 s")
    func quickRestarts() {
        var pauses: [Duration] = []
        for count in 1...12 {
            let budget = IdentifyBudget(remaining: 900, resetAfter: .zero, maxConcurrency: 16)
            pauses.append(
                IdentifyPacing.delay(budget, spent: Array(repeating: IdentifyAge(.zero), count: count))?.pause ?? .zero)
        }
        #expect(pauses == [0, 0, 0, 0, 5, 10, 20, 40, 60, 60, 60, 60].map { .seconds($0) })
        #expect(pause(.plenty, 9, 100, 200, 300, 500) == nil)
        #expect(pause(.plenty, 9, 100, 200, 300, 500, 599) == .seconds(1))
        #expect(pause(.plenty, 9, 100, 200, 300, 500, 600) == nil)
    }

    @Test("With no identifies left the delay is the time to the reset, at least 5 s")
    func spent() {
        let budget = IdentifyBudget(remaining: 0, resetAfter: .seconds(4_000))
        #expect(IdentifyPacing.delay(budget, spent: []) == IdentifyDelay(reason: .spent, pause: .seconds(4_000)))
        let nonsense = IdentifyBudget(remaining: 0, resetAfter: .zero)
        #expect(IdentifyPacing.delay(nonsense, spent: [])?.pause == .seconds(5))
    }

    @Test("After half of a day's identifies the next waits until one is a day old")
    func allowance() {
        let ages = (0..<500).map { Duration.seconds(100 + $0 * 100) }
        let delay = IdentifyPacing.delay(.plenty, spent: ages.shuffled().map { IdentifyAge($0) })
        #expect(delay == IdentifyDelay(reason: .allowanceSpent(count: 500), pause: .seconds(86_400 - 50_000)))
        #expect(IdentifyPacing.delay(.plenty, spent: ages.dropLast().map { IdentifyAge($0) }) == nil)
    }

    @Test("Identifies with a date in the future count as sent now; those older than a day do not count")
    func oddClocks() {
        #expect(pause(.plenty, -500) == .milliseconds(5_500))
        #expect(
            IdentifyPacing.delay(.plenty, spent: Array(repeating: IdentifyAge(.seconds(86_400)), count: 5_000)) == nil)
    }

    @Test("A crash loop of any speed does not use up the day's identifies", arguments: [0, 1, 5, 20, 59, 61, 90, 170])
    func crashLoop(secondsPerLife: Int) {
        var (sent, now) = ([Duration](), Duration.zero)
        while now < .seconds(3 * 86_400) {
            let ages = sent.reversed().prefix { now - $0 < .seconds(86_401) }.map { now - $0 }
            if let delay = IdentifyPacing.delay(.plenty, spent: ages.map { IdentifyAge($0) }) {
                #expect(delay.pause > .zero)
                now += delay.pause
            } else {
                sent.append(now)
                now += .seconds(secondsPerLife)
            }
        }
        for (index, first) in sent.enumerated() {
            #expect(sent[index...].prefix { $0 - first < .seconds(86_400) }.count <= 500)
        }
        #expect(sent.count >= 1_500)
    }
}

@Suite("Send allowance")
struct SendAllowanceTests {
    @Test("117 payloads may be sent per minute, 120 with requested heartbeats, and due heartbeats always")
    func limits() {
        var allowance = SendAllowance()
        let now = ContinuousClock.now
        let payloads = (0..<200).filter { _ in allowance.admits(.payload, now: now) }
        let requested = (0..<200).filter { _ in allowance.admits(.requestedHeartbeat, now: now) }
        let own = (0..<200).filter { _ in allowance.admits(.heartbeat, now: now) }
        #expect([payloads.count, requested.count, own.count] == [117, 3, 200])
        let early = allowance.admits(.payload, now: now + .milliseconds(59_999))
        let later = allowance.admits(.payload, now: now + .seconds(60))
        #expect(!early && later)
    }
}
