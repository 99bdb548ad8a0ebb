import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Registering the slash commands")
struct RegistrationTests {
    private func registrations(_ fixture: CogFixture) -> Int { fixture.discord.calls.count { $0 == .register } }

    @Test("Registered when Discord has others, and left alone when it has exactly these")
    func onlyWhenChanged() async throws {
        let fixture = try await CogFixture(arrives: false)
        await fixture.cog.registerCommands(of: Snowflake(8))
        #expect(fixture.discord.with { $0.interactions.commands } == SlashCommands.all)
        await fixture.cog.registerCommands(of: Snowflake(8))
        #expect(registrations(fixture) == 1)
        fixture.discord.with { $0.interactions.commands[0].description = "old" }
        await fixture.cog.registerCommands(of: Snowflake(8))
        #expect(registrations(fixture) == 2)
        // READY has told which application it is.
        #expect(!fixture.discord.calls.contains(.application))
    }

    @Test("A session that was taken over does not tell the application: it is asked for")
    func takenOver() async throws {
        let fixture = try await CogFixture(arrives: false)
        await fixture.cog.registerCommands(of: nil)
        #expect(fixture.discord.calls == [.application, .commands, .register])
    }

    @Test("A failure says what still works and how to mend it; the next session tries again")
    func failure() async throws {
        let fixture = try await CogFixture(arrives: false)
        fixture.discord.before = { call throws(PortError) in
            if call == .register { throw PortError(.forbidden, "Missing Access") }
        }
        await fixture.cog.registerCommands(of: Snowflake(8))
        #expect(
            fixture.log.messages(at: .warning).contains {
                $0.contains("applications.commands") && $0.contains("Missing Access")
            })
        fixture.discord.before = { _ throws(PortError) in }
        await fixture.running {
            await fixture.cog.handle([.resumed])
            #expect(await fixture.log.line(containing: "The slash commands are registered"))
        }
        #expect(fixture.discord.with { $0.interactions.commands } == SlashCommands.all)
    }
}
