@testable import Discord

/// A session under test with a manual clock.
struct GatewayTrace {
    var session = GatewaySession(seed: 7)
    var now = ContinuousClock.now

    mutating func pass(_ duration: Duration) -> [GatewaySession.Effect] {
        now += duration
        return session.timePassed(now: now)
    }

    /// Lets time pass until the session's own deadline.
    mutating func passToDeadline() -> [GatewaySession.Effect] {
        guard let deadline = session.deadline else { return [] }
        now = max(now, deadline)
        return session.timePassed(now: now)
    }

    mutating func receive(_ frame: GatewayFrame) -> [GatewaySession.Effect] { session.received(frame, now: now) }

    /// The socket and the WebSocket over it are open.
    @discardableResult
    mutating func open() -> [GatewaySession.Effect] {
        session.socketOpened(now: now) + session.connected(now: now)
    }

    /// Asks for the address and gets it.
    mutating func fetchAddress(delay: IdentifyDelay? = nil) -> [GatewaySession.Effect] {
        session.addressReceived("wss://g", delay: delay, now: now)
    }

    /// Connects freshly; hello's interval is 40 s.
    mutating func becomeReady(sequence: Int = 1) {
        _ = session.start()
        _ = fetchAddress()
        open()
        _ = receive(.hello(interval: .seconds(40)))
        _ = receive(.ready(sequence: sequence, sessionID: "abc", url: "wss://resume"))
    }

    /// From a pause to the hello of the next connection.
    mutating func reconnect() -> (opened: [GatewaySession.Effect], greeted: [GatewaySession.Effect]) {
        let opened = passToDeadline()
        open()
        return (opened, receive(.hello(interval: .seconds(40))))
    }
}

extension IdentifyBudget {
    /// Enough identifies for every test.
    static let plenty = IdentifyBudget(remaining: 900, resetAfter: .seconds(3600))
}
