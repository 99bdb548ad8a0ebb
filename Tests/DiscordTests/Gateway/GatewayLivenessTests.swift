import Testing

@testable import Discord

@Suite("Facts about the connection")
struct GatewayLivenessTests {
    @Test(
        "A line that ends without a word was deaf since it was last heard; any other is from the moment it ends",
        arguments: [
            (.closed(nil, ""), 30), (.silent("no answer"), 30), (.closed(GatewayCloseCode(rawValue: 1001), ""), 0),
            (.asked("op 7"), 0), (.invalidSession(true), 0),
        ] as [(GatewayDrop, Int)])
    func deafness(drop: GatewayDrop, before: Int) {
        let now = ContinuousClock.now
        var facts = GatewayLiveness()
        _ = facts.becameReady(now: now - .seconds(60))
        facts.lastHeard = now - .seconds(30)
        facts.becameDeaf(drop, now: now)
        // An attempt that fails meanwhile is no new gap.
        facts.becameDeaf(.closed(nil, ""), now: now + .seconds(5))
        #expect(facts.becameReady(now: now + .seconds(7)) == .seconds(before + 7))
        #expect(facts.longestDeafness == .seconds(before + 7))
    }
}
