import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Flood limit of commands")
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

    @Test(
        "A member who floods is warned once, then ignored, and answered again after slowing down; moderators are exempt"
    )
    func flood() async throws {
        let fixture = try await CogFixture()
        try await fixture.running {
            #expect(await flood(fixture, 20, by: CogFixture.member) == (11, 1))
            #expect(await flood(fixture, 20, by: CogFixture.owner) == (20, 0))
            // Another member is not affected.
            #expect(await flood(fixture, 10, by: Snowflake(106)) == (10, 0))
            let calm = await fixture.give("!wishhelp", by: CogFixture.member, after: 11)
            #expect(fixture.answers(to: calm).count == 1)
            _ = try await fixture.ask("!wishhelp", by: CogFixture.member)
        }
    }

    @Test("Messages that are no commands do not count towards the flood limit")
    func talk() async throws {
        let fixture = try await CogFixture()
        try await fixture.running {
            for _ in 0..<30 { await fixture.give("hello", by: CogFixture.member, after: 0) }
            try await fixture.expect("!wishhelp", by: CogFixture.member, says: "!wish")
        }
    }
}
