import ArgumentParser
import Discord
import Foundation
import Logging
import Transport
import Wishes

/// Measures what a guild costs when a session begins: the processor time to decode its GUILD_CREATE and to take it in, and
/// the memory that stays.
@main
struct GuildArrival: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guild-arrival", abstract: "Measure time and memory of guilds that arrive.")

    @Option(help: "Guilds that arrive.")
    var guilds = 20_000

    @Option(help: "Channels of each.")
    var channels = 23

    @Option(help: "Roles of each.")
    var roles = 13

    @Option(help: "Permission overwrites of each channel.")
    var overwrites = 2

    func validate() throws {
        guard guilds > 0, channels > 0, roles > 0, overwrites >= 0 else {
            throw ValidationError("--guilds, --channels and --roles must be at least 1, --overwrites at least 0.")
        }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "guild-arrival-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try WishStore(path: folder.appending(path: "wishes.sqlite3").path)
        defer { store.close() }
        let loop = try NetworkLoop(name: "network")
        defer { loop.shutdown() }
        let log = Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }
        // Nothing is asked: the cog takes guilds in, and no one runs its jobs.
        let rest = RESTClient(
            transport: CurlHTTPTransport(loop: loop),
            configuration: RESTConfiguration(
                baseURL: "http://127.0.0.1:1/api/v10", token: Secret("any-token"), version: "benchmark"))
        let cog = SuggestionsCog(store: store, port: DiscordGuildPort(rest), log: log)
        var decoder = try GatewayDecoder(compressed: false, log: log)
        let payloads = GuildPayloads(channels: channels, roles: roles, overwrites: overwrites)
        if let ready = try decoder.event(in: payloads.ready(guilds)) { await cog.handle([ready]) }
        let before = Cost.memory
        var (decoding, intake, bytes) = (0.0, 0.0, 0)
        for start in stride(from: 0, to: guilds, by: 100) {
            let texts = (start..<min(start + 100, guilds)).map { payloads.guild($0) }
            bytes += texts.reduce(0) { $0 + $1.count }
            let began = Cost.processor
            let events = try texts.compactMap { try decoder.event(in: $0) }
            let decoded = Cost.processor
            guard events.count == texts.count else { throw ValidationError("A guild could not be decoded.") }
            await cog.handle(events)
            decoding += decoded - began
            intake += Cost.processor - decoded
        }
        let stays = Cost.memory - before
        Output.line(
            String(
                format: "%d guilds of %d bytes: %.0f µs to decode, %.0f µs to take in, %d bytes stay of each (%.0f MB)",
                guilds, bytes / guilds, decoding * 1e6 / Double(guilds), intake * 1e6 / Double(guilds), stays / guilds,
                Double(stays) / 1e6))
    }
}

extension GatewayDecoder {
    /// The event of a payload.
    fileprivate mutating func event(in payload: [UInt8]) throws -> GatewayEvent? {
        try payload.withUnsafeBufferPointer { try decode($0, isBinary: false)?.event }
    }
}

private enum Output {
    static func line(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }
}
