import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Cards of which nobody knows whether they stand")
struct DoubtfulCardTests {
    private func cards(_ fixture: CogFixture) -> [FakeDiscord.Standing] {
        fixture.discord.with { world in
            (world.channels[CogFixture.channel] ?? [:]).values.filter {
                $0.message.footers.contains { $0.hasPrefix("wish ") }
            }
        }
    }

    /// Throws at the first call that fits.
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

    @Test("The answer is lost and the history is down: the member is told the truth, and the card is adopted by itself")
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

    @Test("Nothing had arrived: the intent is dropped when nothing can be on its way any more")
    func dropped() async throws {
        let fixture = try await CogFixture()
        let lose = Self.failing(PortError(.uncertain, "no answer"), at: Self.isPost)
        fixture.discord.before = { call throws(PortError) in try lose(call) }
        try await fixture.running {
            let answer = try await fixture.ask("!wish video moss")
            #expect(answer.contains("within a minute"), "\(answer)")
            let isSo = try await eventually { try await fixture.store.intents(guild: CogFixture.guild).isEmpty }
            #expect(isSo)
        }
        #expect(cards(fixture).isEmpty)
    }

    @Test("No star, and the card cannot be deleted: it gets its star by itself, and is a wish")
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
