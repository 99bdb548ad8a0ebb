import Discord
import Foundation
import Logging
import TestSupport
import Testing

@testable import Wishes

@Suite("Events of other shards' guilds")
struct StrayEventTests {
    private static let guild = Snowflake(1 << 22 + 1_000)

    private func cog(_ shard: ShardID, _ discord: FakeDiscord, _ log: LogRecorder) throws -> (
        SuggestionsCog, TemporaryStore
    ) {
        let folder = try TemporaryStore()
        var dependencies = SuggestionsCog.Dependencies()
        dependencies.shard = shard
        let cog = SuggestionsCog(
            store: folder.store, port: discord, dependencies: dependencies,
            log: Logger(label: "wishes") { _ in log.handler })
        return (cog, folder)
    }

    @Test("A guild that belongs to another shard is neither synced nor waited for, and that is reported once")
    func ignored() async throws {
        let (discord, log) = (FakeDiscord(me: Snowflake(900)), LogRecorder())
        let picture = GuildCreate(id: Self.guild, name: "Dreamers", roles: [], channels: [], members: [])
        let ready = GatewayEvent.Ready(
            user: FakeDiscord.user(Snowflake(900), bot: true), guilds: [.init(id: Self.guild)], sessionID: "s",
            resumeGatewayURL: "")
        let (cog, folder) = try cog(ShardID(0, of: 2), discord, log)
        await cog.handle([.ready(ready), .guildCreate(picture), .guildCreate(picture)])
        #expect(await cog.awaitedGuilds.isEmpty)
        #expect(await cog.report([:]).guilds.isEmpty)
        #expect(log.messages.count { $0.contains("belongs to another shard") } == 1)

        let (holder, otherFolder) = try self.cog(ShardID(1, of: 2), discord, log)
        await holder.handle([.ready(ready), .guildCreate(picture)])
        #expect(await holder.report([:]).guilds.map(\.name) == ["Dreamers"])
        _ = (folder, otherFolder)
    }
}
