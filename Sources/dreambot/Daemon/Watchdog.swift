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

    /// The longest time between two keep-alives, and the pace of the probes; nil without a watchdog.
    let interval: Duration?
    let parts: [Part]
    let clock: any Clock<Duration>
    let log: Logger
    /// Sends one keep-alive.
    let feed: @Sendable () -> Void
    private let board = PulseBoard()

    /// The parts that are stuck now; none before `run`.
    var stuck: [String] { board.stuck }

    /// - Parameters:
    ///   - interval: nil for no watchdog.
    ///   - feed: sends one keep-alive.
    init(
        interval: Duration?, parts: [Part], clock: any Clock<Duration>, log: Logger,
        feed: @escaping @Sendable () -> Void
    ) {
        (self.interval, self.parts, self.clock, self.log, self.feed) = (interval, parts, clock, log, feed)
    }

    /// Feeds three times per interval, until cancelled. Returns at once without a watchdog.
    func run() async {
        guard let interval else { return }
        board.begin(Pulses(parts.map(\.name), longestPause: interval * 2 / 3), elapsed: clock.stopwatch())
        // No children: one that is stuck must not hold up a stop.
        let probes = parts.map { part in
            Task { [clock, board] in
                while !Task.isCancelled {
                    let moves = await part.probe()
                    board.answered(part.name, moves: moves)
                    try? await clock.sleep(for: interval / 3)
                }
            }
        }
        var reported: [String] = []
        while !Task.isCancelled {
            let stuck = stuck
            if stuck.isEmpty { feed() }
            if stuck != reported, !stuck.isEmpty {
                log.critical(
                    "A part of the program is stuck; the service manager's watchdog is not fed.",
                    metadata: ["parts": "\(stuck.joined(separator: ", "))"])
            }
            reported = stuck
            try? await clock.sleep(for: interval / 3)
        }
        for probe in probes { probe.cancel() }
    }
}

/// The pulses, for the tasks that probe and for those who ask.
private final class PulseBoard: Sendable {
    private struct State: Sendable {
        var pulses: Pulses
        let elapsed: @Sendable () -> Duration
    }

    private let state = Mutex<State?>(nil)

    /// Probing begins at time zero.
    func begin(_ pulses: Pulses, elapsed: @escaping @Sendable () -> Duration) {
        state.withLock { $0 = State(pulses: pulses, elapsed: elapsed) }
    }

    func answered(_ part: String, moves: Bool) {
        state.withLock { state in
            guard let now = state?.elapsed() else { return }
            state?.pulses.answered(part, moves: moves, at: now)
        }
    }

    var stuck: [String] { state.withLock { state in state.map { $0.pulses.stuck(at: $0.elapsed()) } ?? [] } }
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

    /// The gateway: the network thread runs, and every ready connection hears Discord. Not being connected is no reason for
    /// a restart: Discord may be down.
    static func gateway(_ shards: Shards, now: @escaping @Sendable () -> ContinuousClock.Instant) -> Watchdog.Part {
        Watchdog.Part(name: "gateway") {
            var hears = true
            for shard in shards.current {
                // Does not return while the network thread hangs.
                await shard.connection.probe()
                let facts = shard.connection.liveness.current
                guard facts.state == .ready, let heard = facts.lastHeard else { continue }
                if now() - heard >= longestSilence { hears = false }
            }
            return hears
        }
    }

    /// The cogs: each takes its turn.
    static func wishes(_ shards: Shards) -> Watchdog.Part {
        Watchdog.Part(name: "wishes") {
            for shard in shards.current { await shard.cog.probe() }
            return true
        }
    }
}
