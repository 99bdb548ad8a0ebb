import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Pictures of wishes")
struct PictureTests {
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]

    private static func file(
        _ id: UInt64 = 1, _ name: String = "moss.png", type: String? = "image/png", size: Int = 11
    ) -> MessageAttachment {
        MessageAttachment(
            id: Snowflake(id), filename: name, description: "a mossy stone", contentType: type, size: size,
            url: "https://cdn.discordapp.com/attachments/1/\(id)/\(name)?ex=1")
    }

    /// A command of a member with these files, of which Discord has those bytes.
    private static func command(
        _ files: [MessageAttachment], bytes: [UInt8]? = png, id: UInt64 = 1_500_100_000_000_000_000,
        _ fixture: CogFixture
    ) -> Message {
        fixture.discord.with { world in
            world.channels[CogFixture.channel]?[Snowflake(id)] = .init(
                message: PostedMessage(
                    id: Snowflake(id), authorID: CogFixture.member, content: "!wish other moss", attachments: files),
                stars: [])
            for file in files { world.files[file.id] = bytes }
            world.nextID = id
        }
        return Message(
            id: Snowflake(id), channelID: CogFixture.channel, guildID: CogFixture.guild,
            author: FakeDiscord.user(CogFixture.member), content: "!wish other moss", attachments: files)
    }

    private static func cards(_ fixture: CogFixture) -> [NewMessage] {
        fixture.discord.with { $0.posts.filter { $0.embeds?.first?.footer?.text.contains("wish ") == true } }
    }

    @Test("A picture is posted again with the card, under a name of the bot's own, before the message is deleted")
    func kept() async throws {
        let fixture = try await CogFixture()
        let command = Self.command([Self.file(1, "SPOILER_who.png")], fixture)
        await fixture.running {
            await fixture.cog.handle([.messageCreate(command)])
            await fixture.cog.answered()
        }
        let file = FileUpload(
            name: "SPOILER_wish.png", contentType: "image/png", bytes: Self.png, description: "a mossy stone")
        #expect(Self.cards(fixture).map(\.files) == [[file]])
        #expect(fixture.discord.calls.contains(.delete(command.id)))
        #expect(try await fixture.store.intents(guild: CogFixture.guild).isEmpty)
    }

    /// What a wish carries, what Discord has of it, and words of the answer.
    struct Refused: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var files: [MessageAttachment]
        var bytes: [UInt8]? = PictureTests.png
        var words: String
    }

    @Test(
        "A wish whose picture cannot be kept is refused with the reason, and nothing of the member's is deleted",
        arguments: [
            Refused(testDescription: "two", files: [file(1), file(2)], words: "one picture only"),
            Refused(testDescription: "a text", files: [file(1, "a.txt", type: "text/plain")], words: "stickers"),
            Refused(testDescription: "disguised", files: [file()], bytes: Array("<svg>".utf8), words: "stickers"),
            Refused(testDescription: "too large", files: [file(size: 10 << 20 | 1)], words: "10 MB"),
            Refused(testDescription: "gone", files: [file()], bytes: nil, words: "did not give me that picture"),
        ])
    func refused(example: Refused) async throws {
        var settings = GuildSettings()
        settings.voice = .plain
        let fixture = try await CogFixture(settings: settings)
        let command = Self.command(example.files, bytes: example.bytes, fixture)
        await fixture.running {
            await fixture.cog.handle([.messageCreate(command)])
            await fixture.cog.answered()
        }
        let answers = fixture.answers(to: command.id).map(\.words)
        #expect(answers.count == 1 && answers[0].contains(example.words), "\(answers)")
        #expect(Self.cards(fixture).isEmpty && !fixture.discord.calls.contains(.delete(command.id)))
        #expect(try await fixture.store.intents(guild: CogFixture.guild).isEmpty)
        #expect(try await fixture.store.wishes(guild: CogFixture.guild).isEmpty)
    }

    @Test("Where the bot may not attach files, a wish with a picture names that permission")
    func notAllowed() async throws {
        let fixture = try await CogFixture()
        fixture.discord.with { $0.withoutFiles = [CogFixture.channel] }
        let command = Self.command([Self.file()], fixture)
        await fixture.running {
            await fixture.cog.handle([.messageCreate(command)])
            await fixture.cog.answered()
        }
        #expect(fixture.answers(to: command.id).first?.words.contains("Attach Files") == true)
        #expect(!fixture.discord.calls.contains(.delete(command.id)))
    }

    @Test("A command of an earlier process is carried out with the picture of its message")
    func replayed() async throws {
        let fixture = try await CogFixture(arrives: false)
        let command = Self.command([Self.file()], fixture)
        try await fixture.store.keep([InboxCommand(command, in: CogFixture.guild, at: fixture.now)])
        await fixture.runNext()
        await fixture.runNext()
        #expect(Self.cards(fixture).map { $0.files.map(\.bytes) } == [[Self.png]])
        #expect(fixture.discord.calls.contains(.delete(command.id)))
    }

    @Test(
        "A card that was never posted is posted with its picture by the next process, once; without it the member is told"
    )
    func lost() async throws {
        for bytes in [Self.png, nil] {
            let fixture = try await CogFixture(arrives: false)
            let command = Self.command([Self.file()], bytes: bytes, fixture)
            let intent = WishIntent(
                cardID: "0123456789ab", guildID: CogFixture.guild, channelID: CogFixture.channel, kind: .other,
                text: "moss", authorID: CogFixture.member, commandID: command.id, createdAt: fixture.now,
                picture: Self.file())
            #expect(try await fixture.store.begin(intent, within: WishQuotas()) == .begun)
            #expect(try await fixture.store.intents(guild: CogFixture.guild) == [intent])
            let cog = fixture.nextProcess()
            let work = Task { await cog.run() }
            await cog.handle(CogFixture.greeting)
            _ = await cog.sync(CogFixture.guild, cause: .request)
            await cog.perform(.life(.recover, CogFixture.guild))
            fixture.clock.advance(by: .seconds(60))
            await cog.perform(.life(.recover, CogFixture.guild))
            work.cancel()
            await work.value
            #expect(Self.cards(fixture).map { $0.files.map(\.bytes) } == (bytes.map { [[$0]] } ?? []))
            #expect(try await fixture.store.intents(guild: CogFixture.guild).isEmpty)
            #expect(fixture.answers(to: command.id).count == (bytes == nil ? 1 : 0))
        }
    }

    @Test("The picture of a slash command's option goes along")
    func slash() async throws {
        let fixture = try await CogFixture()
        let file = Self.file(9)
        fixture.discord.with { $0.files[file.id] = Self.png }
        let use = CommandUse(
            name: "wish",
            options: [
                .init(
                    name: "other",
                    options: [
                        .init(name: "text", value: .text("moss")), .init(name: "picture", value: .text("9")),
                    ])
            ], resolved: .init(attachments: [file.id: file]))
        await fixture.respond(
            to: Interaction(
                handle: InteractionHandle(id: 1_500_100_000_000_000_000, applicationID: 8, token: Secret("t")),
                guildID: CogFixture.guild, channelID: CogFixture.channel,
                member: Member(user: FakeDiscord.user(CogFixture.member), roles: []), content: .command(use)))
        #expect(Self.cards(fixture).map { $0.files.map(\.bytes) } == [[Self.png]])
    }

    @Test("A file is a picture by its first bytes")
    func kinds() {
        #expect(PictureKind(Self.png) == .png && PictureKind([0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
        #expect(PictureKind(Array("GIF89a".utf8)) == .gif)
        #expect(PictureKind(Array("RIFF0000WEBPVP8".utf8)) == .webp)
        for text in ["", "RIFF0000WAVE", "<svg/>", "GIF", "\u{89}PNG"] { #expect(PictureKind(Array(text.utf8)) == nil) }
    }
}
