import Discord

/// Feeds systemd's watchdog while the gateway is heard, so that a process with a dead connection is restarted.
struct Watchdog: Sendable {
    /// A ready connection that was silent for longer gets no more keep-alives; heartbeats come every 41 seconds.
    private static let longestSilence = Duration.seconds(150)

    let notifier: ServiceNotifier
    let connection: GatewayConnection
    let clock: any Clock<Duration>
    /// The gateway's clock.
    let instant: @Sendable () -> ContinuousClock.Instant

    /// Sends `WATCHDOG=1` three times per watchdog interval, until cancelled. Returns at once without a watchdog.
    func run() async {
        guard let interval = notifier.watchdogInterval else { return }
        while !Task.isCancelled {
            // Does not return while the network thread hangs.
            await connection.probe()
            if isHeard { notifier.send("WATCHDOG=1") }
            try? await clock.sleep(for: interval / 3)
        }
    }

    /// True as well while not connected: an outage of Discord is no reason for a restart.
    private var isHeard: Bool {
        let facts = connection.liveness.current
        guard facts.state == .ready, let heard = facts.lastHeard else { return true }
        return instant() - heard < Self.longestSilence
    }
}
