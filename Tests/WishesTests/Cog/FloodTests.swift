import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Floods of commands (cog)")
struct FloodTests {
    /// Gives commands quickly; how many were answered, and how many with "slower".
    private func flood(_ fixture: CogFixture, _ count: Int, by person: Snowflake) async -> (answers: Int, slower: Int) {
        var answers: [String] = []
        for _ in 0..<count {
            let id = await fixture.give("!wishhelp", by: person, after: 0)
            answers += fixture.answers(to: id).map(\.words)
        }
        return (answers.count, answers.count { $0.contains("Slower") })
    }

    @Test("A member is told once, then ignored, and answered again when it is calm; moderators are exempt")
    func flood() async throws {
        let fixture = try await CogFixture()
        try await fixture.running {
            #expect(await flood(fixture, 20, by: CogFixture.member) == (11, 1))
            #expect(await flood(fixture, 20, by: CogFixture.owner) == (20, 0))
            // Somebody else is not concerned, and neither is what is no command.
            #expect(await flood(fixture, 10, by: Snowflake(106)) == (10, 0))
            let calm = await fixture.give("!wishhelp", by: CogFixture.member, after: 11)
            #expect(fixture.answers(to: calm).count == 1)
            _ = try await fixture.ask("!wishhelp", by: CogFixture.member)
        }
    }

    @Test("What is said to nobody counts for nothing")
    func talk() async throws {
        let fixture = try await CogFixture()
        try await fixture.running {
            for _ in 0..<30 { await fixture.give("hello", by: CogFixture.member, after: 0) }
            try await fixture.expect("!wishhelp", by: CogFixture.member, says: "!wish")
        }
    }
}
