import Discord
import Foundation
import Logging
import Sandbox
import Transport
import Wishes

/// dreambot's sync: the cog over the REST client, with a database of the wishes with outdated counts.
final class BotSync: SyncWay {
    private let world: ServedWorld
    private let store: WishStore
    private let cog: SuggestionsCog
    private let folder: URL
    private let settled: AsyncStream<Void>

    init(_ world: ServedWorld, _ line: CountingTransport, cards: Scenario.Cards = .mixed) async throws {
        self.world = world
        folder = FileManager.default.temporaryDirectory.appending(path: "sync-benchmark-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try WishStore(path: folder.appending(path: "wishes.sqlite3").path)
        _ = try await store.take(ImportFile(Self.file(world, cards)), at: Date())
        let rest = RESTClient(
            transport: line,
            configuration: RESTConfiguration(
                baseURL: world.api, token: Secret("sandbox-token"), version: "benchmark"))
        let (settled, settle) = AsyncStream.makeStream(of: Void.self)
        self.settled = settled
        cog = SuggestionsCog(
            store: store, port: DiscordGuildPort(rest),
            dependencies: .init(freshness: .zero, onSettled: { settle.yield() }),
            log: Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() })
    }

    /// A start-up: handles READY and every guild, until each has been synced.
    func sync() async throws {
        let work = Task { await cog.run() }
        defer { work.cancel() }
        await cog.handle([ready] + world.guilds.map(Self.arrival))
        for await _ in settled { return }
    }

    /// The seconds of a start-up, and of so many answers to `!topchannels` after it, each with a sync of its own.
    func answers(_ count: Int) async throws -> (sync: Double, answers: [Double]) {
        let work = Task { await cog.run() }
        defer { work.cancel() }
        let clock = ContinuousClock()
        let start = try await clock.measure {
            await cog.handle([ready] + world.guilds.map(Self.arrival))
            for await _ in settled { return }
        }
        var times: [Double] = []
        guard let guild = world.guilds.first, let channel = guild.channels.first else { return (0, []) }
        for number in 0..<count {
            let question = Message(
                id: Snowflake(unixMilliseconds: UInt64(Date().timeIntervalSince1970 * 1_000)),
                channelID: Snowflake(channel.id), guildID: Snowflake(guild.id),
                author: User(id: Snowflake(UInt64(number + 2)), username: "member"), content: "!topchannels")
            let time = await clock.measure {
                await cog.handle([.messageCreate(question)])
                await cog.answered()
            }
            times.append(time / .seconds(1))
            // Past the age at which a sync's result may be used again.
            try await Task.sleep(for: .seconds(1))
        }
        store.close()
        try FileManager.default.removeItem(at: folder)
        return (start / .seconds(1), times)
    }

    func check() async throws {
        for guild in world.guilds {
            let wishes = try await store.wishes(guild: Snowflake(guild.id))
            let votes = wishes.reduce(0) { $0 + $1.votes }
            let expected = guild.channels.reduce(0) { sum, channel in
                sum + channel.wishes.indices.reduce(0) { $0 + 1 + $1 % 6 }
            }
            guard votes == expected, wishes.allSatisfy({ $0.confirmedAt != nil }) else {
                throw WrongResult(
                    description: "\(guild.name): \(votes) votes instead of \(expected), or unconfirmed wishes")
            }
        }
        store.close()
        try FileManager.default.removeItem(at: folder)
    }

    private var ready: GatewayEvent {
        .ready(
            .init(
                user: User(id: Snowflake(1), username: "dreambot", bot: true),
                guilds: world.guilds.map { .init(id: Snowflake($0.id)) }, sessionID: "x", resumeGatewayURL: ""))
    }

    private static func arrival(_ guild: ServedGuild) -> GatewayEvent {
        let channels = guild.channels.map { Channel(id: Snowflake($0.id), type: .text, name: $0.name) }
        return .guildCreate(GuildCreate(id: Snowflake(guild.id), name: guild.name, channels: channels))
    }

    /// None reaches the quorum; members must be listed for channel wishes.
    private static func file(_ world: ServedWorld, _ cards: Scenario.Cards) -> Data {
        var records: [String] = []
        for guild in world.guilds {
            for channel in guild.channels {
                for (place, wish) in channel.wishes.enumerated() {
                    let isChannel = cards != .mixed || place % 5 == 4
                    records.append(
                        """
                        "\(wish)": {"type": "\(isChannel ? "channel" : "video")", "author_id": "1", \
                        "description": "\(isChannel ? "Place \(wish): a place" : "wish \(wish)")", \
                        "guild_id": "\(guild.id)", "channel_id": "\(channel.id)", "votes": 0, \
                        \(cards == .own ? "\"card_id\": \"\(String(wish, radix: 16).suffix(12))\"," : "") \
                        "created_at": "2026-01-01T00:00:00Z"}
                        """)
                }
            }
        }
        return Data("{\(records.joined(separator: ","))}".utf8)
    }
}
