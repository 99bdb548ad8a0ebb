import Discord
import TestSupport
import Testing

@testable import Wishes

/// Errors in members' words: the one thing that is missing and who can give it; no routes, codes or SQL.
@Suite("Troubles")
struct TroubleTests {
    private static let detail =
        "POST /guilds/{guild.id}/channels: 403, code 50013; SQLite error 13: database or disk is full - while executing `COMMIT`"

    private static let troubles: [Trouble] =
        BotPermission.allCases.flatMap { [Trouble.lacking($0, in: nil), Trouble.lacking($0, in: Snowflake(77))] } + [
            .unanswered, .refused, .messageGone, .channelGone, .placeUnknown, .otherServer, .blocked, .reactionsFull,
            .storage, .membersHidden, .notTried, .wasDown,
        ]

    private static let problems: [SyncProblem] = [
        .guildUnavailable, .syncUnderWay(longerThan: .seconds(60)), .interrupted, .database(detail),
        .channelForbidden(Snowflake(77), detail), .channelDeleted(Snowflake(77), detail),
        .channelUnreadable(Snowflake(77), detail), .messagesUnreadable(Snowflake(77)), .channelUnknown,
        .noSuggestionsChannel(.noSuchChannel("x")), .importedWithoutChannel(guessed: Snowflake(77), prefix: "!"),
        .membersUnlisted(detail, .membersHidden),
    ]

    private static let refusals: [ManifestationRefusal] = [
        .forbidden(detail, .lacking(.manageChannels, in: Snowflake(77))), .guildFull, .categoryFull, .bannedWord,
        .noCategory("Café"), .nameTaken(Snowflake(77)), .nameReserved("staff"), .unprovedChannel(Snowflake(77)),
        .other(detail, .refused),
    ]

    private func isPlain(_ text: String) -> Bool {
        !["POST", "GET", "{", "/", "403", "50013", "SQL", "COMMIT", "code", "error 13"].contains { text.contains($0) }
    }

    @Test("A stored reason is understood again, and what it says of technical detail stays with the operators")
    func stored() {
        for refusal in Self.refusals {
            let again = ManifestationRefusal(key: refusal.key)
            switch refusal {
            case .forbidden: #expect(again == .forbidden(refusal.key, .lacking(.manageChannels, in: nil)))
            case .other: #expect(again == .other(refusal.key, .refused))
            default: #expect(again == refusal)
            }
        }
    }

    @Test("No reason shows a route, a code or SQL, in any language")
    func plain() {
        for sentences in Sentences.all {
            let reasons =
                Self.troubles.map { sentences.trouble($0) } + Self.problems.map { sentences.problem($0) }
                + Self.refusals.map { sentences.refusal($0) }
            for reason in reasons { #expect(isPlain(reason) && !reason.isEmpty, "\(reason)") }
        }
    }

    @Test("A missing permission is named alone, with who can give it")
    func permission() {
        let english = Sentences(voice: .plain, prefix: "!")
        #expect(
            english.trouble(.lacking(.embedLinks, in: Snowflake(77)))
                == "I lack Embed Links in <#77>; a member with Manage Roles can give it to my role")
        let german = Sentences(voice: .plain, prefix: "!", language: .german)
        #expect(
            german.trouble(.lacking(.manageChannels, in: nil))
                == "mir fehlt auf diesem Server „Kanäle verwalten“; wer „Rollen verwalten“ hat, kann es meiner Rolle geben"
        )
    }

    // MARK: In answers

    private func fixture(_ granted: Permissions) async throws -> CogFixture {
        let fixture = try await CogFixture(arrives: false)
        var picture = CogFixture.picture()
        picture.roles = [
            Role(id: CogFixture.guild, name: "@everyone", permissions: []),
            Role(id: Snowflake(70), name: "bot", permissions: granted),
        ]
        picture.members = [Member(user: FakeDiscord.user(CogFixture.me, bot: true), roles: [Snowflake(70)])]
        fixture.discord.with { [picture] in $0.guilds[CogFixture.guild] = picture }
        await fixture.arrive()
        await fixture.cog.handle([.guildCreate(picture)])
        fixture.discord.before = { call throws(PortError) in
            switch call {
            case .post, .react, .delete: throw PortError(.forbidden, Self.detail, code: .missingPermissions)
            default: break
            }
        }
        return fixture
    }

    private func answer(_ fixture: CogFixture, _ use: CommandUse, by user: Snowflake) async -> String {
        let id = Snowflake(70_001)
        await fixture.respond(
            to: Interaction(
                handle: InteractionHandle(id: id, applicationID: Snowflake(8), token: Secret("aW50")),
                guildID: CogFixture.guild, channelID: CogFixture.channel,
                member: Member(user: FakeDiscord.user(user)), content: .command(use)))
        return fixture.discord.with { $0.interactions.edits[id]?.content } ?? ""
    }

    private static let reader: Permissions = [.viewChannel, .readMessageHistory]

    @Test(
        "A wish that cannot be posted names the one permission that is missing",
        arguments: [
            ([.viewChannel, .readMessageHistory], "Send Messages"),
            ([.viewChannel, .readMessageHistory, .sendMessages, .addReactions], "Embed Links"),
            ([.viewChannel, .readMessageHistory, .sendMessages, .embedLinks], "Add Reactions"),
            ([.viewChannel, .sendMessages, .embedLinks, .addReactions], "Read Message History"), ([], "View Channel"),
        ] as [(Permissions, String)])
    func wish(granted: Permissions, missing: String) async throws {
        let fixture = try await fixture(granted)
        let wish = CommandUse(
            name: "wish", options: [.init(name: "other", options: [.init(name: "text", value: .text("cake"))])])
        let words = await answer(fixture, wish, by: CogFixture.member)
        #expect(words.contains("I lack \(missing) in <#\(CogFixture.channel)>; a member with Manage Roles"), "\(words)")
        let others = ["View Channel", "Send Messages", "Embed Links", "Add Reactions", "Read Message History"]
        #expect(!others.contains { $0 != missing && words.contains($0) } && isPlain(words), "\(words)")
    }

    @Test("Moderators' answers name what is missing without Discord's words")
    func moderation() async throws {
        let fixture = try await fixture(Self.reader)
        try await fixture.plant(5_001)
        let reference = CommandUse.Option(name: "wish", value: .text("5001"))
        let granted = await answer(
            fixture, CommandUse(name: "manifestwish", options: [reference]), by: CogFixture.owner)
        #expect(granted.contains("I lack Add Reactions") && granted.contains("I lack Send Messages"), "\(granted)")
        #expect(isPlain(granted), "\(granted)")
    }

    @Test("A removal that leaves the message names Manage Messages")
    func removal() async throws {
        let fixture = try await fixture(Self.reader)
        try await fixture.plant(5_001)
        let reference = CommandUse.Option(name: "wish", value: .text("5001"))
        let removed = await answer(fixture, CommandUse(name: "removewish", options: [reference]), by: CogFixture.owner)
        #expect(removed.contains("I lack Manage Messages") && !removed.contains("View Channel"), "\(removed)")
        #expect(isPlain(removed), "\(removed)")
    }

    @Test("A list whose counts could not be confirmed says why in members' words, with the channel's name")
    func list() async throws {
        let fixture = try await fixture([.viewChannel, .sendMessages, .embedLinks])
        try await fixture.plant(5_001, voters: 1)
        fixture.discord.before = { call throws(PortError) in
            if case .messages = call { throw PortError(.forbidden, Self.detail, code: .missingAccess) }
        }
        try await fixture.running {
            let words = try await fixture.ask("!topvideos")
            #expect(words.contains("I lack View Channel in #suggestions"), "\(words)")
            #expect(!words.contains("403") && !words.contains("guild.id"), "\(words)")
        }
    }
}
