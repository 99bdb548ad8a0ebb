import ArgumentParser
import Foundation
import Sandbox

/// Starts a simulated Discord and prints its addresses.
@main
struct DreambotSandbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dreambot-sandbox",
        abstract: "A simulated Discord on 127.0.0.1: REST, gateway, and a control API for scripts.",
        discussion: """
            Change the world and inspect it with curl. Guilds, channels and members \
            are given by name or id, messages by id, "latest" or "~words".

            C=the control address
            curl $C/guilds -d '{"name":"Garden","humans":10}'
            D='"guild":"Garden","channel":"suggestions"'
            curl $C/act -d "{$D,\\"do\\":\\"send\\",\\"text\\":\\"hi\\"}"
            curl $C/act -d "{$D,\\"do\\":\\"react\\",\\"member\\":\\"ben\\"}"
            curl $C/guilds/Garden/channels/suggestions/screen?color=1
            curl "$C/wait?channel=suggestions&contains=hello"
            curl $C/trouble -d '{"match":"GET **","status":503}'
            curl $C/gateway -d '{"do":"cut"}'

            curl $C/help lists all calls.
            """,
        version: Sandbox.version)

    @Option(help: "The port on 127.0.0.1; 0 takes a free one.")
    var port: UInt16 = 0

    @Option(help: "The bot's token.")
    var token = "sandbox-token"

    @Option(help: "Milliseconds between gateway heartbeats.")
    var heartbeatInterval = 41_250

    @Option(help: "Milliseconds by which every REST answer is delayed.")
    var latency = 0

    @Option(help: "Seconds within which the bot has to answer an interaction; more let one stop it in a debugger.")
    var interactionDeadline = 3.0

    @Flag(help: "Enforce rate limits like Discord's.")
    var rateLimits = false

    @Option(help: "Requests that the bot may send in a second, with --rate-limits.")
    var requestsPerSecond = 50

    @Option(help: "An initial guild, as NAME:HUMANS; may be repeated.")
    var guild: [GuildOption] = []

    @Option(help: "Initial guilds by their number, as GUILDS[:HUMANS[:MESSAGES]] with humans and messages of each.")
    var bulk: BulkOption?

    @Option(help: "The number of shards that GET /gateway/bot recommends.")
    var shards = 1

    @Option(
        help: "Identifies allowed per five seconds, one for each bucket of shards; without it they are not limited.")
    var maxConcurrency: Int?

    @Option(help: "A file to write with the lines API_BASE_URL=, GATEWAY_URL=, CONTROL_URL= and PAGE_URL=.")
    var addressesFile: String?

    @Option(help: "A JSON file with steps that the page can play.")
    var story: String?

    @Option(help: ArgumentHelp("A folder to read the page's files from while one works on them.", visibility: .hidden))
    var pageFolder: String?

    @Option(help: "A file to record the traffic of bot and Discord in, as JSON lines without tokens.")
    var record: String?

    @Option(help: "A recording to play to the bot, instead of simulating a world.")
    var replay: String?

    @Option(help: "Seconds within which the bot has to do what it did in the recording; then that is skipped.")
    var replayPatience = 5.0

    @Argument(
        parsing: .postTerminator,
        help: "After --, a bot that the page can start, stop and kill: the program and its arguments.")
    var bot: [String] = []

    func run() async throws {
        let sandbox = Sandbox(try settings)
        // Installed before anything is printed: a reader of the addresses may send SIGTERM at once.
        let signals = StopSignals()
        let addresses = try await sandbox.start()
        for guild in guild { await sandbox.addGuild(guild.name, humans: guild.humans) }
        if let bulk { try await sandbox.make(bulk.order) }
        if let addressesFile { try lines(addresses).write(toFile: addressesFile, atomically: true, encoding: .utf8) }
        FileHandle.standardOutput.write(Data(banner(addresses).utf8))
        await signals.first()
        await sandbox.stop()
    }

    private var settings: Sandbox.Configuration {
        get throws {
            var settings = Sandbox.Configuration()
            settings.port = port
            settings.portal.token = token
            settings.heartbeatInterval = heartbeatInterval
            settings.portal.shards = max(1, shards)
            if let maxConcurrency {
                (settings.portal.maxConcurrency, settings.portal.enforcesConcurrency) = (max(1, maxConcurrency), true)
            }
            settings.latency = latency
            settings.interactionDeadline = interactionDeadline
            settings.rateLimits = rateLimits ? Sandbox.RateLimit.usual : nil
            settings.requestsPerSecond = max(1, requestsPerSecond)
            settings.recordingPath = record
            settings.replayPatience = .seconds(replayPatience)
            if let replay { try settings.readRecording(replay) }
            settings.botCommand = bot.isEmpty ? nil : bot
            settings.pageFolder = pageFolder.map { URL(fileURLWithPath: $0, isDirectory: true) }
            settings.story = try story.map { try Self.story($0) }
            return settings
        }
    }

    private static func story(_ path: String) throws -> Sandbox.JSON {
        guard let story = Sandbox.JSON.parse(try Data(contentsOf: URL(fileURLWithPath: path))) else {
            throw ValidationError("\(path) is not JSON.")
        }
        return story
    }

    private func lines(_ addresses: Sandbox.Addresses) -> String {
        """
        API_BASE_URL=\(addresses.api)
        GATEWAY_URL=\(addresses.gateway)
        CONTROL_URL=\(addresses.control)
        PAGE_URL=\(addresses.page)

        """
    }

    private func banner(_ addresses: Sandbox.Addresses) -> String {
        """
        The sandbox is listening.
          page     \(addresses.page)
          REST     \(addresses.api)
          gateway  \(addresses.gateway)
          control  \(addresses.control)
          token    \(token)
        Stop it with Ctrl-C.

        """
    }
}
