import Testing

@testable import Discord

/// The session of `GatewayTrace.becomeReady`, to be resumed.
let resumed = ResumableSession(sessionID: "abc", url: "wss://resume", sequence: 1)

@Suite("Gateway session")
struct GatewaySessionTests {
    @Test("A new session takes address, open, hello, identify and READY")
    func fresh() {
        var trace = GatewayTrace()
        #expect(trace.session.start() == [.fetchAddress])
        #expect(trace.fetchAddress() == [.open("wss://g")])
        #expect(trace.open().isEmpty)
        #expect(trace.receive(.hello(interval: .seconds(40))) == [.sendIdentify])
        #expect(trace.receive(.ready(sequence: 1, sessionID: "abc", url: "wss://resume")) == [.report(.identified)])
        #expect(trace.session.isReady)
        #expect(trace.session.resumable == resumed)
    }

    @Test("With no identifies left the session waits until the reset")
    func budget() {
        var trace = GatewayTrace()
        _ = trace.session.start()
        let delay = IdentifyDelay(reason: .spent, pause: .seconds(500))
        #expect(trace.fetchAddress(delay: delay) == [.report(.identifyDelayed(delay))])
        #expect(trace.pass(.seconds(499)).isEmpty)
        #expect(trace.pass(.seconds(1)) == [.fetchAddress])
    }

    @Test("The first heartbeat comes within the interval, the next ones every interval")
    func heartbeats() {
        var trace = GatewayTrace()
        let began = trace.now
        trace.becomeReady()
        #expect(trace.passToDeadline() == [.sendHeartbeat(1)])
        #expect(trace.now - began < .seconds(40))
        _ = trace.receive(.heartbeatACK)
        _ = trace.receive(.dispatch(sequence: 9))
        #expect(trace.pass(.seconds(39)).isEmpty)
        #expect(trace.pass(.seconds(1)) == [.sendHeartbeat(9)])
    }

    @Test("op 1 is answered at once")
    func heartbeatRequest() {
        var trace = GatewayTrace()
        trace.becomeReady(sequence: 5)
        #expect(trace.receive(.heartbeatRequest) == [.sendHeartbeat(5)])
    }

    @Test("After an unanswered heartbeat the session closes with a code that keeps it, and resumes")
    func zombie() {
        var trace = GatewayTrace()
        trace.becomeReady()
        _ = trace.passToDeadline()
        let effects = trace.passToDeadline()
        #expect(effects.first == .close(4000))
        let (opened, greeted) = trace.reconnect()
        #expect(opened == [.open("wss://resume")])
        #expect(greeted == [.sendResume(resumed)])
        #expect(trace.receive(.resumed(sequence: 4)) == [.report(.resumed)])
        #expect(trace.session.resumable?.sequence == 4)
    }

    @Test("After op 7 the session closes, connects again and resumes")
    func reconnectRequest() {
        var trace = GatewayTrace()
        trace.becomeReady()
        #expect(trace.receive(.reconnect).first == .close(4000))
        #expect(trace.reconnect().greeted == [.sendResume(resumed)])
    }

    @Test("After op 7 instead of hello the session connects again")
    func reconnectInsteadOfHello() {
        var trace = GatewayTrace()
        _ = trace.session.start()
        _ = trace.fetchAddress()
        trace.open()
        #expect(trace.receive(.reconnect).first == .close(4000))
        #expect(trace.passToDeadline() == [.fetchAddress])
    }

    @Test(
        "Nothing is sent on a connection that ends in the same read",
        arguments: ["op 7", "op 9", "end"], [true, false])
    func overAtOnce(how: String, isResume: Bool) {
        var trace = GatewayTrace()
        if isResume { trace.session.resume(resumed) }
        _ = trace.session.start()
        _ = trace.fetchAddress()
        trace.open()
        let asked = trace.receive(.hello(interval: .seconds(40))) + trace.receive(.heartbeatRequest)
        #expect(asked.count == 2)
        #expect(trace.session.remaining(of: asked, hasEnded: false) == asked)
        let last: [GatewaySession.Effect] =
            switch how {
            case "op 7": trace.receive(.reconnect)
            case "op 9": trace.receive(.invalidSession(canResume: true))
            default: []
            }
        #expect(trace.session.remaining(of: asked + last, hasEnded: how == "end") == last)
        #expect(last.first == (how == "end" ? nil : .close(4000)))
    }

    @Test(
        "After op 9 the session waits 1–5 s, then resumes if it is true and identifies if false",
        arguments: [true, false])
    func invalidSession(canResume: Bool) {
        var trace = GatewayTrace()
        trace.becomeReady()
        let began = trace.now
        #expect(trace.receive(.invalidSession(canResume: canResume)).first == .close(4000))
        let next = trace.passToDeadline()
        #expect(next == [canResume ? .open("wss://resume") : .fetchAddress])
        #expect((.seconds(1) ... .seconds(5)).contains(trace.now - began))
    }

    @Test(
        "A close code decides between resume and identify",
        arguments: [
            (nil, "resume"), (1001, "resume"), (1006, "resume"), (4000, "resume"), (4001, "identify"), (4002, "resume"),
            (4003, "identify"), (4004, "identify"), (4005, "identify"), (4007, "identify"), (4008, "resume"),
            (4009, "identify"),
            (4999, "resume"),
        ] as [(UInt16?, String)])
    func closeCodes(code: UInt16?, action: String) {
        var trace = GatewayTrace()
        trace.becomeReady()
        _ = trace.session.closed(code.map(GatewayCloseCode.init(rawValue:)), reason: "", now: trace.now)
        #expect(trace.passToDeadline() == [action == "resume" ? .open("wss://resume") : .fetchAddress])
    }

    @Test(
        "A close code that only the operator can act on ends the session when it comes twice, some seconds apart",
        arguments: [
            (4010, .shardInvalid), (4011, .shardingRequired), (4012, .versionRefused), (4013, .intentsInvalid),
            (4014, .intentsDisallowed),
        ] as [(UInt16, GatewayFatal)])
    func fatal(code: UInt16, reason: GatewayFatal) {
        var trace = GatewayTrace()
        trace.becomeReady()
        let code = GatewayCloseCode(rawValue: code)
        let first = trace.session.closed(code, reason: "", now: trace.now)
        #expect(first.first == .report(.doubted(reason)))
        #expect(trace.pass(.milliseconds(4_999)).isEmpty)
        // The session is over; the address comes from Discord's API.
        #expect(trace.passToDeadline() == [.fetchAddress])
        _ = trace.fetchAddress()
        trace.open()
        _ = trace.receive(.hello(interval: .seconds(40)))
        #expect(trace.session.closed(code, reason: "", now: trace.now) == [.fail(reason)])
        #expect(trace.session.deadline == nil)
    }

    @Test("Such a code does not count any more once a session has begun, nor together with another one")
    func doubtsEnd() {
        for between in [[.ready(sequence: 1, sessionID: "abc", url: "wss://resume")], []] as [[GatewayFrame]] {
            var trace = GatewayTrace()
            trace.becomeReady()
            _ = trace.session.closed(GatewayCloseCode(rawValue: 4012), reason: "", now: trace.now)
            _ = trace.passToDeadline()
            _ = trace.fetchAddress()
            trace.open()
            _ = trace.receive(.hello(interval: .seconds(40)))
            for frame in between { _ = trace.receive(frame) }
            let code = GatewayCloseCode(rawValue: between.isEmpty ? 4013 : 4012)
            let effects = trace.session.closed(code, reason: "", now: trace.now)
            #expect(!effects.contains { if case .fail = $0 { true } else { false } })
            #expect(trace.passToDeadline() == [.fetchAddress])
        }
    }

    @Test("4004 proves nothing against the token: Discord's API is asked, and identify follows")
    func authenticationFailed() {
        var trace = GatewayTrace()
        trace.becomeReady()
        for _ in 0..<3 {
            let effects = trace.session.closed(GatewayCloseCode(rawValue: 4004), reason: "", now: trace.now)
            #expect(!effects.contains { if case .fail = $0 { true } else { false } })
            #expect(trace.passToDeadline() == [.fetchAddress])
            _ = trace.fetchAddress()
            trace.open()
            #expect(trace.receive(.hello(interval: .seconds(40))) == [.sendIdentify])
        }
    }

    @Test("A resume address that cannot be used is replaced by Discord's, and the session is resumed there")
    func badResumeAddress() {
        for flaw in [GatewayAddress.Flaw.malformed, .untrusted] {
            var trace = GatewayTrace()
            trace.becomeReady()
            _ = trace.session.closed(nil, reason: "", now: trace.now)
            #expect(trace.passToDeadline() == [.open("wss://resume")])
            #expect(
                trace.session.addressFailed("wss://resume", flaw, now: trace.now)
                    == [.report(.resumeAddressRefused("wss://resume")), .fetchAddress])
            _ = trace.fetchAddress()
            trace.open()
            guard case .sendResume(let session) = trace.receive(.hello(interval: .seconds(40))).first else {
                Issue.record("no resume")
                continue
            }
            #expect(session.sessionID == "abc")
        }
    }

    @Test("An untrusted address from Discord's API ends the connection when it comes twice, a malformed one never")
    func badAddress() {
        var trace = GatewayTrace()
        _ = trace.session.start()
        for _ in 0..<10 {
            _ = trace.fetchAddress()
            #expect(
                !trace.session.addressFailed("", .malformed, now: trace.now)
                    .contains { if case .fail = $0 { true } else { false } })
            #expect(trace.passToDeadline() == [.fetchAddress])
        }
        _ = trace.fetchAddress()
        let first = trace.session.addressFailed("wss://evil.example", .untrusted, now: trace.now)
        #expect(first.first == .report(.doubted(.untrustedAddress("wss://evil.example"))))
        #expect(trace.passToDeadline() == [.fetchAddress])
        _ = trace.fetchAddress()
        #expect(
            trace.session.addressFailed("wss://bad.example", .untrusted, now: trace.now)
                == [.fail(.untrustedAddress("wss://bad.example"))])
    }

    @Test("Without an answer to the upgrade, hello or READY in time the connection is dropped")
    func silence() {
        var trace = GatewayTrace()
        _ = trace.session.start()
        _ = trace.fetchAddress()
        _ = trace.session.socketOpened(now: trace.now)
        #expect(trace.pass(.milliseconds(9_999)).isEmpty)
        #expect(trace.pass(.milliseconds(1)).first == .close(4000))
        _ = trace.passToDeadline()
        _ = trace.fetchAddress()
        trace.open()
        #expect(trace.pass(.seconds(14)).isEmpty)
        #expect(trace.pass(.seconds(1)).first == .close(4000))
        _ = trace.passToDeadline()
        _ = trace.fetchAddress()
        trace.open()
        _ = trace.receive(.hello(interval: .seconds(600)))
        #expect(trace.pass(.seconds(60)).first == .close(4000))
    }

    @Test("Heartbeat ACKs prolong the wait for READY, to ten minutes at most")
    func lateSession() {
        var trace = GatewayTrace()
        _ = trace.session.start()
        _ = trace.fetchAddress()
        trace.open()
        _ = trace.receive(.hello(interval: .seconds(40)))
        let began = trace.now
        var effects: [GatewaySession.Effect] = []
        while effects.first != .close(4000) {
            effects = trace.passToDeadline()
            if case .sendHeartbeat = effects.first { _ = trace.receive(.heartbeatACK) }
        }
        #expect(trace.now - began == .seconds(600))
    }

    @Test("Replayed dispatches prolong the wait for RESUMED")
    func longReplay() {
        var trace = GatewayTrace()
        trace.becomeReady()
        _ = trace.session.closed(nil, reason: "", now: trace.now)
        _ = trace.passToDeadline()
        trace.open()
        _ = trace.receive(.hello(interval: .seconds(600)))
        for sequence in 2..<6 {
            #expect(trace.pass(.seconds(59)).isEmpty)
            _ = trace.receive(.dispatch(sequence: sequence))
        }
        #expect(trace.receive(.resumed(sequence: 6)) == [.report(.resumed)])
    }

    @Test("The session of an earlier process is resumed without an identify; if refused, a new one is started")
    func earlierSession() {
        var trace = GatewayTrace()
        trace.session.resume(resumed)
        #expect(trace.session.start() == [.open("wss://resume")])
        trace.open()
        #expect(trace.receive(.hello(interval: .seconds(40))) == [.sendResume(resumed)])
        #expect(trace.receive(.invalidSession(canResume: false)).first == .close(4000))
        #expect(trace.passToDeadline() == [.fetchAddress])
        #expect(trace.session.resumable == nil)
    }

    @Test("At most 120 payloads are sent per minute, however many op 1 come")
    func heartbeatFlood() {
        var trace = GatewayTrace()
        trace.becomeReady()
        let answers = (0..<500).reduce(0) { count, _ in count + trace.receive(.heartbeatRequest).count }
        // Identify was the first of the 120.
        #expect(answers == 119)
        trace.now += .seconds(60)
        #expect(trace.receive(.heartbeatRequest) == [.sendHeartbeat(1)])
    }

    @Test("While bytes are left unread, a missing ACK does not end the connection")
    func pausedReading() {
        var trace = GatewayTrace()
        trace.becomeReady()
        #expect(trace.passToDeadline() == [.sendHeartbeat(1)])
        trace.session.readingPaused(now: trace.now)
        #expect(trace.passToDeadline() == [.sendHeartbeat(1)])
        #expect(trace.passToDeadline().first == .close(4000))
    }

    @Test("The sequence number only grows")
    func sequence() {
        var trace = GatewayTrace()
        trace.becomeReady(sequence: 10)
        _ = trace.receive(.dispatch(sequence: 12))
        _ = trace.receive(.dispatch(sequence: 11))
        #expect(trace.session.resumable?.sequence == 12)
    }

    @Test("Stopping closes with a code that keeps the session")
    func stop() {
        var trace = GatewayTrace()
        trace.becomeReady()
        #expect(trace.session.stop() == [.close(4000)])
        #expect(trace.session.deadline == nil)
    }

    @Test(
        "Random inputs never close with 1000 or 1001, nor identify while a session can be resumed",
        arguments: 0..<50 as Range<UInt64>)
    func random(seed: UInt64) {
        var trace = GatewayTrace()
        var random = SplitMix64(seed: seed)
        var effects = trace.session.start()
        for _ in 0..<300 {
            for effect in effects {
                if case .close(let code) = effect { #expect(code != 1000 && code != 1001) }
                if effect == .sendIdentify { #expect(trace.session.resumable == nil) }
            }
            effects = Self.step(&trace, &random)
        }
    }

    private static func step(_ trace: inout GatewayTrace, _ random: inout SplitMix64) -> [GatewaySession.Effect] {
        let delay = Bool.random(using: &random) ? IdentifyDelay(reason: .spent, pause: .seconds(9)) : nil
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return trace.fetchAddress(delay: delay)
        case 1: return trace.session.connectFailed("x", now: trace.now)
        case 2: return trace.open()
        case 3:
            let codes: [UInt16?] = [nil, 1000, 4000, 4001, 4007, 4009]
            return trace.session.closed(
                (codes.randomElement(using: &random) ?? nil).map(GatewayCloseCode.init(rawValue:)), reason: "",
                now: trace.now)
        case 4: return trace.receive(.hello(interval: .seconds(40)))
        case 5: return trace.receive(.ready(sequence: 3, sessionID: "abc", url: "wss://resume"))
        case 6: return trace.receive(.resumed(sequence: Int.random(in: 0...50, using: &random)))
        case 7: return trace.receive(.invalidSession(canResume: Bool.random(using: &random)))
        case 8: return trace.receive(.heartbeatACK)
        case 9: return trace.receive(.reconnect)
        default: return trace.passToDeadline()
        }
    }
}
