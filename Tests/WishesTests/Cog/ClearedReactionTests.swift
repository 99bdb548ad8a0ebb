import Discord
import Testing

@testable import Wishes

@Suite("Reactions that are cleared all at once")
struct ClearedReactionTests {
    /// The votes after a wish with four was cleared of an emoji, before Discord confirms anything.
    private func votes(clearing emoji: Emoji?, votingWith setting: String, in guild: Snowflake?) async throws -> Int? {
        var settings = GuildSettings()
        settings.voteEmoji = setting
        let fixture = try await CogFixture(settings: settings)
        try await fixture.plant(5_001, stored: 4)
        await fixture.cog.handle([.reactionsCleared(message: Snowflake(5_001), guild: guild, emoji: emoji)])
        return try await fixture.wish(5_001)?.votes
    }

    @Test("Of all emoji, or of the one that counts: no votes are left")
    func counting() async throws {
        for emoji in [nil, Emoji(name: "🌟")] {
            #expect(try await votes(clearing: emoji, votingWith: "🌟", in: CogFixture.guild) == 0)
        }
        let custom = Emoji(id: Snowflake(77), name: "moss")
        #expect(try await votes(clearing: custom, votingWith: "moss:77", in: CogFixture.guild) == 0)
    }

    @Test("Of another emoji, or in a guild that is not there: the votes stay")
    func others() async throws {
        for emoji in [Emoji(name: "👍"), Emoji(id: Snowflake(77), name: "🌟")] {
            #expect(try await votes(clearing: emoji, votingWith: "🌟", in: CogFixture.guild) == 4)
        }
        #expect(try await votes(clearing: Emoji(name: "🌟"), votingWith: "moss:77", in: CogFixture.guild) == 4)
        #expect(try await votes(clearing: nil, votingWith: "🌟", in: Snowflake(1_001)) == 4)
    }
}
