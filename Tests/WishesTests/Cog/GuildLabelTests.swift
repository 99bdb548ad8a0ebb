import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Guilds in log lines")
struct GuildLabelTests {
    @Test("A line about a guild has its name and its id, also after the guild is gone")
    func nameAndID() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 10)
        fixture.discord.before = { call throws(PortError) in
            if case .createChannel = call { throw PortError(.forbidden, "Missing Permissions") }
        }
        await fixture.running {
            await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
            await fixture.cog.handle([.messageDelete([Snowflake(5_001)], channel: CogFixture.channel)])
            #expect(await fixture.log.line(containing: "Wishes were deleted"))
            await fixture.cog.handle([.guildDelete(CogFixture.guild, isOutage: false)])
        }
        for sentence in [
            "A wish at quorum cannot manifest.", "Wishes were deleted with their messages.",
            "The bot was removed from a guild",
        ] {
            let line = try #require(fixture.log.messages.first { $0.contains(sentence) }, "\(sentence)")
            #expect(line.contains("guild=Dreamers (1000)"))
        }
        for line in fixture.log.messages where line.contains("guild=") {
            #expect(line.contains("guild=Dreamers (1000)"))
        }
    }

    @Test("The sentence of a sync names the guild as before, without its id")
    func seedLine() async throws {
        let fixture = try await CogFixture()
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(fixture.log.messages.contains { $0.contains("[Suggestions] Synced guild Dreamers: ") })
    }

    @Test("A guild that has not come yet is called by the name of an earlier run")
    func nameOfAnEarlierRun() async throws {
        let file = try TemporaryStore()
        try await file.store.remember(guild: Snowflake(1_000), name: "Dreamers", suggestionsChannel: nil)
        file.reopen()
        let guilds = KnownGuilds(store: file.store, settings: { _ in GuildSettings() })
        #expect(guilds.label(of: Snowflake(1_000)) == "Dreamers (1000)")
        #expect(guilds.label(of: Snowflake(1_001)) == "1001")
    }
}
