import Foundation
import Sandbox
import TestSupport
import Testing

@testable import Discord
@testable import dreambot

/// The real bot with several shards in one process.
@Suite("Shards")
struct ShardTests {
    private static let star = Stage.star

    /// A stage with guilds on three shards, of which Discord recommends so many.
    private static func stage(recommended: Int = 3, guilds: Int = 6) async throws -> Stage {
        var configuration = Sandbox.Configuration.quick
        (configuration.portal.shards, configuration.portal.enforcesConcurrency) = (recommended, true)
        let stage = try await Stage(configuration)
        var order = Sandbox.BulkOrder()
        (order.guilds, order.name, order.humans) = (guilds, "Dreamers #", 4)
        (order.categories, order.moderators) = (["💬 Community"], 1)
        try await stage.sandbox.make(order)
        return stage
    }

    /// Guilds whose names begin so, each with what tests need of it.
    private static func guilds(_ stage: Stage) async throws -> [GuildOnStage] {
        var found: [GuildOnStage] = []
        for guild in await stage.sandbox.guilds where guild.name.hasPrefix("Dreamers") {
            found.append(
                GuildOnStage(
                    id: guild.id, name: guild.name, humans: await stage.sandbox.humans(of: guild.id),
                    general: try await stage.sandbox.channel(named: "general", in: guild.id).id,
                    suggestions: try await stage.sandbox.channel(named: "suggestions", in: guild.id).id))
        }
        return found
    }

    /// Waits until every guild is synced.
    private static func synced(_ daemon: any RunningBot, _ guilds: [GuildOnStage], from: Int = 0) async -> Bool {
        for guild in guilds where await daemon.output.line(containing: "Synced guild \(guild.name):", from: from) == nil
        {
            return false
        }
        return true
    }

    private static func status(_ stage: Stage) async throws -> DaemonReport {
        let answer = try ControlClient.ask("status", database: stage.database)
        return try DaemonReport.decode(answer)
    }

    @Test("As many shards as Discord recommends connect, each for its own guilds, and one registers the commands")
    func recommended() async throws {
        let stage = try await Self.stage()
        let guilds = try await Self.guilds(stage)
        let daemon = try stage.start()
        #expect(await Self.synced(daemon, guilds))
        let starts = await stage.sandbox.sessionStarts
        #expect(starts.map(\.shard).sorted { $0 ?? 0 < $1 ?? 0 } == [0, 1, 2])
        #expect(starts.allSatisfy { $0.shards == 3 && $0.outcome == .accepted })
        // The one connection that asked first learned that three are recommended.
        #expect(await stage.sandbox.requests(Sandbox.Pattern("GET", "/gateway/bot")).count <= 2)
        let registered = Sandbox.Pattern("PUT", "/applications/*/commands")
        #expect(await stage.sandbox.waitForRequests(registered))
        for guild in guilds {
            let card = try await stage.wish("channel Moss: for moss", by: guild.humans[1], in: guild, find: "for moss")
            await stage.sandbox.react(Self.star, to: card, in: guild.suggestions, by: guild.humans)
            #expect(await stage.sandbox.waitForChannel(named: "moss", in: guild.id) != nil)
        }
        let report = try await Self.status(stage)
        #expect(report.shards?.map(\.state) == ["ready", "ready", "ready"])
        #expect(report.wishes.guilds.count == guilds.count)
        #expect(report.lines(at: Date()).contains("shards    3 of 3 ready"))
        #expect(await stage.sandbox.requests(registered).count == 1)
        #expect(await daemon.output.line(containing: "shard=2/3") != nil)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("A restart resumes every shard without an identify")
    func restart() async throws {
        let stage = try await Self.stage()
        let guilds = try await Self.guilds(stage)
        let first = try stage.start()
        #expect(await Self.synced(first, guilds))
        #expect(await first.stop() == 0)
        let second = try stage.start()
        #expect(await Self.synced(second, guilds))
        #expect(await stage.sandbox.counters.identifies == 3)
        #expect(await stage.sandbox.counters.resumed == 3)
        #expect(await second.stop() == 0)
        await stage.close()
    }

    @Test("A guild keeps everything when it moves to another number of shards")
    func resharded() async throws {
        let stage = try await Self.stage()
        let guilds = try await Self.guilds(stage)
        try stage.writeConfiguration(#""shards": 3"#)
        let first = try stage.start()
        #expect(await Self.synced(first, guilds))
        var cards: [Sandbox.ID] = []
        for guild in guilds {
            cards.append(try await stage.wish("video Moss tour", by: guild.humans[1], in: guild, find: "Moss tour"))
        }
        #expect(await first.stop() == 0)
        await stage.sandbox.react(Self.star, to: cards[0], in: guilds[0].suggestions, by: [guilds[0].humans[2]])

        try stage.writeConfiguration(#""shards": 2"#)
        let second = try stage.start()
        #expect(await Self.synced(second, guilds))
        #expect(await second.output.line(containing: "recommends more shards") != nil)
        for guild in guilds {
            let list = try await stage.ask("!topvideos", by: guild.owner, in: guild)
            #expect(list.words.contains("Moss tour"))
            #expect(list.words.contains(guild.id == guilds[0].id ? "🌟 2 here" : "🌟 1 here"), "\(list.words)")
        }
        let starts = await stage.sandbox.sessionStarts.suffix(2)
        #expect(Set(starts.map(\.shard)) == [0, 1] && starts.allSatisfy { $0.shards == 2 })
        #expect(await second.stop() == 0)
        await stage.close()
    }

    @Test("When Discord requires more shards, the bot starts again with more and says so")
    func required() async throws {
        let stage = try await Self.stage(recommended: 1)
        let guilds = try await Self.guilds(stage)
        await stage.sandbox.closeIdentifies(code: 4011)
        let daemon = try DaemonInProcess(stage)
        #expect(await daemon.output.line(containing: "trying once more before stopping") != nil)
        await stage.sandbox.changePortal { $0.shards = 2 }
        await daemon.skip(.seconds(6))
        #expect(await daemon.output.line(containing: "2 of 2") != nil)
        await stage.sandbox.closeIdentifies(code: nil)
        await daemon.skip(.seconds(60))
        #expect(await Self.synced(daemon, guilds))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("A close code that asks for ever more shards ends the bot after three plans that began no session")
    func endless() async throws {
        let stage = try await Self.stage(recommended: 1)
        await stage.sandbox.closeIdentifies(code: 4011)
        let daemon = try DaemonInProcess(stage)
        for count in [2, 3, 4] {
            await daemon.skip(until: "\(count) of \(count)")
        }
        await daemon.skip(until: "dreambot: Discord requires more shards")
        #expect(await daemon.stop() == 78)
        await stage.close()
    }

    @Test("One shard that loses its connection resumes alone; the others make no request")
    func cut() async throws {
        let stage = try await Self.stage()
        let guilds = try await Self.guilds(stage)
        let daemon = try stage.start()
        #expect(await Self.synced(daemon, guilds))
        #expect(await stage.sandbox.waitForRequests(Sandbox.Pattern("PUT", "/applications/*/commands")))
        let from = daemon.output.all.count
        await stage.sandbox.cutGateway(.silent, shard: 1)
        let mine = guilds.filter { Int($0.id.rawValue >> 22) % 3 == 1 }
        #expect(await Self.synced(daemon, mine, from: from))
        #expect(await stage.sandbox.counters.resumed == 1)
        let synced = daemon.output.all.dropFirst(from).filter { $0.contains("Synced guild") }
        #expect(synced.allSatisfy { line in mine.contains { line.contains("Synced guild \($0.name):") } })
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("A plan that needs more identifies than are left is refused, with the cause, before anything connects")
    func refused() async throws {
        let stage = try await Self.stage()
        await stage.sandbox.changePortal { $0.sessionStartRemaining = 2 }
        try stage.writeConfiguration(#""shards": 3"#)
        let daemon = try stage.start()
        #expect(await daemon.output.line(containing: "The plan needs 3 identifies") != nil)
        #expect(await daemon.exitCode() == 78)
        #expect(await stage.sandbox.counters.connections == 0)
        await stage.close()
    }

    @Test("While Discord does not say over how many shards, the bot asks again; a stop ends that")
    func unanswered() async throws {
        let stage = try await Self.stage()
        let address = Sandbox.Pattern("GET", "/gateway/bot")
        await stage.sandbox.trouble(address, .cloudflare(502), times: nil)
        try stage.writeConfiguration(#""shards": 3"#)
        let daemon = try stage.start()
        #expect(await daemon.output.line(containing: "the number of shards waits for it") != nil)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("A process works for the guilds of its range only")
    func range() async throws {
        let stage = try await Self.stage()
        let guilds = try await Self.guilds(stage)
        try stage.writeConfiguration(#""shards": ["0-1/3"]"#)
        let daemon = try stage.start()
        let mine = guilds.filter { Int($0.id.rawValue >> 22) % 3 < 2 }
        #expect(await Self.synced(daemon, mine))
        #expect(try await Self.status(stage).wishes.guilds.count == mine.count)
        let starts = await stage.sandbox.sessionStarts
        #expect(Set(starts.map(\.shard)) == [0, 1] && starts.allSatisfy { $0.shards == 3 })
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
