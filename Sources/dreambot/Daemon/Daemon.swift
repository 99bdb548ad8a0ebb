import Discord
import Foundation
import Logging
import ServiceLifecycle
import Transport
import Wishes

/// A running bot: builds the parts, wires them together, and runs them in one task group.
struct Daemon: Service {
    /// The pace of the watchdog where only metrics ask for it, as in the unit.
    private static let probeInterval = Duration.seconds(180)

    let access: DiscordAccess
    let settings: LiveConfiguration
    let logLevel: LogLevelSwitch
    /// Reads the configuration's file again.
    let readConfiguration: @Sendable () throws -> Configuration
    let database: String
    let startedAt: Date
    let now: @Sendable () -> Date
    let instant: @Sendable () -> ContinuousClock.Instant
    let store: WishStore
    let shards: Shards
    let watchdog: Watchdog
    let logDropped: @Sendable () -> Int
    let metricsAddress: MetricsAddress?
    private let backups: BackupSchedule?
    private let memory: MemoryReturn
    let notifier: ServiceNotifier
    let status: StatusReporter
    private let clock: any Clock<Duration>
    /// Requests to stop the gateway: nil for a stop that was asked for, else the reason `run` throws.
    private let stops: AsyncStream<GatewayFatal?>
    private let stopSink: AsyncStream<GatewayFatal?>.Continuation
    let log: Logger

    /// Opens the database and builds the parts; sends nothing yet.
    /// - Parameters:
    ///   - clock: measures pauses, the gateway's limits and the age of a sync. HTTP and socket timeouts use real time.
    ///   - now: the wall clock, for everything that is stored or shown.
    ///   - logLevel: the level of `log`, which can change.
    ///   - readConfiguration: reads the configuration again, for a reload.
    ///   - logMoves: whether the log's writer moves, for the watchdog.
    ///   - logDropped: how many lines the log has dropped.
    /// - Throws: `StoreError`; `TransportError` when the network thread cannot start.
    init(
        _ configuration: Configuration, token: Secret, log: Logger, clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Date = { Date() }, logLevel: LogLevelSwitch? = nil,
        readConfiguration: (@Sendable () throws -> Configuration)? = nil,
        logMoves: @escaping @Sendable () -> Bool = { true }, logDropped: @escaping @Sendable () -> Int = { 0 }
    ) throws {
        let (stops, stopSink) = AsyncStream.makeStream(
            of: GatewayFatal?.self, bufferingPolicy: .bufferingNewest(16))
        let (notifier, instant) = (ServiceNotifier(), Self.instants(of: clock))
        let settings = LiveConfiguration(configuration)
        let status = StatusReporter(notifier, clock: clock, now: now, elapsed: clock.stopwatch(), log: log)
        let memory = MemoryReturn(clock: clock)
        let store = try WishStore(path: configuration.databasePath)
        let access = try DiscordAccess(
            configuration, token: token, log: log, clock: clock, onUnauthorized: { stopSink.yield(.tokenRefused) })
        let gate = IdentifyGate(store.gateway)
        let shards = Shards(
            configuration.shards,
            handover: SessionHandover(
                store: store, rest: access.rest, clock: clock, now: now, instant: instant, log: log),
            askDiscord: { try await access.rest.gatewayBot() }, clock: clock, instant: instant, log: log,
            notes: Shards.Notes(
                gateway: { status.note(.gateway($0)) },
                settled: {
                    status.note(.settled)
                    memory.note()
                }, storage: { status.note(.storage(isFailing: $0)) })
        ) { shard, inProcess, notes, source in
            let log = log.labelled(shard)
            let connection = GatewayConnection(
                GatewayConnection.Configuration(
                    token: token, shard: shard, trust: GatewayTrust(apiBaseURL: configuration.apiBaseURL)),
                opener: CurlByteStreamOpener(loop: access.loop), gate: gate, date: now, now: instant,
                log: log.labelled("gateway"), addressSource: source)
            var dependencies = SuggestionsCog.Dependencies(
                settings: { settings.settings(for: $0.rawValue) }, now: now, clock: clock,
                freshness: configuration.freshness, syncInterval: configuration.syncInterval,
                keepSyncRuns: configuration.keepRuns, postsWeeklySummaries: true, onSettled: notes.settled,
                onStorageFailure: notes.storage)
            dependencies.configuredGuilds = { Set(settings.guilds.map { Snowflake($0) }) }
            (dependencies.shard, dependencies.shardsInProcess) = (shard, inProcess)
            // Discord keeps them for the application, not for a shard.
            dependencies.registersCommands = shard.number == 0
            let cog = SuggestionsCog(
                store: store, port: DiscordGuildPort(access.rest, now: now), dependencies: dependencies,
                log: log.labelled("wishes"))
            return Shard(id: shard, connection: connection, cog: cog, clock: clock)
        }
        watchdog = Watchdog(
            interval: notifier.watchdogInterval ?? configuration.metricsAddress.map { _ in Self.probeInterval },
            parts: [
                .gateway(shards, now: instant), .wishes(shards),
                Watchdog.Part(name: "database") {
                    // A disk that refuses is not stuck: a restart would not cure it.
                    try? await store.probe()
                    return true
                },
                Watchdog.Part(name: "log") { logMoves() },
            ], clock: clock, log: log, feed: { notifier.send(["WATCHDOG": "1"]) })
        backups = configuration.backups.map {
            BackupSchedule(plan: $0, database: configuration.databasePath, clock: clock, now: now, log: log)
        }
        (self.settings, self.logLevel, self.memory) = (settings, logLevel ?? configuration.logLevelSwitch, memory)
        self.readConfiguration = readConfiguration ?? { configuration }
        (database, startedAt, self.now, self.instant) = (configuration.databasePath, now(), now, instant)
        (self.logDropped, metricsAddress) = (logDropped, configuration.metricsAddress)
        (self.access, self.store, self.shards) = (access, store, shards)
        (self.notifier, self.status, self.clock, self.log) = (notifier, status, clock, log)
        (self.stops, self.stopSink) = (stops, stopSink)
    }

    /// Runs until `stop`, or until the service group shuts down. Throws `GatewayFatal` when only the operator can help.
    func run() async throws {
        log.info("Started.", metadata: ["version": "\(Version.current)"])
        // Configuration, token and database are good; whether Discord answers is a matter of the status.
        notifier.send(["READY": "1"])
        status.note(.gateway(GatewayOverview(.connecting)))
        try await withGracefulShutdownHandler {
            try await work()
        } onGracefulShutdown: {
            stop()
        }
    }

    /// Begins a clean stop: events already received are handled, then `run` returns.
    func stop() {
        notifier.send(["STOPPING": "1"])
        status.note(.stopping)
        stopSink.yield(nil)
    }

    /// Checks limits and pauses again. Call after moving an injected clock.
    func timeHasPassed() async { for shard in shards.current { await shard.connection.timeHasPassed() } }

    /// Closes the database and the network. Call when `run` has returned.
    func close() {
        if let problem = store.close() { log.error("\(problem)") }
        access.close()
    }

    /// What happened to the connections, for the last line of the log.
    var connectionFacts: Logger.Metadata {
        shards.current.map(\.connection.liveness.current).reduce(into: GatewayLiveness()) { $0 += $1 }.metadata
    }

    /// The parts that run side by side.
    private enum Part { case shards, watchdog, status, memory, backups, stopper }

    private func work() async throws {
        let control = ControlServer(path: ControlSocket.path(database: database)) { await answer($0) }
        defer { control?.close() }
        if control == nil {
            log.warning(
                "`dreambot status` cannot reach this process: its socket cannot be made.",
                metadata: ["error": "\(String(cString: strerror(errno)))"])
        }
        let metrics = serveMetrics()
        defer { metrics?.close() }
        try await withThrowingTaskGroup(of: Part.self) { group in
            group.addTask {
                await watchdog.run()
                return .watchdog
            }
            group.addTask {
                await status.run()
                return .status
            }
            group.addTask {
                await memory.run()
                return .memory
            }
            if let backups {
                group.addTask {
                    await backups.run()
                    return .backups
                }
            }
            group.addTask {
                for await reason in stops { await shards.stop(reason) }
                return .stopper
            }
            group.addTask {
                try await shards.run()
                return .shards
            }
            while let part = try await group.next(), part != .shards {}
            group.cancelAll()
        }
    }

    /// A clock's time as instants of `ContinuousClock`, which the gateway counts in.
    private static func instants(of clock: some Clock<Duration>) -> @Sendable () -> ContinuousClock.Instant {
        let (zero, began) = (ContinuousClock.now, clock.now)
        return { zero + began.duration(to: clock.now) }
    }
}
