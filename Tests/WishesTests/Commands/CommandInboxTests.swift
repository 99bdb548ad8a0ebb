import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Commands that outlive a process")
struct CommandInboxTests {
    private static let id: UInt64 = 1_600_000_000_000_000_000

    private func row(_ text: String, age: TimeInterval = 0, _ fixture: CogFixture, _ id: UInt64 = CommandInboxTests.id)
        -> InboxCommand
    {
        InboxCommand(fixture.command(text, id), in: CogFixture.guild, at: fixture.now.addingTimeInterval(-age))
    }

    @Test("Accepted commands are stored together before they are carried out; the next process answers them all")
    func next() async throws {
        let fixture = try await CogFixture()
        // This process takes them in and ends before it carries anything out.
        await fixture.cog.handle([
            .messageCreate(fixture.command("!wish other moss", Self.id)),
            .messageCreate(fixture.command("!wishhelp", Self.id + 1)),
            .messageCreate(fixture.command("hello", Self.id + 2)),
        ])
        #expect(try await fixture.store.commands().map(\.content) == ["!wish other moss", "!wishhelp"])
        #expect(fixture.discord.with { $0.posts.isEmpty })
        await fixture.runNext()
        #expect(fixture.cards.count == 1)
        #expect(fixture.discord.calls.contains(.delete(Snowflake(Self.id))))
        #expect(fixture.answers(to: Snowflake(Self.id + 1)).count == 1)
        #expect(try await fixture.store.commands().isEmpty)
    }

    @Test("A command that was answered leaves the inbox and is not answered by the next process")
    func answered() async throws {
        let fixture = try await CogFixture()
        await fixture.running {
            await fixture.cog.handle([.messageCreate(fixture.command("!wishhelp", Self.id))])
            await fixture.cog.answered()
        }
        #expect(try await fixture.store.commands().isEmpty)
        fixture.discord.with { $0.nonces = [:] }
        await fixture.runNext()
        #expect(fixture.answers(to: Snowflake(Self.id)).count == 1)
    }

    @Test("A command whose answer is among later messages is not answered twice, however many follow")
    func answeredBeforeDeath() async throws {
        let fixture = try await CogFixture()
        try await fixture.store.keep([row("!wishhelp", fixture), row("!wish other moss", fixture, Self.id + 1)])
        for id in 2...350 { fixture.chat(Self.id + UInt64(id)) }
        fixture.chat(Self.id + 400, by: CogFixture.me, replyTo: Snowflake(Self.id))
        fixture.chat(Self.id + 401, by: CogFixture.me, replyTo: Snowflake(Self.id + 1))
        await fixture.runNext()
        #expect(fixture.discord.with { $0.posts.isEmpty })
        #expect(try await fixture.store.commands().isEmpty)
    }

    @Test(
        "After more than 15 minutes a list is answered with why not; a wish is still carried out",
        arguments: ["!topvideos", "!manifestations", "!wishhelp", "!wish other moss"])
    func old(text: String) async throws {
        let fixture = try await CogFixture()
        try await fixture.store.keep([row(text, age: 901, fixture)])
        await fixture.runNext()
        let words = fixture.answers(to: Snowflake(Self.id)).first?.words
        #expect(words?.contains("Ask again") == (text.hasPrefix("!wish other") ? nil : true))
        #expect(fixture.cards.count == (text.hasPrefix("!wish other") ? 1 : 0))
        #expect(try await fixture.store.commands().isEmpty)
    }

    @Test("A replayed command is judged by the roles and the configuration of the present")
    func role() async throws {
        let fixture = try await CogFixture()
        try await fixture.store.keep([row("!wish other moss", fixture)])
        var settings = GuildSettings()
        settings.dreamerRoles = ["dreamers"]
        await fixture.runNext(settings)
        #expect(fixture.cards.isEmpty)
        #expect(fixture.answers(to: Snowflake(Self.id)).first?.words.contains("roles") == true)
    }

    @Test("A command whose answer cannot be posted stays, and is answered after the next reconnect")
    func unreachable() async throws {
        let fixture = try await CogFixture()
        let posts = Counter()
        fixture.discord.before = { call throws(PortError) in
            if case .post = call, posts.next() == 1 { throw PortError(.unreachable, "503") }
        }
        try await fixture.running {
            await fixture.cog.handle([.messageCreate(fixture.command("!wishhelp", Self.id))])
            await fixture.cog.answered()
            let kept = try await fixture.store.commands().count
            #expect(kept == 1)
            await fixture.cog.handle([.disconnected, .resumed])
            await fixture.cog.answered()
        }
        #expect(fixture.answers(to: Snowflake(Self.id)).count == 1)
        #expect(try await fixture.store.commands().isEmpty)
    }

    @Test("While commands cannot be stored they are carried out all the same, and the log says so")
    func full() async throws {
        let fixture = try await CogFixture()
        try await fixture.store.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER full BEFORE INSERT ON command_inbox
                    BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END
                    """)
        }
        try await fixture.running {
            try await fixture.expect("!wishhelp", says: "!wish")
        }
        #expect(fixture.log.messages(at: .error).contains { $0.contains("could not be stored") })
    }
}
