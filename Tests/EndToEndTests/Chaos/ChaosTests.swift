import Sandbox
import Testing

/// Random trouble, seeded: see `scripts/chaos.sh` for long runs.
@Suite("Chaos")
struct ChaosTests {
    @Test(
        "After every round of random trouble the bot's counts equal Discord's, with one shard and with three",
        arguments: ChaosSettings.shardCounts)
    func rounds(shards: Int) async throws {
        let chaos = try await Chaos(ChaosSettings(shards: shards))
        do {
            let figures = try await chaos.run()
            Chaos.say(figures.text)
            #expect(figures.refusedIdentifies == 0, "op 9 because of too many identifies")
        } catch {
            await chaos.close()
            throw error
        }
        #expect(await chaos.close() == 0)
    }

    @Test("Equal seeds give equal plans, different seeds different ones")
    func plans() {
        func plan(_ seed: UInt64) -> [String] {
            (1...20).flatMap { ChaosPlan(seed: seed, round: $0, isLong: true).steps.map { "\($0)" } }
        }
        #expect(plan(7) == plan(7))
        #expect(plan(7) != plan(8))
    }

    @Test("Long runs draw every kind of trouble; at most one in a round ends the session")
    func kinds() {
        let rounds = (1...400).map { ChaosPlan(seed: 1, round: $0, isLong: true).faults }
        let kinds = Set(rounds.joined().map(\.kind))
        let wanted: Set<String> = [
            "cut", "cut inside a frame", "zombie", "op 7", "op 9 true", "op 9 false", "close 4000", "close 4009",
            "resumes refused with op 9 true", "resumes refused with op 9 false", "duplicated events",
            "reordered events", "429 user", "429 shared", "429 global", "500", "502", "503", "HTML page 502",
            "lost request", "lost answer", "late answer", "latency", "kill -9", "kill -9 at the channel",
            "kill -9 at the card", "clean restart", "full disk", "stopped log reader", "restored database",
            "clock -2 h", "clock +192 h",
        ]
        #expect(wanted.subtracting(kinds).isEmpty)
        #expect(rounds.allSatisfy { $0.count(where: \.endsSession) <= 1 })
    }
}
