import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("News for authors: a wish that came true by votes (cog)")
struct AuthorNewsTests {
    private func settings(_ telling: AuthorTelling) -> GuildSettings {
        var settings = GuildSettings()
        (settings.voice, settings.tellAuthors) = (.plain, telling)
        return settings
    }

    private func sent(_ fixture: CogFixture) -> [NewMessage] {
        fixture.discord.with { $0.directMessages[CogFixture.owner] ?? [] }
    }

    @Test("The author alone hears, as the settings say, once, also over a restart", arguments: AuthorTelling.allCases)
    func told(telling: AuthorTelling) async throws {
        let settings = settings(telling)
        let fixture = try await CogFixture(settings: settings)
        let wish = try await fixture.plant(5_001, .channel, voters: 7)
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        let made = try #require(fixture.discord.with { $0.made.first })
        let next = CogFixture.makeCog(fixture.store, fixture.discord, fixture.clock, fixture.log, settings)
        await next.handle(CogFixture.greeting)
        await next.syncReactionCounts(guild: CogFixture.guild)
        _ = try await fixture.recover()

        let answers = fixture.answers(to: wish.messageID).filter { $0.words.contains("come true") }
        let ping = telling == .reply ? "\n<@101>" : ""
        #expect(answers.map(\.content) == ["This wish has come true: <#\(made.id)>" + ping])
        #expect(answers.first?.pinged == (telling == .reply ? [CogFixture.owner] : []))
        #expect(sent(fixture).count == (telling == .directMessage ? 1 : 0))
        #expect(sent(fixture).allSatisfy { $0.words.contains("<#\(made.id)>") && $0.words.contains("Dreamers") })
    }

    @Test("Without an answer from Discord the author is told once, when the answer is found")
    func uncertain() async throws {
        let fixture = try await CogFixture(settings: settings(.directMessage))
        try await fixture.plant(5_001, .channel, voters: 7)
        fixture.discord.after = { call throws(PortError) in
            if case .post = call { throw PortError(.uncertain, "no answer") }
        }
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(sent(fixture).isEmpty)
        fixture.discord.after = { _ in }
        for _ in 0..<3 { _ = try await fixture.recover() }
        #expect(sent(fixture).count == 1)
    }

    @Test("Whose database does not know of the answer under a wish tells no one again")
    func foreign() async throws {
        let fixture = try await CogFixture(settings: settings(.directMessage))
        let wish = try await fixture.plant(5_001, .channel, voters: 7)
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        // As from a backup that was made before.
        try await fixture.store.write {
            try $0.execute(sql: "UPDATE manifestations SET answering_at = NULL, answered_at = NULL")
        }
        _ = try await fixture.recover()
        #expect(sent(fixture).count == 1)
        #expect(fixture.answers(to: wish.messageID).count { $0.words.contains("come true") } == 1)
        #expect(try await fixture.store.manifestation(of: wish)?.answeredAt != nil)
    }

    @Test("The answer that names a channel is recognized with a ping and without, and nothing else is")
    func recognized() {
        let replies = Replies(voice: .plain, prefix: "!")
        let answer = replies.manifested(channel: 77)
        #expect(replies.manifestedChannel(in: answer) == 77)
        #expect(replies.manifestedChannel(in: answer + AuthorPing.line(101)) == 77)
        for other in [answer + "\n", answer + "\n<@101> hi", answer + "\n<@101>\n<@102>", "x\n<@101>", "\n<@101>"] {
            #expect(replies.manifestedChannel(in: other) == nil)
        }
    }
}
