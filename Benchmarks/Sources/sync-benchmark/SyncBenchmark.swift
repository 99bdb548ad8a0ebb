import ArgumentParser
import Discord
import Foundation
import Logging
import Sandbox
import Transport
import Wishes

/// Syncs many wishes against a Sandbox with latency: in pages, as dreambot does it, and one by one, as its predecessor
/// did (one GET for each wish and a pause of 100 ms). Both in one run, so that the machine's mood cancels out.
@main
struct SyncBenchmark: AsyncParsableCommand {
    @Option(help: "Wishes, posted one after another.")
    var wishes = 1_000

    @Option(help: "Latency of every request, in milliseconds.")
    var latency = 50

    @Flag(help: "Switch Discord's usual rate limits on.")
    var rateLimits = false

    @Flag(inversion: .prefixedNo, help: "Also measure the one-by-one way, which takes minutes.")
    var oneByOne = true

    func run() async throws {
        let stage = try await BenchmarkStage(wishes: wishes, latency: latency, rateLimits: rateLimits)
        print("\(wishes) wishes, \(latency) ms latency, rate limits \(rateLimits ? "on" : "off")")
        let pages = try await stage.measure("pages") { try await stage.syncInPages(expecting: wishes) }
        if oneByOne {
            let single = try await stage.measure("one by one") { try await stage.syncOneByOne() }
            print(
                String(
                    format: "ratio: %.0f times the requests, %.0f times the time",
                    Double(single.requests) / Double(pages.requests), single.seconds / pages.seconds))
        }
        await stage.close()
    }
}

/// A Sandbox full of wishes, a store that knows them with stale counts, and the bot's own layers between them.
final class BenchmarkStage: Sendable {
    struct Figures {
        var requests: Int
        var seconds: Double
    }

    private let sandbox: Sandbox
    private let loop: NetworkLoop
    private let rest: RESTClient
    private let store: WishStore
    private let folder: URL
    private let guild: Sandbox.ID
    private let channel: Sandbox.ID
    private let cards: [Sandbox.ID]

    init(wishes: Int, latency: Int, rateLimits: Bool) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "sync-benchmark-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        sandbox = Sandbox()
        let addresses = try await sandbox.start()
        let guild = await sandbox.addGuild("Benchmark", humans: 10, channels: ["suggestions"])
        self.guild = guild.id
        channel = try await sandbox.channel(named: "suggestions", in: guild.id).id
        cards = try await sandbox.post(many: wishes, as: sandbox.botID, in: channel)
        let humans = await sandbox.humans(of: guild.id)
        for (index, card) in cards.enumerated() {
            await sandbox.react(
                "🌟", to: card, in: channel, by: Array(humans.prefix(1 + index % 9)) + [sandbox.botID], silent: true)
        }
        loop = try NetworkLoop(name: "network")
        rest = RESTClient(
            transport: CurlHTTPTransport(loop: loop),
            configuration: RESTConfiguration(
                baseURL: addresses.api, token: Secret("sandbox-token"), version: "benchmark"))
        store = try WishStore(path: folder.appending(path: "wishes.sqlite3").path)
        _ = try await store.take(ImportFile(Self.file(cards, guild.id, channel)), at: Date())
        await sandbox.setLatency(milliseconds: latency)
        if rateLimits { await sandbox.setRateLimits(Sandbox.RateLimit.usual) }
    }

    func close() async {
        store.close()
        loop.shutdown()
        await sandbox.stop()
        try? FileManager.default.removeItem(at: folder)
    }

    private static func file(_ cards: [Sandbox.ID], _ guild: Sandbox.ID, _ channel: Sandbox.ID) -> Data {
        let records = cards.map { card in
            """
            "\(card)": {"type": "video", "author_id": "1", "description": "wish \(card)", "guild_id": "\(guild)", \
            "channel_id": "\(channel)", "votes": 0, "created_at": "2026-01-01T00:00:00Z"}
            """
        }
        return Data("{\(records.joined(separator: ","))}".utf8)
    }

    func measure(_ name: String, _ body: () async throws -> Void) async throws -> Figures {
        await sandbox.resetRecords()
        let clock = ContinuousClock()
        let time = try await clock.measure { try await body() }
        let requests = await sandbox.requests.count
        let figures = Figures(requests: requests, seconds: time / .seconds(1))
        print(
            name.padding(toLength: 12, withPad: " ", startingAt: 0)
                + String(format: "%6d requests %9.2f s", figures.requests, figures.seconds))
        return figures
    }

    func syncInPages(expecting count: Int) async throws {
        let cog = SuggestionsCog(
            store: store, port: DiscordGuildPort(rest),
            log: Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() })
        let suggestions = Channel(id: Snowflake(channel.rawValue), type: .text, name: "suggestions")
        await cog.handle([
            .guildCreate(GuildCreate(id: Snowflake(guild.rawValue), name: "Benchmark", channels: [suggestions]))
        ])
        let stats = await cog.syncReactionCounts(guild: Snowflake(guild.rawValue))
        guard stats == SyncStats(synced: count) else { throw WrongResult(description: "\(stats)") }
    }

    func syncOneByOne() async throws {
        for card in cards {
            _ = try await rest.perform(.message(channel.rawValue, card.rawValue))
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    struct WrongResult: Error, CustomStringConvertible {
        let description: String
    }
}
