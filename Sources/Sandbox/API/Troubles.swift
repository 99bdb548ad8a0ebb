import Foundation

extension Sandbox {
    /// Delays every REST answer by milliseconds.
    public func setLatency(milliseconds: Int) {
        latency = milliseconds
    }

    /// Switches rate limits on, or off with nil; counting starts anew.
    public func setRateLimits(_ rateLimits: [RateLimit]?, globalPerSecond: Int = 50) {
        limits = rateLimits.map { RateLimits($0, globalPerSecond: globalPerSecond) }
    }

    /// Makes the next `times` matching requests (nil: all until cleared) go wrong. The oldest trouble strikes first.
    public func trouble(_ pattern: Pattern, _ fault: Fault, times: Int? = 1) {
        troubles.add(Trouble(pattern: pattern, fault: fault, times: times))
    }

    /// The troubles still to strike.
    public var pendingTroubles: [Trouble] { troubles.all }

    /// Ends all REST troubles, latency, holds and gateway troubles. Connections that are deaf hear again.
    public func clearTroubles() {
        troubles.clear()
        latency = configuration.latency
        holds.releaseAll()
        gatewayState.settings.refusesResumes = nil
        gatewayState.settings.greetingCloseCode = nil
        gatewayState.settings.welcomes = []
        gatewayState.settings.duplicates = false
        gatewayState.settings.reorders = false
        perform(gatewayState.flushDelayed())
        gatewayState.setDeaf(false)
        setDoor(.open)
    }

    /// Sets a trap: matching requests wait in it until released. Set it, let the request come, then await `caught`.
    public func hold(_ pattern: Pattern, at stage: Stage = .beforeWork) -> HoldID {
        holds.add(pattern, stage)
    }

    /// Waits until a trap holds this many requests; false when the time is over first.
    @discardableResult
    public func caught(_ hold: HoldID, count: Int = 1, timeout: Duration = patience) async -> Bool {
        await wait(timeout: timeout) { ($0.holds.caught(hold) ?? count) >= count ? true : nil } ?? false
    }

    /// Takes a trap away; the requests in it go on, or have their connections cut with `answering: false`.
    public func release(_ hold: HoldID, answering: Bool = true) {
        holds.release(hold, answering: answering)
    }

    /// REST requests since the start or the last reset, oldest first.
    public var requests: [Request] { log.all }

    /// Requests that match a pattern.
    public func requests(_ pattern: Pattern) -> [Request] {
        log.all.filter { pattern.matches(method: $0.method, path: $0.path) }
    }

    /// Gateway counters since the start or the last reset.
    public var counters: GatewayCounters { gatewayState.counters }

    /// Forgets requests and counters.
    public func resetRecords() {
        log.reset()
        gatewayState.counters = GatewayCounters()
    }
}
