import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Threads of wishes")
struct ThreadTests {
    private static let settings = {
        var settings = CogFixture.staffSettings()
        settings.threads = .on
        return settings
    }()

    /// A guild with threads, a moderators' channel, and these permissions of the bot.
    private static func fixture(
        _ permissions: Permissions = [.createPublicThreads, .manageThreads], settings: GuildSettings = settings
    ) async throws -> CogFixture {
        let fixture = try await CogFixture(arrives: false, settings: settings)
        var picture = CogFixture.picture()
        picture.roles = [Self.role(permissions)]
        picture.members = [Member(user: FakeDiscord.user(CogFixture.me, bot: true), roles: [])]
        picture.channels?.append(Channel(id: CogFixture.staff, type: .text, name: "staff"))
        fixture.discord.with { [picture] world in
            world.guilds[CogFixture.guild] = picture
            world.channels[CogFixture.staff] = [:]
        }
        await fixture.cog.handle(try fixture.staffGreeting())
        return fixture
    }

    private static func role(_ permissions: Permissions) -> Role {
        let basic: Permissions = [
            .viewChannel, .sendMessages, .embedLinks, .readMessageHistory, .addReactions, .manageMessages,
            .manageChannels,
        ]
        return Role(id: CogFixture.guild, name: "@everyone", permissions: permissions.union(basic))
    }

    /// A member wishes; returns the wish.
    private static func wish(_ text: String, _ fixture: CogFixture, by member: Snowflake = CogFixture.member)
        async throws
        -> Wish
    {
        let command = await fixture.give("!wish \(text)", by: member)
        return try #require(try await fixture.store.wish(command: command))
    }

    private static func chores(_ fixture: CogFixture, _ cog: SuggestionsCog? = nil) async {
        await (cog ?? fixture.cog).perform(.life(.doChores, CogFixture.guild))
    }

    /// The thread of a wish comes into that state.
    private static func expect(
        _ state: ThreadState, _ wish: Wish, _ fixture: CogFixture, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let isThere = try await eventually {
            await chores(fixture)
            return try await fixture.store.thread(of: wish.id) == state
        }
        #expect(isThere, sourceLocation: sourceLocation)
    }

    private static func isOpen(_ fixture: CogFixture, _ wish: Wish) -> Bool? {
        fixture.discord.with { world in
            world.threads[wish.messageID].map { _ in !world.lockedThreads.contains(wish.messageID) }
        }
    }

    @Test(
        "A thread is opened with the card, is named after the wish, and is closed when the wish ends",
        arguments: Deed.allCases)
    func life(deed: Deed) async throws {
        let fixture = try await Self.fixture()
        try await fixture.running {
            let wish = try await Self.wish("video moss tour", fixture)
            try await Self.expect(.open, wish, fixture)
            #expect(fixture.discord.with { $0.threads[wish.messageID] } == "moss tour")
            let author: Snowflake = [.withdraw, .edit].contains(deed) ? CogFixture.member : CogFixture.owner
            _ = try await fixture.ask(deed, .prefix, wish, by: author)
            let ends = deed != .edit && deed != .plan
            try await Self.expect(ends ? .closed : .open, wish, fixture)
            #expect(Self.isOpen(fixture, wish) == !ends)
        }
        #expect(fixture.discord.calls.count { if case .startThread = $0 { true } else { false } } == 1)
    }

    @Test("Threads end also with a wish that expires, becomes a channel, or whose card is deleted")
    func otherEnds() async throws {
        for transition in [WishTransition.expire, .claim, .delete] {
            let fixture = try await Self.fixture()
            try await fixture.running {
                try await Self.expect(.open, try await Self.wish("channel moss: for moss", fixture), fixture)
            }
            let wish = try #require(try await fixture.store.wishes(guild: CogFixture.guild).first)
            for transition in [transition, .manifest] {
                _ = try await fixture.store.apply(transition, to: wish.id, why: "test", at: fixture.now)
                let isSo = await eventually {
                    await Self.chores(fixture)
                    return Self.isOpen(fixture, wish) == (transition == .claim)
                }
                #expect(isSo)
            }
        }
    }

    @Test("Without the setting there are no threads, and a wish that was made without it gets none later")
    func off() async throws {
        var settings = Self.settings
        settings.threads = .off
        let fixture = try await Self.fixture(settings: settings)
        try await fixture.running {
            _ = try await Self.wish("video moss tour", fixture)
            await Self.chores(fixture)
        }
        let next = fixture.nextProcess(Self.settings)
        await next.handle(try fixture.staffGreeting())
        _ = await next.sync(CogFixture.guild, cause: .request)
        await Self.chores(fixture, next)
        #expect(fixture.discord.with { $0.threads }.isEmpty)
    }

    @Test(
        "A missing permission fails no wish, is asked for once, and is told once; once it is given, the thread is opened"
    )
    func missingPermission() async throws {
        let fixture = try await Self.fixture(.manageThreads)
        let isStart = { @Sendable (call: FakeDiscord.Call) in if case .startThread = call { true } else { false } }
        fixture.discord.before = { call throws(PortError) in
            if isStart(call) { throw PortError(.forbidden, "missing", code: .missingPermissions) }
        }
        try await fixture.running {
            let first = try await Self.wish("video moss tour", fixture)
            let second = try await Self.wish("video fern walk", fixture)
            for _ in 0..<3 { await Self.chores(fixture) }
            // A moderator's sync would try again.
            _ = await fixture.cog.sync(CogFixture.guild, cause: .timer)
            #expect(try await fixture.store.wishes(guild: CogFixture.guild).map(\.state) == [.active, .active])
            #expect(fixture.discord.calls.count(where: isStart) == 1)
            #expect(await eventually { !fixture.notices.isEmpty })
            #expect(fixture.notices.count == 1 && fixture.notices.first?.contains("Create Public Threads") == true)
            fixture.discord.before = { _ throws(PortError) in }
            await fixture.cog.handle([
                .roleChange(guild: CogFixture.guild, Self.role([.createPublicThreads, .manageThreads]))
            ])
            _ = await fixture.cog.sync(CogFixture.guild, cause: .request)
            for wish in [first, second] { try await Self.expect(.open, wish, fixture) }
        }
    }

    @Test("After a lost answer or a restart there is one thread, which the next process closes")
    func restart() async throws {
        let fixture = try await Self.fixture()
        fixture.discord.after = { call throws(PortError) in
            if case .startThread = call { throw PortError(.uncertain, "no answer") }
        }
        try await fixture.running {
            _ = try await Self.wish("video moss tour", fixture)
            #expect(await eventually { fixture.discord.with { !$0.threads.isEmpty } })
        }
        let wish = try #require(try await fixture.store.wishes(guild: CogFixture.guild).first)
        #expect(try await fixture.store.thread(of: wish.id) == .asked)
        fixture.discord.after = { _ throws(PortError) in }
        let next = fixture.nextProcess(Self.settings)
        await next.handle(try fixture.staffGreeting())
        _ = await next.sync(CogFixture.guild, cause: .request)
        await Self.chores(fixture, next)
        #expect(try await fixture.store.thread(of: wish.id) == .open)
        _ = try await fixture.store.apply(.withdraw, to: wish.id, why: "test", at: fixture.now)
        let last = fixture.nextProcess(Self.settings)
        await last.handle(try fixture.staffGreeting())
        await Self.chores(fixture, last)
        #expect(Self.isOpen(fixture, wish) == false)
        #expect(fixture.discord.with { $0.threads.count } == 1)
    }

    @Test("The name is the channel's or the text's, inert and at most 100 characters")
    func names() async throws {
        let fixture = try await CogFixture()
        var wish = try await fixture.plant(5_001, .other)
        wish.text = "  **moss**\n\u{202E}tour @everyone " + String(repeating: "🌿", count: 60)
        let name = ThreadName.of(wish)
        #expect(name.hasPrefix("**moss** tour @\u{200B}everyone 🌿") && name.utf16.count <= 100)
        wish.channelName = "moss-garden"
        #expect(ThreadName.of(wish) == "moss-garden")
    }
}
