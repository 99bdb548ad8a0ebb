import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Registration of the slash commands")
struct RegistrationTests {
    private func registrations(_ fixture: CogFixture) -> Int { fixture.discord.calls.count { $0 == .register } }

    @Test("The commands are registered only when Discord has different ones")
    func onlyWhenChanged() async throws {
        let fixture = try await CogFixture(arrives: false)
        await fixture.cog.perform(.register(Snowflake(8)))
        #expect(fixture.discord.with { $0.interactions.commands } == SlashCommands.all)
        await fixture.cog.perform(.register(Snowflake(8)))
        #expect(registrations(fixture) == 1)
        fixture.discord.with { $0.interactions.commands[0].description = "old" }
        await fixture.cog.perform(.register(Snowflake(8)))
        #expect(registrations(fixture) == 2)
        // READY gave the application's id.
        #expect(!fixture.discord.calls.contains(.application))
    }

    @Test("Without READY, in a resumed session, the application's id is requested")
    func takenOver() async throws {
        let fixture = try await CogFixture(arrives: false)
        await fixture.cog.perform(.register(nil))
        #expect(fixture.discord.calls == [.application, .commands, .register])
    }

    @Test("A failed registration is logged with its cure; the next session tries again")
    func failure() async throws {
        let fixture = try await CogFixture(arrives: false)
        fixture.discord.before = { call throws(PortError) in
            if call == .register { throw PortError(.forbidden, "Missing Access") }
        }
        await fixture.cog.perform(.register(Snowflake(8)))
        #expect(
            fixture.log.messages(at: .warning).contains {
                $0.contains("applications.commands") && $0.contains("Missing Access")
            })
        fixture.discord.before = { _ throws(PortError) in }
        await fixture.running {
            await fixture.cog.handle([.resumed])
            #expect(await fixture.log.line(containing: "Registered the slash commands"))
        }
        #expect(fixture.discord.with { $0.interactions.commands } == SlashCommands.all)
    }
}
