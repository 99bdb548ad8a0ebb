import Discord
import Foundation
import Logging
import ServiceLifecycle
import Transport
import Wishes

/// The parts of a running bot, wired together. One task group carries them all.
struct Daemon: Service {
    private let loop: NetworkLoop
    let store: WishStore
    let rest: RESTClient
    let connection: GatewayConnection
    let cog: SuggestionsCog
    private let notifier = ServiceNotifier()
    let log: Logger

    /// Opens the database and builds everything; nothing is sent yet. Throws `StoreError`.
    init(_ configuration: Configuration, token: Secret, log: Logger) throws {
        self.log = log
        store = try WishStore(path: configuration.databasePath)
        loop = try NetworkLoop(name: "network")
        let box = ConnectionBox()
        rest = RESTClient(
            transport: CurlHTTPTransport(loop: loop),
            configuration: RESTConfiguration(
                baseURL: configuration.apiBaseURL, token: token, version: Version.current),
            logger: log.labelled("rest"), onUnauthorized: { _ in box.fail(.tokenRefused) })
        connection = GatewayConnection(
            GatewayConnection.Configuration(token: token), opener: CurlByteStreamOpener(loop: loop),
            ledger: store.gateway, log: log.labelled("gateway"),
            addressSource: { [rest] in try await rest.gatewayAddress() })
        box.connection = connection
        let notifier = notifier
        cog = SuggestionsCog(
            store: store, port: DiscordGuildPort(rest),
            surroundings: .init(
                settings: { configuration.settings(for: $0.rawValue) }, freshness: configuration.freshness,
                syncInterval: configuration.syncInterval, postsWeeklySummaries: true,
                onSettled: { notifier.send("READY=1\nSTATUS=Connected and synced.") }),
            log: log.labelled("wishes"))
    }

    /// Runs until the gateway is stopped, or throws `GatewayFatal`.
    func run() async throws {
        log.info("Started.", metadata: ["version": "\(Version.current)"])
        try await withGracefulShutdownHandler {
            try await work()
        } onGracefulShutdown: {
            notifier.send("STOPPING=1")
            Task { await connection.stop() }
        }
    }

    /// The parts that run side by side.
    private enum Part { case gateway, intake, cog, watchdog }

    private func work() async throws {
        try await resumeStoppedSession()
        try await withThrowingTaskGroup(of: Part.self) { group in
            group.addTask {
                await cog.run()
                return .cog
            }
            group.addTask {
                await feedWatchdog()
                return .watchdog
            }
            group.addTask {
                while let batch = await connection.events.next() { await cog.handle(batch) }
                return .intake
            }
            group.addTask {
                try await connection.run()
                return .gateway
            }
            // What Discord has sent until the end is handled before anything else is stopped.
            var running: Set<Part> = [.gateway, .intake]
            while !running.isEmpty, let part = try await group.next() { running.remove(part) }
            await keepSession()
            await answerWhatHasCome()
            group.cancelAll()
        }
    }

    /// Tells systemd that the bot lives, but only while Discord does: a deaf connection is restarted.
    private func feedWatchdog() async {
        guard let interval = notifier.watchdogInterval else { return }
        while !Task.isCancelled {
            await connection.probe()
            if isHearing { notifier.send("WATCHDOG=1") }
            try? await Task.sleep(for: interval / 3)
        }
    }

    private var isHearing: Bool {
        let facts = connection.liveness.current
        guard facts.state == .ready, let heard = facts.lastHeard else { return true }
        return .now - heard < .seconds(150)
    }

    /// Closes the database and the network. Call when `run` has returned.
    func close() {
        store.close()
        loop.shutdown()
    }
}

/// Breaks the circle between the REST client, which may find the token refused, and the connection, which then stops.
private final class ConnectionBox: @unchecked Sendable {
    private let lock = NSLock()
    private var held: GatewayConnection?

    var connection: GatewayConnection? {
        get { lock.withLock { held } }
        set { lock.withLock { held = newValue } }
    }

    func fail(_ reason: GatewayFatal) {
        guard let connection else { return }
        Task { await connection.stop(reason) }
    }
}
