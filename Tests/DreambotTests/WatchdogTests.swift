import Logging
import TestSupport
import Testing

@testable import dreambot

@Suite("Watchdog")
struct WatchdogTests {
    private static let names = ["gateway", "wishes", "database", "log"]

    /// Runs a watchdog of 180 s for so many rounds of 60 s. Returns how often it was fed in each.
    private func run(rounds: Int, log: LogRecorder, parts: [Watchdog.Part]) async -> [Int] {
        let (clock, fed) = (ManualClock(), Counter())
        let watchdog = Watchdog(
            interval: .seconds(180), parts: parts, clock: clock, log: Logger(label: "test") { _ in log.handler },
            feed: { _ = fed.next() })
        let running = Task { await watchdog.run() }
        var counts: [Int] = []
        for round in 1...rounds {
            // Every part that moves sleeps, and the watchdog itself.
            await clock.sleeping(until: .seconds(60 * round))
            #expect(await eventually { clock.slept.count >= round * (parts.count { !$0.name.hasPrefix("stuck") } + 1) })
            counts.append(fed.value)
            clock.advance(by: .seconds(60))
        }
        running.cancel()
        await running.value
        return counts
    }

    @Test("It is fed three times per interval while every part moves")
    func moving() async {
        let log = LogRecorder()
        let parts = Self.names.map { name in Watchdog.Part(name: name) { true } }
        #expect(await run(rounds: 5, log: log, parts: parts) == [1, 2, 3, 4, 5])
        #expect(log.messages.isEmpty)
    }

    @Test("It is not fed while one part is stuck, whichever it is, and the log names the part", arguments: names)
    func stuck(name: String) async {
        let (log, gate) = (LogRecorder(), Latch())
        let parts =
            Self.names.filter { $0 != name }.map { name in Watchdog.Part(name: name) { true } } + [
                Watchdog.Part(name: "stuck \(name)") {
                    await gate.wait()
                    return true
                }
            ]
        // Up to 120 s may pass without a sign of life; then it is left to starve.
        #expect(await run(rounds: 6, log: log, parts: parts) == [1, 2, 3, 3, 3, 3])
        #expect(log.messages(at: .critical).count == 1)
        #expect(log.messages.first?.contains("stuck \(name)") == true)
        await gate.open()
    }

    @Test("A part that runs but says that it does not do its work counts as stuck at once, until it does again")
    func idle() {
        var pulses = Pulses(Self.names, longestPause: .seconds(120))
        pulses.answered("gateway", moves: false, at: .seconds(1))
        #expect(pulses.stuck(at: .seconds(1)) == ["gateway"])
        pulses.answered("gateway", moves: true, at: .seconds(60))
        #expect(pulses.stuck(at: .seconds(60)) == [])
        #expect(pulses.stuck(at: .seconds(121)) == ["database", "log", "wishes"])
    }

}
