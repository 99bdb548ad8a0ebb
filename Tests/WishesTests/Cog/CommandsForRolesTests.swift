import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Slash commands for moderators by role (cog)")
struct CommandsForRolesTests {
    private static let plain = {
        var settings = GuildSettings()
        settings.voice = .plain
        return settings
    }()

    @Test("Moderators by role, and who sets them, hear how the slash commands are shown to a role")
    func roles() async throws {
        var settings = Self.plain
        settings.modRoles = ["keepers"]
        let fixture = try await CogFixture(settings: settings)
        let role = Snowflake(3_001)
        await fixture.cog.handle([
            .roleChange(guild: CogFixture.guild, Role(id: role, name: "keepers", permissions: []))
        ])
        let way = "Server Settings → Integrations → <@900> → Commands"
        try await fixture.running {
            try await fixture.expect("!config show", says: way)
            let managers = try await fixture.ask("!wishhelp")
            #expect(!managers.contains(way))
            try await fixture.expect("!config", by: CogFixture.member, says: "Only members with Manage Server")
            let members = try await fixture.ask("!wishhelp", by: CogFixture.member)
            #expect(!members.contains(way))
            for (text, words) in [("!wishhelp", way), ("!config", "change settings. Discord shows"), ("!config", way)] {
                let id = await fixture.give(text, by: Snowflake(106), roles: [role])
                #expect(fixture.answers(to: id).first?.words.contains(words) == true, "\(text)")
            }
        }
        let plain = try await CogFixture(settings: Self.plain)
        try await plain.running {
            let shown = try await plain.ask("!config show")
            #expect(!shown.contains("Integrations"))
        }
    }
}
