import Testing

@testable import Discord

extension ResumableSession {
    /// The same session with the failed attempts of another.
    fileprivate func with(failures other: ResumableSession?) -> ResumableSession {
        var copy = self
        copy.failures = other?.failures ?? 0
        copy.failedConnects = other?.failedConnects ?? 0
        return copy
    }
}

@Suite("Gateway session: pauses and attempts")
struct GatewayPauseTests {
    @Test("Pauses grow to the cap, and are short again after a minute of connection")
    func backoff() {
        var trace = GatewayTrace()
        _ = trace.session.start()
        var pauses: [Duration] = []
        for _ in 0..<10 {
            let before = trace.now
            _ = trace.session.connectFailed("refused", now: trace.now)
            #expect(trace.passToDeadline() == [.fetchAddress])
            pauses.append(trace.now - before)
        }
        #expect(pauses[0] <= .seconds(1))
        #expect(pauses.dropFirst(7).allSatisfy { (.seconds(30) ... .seconds(60)).contains($0) })
        _ = trace.fetchAddress()
        trace.open()
        _ = trace.receive(.hello(interval: .seconds(600)))
        _ = trace.receive(.ready(sequence: 1, sessionID: "abc", url: "wss://resume"))
        trace.now += .seconds(61)
        let before = trace.now
        _ = trace.session.closed(nil, reason: "", now: trace.now)
        _ = trace.passToDeadline()
        #expect(trace.now - before <= .seconds(1))
    }

    @Test("After op 7 pauses stay below 1 s, before a resume below 15 s")
    func shortPauses() {
        var trace = GatewayTrace()
        trace.becomeReady()
        for _ in 0..<20 {
            let before = trace.now
            #expect(trace.receive(.reconnect).first == .close(4000))
            _ = trace.reconnect()
            _ = trace.receive(.resumed(sequence: 1))
            #expect(trace.now - before <= .seconds(1))
        }
        for _ in 0..<20 {
            let before = trace.now
            _ = trace.session.closed(nil, reason: "", now: trace.now)
            _ = trace.reconnect()
            _ = trace.receive(.resumed(sequence: 1))
            #expect(trace.now - before <= .seconds(15))
        }
    }

    @Test(
        "After five failed connects to the resume address the session is resumed at the gateway's own address"
    )
    func deadResumeAddress() {
        var trace = GatewayTrace()
        trace.becomeReady()
        _ = trace.session.closed(nil, reason: "", now: trace.now)
        for _ in 0..<5 {
            #expect(trace.passToDeadline() == [.open("wss://resume")])
            _ = trace.session.connectFailed("refused", now: trace.now)
        }
        for _ in 0..<30 {
            #expect(trace.passToDeadline() == [.fetchAddress])
            _ = trace.session.connectFailed("no network", now: trace.now)
        }
        #expect(trace.passToDeadline() == [.fetchAddress])
        // A resume needs no identify, so their limits do not matter.
        let spent = IdentifyDelay(reason: .spent, pause: .seconds(500))
        #expect(trace.fetchAddress(delay: spent) == [.open("wss://g")])
        trace.open()
        guard case .sendResume(let session)? = trace.receive(.hello(interval: .seconds(40))).first else {
            Issue.record("no resume")
            return
        }
        #expect(session.sessionID == "abc")
        #expect(trace.receive(.resumed(sequence: 1)) == [.report(.resumed)])
        _ = trace.session.closed(nil, reason: "", now: trace.now)
        #expect(trace.passToDeadline() == [.open("wss://resume")])
    }

    @Test("A session that is never resumed is given up after five attempts", arguments: ["op 9", "close", "silence"])
    func vainResumes(answer: String) {
        var trace = GatewayTrace()
        trace.becomeReady()
        _ = trace.session.closed(nil, reason: "", now: trace.now)
        for _ in 0..<5 {
            #expect(trace.reconnect().greeted == [.sendResume(resumed.with(failures: trace.session.resumable))])
            switch answer {
            case "op 9": _ = trace.receive(.invalidSession(canResume: true))
            case "close": _ = trace.session.closed(GatewayCloseCode(rawValue: 4000), reason: "", now: trace.now)
            default: _ = trace.pass(.seconds(60))
            }
        }
        #expect(trace.passToDeadline() == [.fetchAddress])
    }

    @Test("RESUMED resets the count of failed attempts")
    func forgottenFailures() {
        var trace = GatewayTrace()
        trace.becomeReady()
        for _ in 0..<12 {
            _ = trace.session.closed(nil, reason: "", now: trace.now)
            _ = trace.passToDeadline()
            _ = trace.session.connectFailed("refused", now: trace.now)
            _ = trace.reconnect()
            #expect(trace.receive(.resumed(sequence: 1)) == [.report(.resumed)])
        }
        #expect(trace.session.resumable?.failures == 0)
    }

    @Test("A Retry-After is obeyed, for an hour at most")
    func retryAfter() {
        var trace = GatewayTrace()
        _ = trace.session.start()
        _ = trace.session.connectFailed("429", retryAfter: .seconds(90), now: trace.now)
        #expect(trace.pass(.seconds(89)).isEmpty)
        #expect(trace.pass(.seconds(1)) == [.fetchAddress])
        _ = trace.session.connectFailed("429", retryAfter: .seconds(1_000_000), now: trace.now)
        #expect(trace.pass(.seconds(3600)) == [.fetchAddress])
    }
}
