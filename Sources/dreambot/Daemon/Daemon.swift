import Discord
import Foundation
import Logging
import ServiceLifecycle
import Transport
import Wishes

/// A running bot: builds the parts, wires them together, and runs them in one task group.
struct Daemon: Service {
    /// How long a stop waits for answers to commands already received; the unit allows 10 s for everything. What is not
    /// answered by then is in the inbox, for the next process.
    private static let answerPatience = Duration.seconds(6)
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
    let connection: GatewayConnection
    let cog: SuggestionsCog
    private let handover: SessionHandover
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
        let connection = GatewayConnection(
            GatewayConnection.Configuration(token: token, trust: GatewayTrust(apiBaseURL: configuration.apiBaseURL)),
            opener: CurlByteStreamOpener(loop: access.loop),
            gate: IdentifyGate(store.gateway), date: now, now: instant, log: log.labelled("gateway"),
            addressSource: { try await access.rest.gatewayBot() })
        var dependencies = SuggestionsCog.Dependencies(
            settings: { settings.settings(for: $0.rawValue) }, now: now, clock: clock,
            freshness: configuration.freshness, syncInterval: configuration.syncInterval,
            keepSyncRuns: configuration.keepRuns, postsWeeklySummaries: true,
            onSettled: {
                status.note(.settled)
                memory.note()
            }, onStorageFailure: { status.note(.storage(isFailing: $0)) })
        dependencies.configuredGuilds = { Set(settings.guilds.map { Snowflake($0) }) }
        let cog = SuggestionsCog(
            store: store, port: DiscordGuildPort(access.rest, now: now), dependencies: dependencies,
            log: log.labelled("wishes"))
        handover = SessionHandover(
            store: store, rest: access.rest, connection: connection, cog: cog, clock: clock, now: now, instant: instant,
            log: log)
        watchdog = Watchdog(
            interval: notifier.watchdogInterval ?? configuration.metricsAddress.map { _ in Self.probeInterval },
            parts: [
                .gateway(connection, now: instant),
                Watchdog.Part(name: "wishes") {
                    await cog.probe()
                    return true
                },
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
        (self.access, self.store, self.connection, self.cog) = (access, store, connection, cog)
        (self.notifier, self.status, self.clock, self.log) = (notifier, status, clock, log)
        (self.stops, self.stopSink) = (stops, stopSink)
    }

    /// Runs until `stop`, or until the service group shuts down. Throws `GatewayFatal` when only the operator can help.
    func run() async throws {
        log.info("Started.", metadata: ["version": "\(Version.current)"])
        // Configuration, token and database are good; whether Discord answers is a matter of the status.
        notifier.send(["READY": "1"])
        status.note(.gateway(.connecting, identifyWait: nil))
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
    func timeHasPassed() async { await connection.timeHasPassed() }

    /// Closes the database and the network. Call when `run` has returned.
    func close() {
        if let problem = store.close() { log.error("\(problem)") }
        access.close()
    }

    /// What happened to the connection, for the last line of the log.
    var connectionFacts: Logger.Metadata { connection.liveness.current.metadata }

    /// The parts that run side by side.
    private enum Part { case gateway, intake, cog, watchdog, status, memory, backups, stopper }

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
        try await handover.resume()
        try await withThrowingTaskGroup(of: Part.self) { group in
            group.addTask {
                await cog.run()
                return .cog
            }
            group.addTask {
                await watchdog.run()
                return .watchdog
            }
            group.addTask {
                await status.run(connection.liveness)
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
                for await reason in stops { await connection.stop(reason) }
                return .stopper
            }
            group.addTask {
                while let batch = await connection.events.next() { await cog.handle(batch) }
                return .intake
            }
            group.addTask {
                try await connection.run()
                return .gateway
            }
            // Every event that Discord has sent is handled before the other parts stop.
            var running: Set<Part> = [.gateway, .intake]
            while !running.isEmpty, let part = try await group.next() { running.remove(part) }
            await handover.keep()
            await answerReceivedCommands()
            group.cancelAll()
        }
    }

    /// Returns when every received command is answered, or after `answerPatience`.
    private func answerReceivedCommands() async {
        await withTaskGroup { group in
            group.addTask { await cog.answered() }
            group.addTask { try? await clock.sleep(for: Self.answerPatience) }
            await group.next()
            group.cancelAll()
        }
    }

    /// A clock's time as instants of `ContinuousClock`, which the gateway counts in.
    private static func instants(of clock: some Clock<Duration>) -> @Sendable () -> ContinuousClock.Instant {
        let (zero, began) = (ContinuousClock.now, clock.now)
        return { zero + began.duration(to: clock.now) }
    }
}
