import Synchronization
import Testing

@testable import Discord

@Suite("The plan of shards")
struct ShardPlanTests {
    private func bot(shards: Int, remaining: Int = 900) -> GatewayBot {
        GatewayBot(
            url: "wss://g", shards: shards, budget: IdentifyBudget(remaining: remaining, resetAfter: .seconds(60)))
    }

    @Test("Every guild belongs to exactly one shard, as Discord counts")
    func guilds() {
        for count in [1, 2, 3, 16, 20] {
            for millisecond in 0..<100 as Range<UInt64> {
                let guild = Snowflake(millisecond << 22 + 12_345)
                let holders = ShardID.all(of: count).filter { $0.holds(guild) }
                #expect(holders.map(\.number) == [Int(millisecond) % count])
            }
        }
    }

    @Test("Where Discord chooses, a bot begins with one shard and grows to what is recommended")
    func auto() throws {
        let plan = ShardPlan(.auto)
        #expect(plan.shards == [.only] && !plan.needsAnswer)
        #expect(try plan.checked(against: bot(shards: 1)) == plan)
        #expect(try plan.checked(against: bot(shards: 3)).shards == ShardID.all(of: 3))
        // An operator's choice is kept.
        #expect(try ShardPlan(.count(2)).checked(against: bot(shards: 3)).shards == ShardID.all(of: 2))
    }

    @Test("Kept sessions are resumed if all of them are there, and not by a plan of another number")
    func kept() throws {
        let all = Set(ShardID.all(of: 3))
        #expect(ShardPlan(.auto, kept: all).resuming == all)
        #expect(try ShardPlan(.auto, kept: all).checked(against: bot(shards: 3)).resuming == all)
        #expect(try ShardPlan(.auto, kept: all).checked(against: bot(shards: 4)).resuming.isEmpty)
        #expect(ShardPlan(.auto, kept: all.subtracting([ShardID(1, of: 3)])).shards == [.only])
        #expect(ShardPlan(.count(4), kept: all).resuming.isEmpty)
        let some = ShardSetting.some([2, 0], of: 3)
        #expect(ShardPlan(some, kept: all).shards.map(\.number) == [0, 2])
        #expect(ShardPlan(some, kept: [ShardID(2, of: 3)]).resuming == [ShardID(2, of: 3)])
    }

    @Test("A plan that needs more identifies than are left is refused; resumed sessions need none")
    func refusal() throws {
        let refusal = #expect(throws: ShardPlan.Refusal.self) {
            try ShardPlan(.count(20)).checked(against: bot(shards: 20, remaining: 12))
        }
        #expect(refusal?.needed == 20)
        #expect(refusal?.description.contains("allows 12 more in the next 60.0 s") == true)
        let kept = Set(ShardID.all(of: 20).dropFirst(12))
        #expect(
            try ShardPlan(.count(20), kept: kept).checked(against: bot(shards: 20, remaining: 12))
                .resuming.count == 8)
        // A single shard waits for the reset.
        #expect(try ShardPlan(.auto).checked(against: bot(shards: 1, remaining: 0)).shards == [.only])
    }

    @Test(
        "After too few shards there are more, also if Discord recommends no more; after a wrong number the one it names"
    )
    func replaced() {
        let plan = ShardPlan(.count(3))
        #expect(plan.replaced(after: .shardingRequired, by: bot(shards: 3))?.shards == ShardID.all(of: 4))
        #expect(plan.replaced(after: .shardingRequired, by: bot(shards: 8))?.shards == ShardID.all(of: 8))
        #expect(plan.replaced(after: .shardInvalid, by: bot(shards: 16))?.shards == ShardID.all(of: 16))
        #expect(plan.replaced(after: .shardInvalid, by: bot(shards: 3)) == nil)
        #expect(plan.replaced(after: .intentsInvalid, by: bot(shards: 16)) == nil)
    }

    @Test("Shards that ask together share an answer, and each sees one identify fewer left")
    func cache() async throws {
        let asked = Calls()
        let cache = GatewayBotCache(now: { .now }) {
            await asked.add()
            return GatewayBot(url: "wss://g", shards: 3, budget: IdentifyBudget(remaining: 3, resetAfter: .zero))
        }
        let left = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<5 { group.addTask { try await cache.answer().budget.remaining } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(left.sorted() == [0, 0, 1, 2, 3])
        #expect(await asked.count == 1)
    }

    @Test("An answer is used for five seconds, and a failure is not kept")
    func validity() async throws {
        let (asked, start) = (Calls(), ContinuousClock.now)
        let clock = MovedClock(start)
        let cache = GatewayBotCache(bot(shards: 9), now: { clock.now }) {
            if await asked.add() == 1 { throw Failure() }
            return GatewayBot(url: "wss://g", shards: 2, budget: .plenty)
        }
        #expect(try await cache.answer().shards == 9)
        clock.now = start + .seconds(5)
        await #expect(throws: Failure.self) { try await cache.answer() }
        #expect(try await cache.answer().shards == 2)
        #expect(await asked.count == 2)
    }

    private struct Failure: Error {}
    private actor Calls {
        private(set) var count = 0
        @discardableResult
        func add() -> Int {
            count += 1
            return count
        }
    }
}

/// A moment that a test sets.
private final class MovedClock: Sendable {
    private let moment: Mutex<ContinuousClock.Instant>

    init(_ start: ContinuousClock.Instant) { moment = Mutex(start) }

    var now: ContinuousClock.Instant {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }
}
