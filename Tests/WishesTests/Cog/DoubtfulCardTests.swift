import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Cards whose request got no answer")
struct DoubtfulCardTests {
    private func cards(_ fixture: CogFixture) -> [FakeDiscord.Standing] { fixture.cards }

    /// Throws at the first matching call.
    private static func failing(
        _ error: PortError, at fits: @escaping @Sendable (FakeDiscord.Call) -> Bool
    ) -> @Sendable (FakeDiscord.Call) throws(PortError) -> Void {
        let count = Counter()
        return { call throws(PortError) in if fits(call), count.next() == 1 { throw error } }
    }

    private static func isPost(_ call: FakeDiscord.Call) -> Bool { if case .post = call { true } else { false } }
    private static func isPage(_ call: FakeDiscord.Call) -> Bool { if case .messages = call { true } else { false } }
    private static func isReact(_ call: FakeDiscord.Call) -> Bool { if case .react = call { true } else { false } }
    private static func isDelete(_ call: FakeDiscord.Call) -> Bool { if case .delete = call { true } else { false } }

    @Test(
        "Without an answer and a readable history the reply says that the result is not known; the card is adopted later"
    )
    func adopted() async throws {
        let fixture = try await CogFixture()
        let lose = Self.failing(PortError(.uncertain, "no answer"), at: Self.isPost)
        let hide = Self.failing(PortError(.unreachable, "down"), at: Self.isPage)
        fixture.discord.after = { call throws(PortError) in try lose(call) }
        fixture.discord.before = { call throws(PortError) in try hide(call) }
        try await fixture.running {
            let answer = try await fixture.ask("!wish video moss")
            #expect(answer.contains("within a minute") && !answer.contains("Nothing was kept"), "\(answer)")
            let isSo = try await eventually {
                try await fixture.store.wishes(guild: CogFixture.guild).count == 1
            }
            #expect(isSo)
        }
        #expect(cards(fixture).count == 1)
        #expect(cards(fixture).first?.stars == [CogFixture.me])
    }

    @Test("If the request did not arrive, the card is posted once the request can no longer arrive")
    func posted() async throws {
        let fixture = try await CogFixture()
        let lose = Self.failing(PortError(.uncertain, "no answer"), at: Self.isPost)
        fixture.discord.before = { call throws(PortError) in try lose(call) }
        try await fixture.running {
            let answer = try await fixture.ask("!wish video moss")
            #expect(answer.contains("within a minute"), "\(answer)")
            let isSo = try await eventually {
                try await fixture.store.wishes(guild: CogFixture.guild).count == 1
            }
            #expect(isSo)
        }
        #expect(cards(fixture).map(\.stars) == [[CogFixture.me]])
        #expect(try await fixture.store.intents(guild: CogFixture.guild).isEmpty)
    }

    @Test("A card that got no star and cannot be deleted gets its star later and becomes a wish")
    func starless() async throws {
        let fixture = try await CogFixture()
        let react = Self.failing(PortError(.unreachable, "down"), at: Self.isReact)
        let delete = Self.failing(PortError(.unreachable, "down"), at: Self.isDelete)
        fixture.discord.before = { call throws(PortError) in
            try react(call)
            try delete(call)
        }
        try await fixture.running {
            let answer = try await fixture.ask("!wish video moss")
            #expect(answer.contains("within a minute"), "\(answer)")
            let isSo = try await eventually {
                try await fixture.store.wishes(guild: CogFixture.guild).count == 1
            }
            #expect(isSo)
        }
        #expect(cards(fixture).map(\.stars) == [[CogFixture.me]])
    }
}
