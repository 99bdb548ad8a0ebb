import Discord
import TestSupport
import Testing

@testable import Wishes

/// A channel of messages that answers as Discord does and counts the requests.
private struct Channel {
    var messages: Set<UInt64>
    var hasHistory = true
    var pages = 0
    var probes = 0

    mutating func page(after: UInt64, limit: Int) -> [PostedMessage] {
        pages += 1
        guard hasHistory else { return [] }
        return messages.filter { $0 > after }.sorted().prefix(limit).reversed()
            .map { PostedMessage(id: Snowflake($0), authorID: Snowflake(1)) }
    }

    mutating func probe(_ id: UInt64) -> Result<PostedMessage, PortError> {
        probes += 1
        guard hasHistory else { return .failure(PortError(.forbidden, "")) }
        guard messages.contains(id) else { return .failure(PortError(.messageGone, "")) }
        return .success(PostedMessage(id: Snowflake(id), authorID: Snowflake(1)))
    }

    /// Carries out a plan and returns its findings, by kind.
    mutating func run(_ wishes: [UInt64]) -> (existing: Set<UInt64>, gone: Set<UInt64>, unknown: Set<UInt64>) {
        var plan = SyncPlan(messages: wishes.map { Snowflake($0) })
        var result: (existing: Set<UInt64>, gone: Set<UInt64>, unknown: Set<UInt64>) = ([], [], [])
        while let step = plan.next {
            for finding in answer(step, &plan) {
                switch finding {
                case .exists(let id, _): result.existing.insert(id.rawValue)
                case .gone(let id): result.gone.insert(id.rawValue)
                case .unknown(let id, _): result.unknown.insert(id.rawValue)
                }
            }
        }
        return result
    }

    private mutating func answer(_ step: SyncPlan.Step, _ plan: inout SyncPlan) -> [SyncPlan.Finding] {
        switch step {
        case .page(let after, let limit): plan.received(page: page(after: after.rawValue, limit: limit))
        case .probe(let id):
            switch probe(id.rawValue) {
            case .success(let message): plan.received(probe: message)
            case .failure(let error): plan.failed(error)
            }
        }
    }
}

@Suite("Sync plan")
struct SyncPlanTests {
    @Test("A thousand consecutive wishes cost ten pages")
    func contiguous() {
        let ids = Array(UInt64(1_000)..<2_000)
        var channel = Channel(messages: Set(ids))
        let found = channel.run(ids)
        #expect(found.existing.count == 1_000)
        #expect((channel.pages, channel.probes) == (10, 0))
    }

    @Test("Pages of messages without wishes are not requested")
    func sparse() {
        let wishes = (0..<20).map { UInt64(1_000 + $0 * 1_000) }
        var channel = Channel(messages: Set(UInt64(1_000)..<21_000))
        let found = channel.run(wishes)
        #expect(found.existing == Set(wishes))
        #expect((channel.pages, channel.probes) == (20, 0))
    }

    @Test("A wish that is missing from a page is gone only if its own request gives 404")
    func absent() {
        var channel = Channel(messages: Set(UInt64(1)...50).subtracting([7, 50]))
        let found = channel.run(Array(1...50))
        #expect(found.gone == [7, 50])
        #expect(found.existing.count == 48)
        #expect((channel.pages, channel.probes) == (1, 2))
    }

    @Test("Without read access every wish is unknown after one page and one probe; none is gone")
    func withoutHistory() {
        var channel = Channel(messages: Set(UInt64(1)...500), hasHistory: false)
        let found = channel.run(Array(1...500))
        #expect(found.unknown.count == 500)
        #expect(found.gone.isEmpty)
        #expect((channel.pages, channel.probes) == (1, 1))
    }

    @Test("In an empty channel each wish is probed by itself before it is gone")
    func emptied() {
        var channel = Channel(messages: [])
        let found = channel.run([1, 2, 3])
        #expect(found.gone == [1, 2, 3])
        #expect((channel.pages, channel.probes) == (1, 3))
    }

    @Test("A refused page makes every wish of the channel unknown, after one request")
    func forbidden() {
        var plan = SyncPlan(messages: [Snowflake(1), Snowflake(2)])
        let findings = plan.failed(PortError(.forbidden, "no"))
        #expect(findings.count == 2)
        #expect(plan.next == nil)
    }

    @Test(
        "Any channel costs at most min(W, ⌈M/100⌉) pages and gives the true state of every wish",
        arguments: 0..<300 as Range<UInt64>)
    func random(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let messages = Set(
            (0..<Int.random(in: 0...700, using: &random)).map { _ in UInt64.random(in: 1...3_000, using: &random) })
        let wishes = Set(
            (0..<Int.random(in: 0...300, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? messages.randomElement(using: &random) ?? 5 : .random(in: 1...3_000, using: &random)
            })
        var channel = Channel(messages: messages)
        let found = channel.run(Array(wishes))
        #expect(found.existing == wishes.intersection(messages))
        #expect(found.gone == wishes.subtracting(messages))
        #expect(channel.probes == found.gone.count)
        let span = messages.filter { $0 >= wishes.min() ?? 0 }.count
        #expect(channel.pages <= min(wishes.count, span / 100 + 1))
    }
}
