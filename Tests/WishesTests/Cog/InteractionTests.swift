import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Interactions")
struct InteractionTests {
    private static let id = Snowflake(70_001)

    private func interaction(
        _ content: Interaction.Content, by user: Snowflake = Snowflake(105), permissions: Permissions = [],
        roles: [Snowflake] = [], id: Snowflake = InteractionTests.id, channel: Snowflake = CogFixture.channel
    ) -> Interaction {
        Interaction(
            handle: InteractionHandle(id: id, applicationID: Snowflake(8), token: Secret("aW50")),
            guildID: CogFixture.guild, channelID: channel,
            member: Member(user: FakeDiscord.user(user), roles: roles), permissions: permissions, content: content)
    }

    private func command(_ name: String, _ options: [CommandUse.Option] = []) -> Interaction.Content {
        .command(CommandUse(name: name, options: options))
    }

    private static let top = Interaction.Content.command(
        CommandUse(name: "top", options: [.init(name: "kind", value: .text("video"))]))

    private static let press = Interaction.Content.component(customID: "top:video:10:1", message: Snowflake(5))

    private static let wish = Interaction.Content.command(
        CommandUse(
            name: "wish",
            options: [.init(name: "other", options: [.init(name: "text", value: .text("cake"))])]))

    private func interactions(_ fixture: CogFixture) -> FakeDiscord.Interactions {
        fixture.discord.with { $0.interactions }
    }

    /// The text of an immediate, hidden refusal; nil for any other response.
    private func refusal(_ fixture: CogFixture) -> String? {
        guard case .message(let answer)? = interactions(fixture).responses[Self.id], answer.isEphemeral,
            interactions(fixture).edits.isEmpty
        else { return nil }
        return answer.content
    }

    @Test("An interaction in a guild that is not loaded yet is refused at once")
    func stillStarting() async throws {
        let fixture = try await CogFixture(arrives: false)
        await fixture.respond(to: interaction(Self.top))
        #expect(refusal(fixture)?.contains("awake") == true)
    }

    @Test("In a resumed session an interaction is refused at once while its guild cannot be fetched")
    func stillLoading() async throws {
        let fixture = try await CogFixture(arrives: false)
        fixture.discord.before = { call throws(PortError) in
            if case .guild = call { throw PortError(.unreachable, "503") }
        }
        await fixture.cog.restore(
            StoppedSession(
                resumable: ResumableSession(sessionID: "a", url: "wss://r", sequence: 1), botID: CogFixture.me,
                guilds: [CogFixture.guild], heardAt: .init()))
        await fixture.running {
            await fixture.cog.handle([.resumed, .interaction(interaction(Self.top))])
            #expect(await eventually { refusal(fixture)?.contains("awake") == true })
        }
    }

    @Test("An unknown command or button is refused at once", arguments: [false, true])
    func unknown(isButton: Bool) async throws {
        let fixture = try await CogFixture()
        let content = isButton ? Interaction.Content.component(customID: "vote:1", message: nil) : command("dance")
        await fixture.respond(to: interaction(content))
        #expect(refusal(fixture) != nil)
    }

    @Test("A moderator is the guild's owner or has Manage Server, Administrator or a configured role")
    func moderators() async throws {
        var settings = GuildSettings()
        settings.modRoles = ["@everyone", "5"]
        for (person, isAllowed) in [
            (interaction(command("syncwishes")), false),
            (interaction(command("syncwishes"), permissions: .manageChannels), false),
            (interaction(command("syncwishes"), permissions: .manageGuild), true),
            (interaction(command("syncwishes"), permissions: .administrator), true),
            (interaction(command("syncwishes"), roles: [Snowflake(5)]), true),
            (interaction(command("syncwishes"), by: CogFixture.owner), true),
        ] {
            let fixture = try await CogFixture(settings: settings)
            await fixture.cog.handle([
                .roleChange(guild: CogFixture.guild, Role(id: Snowflake(5), name: "keepers", permissions: []))
            ])
            await fixture.respond(to: person)
            #expect((refusal(fixture) == nil) == isAllowed)
            #expect((interactions(fixture).edits[Self.id] != nil) == isAllowed)
        }
    }

    @Test("A wrong moderators' command is refused to a member for the role; only a moderator gets the usage")
    func usageForModerators() async throws {
        let content = command("setthreshold", [.init(name: "threshold", value: .number(67))])
        for (person, words) in [(Snowflake(105), "moderators"), (CogFixture.owner, "/setthreshold")] {
            let fixture = try await CogFixture()
            await fixture.respond(to: interaction(content, by: person))
            #expect(refusal(fixture)?.contains(words) == true)
        }
    }

    @Test("A wish without a dreamer role is refused at once, without a deferral")
    func notADreamer() async throws {
        var settings = GuildSettings()
        settings.dreamerRoles = ["dreamers"]
        let fixture = try await CogFixture(settings: settings)
        await fixture.respond(to: interaction(Self.wish))
        #expect(refusal(fixture)?.contains("roles") == true)
        #expect(try await fixture.store.intents(guild: CogFixture.guild).isEmpty)
    }

    @Test("The deferral is the first request to Discord and fixes who will see the answer")
    func deferredFirst() async throws {
        for (content, response) in [
            (Self.top, InteractionResponse.deferredMessage(isEphemeral: false)),
            (command("manifestations"), .deferredMessage(isEphemeral: false)), (Self.press, .deferredUpdate),
            (Self.wish, .deferredMessage(isEphemeral: true)),
            (command("wishhelp"), .deferredMessage(isEphemeral: true)),
        ] {
            let fixture = try await CogFixture()
            try await fixture.plant(5_001, voters: 3)
            await fixture.respond(to: interaction(content))
            #expect(fixture.discord.calls.first == .respond(Self.id))
            #expect(interactions(fixture).responses[Self.id] == response)
            #expect(interactions(fixture).edits[Self.id] != nil)
        }
    }

    @Test("An interaction that arrives twice is carried out once")
    func twice() async throws {
        let fixture = try await CogFixture()
        await fixture.running {
            await fixture.cog.handle([.interaction(interaction(Self.wish)), .interaction(interaction(Self.wish))])
            await fixture.cog.answered()
        }
        #expect(fixture.discord.calls.count { $0 == .respond(Self.id) } == 1)
        #expect(fixture.discord.calls.count { $0 == .post(CogFixture.channel) } == 1)
    }

    @Test(
        "If the deferral fails, the command is not carried out",
        arguments: [PortError.Kind.interactionGone, .alreadyAnswered, .unreachable])
    func nobodyWaits(kind: PortError.Kind) async throws {
        let fixture = try await CogFixture()
        fixture.discord.before = { call throws(PortError) in
            if case .respond = call { throw PortError(kind, "Unknown interaction") }
        }
        await fixture.respond(to: interaction(Self.wish))
        #expect(fixture.discord.calls == [.respond(Self.id)])
        #expect(try await fixture.store.wishes(guild: CogFixture.guild).isEmpty)
        #expect(fixture.log.messages(at: .error).isEmpty)
    }

    @Test("An error after an open deferral is answered hidden, and the open answer is deleted")
    func errors() async throws {
        for (content, isTakenBack, isEdited) in [
            (Self.top, true, false), (Self.press, false, false), (Self.wish, false, true),
        ] {
            let fixture = try await CogFixture()
            fixture.store.close()
            await fixture.respond(to: interaction(content))
            let said = interactions(fixture)
            #expect(said.deleted.contains(Self.id) == isTakenBack)
            #expect((said.edits[Self.id] != nil) == isEdited)
            let followUps = said.followUps[Self.id] ?? []
            #expect(followUps.count == (isEdited ? 0 : 1) && followUps.allSatisfy(\.isEphemeral))
        }
    }

    @Test("Each interaction over the flood limit is refused at once; moderators are exempt")
    func flood() async throws {
        let fixture = try await CogFixture()
        func refusals(by person: Snowflake, _ ids: Range<UInt64>) async -> Int {
            for id in ids {
                await fixture.respond(to: interaction(command("wishhelp"), by: person, id: Snowflake(id)))
            }
            return interactions(fixture).responses.count { id, response in
                guard case .message = response else { return false }
                return ids.contains(id.rawValue)
            }
        }
        let allowed = UInt64(FloodGuard.allowed)
        #expect(await refusals(by: CogFixture.member, 1_000..<(1_000 + allowed)) == 0)
        #expect(await refusals(by: CogFixture.member, 2_000..<2_003) == 3)
        #expect(await refusals(by: CogFixture.owner, 3_000..<(3_003 + allowed)) == 0)
    }

    @Test("At most `limit` ids are remembered; the oldest is forgotten first")
    func recentIDs() {
        var recent = RecentIDs<Snowflake>(limit: 3)
        #expect([1, 2, 2, 3, 1].map { recent.insert(Snowflake($0)) } == [true, true, false, true, false])
        // 4 takes the place of 1, 1 that of 2.
        #expect([4, 3, 1, 4, 2].map { recent.insert(Snowflake($0)) } == [true, false, true, false, true])
    }
}
