import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("!config for threshold and votes")
struct ConfigQuorumTests {
    private static let plain = {
        var settings = GuildSettings()
        settings.voice = .plain
        return settings
    }()

    @Test("Votes and threshold take each other's place, and the answer says so")
    func votes() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            try await fixture.expect(
                "!config reset votes", says: "`votes` comes from the configuration already: `none`")
            let first = try await fixture.ask("!config set votes 5")
            #expect(first.contains("`votes` takes the place of `threshold`") && first.contains("5 human members"))
            #expect(try await fixture.store.threshold(guild: CogFixture.guild)?.rule == .votes(5))
            let shown = try await fixture.ask("!config show")
            #expect(shown.contains("`votes`: **`5`** — set by <@101>"))
            #expect(shown.contains("`threshold`: **`none`** — set by <@101>") && shown.contains("says `67 %`"))
            let second = try await fixture.ask("!config set votes 6 votes")
            #expect(!second.contains("takes the place"))
            #expect(try await fixture.store.threshold(guild: CogFixture.guild)?.rule == .votes(6))
            try await fixture.expect(
                "!config reset threshold", says: "`threshold` comes from the configuration already")
            try await fixture.expect("!config set threshold 50 %", says: "`threshold` takes the place of `votes`")
            try await fixture.expect("!setthreshold 7 votes", says: "`votes` takes the place of `threshold`")
            try await fixture.expect("!config reset votes", says: "configuration's threshold applies again: 67 %")
            #expect(try await fixture.store.threshold(guild: CogFixture.guild) == nil)
        }
    }

    @Test("Another electorate that may make more than three channels at once waits for the button, set or reset")
    func manyByElectorate() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        // The only member who sees the channel is the owner, who has not voted: no sync between the questions makes one.
        for id in 5_001...5_004 {
            try await fixture.plant(UInt64(id), .channel, stored: 1)
            fixture.discord.with { world in
                world.channels[CogFixture.channel]?[Snowflake(UInt64(id))]?.stars.insert(Snowflake(102))
            }
        }
        try await fixture.running {
            for command in ["!config set electorate channel", "!config reset electorate"] {
                let before = fixture.store.ownSettings.settings(of: CogFixture.guild).map(\.value)
                let asked = try await fixture.ask(command)
                #expect(asked.contains("Up to 4 channels") && asked.contains("\(command) confirm"), "\(asked)")
                #expect(fixture.store.ownSettings.settings(of: CogFixture.guild).map(\.value) == before)
                _ = try await fixture.ask(command + " confirm")
                #expect(fixture.store.ownSettings.settings(of: CogFixture.guild).map(\.value) != before)
            }
            try await fixture.expect("!config set own_vote off", says: "`own_vote` is now")
        }
    }

    @Test("A number of votes that makes more than three channels at once waits for the button, like a threshold")
    func manyByVotes() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        for id in 5_001...5_004 { try await fixture.plant(UInt64(id), .channel, stored: 3, voters: 3) }
        try await fixture.running {
            let asked = try await fixture.ask("!config set votes 3")
            #expect(asked.contains("4 channels"))
            #expect(try await fixture.store.threshold(guild: CogFixture.guild) == nil)
            try await fixture.expect("!config set votes 3 confirm", says: "takes the place")
            #expect(try await fixture.store.threshold(guild: CogFixture.guild)?.rule == .votes(3))
        }
    }
}
