import Testing

@testable import Discord

@Suite("Backoff")
struct BackoffTests {
    @Test("Pauses double from the base to the cap, and begin at the base again after a reset")
    func doubling() {
        var backoff = Backoff(base: .seconds(1), cap: .seconds(6))
        #expect((0..<5).map { _ in backoff.next() } == [1, 2, 4, 6, 6].map { .seconds($0) })
        backoff.reset()
        #expect(backoff.next() == .seconds(1))
    }

    @Test(
        "Jitter shortens a pause to no less than half; what is outside 0...1 is clamped",
        arguments: [(0, 500), (0.5, 750), (1, 1_000), (-3, 500), (7, 1_000)] as [(Double, Int)])
    func jitter(jitter: Double, milliseconds: Int) {
        let backoff = Backoff(base: .seconds(1), cap: .seconds(60))
        #expect(backoff.pause(after: 0, jitter: jitter) == .milliseconds(milliseconds))
    }

    @Test("Any number of attempts gives a pause", arguments: [-1, 0, 63, 64, Int.max])
    func attempts(count: Int) {
        let pause = Backoff(base: .seconds(1), cap: .seconds(60)).pause(after: count)
        #expect(pause == (count > 0 ? .seconds(60) : .seconds(1)))
    }
}
