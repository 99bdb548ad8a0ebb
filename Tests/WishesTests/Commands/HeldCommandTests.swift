import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Commands that wait for their guild")
struct HeldCommandTests {
    private static let id: UInt64 = 1_600_000_000_000_000_000

    /// A process that resumes a session and does not get its guild.
    private func waiting(_ fixture: CogFixture) async -> SuggestionsCog {
        let cog = fixture.nextProcess()
        await cog.restore(CogFixture.session)
        await cog.handle([.resumed, .messageCreate(fixture.command("!wish other moss", Self.id))])
        return cog
    }

    @Test("A session is kept only with the commands that were held in memory: they are in the inbox")
    func quickRestarts() async throws {
        let fixture = try await CogFixture(arrives: false)
        let second = await waiting(fixture)
        #expect(await second.stopped(CogFixture.session.resumable, heardAt: nil) != nil)
        #expect(try await fixture.store.commands().map(\.content) == ["!wish other moss"])
        await fixture.runNext()
        #expect(fixture.cards.count == 1)
        #expect(try await fixture.store.commands().isEmpty)
    }

    @Test("A held command is carried out once when its guild comes")
    func arrives() async throws {
        let fixture = try await CogFixture(arrives: false)
        let cog = await waiting(fixture)
        let work = Task { await cog.run() }
        #expect(await eventually { fixture.cards.count == 1 })
        await cog.answered()
        #expect(try await fixture.store.commands().isEmpty)
        work.cancel()
        await work.value
    }

    @Test("A position beyond commands that cannot be stored is not kept")
    func full() async throws {
        let fixture = try await CogFixture(arrives: false)
        try await fixture.store.write { db in
            try db.execute(
                sql: "CREATE TRIGGER full BEFORE INSERT ON command_inbox BEGIN SELECT RAISE(ABORT, 'full'); END")
        }
        let second = await waiting(fixture)
        #expect(await second.stopped(CogFixture.session.resumable, heardAt: nil) == nil)
        try await fixture.store.write { try $0.execute(sql: "DROP TRIGGER full") }
        #expect(await second.stopped(CogFixture.session.resumable, heardAt: nil) != nil)
        #expect(try await fixture.store.commands().count == 1)
    }

    @Test("With an older database, a wish that a resumed session repeats finds its card behind 350 messages")
    func olderDatabase() async throws {
        let fixture = try await CogFixture(arrives: false)
        let cardID = CardID.of(command: Snowflake(Self.id))
        for id in 1...350 { fixture.chat(Self.id + UInt64(id)) }
        fixture.discord.with { world in
            world.channels[CogFixture.channel]?[Snowflake(Self.id + 400)] = .init(
                message: PostedMessage(
                    id: Snowflake(Self.id + 400), authorID: CogFixture.me, footers: ["wish \(cardID)"]),
                stars: [CogFixture.me, CogFixture.owner])
        }
        let cog = await waiting(fixture)
        let work = Task { await cog.run() }
        #expect(try await eventually { try await fixture.store.wishes(guild: CogFixture.guild).count == 1 })
        await cog.answered()
        #expect(fixture.cards.count == 1)
        #expect(try await fixture.wish(Self.id + 400)?.cardID == cardID)
        work.cancel()
        await work.value
    }

    @Test("The token of a card depends only on the command, and has twelve hexadecimal digits")
    func tokens() {
        let tokens = (0..<2_000).map { CardID.of(command: Snowflake(Self.id + UInt64($0) << 12)) }
        #expect(Set(tokens).count == 2_000)
        #expect(tokens.allSatisfy { $0.count == 12 && UInt64($0, radix: 16) != nil })
        #expect(CardID.of(command: Snowflake(1)) == CardID.of(command: Snowflake(1)))
    }
}
