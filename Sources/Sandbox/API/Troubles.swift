import Foundation

extension Sandbox {
    /// Delays every REST answer by milliseconds.
    public func setLatency(milliseconds: Int) {
        latency = milliseconds
    }

    /// Switches rate limits on, or off with nil; counting starts anew.
    /// `globalPerSecond` is how many requests the bot may send in a second; nil: what the configuration says.
    public func setRateLimits(_ rateLimits: [RateLimit]?, globalPerSecond: Int? = nil) {
        limits = rateLimits.map {
            RateLimits($0, globalPerSecond: globalPerSecond ?? configuration.requestsPerSecond)
        }
    }

    /// Injects a fault into the next `times` matching requests (nil: all until cleared). The oldest trouble applies first.
    public func trouble(_ pattern: Pattern, _ fault: Fault, times: Int? = 1) {
        troubles.add(Trouble(pattern: pattern, fault: fault, times: times))
    }

    /// The troubles that still apply.
    public var pendingTroubles: [Trouble] { troubles.all }

    /// Ends all REST troubles, latency, breakpoints and gateway troubles. Stalled connections go on.
    public func clearTroubles() {
        troubles.clear()
        latency = configuration.latency
        breakpoints.releaseAll()
        gatewayState.settings.refusesResumes = nil
        gatewayState.settings.identifyCloseCode = nil
        gatewayState.settings.openings = []
        gatewayState.settings.duplicates = false
        gatewayState.settings.reorders = false
        perform(gatewayState.flushDelayed())
        gatewayState.setStalled(false)
        setConnectionPolicy(.accepting)
    }

    /// Sets a breakpoint: matching requests wait at it until `release`. Set it, make the request, then await `caught`.
    public func hold(_ pattern: Pattern, at stage: Stage = .beforeWork) -> BreakpointID {
        breakpoints.add(pattern, stage)
    }

    /// Waits until a breakpoint has stopped this many requests; false when the timeout passes first.
    @discardableResult
    public func caught(_ breakpoint: BreakpointID, count: Int = 1, timeout: Duration = patience) async -> Bool {
        await wait(timeout: timeout) { ($0.breakpoints.caught(breakpoint) ?? count) >= count ? true : nil } ?? false
    }

    /// Removes a breakpoint; the stopped requests go on, or their connections are cut with `answering: false`.
    public func release(_ breakpoint: BreakpointID, answering: Bool = true) {
        breakpoints.release(breakpoint, answering: answering)
    }

    /// REST requests since the start or the last reset, oldest first.
    public var requests: [Request] { log.all }

    /// Requests that match a pattern.
    public func requests(_ pattern: Pattern) -> [Request] {
        log.all.filter { pattern.matches(method: $0.method, path: $0.path) }
    }

    /// Gateway counters since the start or the last reset.
    public var counters: GatewayCounters { gatewayState.counters }

    /// Clears the request log and the counters.
    public func resetRecords() {
        log.reset()
        gatewayState.counters = GatewayCounters()
        gatewayState.starts = SessionStarts()
    }
}
