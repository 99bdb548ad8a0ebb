import Discord
import Foundation
import Logging
import Transport
import Wishes

/// The bot's layers, wired as in the daemon, with a count of the handled reactions.
final class BenchmarkBot: Sendable {
    private let folder: URL
    private let loop: NetworkLoop
    private let store: WishStore
    private let connection: GatewayConnection
    private let cog: SuggestionsCog

    init(apiBaseURL: String, compress: Bool, wishes: [UInt64]) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "gateway-throughput-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try WishStore(path: folder.appending(path: "wishes.sqlite3").path)
        if !wishes.isEmpty { _ = try await store.take(ImportFile(Self.file(wishes)), at: Date()) }
        loop = try NetworkLoop(name: "network")
        let token = Secret("any-token")
        let rest = RESTClient(
            transport: CurlHTTPTransport(loop: loop),
            configuration: RESTConfiguration(baseURL: apiBaseURL, token: token, version: "benchmark"))
        let log = Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }
        connection = GatewayConnection(
            GatewayConnection.Configuration(token: token, trust: .local, compress: compress),
            opener: CurlByteStreamOpener(loop: loop), log: log, addressSource: { try await rest.gatewayAddress() })
        cog = SuggestionsCog(store: store, port: DiscordGuildPort(rest), log: log)
    }

    /// Runs until `stop` or SIGTERM. Reports `CONNECTED`, `READY` and `SEEN n`. Throws: the connection's fatal error.
    func run(reportEvery events: Int, _ report: @escaping @Sendable (String) -> Void) async throws {
        let source = onTermination { [connection] in Task { await connection.stop() } }
        defer {
            source.cancel()
            loop.shutdown()
        }
        try await withThrowingTaskGroup { group in
            group.addTask { await self.cog.run() }
            group.addTask { await self.handleEvents(reportEvery: events, report) }
            defer { group.cancelAll() }
            try await connection.run()
        }
    }

    /// Ends `run`.
    func stop() { Task { await connection.stop() } }

    /// The sum of the stored votes; closes and deletes the database.
    func votes(of wishes: [UInt64]) async throws -> Int {
        let total = try await store.wishes(guild: Snowflake(BenchmarkEvents.guildID)).reduce(0) { $0 + $1.votes }
        store.close()
        try FileManager.default.removeItem(at: folder)
        return total
    }

    private func handleEvents(reportEvery events: Int, _ report: @Sendable (String) -> Void) async {
        var (seen, next, isReady) = (0, events, false)
        while let batch = await connection.events.next() {
            let landmarks = Landmarks(batch)
            if landmarks.isConnected { report("CONNECTED") }
            await cog.handle(batch)
            if landmarks.hasGuild, !isReady {
                isReady = true
                report("READY")
            }
            seen += landmarks.reactions
            while seen >= next {
                report("SEEN \(next)")
                next += events
            }
        }
    }

    private struct Landmarks {
        var isConnected = false
        var hasGuild = false
        var reactions = 0

        init(_ batch: [GatewayEvent]) {
            for event in batch {
                switch event {
                case .reactionAdd: reactions += 1
                case .ready: isConnected = true
                case .guildCreate: hasGuild = true
                default: break
                }
            }
        }
    }

    private func onTermination(_ action: @escaping @Sendable () -> Void) -> any DispatchSourceSignal {
        signal(SIGTERM, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGTERM, queue: .global())
        source.setEventHandler(handler: action)
        source.activate()
        return source
    }

    private static func file(_ wishes: [UInt64]) -> Data {
        let records = wishes.map { wish in
            """
            "\(wish)": {"type": "video", "author_id": "1", "description": "wish", \
            "guild_id": "\(BenchmarkEvents.guildID)", "channel_id": "\(BenchmarkEvents.channelID)", "votes": 0, \
            "created_at": "2026-01-01T00:00:00Z"}
            """
        }
        return Data("{\(records.joined(separator: ","))}".utf8)
    }
}
