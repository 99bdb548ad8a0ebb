import Foundation
import Sandbox
import TestSupport
import Testing

/// A Sandbox and a folder for a daemon's files: the fixture of every end-to-end test.
final class Stage: Sendable {
    static let star: Sandbox.Emoji = "🌟"
    static let token = "sandbox-token"

    /// The Sandbox's clock, and that of a `DaemonInProcess`. Processes go by the system's clock.
    let clock = SkippingClock()
    let sandbox: Sandbox
    let addresses: Sandbox.Addresses
    let folder: URL

    init(_ configuration: Sandbox.Configuration = .quick) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "stage-\(UUID())")
        // Whatever the umask: a configuration in a folder that others may write is refused.
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        sandbox = Sandbox(configuration, clock: Sandbox.Clock { [clock] in clock.date })
        addresses = try await sandbox.start()
        try writeConfiguration()
    }

    /// Settings by which members may wish as fast and as much as they like.
    private static let withoutQuotas = """
        , "defaults": { "quotas": {
            "open_wishes_per_member": 10000, "open_wishes_per_server": 100000, "seconds_between_wishes": 0
        } }
        """

    /// Ends the Sandbox and removes the files.
    func close() async {
        await sandbox.stop()
        try? FileManager.default.removeItem(at: folder)
    }

    var database: String { folder.appending(path: "wishes.sqlite3").path }
    var configurationFile: String { folder.appending(path: "config.json").path }

    /// Writes config.json; `extra` is added to its top level. Unless it has settings of guilds, members may wish as fast and
    /// as much as they like.
    func writeConfiguration(_ extra: String = "", level: String? = "debug") throws {
        let log = level.map { "\"log\": { \"level\": \"\($0)\" }," } ?? ""
        let defaults = extra.contains("\"defaults\"") ? "" : Stage.withoutQuotas
        let text = """
            { "database": "\(database)", \(log)
              "discord": { "api_base_url": "\(addresses.api)" },
              "sync": { "freshness_seconds": 0 }\(defaults)\(extra.isEmpty ? "" : ", " + extra) }
            """
        try Data(text.utf8).write(to: folder.appending(path: "config.json"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: configurationFile)
    }

    /// Starts the daemon in a process of its own.
    func start(token: String? = Stage.token, environment: [String: String] = [:]) throws -> DaemonProcess {
        let token = token.map { ["DISCORD_TOKEN": $0] } ?? [:]
        return try DaemonProcess(
            ["run", "--config", configurationFile], environment: token.merging(environment) { $1 })
    }

    /// Starts the daemon in a process of its own and waits for the sync line of a guild.
    func startAndSync(_ guild: String) async throws -> (daemon: DaemonProcess, line: String) {
        let daemon = try start()
        return (daemon, try await syncLine(daemon, guild))
    }

    /// The sync line of a guild, from a line number on, without the metadata behind it.
    func syncLine(_ daemon: any RunningBot, _ guild: String, from: Int = 0) async throws -> String {
        let line = await daemon.output.line(containing: "Synced guild \(guild):", from: from)
        let found = try #require(line, "no sync line in: \(daemon.output.all.suffix(30).joined(separator: "\n"))")
        let start = try #require(found.range(of: "[Suggestions]")?.lowerBound)
        let end = try #require(found.range(of: " manifested")?.upperBound)
        return String(found[start..<end])
    }

    /// Adds a guild with humans, two bots and a suggestions channel.
    func guild(_ name: String = "Dreamers", humans: Int = 10, hasSuggestions: Bool = true) async throws -> GuildOnStage
    {
        let channels = hasSuggestions ? ["general", "suggestions"] : ["general"]
        let guild = await sandbox.addGuild(
            name, humans: humans, bots: 2, channels: channels, categories: ["💬 Community"], moderators: 1)
        let suggestions = hasSuggestions ? try await sandbox.channel(named: "suggestions", in: guild.id).id : nil
        return GuildOnStage(
            id: guild.id, name: name, humans: await sandbox.humans(of: guild.id),
            general: try await sandbox.channel(named: "general", in: guild.id).id,
            suggestions: suggestions ?? Sandbox.ID(rawValue: 1))
    }

    /// A member wishes by command; returns the card once it has its star and the wish is stored.
    func wish(_ text: String, by member: Sandbox.ID, in guild: GuildOnStage, find words: String) async throws
        -> Sandbox.ID
    {
        let command = try await sandbox.post("!wish \(text)", as: member, in: guild.suggestions)
        let card = try #require(
            await sandbox.waitForMessage(in: guild.suggestions, containing: words, after: command.id),
            "no card for \(text)")
        #expect(await sandbox.waitForReactions(Self.star, on: card.id, in: guild.suggestions))
        // The last step: now the wish is stored.
        let deletion = Sandbox.Pattern("DELETE", "/channels/\(guild.suggestions)/messages/\(command.id)")
        #expect(await sandbox.waitForRequests(deletion))
        return card.id
    }

    /// A command and the bot's answer to it, in the general channel.
    func ask(_ command: String, by member: Sandbox.ID, in guild: GuildOnStage) async throws -> Sandbox.Message {
        let question = try await sandbox.post(command, as: member, in: guild.general)
        return try #require(
            await sandbox.waitForMessage(in: guild.general, after: question.id),
            "no answer to \(command)")
    }
}

extension Sandbox.Configuration {
    /// As always, but a bot that was killed may identify again at once, and a machine may be crowded.
    static var quick: Sandbox.Configuration {
        var configuration = Sandbox.Configuration()
        configuration.portal.maxConcurrency = 16
        configuration.interactionDeadline = Duration.patience / .seconds(1)
        return configuration
    }
}

/// A guild and the ids that tests use.
struct GuildOnStage: Sendable {
    let id: Sandbox.ID
    let name: String
    let humans: [Sandbox.ID]
    let general: Sandbox.ID
    let suggestions: Sandbox.ID

    var owner: Sandbox.ID { humans[0] }
}

extension Sandbox.Message {
    /// Everything that can be read in it.
    var words: String {
        var words = [content]
        for embed in embeds {
            words += [embed["title"]?.text, embed["description"]?.text, embed["footer"]?["text"]?.text].compactMap(
                \.self)
            for field in embed["fields"]?.list ?? [] {
                words += [field["name"]?.text, field["value"]?.text].compactMap(\.self)
            }
        }
        return words.joined(separator: "\n")
    }
}
