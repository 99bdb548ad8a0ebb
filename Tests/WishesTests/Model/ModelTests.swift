import Foundation
import Testing

/// Random sequences of events, syncs, crashes and restarts against a simple model of the truth.
/// `DREAMBOT_MODEL_SEEDS=N` runs N seeds, `DREAMBOT_MODEL_SEED=S` begins with S instead of 1.
@Suite("Model")
struct ModelTests {
    @Test(
        "After any sequence of events, faults and crashes the bot's state equals the truth, with one channel per wish")
    func sequences() async throws {
        let environment = ProcessInfo.processInfo.environment
        let count = environment["DREAMBOT_MODEL_SEEDS"].flatMap(UInt64.init) ?? 80
        let first = environment["DREAMBOT_MODEL_SEED"].flatMap(UInt64.init) ?? 1
        var figures = ModelFigures()
        try await withThrowingTaskGroup(of: ModelFigures.self) { group in
            var seeds = (first..<first + count).makeIterator()
            for _ in 0..<4 {
                if let seed = seeds.next() { group.addTask { try await Self.play(seed) } }
            }
            while let result = try await group.next() {
                figures.add(result)
                if let seed = seeds.next() { group.addTask { try await Self.play(seed) } }
            }
        }
        if environment["DREAMBOT_MODEL_SEEDS"] != nil { print("model: \(count) seeds, \(figures)") }
        guard count >= 50 else { return }
        #expect(figures.channels > 0 && figures.crashesInCalls > 0 && figures.restarts > 0 && figures.restores > 0)
        #expect(figures.late > 0 && figures.lostEvents > 0 && figures.verdicts > 0)
        #expect(figures.failedWrites > 0 && figures.rightsChanges > 0 && figures.refusals > 0)
        #expect(figures.reshardings > 0)
    }

    private static func play(_ seed: UInt64) async throws -> ModelFigures {
        let run = try await ModelRun(seed: seed)
        let differences = try await run.play()
        if !differences.isEmpty {
            let (steps, log) = (await run.steps, run.log.messages.suffix(60))
            Issue.record(
                """
                Seed \(seed). Again: DREAMBOT_MODEL_SEED=\(seed) DREAMBOT_MODEL_SEEDS=1 swift test --filter ModelTests
                What differs:
                \(differences.map { "  - " + $0 }.joined(separator: "\n"))
                What happened:
                \(steps.map { "  " + $0 }.joined(separator: "\n"))
                The log:
                \(log.map { "  " + $0 }.joined(separator: "\n"))
                """)
        }
        await run.close()
        return await run.figures
    }
}
