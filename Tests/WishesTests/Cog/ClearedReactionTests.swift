import Discord
import Testing

@testable import Wishes

@Suite("Clearing the reactions of a message")
struct ClearedReactionTests {
    /// The votes of a wish that had four, after its reactions of an emoji were cleared and before a confirmation.
    private func votes(clearing emoji: Emoji?, votingWith setting: String, in guild: Snowflake?) async throws -> Int? {
        var settings = GuildSettings()
        settings.voteEmoji = setting
        let fixture = try await CogFixture(settings: settings)
        try await fixture.plant(5_001, stored: 4)
        await fixture.cog.handle([.reactionsCleared(message: Snowflake(5_001), guild: guild, emoji: emoji)])
        return try await fixture.wish(5_001)?.votes
    }

    @Test("Clearing all emoji, or the vote emoji, leaves no votes")
    func counting() async throws {
        for emoji in [nil, Emoji(name: "🌟")] {
            #expect(try await votes(clearing: emoji, votingWith: "🌟", in: CogFixture.guild) == 0)
        }
        let custom = Emoji(id: Snowflake(77), name: "moss")
        #expect(try await votes(clearing: custom, votingWith: "moss:77", in: CogFixture.guild) == 0)
    }

    @Test("Clearing another emoji, or in an unknown guild, leaves the votes unchanged")
    func others() async throws {
        for emoji in [Emoji(name: "👍"), Emoji(id: Snowflake(77), name: "🌟")] {
            #expect(try await votes(clearing: emoji, votingWith: "🌟", in: CogFixture.guild) == 4)
        }
        #expect(try await votes(clearing: Emoji(name: "🌟"), votingWith: "moss:77", in: CogFixture.guild) == 4)
        #expect(try await votes(clearing: nil, votingWith: "🌟", in: Snowflake(1_001)) == 4)
    }
}
