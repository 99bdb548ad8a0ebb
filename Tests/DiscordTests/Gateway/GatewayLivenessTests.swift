import Testing

@testable import Discord

@Suite("Facts about the connection")
struct GatewayLivenessTests {
    @Test(
        "A disconnection counts from the last bytes if it came unannounced, else from its end",
        arguments: [
            (.closed(nil, ""), 30), (.silent("no answer"), 30), (.closed(GatewayCloseCode(rawValue: 1001), ""), 0),
            (.asked("op 7"), 0), (.invalidSession(true), 0),
        ] as [(GatewayDrop, Int)])
    func disconnection(drop: GatewayDrop, before: Int) {
        let now = ContinuousClock.now
        var facts = GatewayLiveness()
        _ = facts.becameReady(now: now - .seconds(60))
        facts.lastHeard = now - .seconds(30)
        facts.becameDisconnected(drop, now: now)
        // An attempt that fails meanwhile is no new gap.
        facts.becameDisconnected(.closed(nil, ""), now: now + .seconds(5))
        #expect(facts.becameReady(now: now + .seconds(7)) == .seconds(before + 7))
        #expect(facts.longestDisconnection == .seconds(before + 7))
    }
}
