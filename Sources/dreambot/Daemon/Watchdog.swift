import Discord
import Logging
import Synchronization

/// Feeds systemd's watchdog while every part of the program moves, so that a process of which one part is stuck is
/// restarted.
struct Watchdog: Sendable {
    /// A part that has to move.
    struct Part: Sendable {
        /// For the log.
        var name: String
        /// Returns when the part has moved, and does not return while it is stuck. False: it runs, but does not do its
        /// work.
        var probe: @Sendable () async -> Bool
    }

    /// The longest time that systemd allows between two keep-alives; nil without a watchdog.
    let interval: Duration?
    let parts: [Part]
    let clock: any Clock<Duration>
    let log: Logger
    /// Sends one keep-alive.
    let feed: @Sendable () -> Void

    /// Feeds three times per interval, until cancelled. Returns at once without a watchdog.
    func run() async {
        guard let interval else { return }
        let elapsed = clock.stopwatch()
        let board = PulseBoard(Pulses(parts.map(\.name), longestPause: interval * 2 / 3))
        // No children: one that is stuck must not hold up a stop.
        let probes = parts.map { part in
            Task { [clock] in
                while !Task.isCancelled {
                    let moves = await part.probe()
                    board.pulses.withLock { $0.answered(part.name, moves: moves, at: elapsed()) }
                    try? await clock.sleep(for: interval / 3)
                }
            }
        }
        var reported: [String] = []
        while !Task.isCancelled {
            let stuck = board.pulses.withLock { $0.stuck(at: elapsed()) }
            if stuck.isEmpty { feed() }
            if stuck != reported, !stuck.isEmpty {
                log.critical(
                    "The service manager's watchdog is not fed: a part of the program is stuck.",
                    metadata: ["parts": "\(stuck.joined(separator: ", "))"])
            }
            reported = stuck
            try? await clock.sleep(for: interval / 3)
        }
        for probe in probes { probe.cancel() }
    }
}

/// The pulses, for the tasks that probe and the one that feeds.
private final class PulseBoard: Sendable {
    let pulses: Mutex<Pulses>

    init(_ pulses: Pulses) { self.pulses = Mutex(pulses) }
}

/// When each part last moved, and which are stuck. Pure.
struct Pulses: Sendable, Equatable {
    private struct Pulse: Sendable, Equatable {
        var movedAt: Duration = .zero
        var moves = true
    }

    private let longestPause: Duration
    private var pulses: [String: Pulse]

    /// All parts count as moved at time zero.
    init(_ parts: [String], longestPause: Duration) {
        self.longestPause = longestPause
        pulses = Dictionary(parts.map { ($0, Pulse()) }) { first, _ in first }
    }

    /// A probe has returned.
    mutating func answered(_ part: String, moves: Bool, at now: Duration) {
        pulses[part]?.moves = moves
        if moves { pulses[part]?.movedAt = now }
    }

    /// The parts whose probes have not returned for too long, or tell that they do not move.
    func stuck(at now: Duration) -> [String] {
        pulses.filter { !$0.value.moves || now - $0.value.movedAt > longestPause }.map(\.key).sorted()
    }
}

extension Watchdog.Part {
    /// A ready connection that was silent for longer is dead; heartbeats come every 41 seconds.
    private static let longestSilence = Duration.seconds(150)

    /// The gateway: the network thread runs, and a ready connection hears Discord. Not being connected is no reason for a
    /// restart: Discord may be down.
    static func gateway(
        _ connection: GatewayConnection, now: @escaping @Sendable () -> ContinuousClock.Instant
    ) -> Watchdog.Part {
        Watchdog.Part(name: "gateway") {
            // Does not return while the network thread hangs.
            await connection.probe()
            let facts = connection.liveness.current
            guard facts.state == .ready, let heard = facts.lastHeard else { return true }
            return now() - heard < longestSilence
        }
    }
}
