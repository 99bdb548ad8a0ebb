import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Deleted channels")
struct DeletedChannelTests {
    private let deletion = GatewayEvent.channelDelete(
        Channel(id: CogFixture.channel, type: .text, guildID: CogFixture.guild, name: "suggestions"))

    @Test("CHANNEL_DELETE ends the wishes of the channel: no list and no sync has them any more")
    func event() async throws {
        let fixture = try await CogFixture()
        for id in 5_001...5_012 { try await fixture.plant(UInt64(id), stored: 3, voters: 3) }
        fixture.discord.with { world in
            world.channels[CogFixture.channel] = nil
            world.guilds[CogFixture.guild] = CogFixture.picture(hasSuggestions: false)
        }
        await fixture.cog.handle([deletion])
        let wish = try #require(try await fixture.wish(5_001))
        #expect(wish.state == .deleted)
        #expect(try await fixture.store.history(of: wish.id).last?.why == "channel deleted")
        #expect(try await fixture.store.wishes(guild: CogFixture.guild).isEmpty)
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats.errors == 0)
        #expect(try await fixture.store.knownSuggestionsChannel(guild: CogFixture.guild) == nil)
    }

    @Test("After the deletion of the suggestions channel a wish is answered with: there is none")
    func wishing() async throws {
        let fixture = try await CogFixture()
        let other = Channel(id: 2_009, type: .text, guildID: CogFixture.guild, name: "general")
        fixture.discord.with { $0.channels[other.id] = [:] }
        try await fixture.running {
            await fixture.cog.handle([.channelCreate(other), deletion])
            let id = Snowflake(7_000_000)
            let command = Message(
                id: id, channelID: other.id, guildID: CogFixture.guild, author: FakeDiscord.user(CogFixture.owner),
                content: "!wish video moss")
            await fixture.cog.handle([.messageCreate(command)])
            await fixture.cog.answered()
            let answer = try #require(fixture.answers(to: id).first)
            #expect(answer.words.contains("no channel named suggestions"))
        }
    }

    @Test("A clone of the same name takes over, also when it is made before the old one is deleted")
    func clone() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, voters: 3)
        let clone = Channel(id: 2_002, type: .text, guildID: CogFixture.guild, name: "suggestions")
        fixture.discord.with { world in
            world.channels[CogFixture.channel] = nil
            world.channels[clone.id] = [:]
            var picture = CogFixture.picture(hasSuggestions: false)
            picture.channels?.append(clone)
            world.guilds[CogFixture.guild] = picture
        }
        await fixture.cog.handle([.channelCreate(clone), deletion])
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats.errors == 0)
        #expect(try await fixture.store.knownSuggestionsChannel(guild: CogFixture.guild) == clone.id)
    }

    @Test("A deletion without an event is proven by Unknown Channel, not by absence")
    func proof() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, voters: 3)
        fixture.discord.with { world in
            world.channels[CogFixture.channel] = nil
            world.guilds[CogFixture.guild] = CogFixture.picture(hasSuggestions: false)
        }
        // Once is an error, as for every channel that cannot be read; the second time confirms it.
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild) == SyncStats(errors: 1))
        #expect(try await fixture.wish(5_001)?.state == .active)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild) == SyncStats(deleted: 1))
        #expect(try await fixture.wish(5_001)?.state == .deleted)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild) == SyncStats())
    }

    @Test("A hidden channel keeps its wishes: each is an error")
    func hidden() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, voters: 3)
        fixture.discord.with { world in
            world.forbidden = [CogFixture.channel]
            world.guilds[CogFixture.guild] = CogFixture.picture(hasSuggestions: false)
        }
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats.deleted == 0 && stats.errors == 1)
        #expect(try await fixture.wish(5_001)?.state == .active)
    }
}
