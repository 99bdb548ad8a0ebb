import ArgumentParser
import Foundation
import Sandbox

/// The server: a Sandbox with the wishes of a scenario.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(shouldDisplay: false)

    @Argument var scenario: String

    func run() async throws {
        let scenario = try JSONDecoder().decode(Scenario.self, from: Data(scenario.utf8))
        let sandbox = Sandbox()
        let addresses = try await sandbox.start()
        var world = ServedWorld(api: addresses.api, guilds: [])
        for number in 0..<scenario.guilds { world.guilds.append(try await Self.guild(number, scenario, sandbox)) }
        await sandbox.setLatency(milliseconds: scenario.latency)
        if scenario.limited { await sandbox.setRateLimits(Self.limits) }
        // The ids of ten thousand wishes exceed the length of an argument.
        let file = FileManager.default.temporaryDirectory.appending(path: "sync-benchmark-\(UUID()).json")
        try JSONEncoder().encode(world).write(to: file)
        try FileHandle.standardOutput.write(contentsOf: Data((file.path + "\n").utf8))
        // Runs until the parent process kills it.
        while true { try await Task.sleep(for: .seconds(3600)) }
    }

    private static let limits = [
        Sandbox.RateLimit("GET /channels/*/messages", limit: 5, per: 1),
        Sandbox.RateLimit("GET /channels/*/messages/*", limit: 5, per: 1),
        Sandbox.RateLimit("PATCH /channels/*/messages/*", limit: 5, per: 5),
    ]

    private static func guild(_ number: Int, _ scenario: Scenario, _ sandbox: Sandbox) async throws -> ServedGuild {
        let names = (0..<scenario.channels).map { $0 == 0 ? "suggestions" : "more-\($0)" }
        let guild = await sandbox.addGuild("Guild \(number)", humans: 10, channels: names, silent: true)
        let humans = await sandbox.humans(of: guild.id)
        var served = ServedGuild(id: guild.id.rawValue, name: guild.name, channels: [])
        for (index, name) in names.enumerated() {
            let channel = try await sandbox.channel(named: name, in: guild.id).id
            let count = (scenario.wishes + index) / scenario.channels
            let messages = try await sandbox.post(many: count * scenario.every, as: sandbox.botID, in: channel)
            let wishes = stride(from: 0, to: messages.count, by: scenario.every).map { messages[$0] }
            for (place, wish) in wishes.enumerated() {
                let voters = Array(humans.prefix(1 + place % 6)) + [await sandbox.botID]
                await sandbox.react("🌟", to: wish, in: channel, by: voters, silent: true)
            }
            served.channels.append(.init(id: channel.rawValue, name: name, wishes: wishes.map(\.rawValue)))
        }
        return served
    }
}

/// The address of the server and its guilds.
struct ServedWorld: Codable, Sendable {
    var api: String
    var guilds: [ServedGuild]
}

/// A guild with its wishes.
struct ServedGuild: Codable, Sendable {
    struct Channel: Codable, Sendable {
        var id: UInt64
        var name: String
        var wishes: [UInt64]
    }

    var id: UInt64
    var name: String
    var channels: [Channel]
}
