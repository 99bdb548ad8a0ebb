import Foundation
import Sandbox

/// A running sandbox with one guild, stopped when the test body ends.
struct Stage: Sendable {
    let sandbox: Sandbox
    let http: RawHTTP
    let clock: Sandbox.ManualClock
    let guild: Sandbox.Guild
    let channel: Sandbox.ID
    let people: [Sandbox.ID]

    static func run(
        _ configuration: Sandbox.Configuration = Sandbox.Configuration(), _ body: (Stage) async throws -> Void
    ) async throws {
        let clock = Sandbox.ManualClock()
        let sandbox = Sandbox(configuration, clock: clock.clock)
        let port = try await sandbox.start().port
        let guild = await sandbox.addGuild("Garden", humans: 10, bots: 2, categories: ["💬 Community"], moderators: 1)
        let stage = Stage(
            sandbox: sandbox, http: RawHTTP(port: port), clock: clock, guild: guild,
            channel: try await sandbox.channel(named: "suggestions", in: guild.id).id,
            people: await sandbox.humans(of: guild.id))
        do {
            try await body(stage)
        } catch {
            await sandbox.stop()
            throw error
        }
        await sandbox.stop()
    }

    func gateway(_ path: String = "/gateway", compressed: Bool = false) async throws -> RawGateway {
        try await RawGateway(port: http.port, path: path, compressed: compressed)
    }
}
