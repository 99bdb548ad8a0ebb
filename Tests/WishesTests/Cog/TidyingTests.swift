import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Refused wishes are tidied away")
struct TidyingTests {
    private static let all: Permissions = [
        .viewChannel, .sendMessages, .readMessageHistory, .embedLinks, .manageMessages,
    ]

    /// A guild in which the bot has these permissions.
    private static func fixture(_ permissions: Permissions = all) async throws -> CogFixture {
        let fixture = try await CogFixture(arrives: false, tidyAfter: .seconds(120))
        var picture = CogFixture.picture()
        picture.roles = [Role(id: CogFixture.guild, name: "@everyone", permissions: permissions)]
        picture.members = [Member(user: FakeDiscord.user(CogFixture.me, bot: true), roles: [])]
        await fixture.cog.handle([CogFixture.greeting[0], .guildCreate(picture)])
        return fixture
    }

    /// A member gives a command, and it is answered. Returns its message.
    private static func give(_ text: String, _ fixture: CogFixture, carriesMore: Bool = false) async -> Snowflake {
        let id = fixture.discord.with { world in
            world.nextID += 11_000 << 22
            let id = Snowflake(world.nextID)
            world.channels[CogFixture.channel]?[id] = .init(
                message: PostedMessage(id: id, authorID: CogFixture.member, content: text), stars: [])
            return id
        }
        var message = Message(
            id: id, channelID: CogFixture.channel, guildID: CogFixture.guild,
            author: FakeDiscord.user(CogFixture.member), content: text)
        message.carriesMore = carriesMore
        let reading = WishCommand.read(text, to: CommandAddress(prefix: "!", me: CogFixture.me))
        await fixture.cog.perform(
            .answer(CommandCall(reading: reading, message: message, guildID: CogFixture.guild, role: .dreamer)))
        return id
    }

    private static func pass(_ seconds: Int, _ fixture: CogFixture, _ cog: SuggestionsCog? = nil) async {
        fixture.clock.advance(by: .seconds(seconds))
        await (cog ?? fixture.cog).perform(.life(.doChores, CogFixture.guild))
    }

    /// What is in the channel: the bot's answers, and members' messages.
    private static func channel(_ fixture: CogFixture) -> [String] {
        fixture.discord.with { world in
            (world.channels[CogFixture.channel] ?? [:]).sorted { $0.key < $1.key }.map(\.value.message.content)
        }
    }

    @Test(
        "A refused wish and its answer are there for two minutes, with the text handed back; then both are gone",
        arguments: ["!wish channel admin: for us", "!wish video", "!wish"])
    func refused(text: String) async throws {
        let fixture = try await Self.fixture()
        let command = await Self.give(text, fixture)
        let answer = try #require(fixture.answers(to: command).first?.content)
        #expect(answer.hasSuffix("```\n\(text)\n```") && answer.contains("<t:1790000120:R>"))
        await Self.pass(119, fixture)
        #expect(Self.channel(fixture).count == 2)
        await Self.pass(2, fixture)
        #expect(Self.channel(fixture).isEmpty)
        #expect(try await fixture.store.tidying(guild: CogFixture.guild, since: .distantPast).isEmpty)
    }

    @Test("Nothing else is deleted: no answer to another command, no card, no message that was edited or carries more")
    func others() async throws {
        let fixture = try await Self.fixture()
        _ = await Self.give("!wishhelp", fixture)
        _ = await Self.give("!quorum", fixture)
        let edited = await Self.give("!wish channel admin: for us", fixture)
        let carrier = await Self.give("!wish other moss", fixture, carriesMore: true)
        fixture.discord.with { world in
            world.channels[CogFixture.channel]?[edited]?.message.content = "!wish channel admin: for all of us"
        }
        #expect(fixture.answers(to: carrier).first?.content?.contains("```") == false)
        await Self.pass(121, fixture)
        let deleted = fixture.discord.calls.filter { if case .delete = $0 { true } else { false } }
        #expect(deleted.count == 2 && !deleted.contains(.delete(edited)) && !deleted.contains(.delete(carrier)))
        #expect(Self.channel(fixture).filter { $0.hasPrefix("!wish ") }.count == 2)
    }

    @Test("Without Manage Messages only the answer is deleted, and the text is not handed back")
    func withoutPermission() async throws {
        let fixture = try await Self.fixture(Self.all.subtracting(.manageMessages))
        let command = await Self.give("!wish channel admin: for us", fixture)
        #expect(fixture.answers(to: command).first?.content?.contains("```") == false)
        await Self.pass(121, fixture)
        #expect(Self.channel(fixture) == ["!wish channel admin: for us"])
    }

    @Test("The next process deletes what its predecessor has left, but not what is older than a day")
    func restart() async throws {
        for (pause, left) in [(60, 0), (2 * 86_400, 2)] {
            let fixture = try await Self.fixture()
            _ = await Self.give("!wish channel admin: for us", fixture)
            fixture.clock.advance(by: .seconds(pause))
            let next = fixture.nextProcess()
            await next.handle(CogFixture.greeting)
            _ = await next.sync(CogFixture.guild, cause: .request)
            await Self.pass(121, fixture, next)
            #expect(Self.channel(fixture).count == left)
        }
    }

    @Test("Messages that are gone are passed over without a word; without an answer of Discord's they are tried again")
    func gone() async throws {
        let fixture = try await Self.fixture()
        let command = await Self.give("!wish channel admin: for us", fixture)
        fixture.discord.before = { call throws(PortError) in
            if case .delete = call { throw PortError(.unreachable, "nothing") }
        }
        await Self.pass(121, fixture)
        #expect(Self.channel(fixture).count == 2)
        fixture.discord.before = { _ throws(PortError) in }
        fixture.discord.with { $0.channels[CogFixture.channel]?[command] = nil }
        await Self.pass(61, fixture)
        #expect(Self.channel(fixture).isEmpty)
        #expect(fixture.log.messages.allSatisfy { !$0.contains("delete") })
    }

    @Test("A text too long for the answer is in a card beside it")
    func long() async throws {
        let fixture = try await Self.fixture()
        let text = "!wish channel admin: " + String(repeating: "x", count: 1_979)
        let answer = try #require(fixture.answers(to: await Self.give(text, fixture)).first)
        #expect(answer.embeds?.first?.description == "```\n\(text)\n```")
        #expect(answer.content?.contains("```") == false)
    }

    @Test("A text that is handed back cannot end its block, and is as typed otherwise")
    func inert() {
        let zeroWidth = "\u{200B}"
        #expect(HandedBack.block("a ``` b", limit: 100) == "```\na `\(zeroWidth)`\(zeroWidth)` b\n```")
        #expect(HandedBack.block("@everyone *é* 👩‍👧 אב\nc", limit: 100) == "```\n@everyone *é* 👩‍👧 אב\nc\n```")
        #expect(HandedBack.block("a\u{202E}b\u{7}c\r", limit: 100) == "```\nabc\n```")
        #expect(HandedBack.block("abc", limit: 11) != nil && HandedBack.block("abcd", limit: 11) == nil)
    }
}
