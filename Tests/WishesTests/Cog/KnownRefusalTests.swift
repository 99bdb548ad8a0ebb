import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

/// What Discord refuses is asked once, on every path, until permissions change.
@Suite("Known refusals are not asked again")
struct KnownRefusalTests {
    private func isRefused(_ call: FakeDiscord.Call) -> Bool {
        switch call {
        case .post, .react, .delete, .auditLog: true
        default: false
        }
    }

    /// A guild in which the bot may read, and nothing else.
    private func silenced(voters: Int) async throws -> CogFixture {
        let fixture = try await CogFixture()
        for id in [5_001, 5_002, 5_003] as [UInt64] { try await fixture.plant(id, .channel, voters: voters) }
        fixture.discord.before = { call throws(PortError) in
            if isRefused(call) { throw PortError(.forbidden, "missing", code: .missingPermissions) }
        }
        return fixture
    }

    private func refused(_ fixture: CogFixture) -> Int { fixture.discord.calls.count(where: isRefused) }

    @Test(
        "However often a moderator repeats a command, few requests are refused, and none more than the first time",
        arguments: [
            "!wishhelp", "!topchannels", "!manifestwish 5001", "!manifestwish 5001 well done", "!removewish 5001",
            "!wish other moss", "!wish", "!weeklysummary", "!setthreshold 0.5",
        ])
    func moderators(command: String) async throws {
        let fixture = try await silenced(voters: 1)
        await fixture.running {
            for _ in 0..<3 { await fixture.give(command) }
            let first = refused(fixture)
            #expect(first <= 8, "\(fixture.discord.calls.filter(isRefused))")
            for _ in 0..<20 { await fixture.give(command) }
            #expect(refused(fixture) == first, "\(fixture.discord.calls.filter(isRefused).dropFirst(first))")
        }
    }

    @Test("Announcements of channels, cards on their way and the audit log are refused once each")
    func background() async throws {
        let fixture = try await silenced(voters: 8)
        for _ in 0..<5 {
            // A command would not wait for the channels.
            _ = await fixture.cog.sync(CogFixture.guild, cause: .timer)
            _ = try await fixture.recover()
        }
        #expect(fixture.discord.with { $0.made.count } == 3)
        #expect(fixture.discord.calls.count { $0 == .post(CogFixture.channel) } == 1)
        #expect(fixture.discord.calls.count { $0 == .auditLog } == 1)
    }

    @Test("After a change of permissions everything is asked again")
    func again() async throws {
        let fixture = try await silenced(voters: 1)
        try await fixture.running {
            await fixture.give("!wishhelp")
            let first = refused(fixture)
            let role = Role(id: CogFixture.guild, name: "@everyone", permissions: .sendMessages)
            await fixture.cog.handle([.roleChange(guild: CogFixture.guild, role)])
            await fixture.give("!wishhelp")
            #expect(refused(fixture) > first)
            fixture.discord.before = { _ in }
            await fixture.cog.handle([
                .roleChange(guild: CogFixture.guild, Role(id: CogFixture.guild, name: "@everyone", permissions: []))
            ])
            try await fixture.expect("!wishhelp", says: "!wish")
        }
    }

    @Test("Refusals of one guild make none of another forgotten, however many they are")
    func share() {
        let refusals = Refusals { .zero }
        let blocked = PortError(.forbidden, "blocked", code: .reactionBlocked)
        refusals.note(blocked, of: .react, under: 1, in: 9, 5)
        for message in 1...20_000 as ClosedRange<UInt64> {
            refusals.note(blocked, of: .react, under: Snowflake(message), in: 8, 6)
        }
        #expect(refusals.isRefused(.react, under: 1, in: 9, 5))
        #expect(refusals.isRefused(.react, under: 20_000, in: 8, 6))
        #expect(!refusals.isRefused(.react, under: 1, in: 8, 6))
    }

    @Test("Where cards are refused, words may pass; where words are refused, cards are too")
    func cardsAndWords() {
        let refusals = Refusals { .zero }
        let missing = PortError(.forbidden, "missing", code: .missingPermissions)
        refusals.note(missing, of: .postCard, in: 9, 5)
        #expect(refusals.isRefused(.postCard, in: 9, 5) && !refusals.isRefused(.post, in: 9, 5))
        refusals.note(missing, of: .post, in: 8, 5)
        #expect(refusals.isRefused(.postCard, in: 8, 5) && refusals.isRefused(.post, in: 8, 5))
    }

    @Test("Moderators have a flood limit, three times that of members")
    func moderatorsFlood() async throws {
        let fixture = try await CogFixture()
        await fixture.running {
            var answers: [String] = []
            for _ in 0..<60 {
                let id = await fixture.give("!wishhelp", by: CogFixture.owner, after: 0)
                answers += fixture.answers(to: id).map(\.words)
            }
            #expect(answers.count == 31 && answers.last?.contains("30 commands") == true)
            #expect(fixture.answers(to: await fixture.give("!wishhelp", by: CogFixture.owner, after: 11)).count == 1)
        }
    }
}
