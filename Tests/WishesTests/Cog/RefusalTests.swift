import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Refusals")
struct RefusalTests {
    private let channel = CogFixture.channel

    @Test("A refusal under one message is no refusal of the channel")
    func reach() {
        let refusals = Refusals { .zero }
        let blocked = PortError(.forbidden, "blocked", code: .reactionBlocked)
        #expect(refusals.note(blocked, of: .react, under: 1, in: 9, 5) == .message)
        #expect(refusals.isRefused(.react, under: 1, in: 9, 5) && !refusals.isRefused(.react, under: 2, in: 9, 5))
        let missing = PortError(.forbidden, "missing", code: .missingPermissions)
        #expect(refusals.note(missing, of: .post, in: 9, 5) == .channel)
        #expect(refusals.isRefused(.post, in: 9, 5) && !refusals.isRefused(.react, under: 2, in: 9, 5))
        #expect(refusals.note(PortError(.unreachable, "503"), of: .delete, in: 9, 5) == nil)
    }

    @Test("A refusal ends with a change of the guild's permissions, and after a day")
    func end() {
        let clock = ManualClock(jumps: true)
        let elapsed = clock.stopwatch()
        let refusals = Refusals(elapsed: elapsed)
        let error = PortError(.forbidden, "missing", code: .missingPermissions)
        refusals.note(error, of: .post, in: 9, 5)
        refusals.permissionsChanged(in: 6)
        #expect(refusals.isRefused(.post, in: 9, 5))
        refusals.permissionsChanged(in: 5)
        #expect(!refusals.isRefused(.post, in: 9, 5))
        refusals.note(error, of: .post, in: 9, 5)
        clock.advance(by: .seconds(86_401))
        #expect(!refusals.isRefused(.post, in: 9, 5))
    }

    @Test("A refusal that comes after the permissions have changed was about the old ones: another attempt is made")
    func overtaken() async throws {
        let fixture = try await CogFixture()
        let refusals = Refusals { .zero }
        let port = CarefulPort(fixture.discord, homes: ChannelHomes(), refusals: refusals)
            .serving(WorkContext(guild: CogFixture.guild))
        fixture.discord.before = { call throws(PortError) in
            guard case .post = call else { return }
            refusals.permissionsChanged(in: CogFixture.guild)
            throw PortError(.forbidden, "missing", code: .missingPermissions)
        }
        let error = await #expect(throws: PortError.self) {
            _ = try await port.post(NewMessage(content: "moss"), in: channel)
        }
        #expect(error?.isPassing == true)
        #expect(!refusals.isRefused(.post, in: channel, CogFixture.guild))
        fixture.discord.before = { _ in }
        _ = try await port.post(NewMessage(content: "moss"), in: channel)
    }

    @Test("One refused star does not keep the others from coming back, and it comes back with the permission")
    func stars() async throws {
        let fixture = try await CogFixture()
        for id in [5_001, 5_002, 5_003] as [UInt64] {
            try await fixture.plant(id, voters: 1)
            fixture.discord.with { _ = $0.channels[CogFixture.channel]?[Snowflake(id)]?.stars.remove(CogFixture.me) }
        }
        fixture.discord.before = { call throws(PortError) in
            if call == .react(5_001) { throw PortError(.forbidden, "blocked", code: .reactionBlocked) }
        }
        await fixture.running {
            await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
            #expect(await eventually { await fixture.cog.pendingStars.isEmpty })
            #expect(starred(fixture) == [5_002, 5_003])
            fixture.discord.before = { _ in }
            let role = Role(id: CogFixture.guild, name: "@everyone", permissions: .addReactions)
            await fixture.cog.handle([.roleChange(guild: CogFixture.guild, role)])
            #expect(await eventually { starred(fixture).count == 3 })
        }
    }

    private func starred(_ fixture: CogFixture) -> [Snowflake] {
        fixture.discord.with { world in
            (world.channels[CogFixture.channel] ?? [:]).filter { $0.value.stars.contains(CogFixture.me) }.keys.sorted()
        }
    }

    @Test("Where the bot may not send, one answer is refused, and the members get a warning sign instead")
    func answers() async throws {
        let fixture = try await CogFixture()
        fixture.discord.before = { call throws(PortError) in
            if case .post = call { throw PortError(.forbidden, "missing", code: .missingPermissions) }
        }
        await fixture.running {
            for number in 0..<5 { await give("!topvideos", number: UInt64(number), fixture) }
        }
        #expect(fixture.discord.calls.count { $0 == .post(CogFixture.channel) } == 1)
        #expect(marks(fixture) == 5)
    }

    @Test("Where overwrites forbid to send, no answer is attempted; with the permission, answers come again")
    func beforehand() async throws {
        let fixture = try await CogFixture()
        let me = Member(user: FakeDiscord.user(CogFixture.me, bot: true))
        let everything: Permissions = [.viewChannel, .sendMessages, .addReactions, .readMessageHistory]
        var channel = Channel(id: CogFixture.channel, type: .text, guildID: CogFixture.guild, name: "suggestions")
        channel.permissionOverwrites = [PermissionOverwrite(id: CogFixture.me, type: 1, allow: [], deny: .sendMessages)]
        let denied = channel
        channel.permissionOverwrites = []
        let allowed = channel
        await fixture.running {
            await fixture.cog.handle([
                .roleChange(
                    guild: CogFixture.guild, Role(id: CogFixture.guild, name: "@everyone", permissions: everything)),
                .memberUpdate(guild: CogFixture.guild, me), .channelUpdate(denied),
            ])
            await give("!topvideos", number: 1, fixture)
            #expect(!fixture.discord.calls.contains(.post(CogFixture.channel)) && marks(fixture) == 1)
            await fixture.cog.handle([.channelUpdate(allowed)])
            await give("!topvideos", number: 2, fixture)
            #expect(fixture.discord.calls.contains(.post(CogFixture.channel)))
        }
    }

    /// A member gives a command in a message that Discord shows.
    private func give(_ text: String, number: UInt64, _ fixture: CogFixture) async {
        let id = Snowflake(1_500_000_000_000_000_000 + (number * 20_000) << 22)
        fixture.discord.with { world in
            world.channels[CogFixture.channel]?[id] = .init(
                message: PostedMessage(id: id, authorID: CogFixture.member, content: text), stars: [])
        }
        let message = Message(
            id: id, channelID: CogFixture.channel, guildID: CogFixture.guild,
            author: FakeDiscord.user(CogFixture.member), content: text)
        await fixture.cog.handle([.messageCreate(message)])
        await fixture.cog.answered()
    }

    private func marks(_ fixture: CogFixture) -> Int {
        fixture.discord.with { world in
            (world.channels[CogFixture.channel] ?? [:]).values.count { $0.marks.contains("⚠️") }
        }
    }

    @Test("A wish that carries what no card can hold is refused with its reason before anything is deleted")
    func carriesMore() async throws {
        let fixture = try await CogFixture()
        var message = Message(
            id: 7_000_000, channelID: CogFixture.channel, guildID: CogFixture.guild,
            author: FakeDiscord.user(CogFixture.owner), content: "!wish video moss")
        message.carriesMore = true
        let wish = message
        await fixture.running {
            await fixture.cog.handle([.messageCreate(wish)])
            await fixture.cog.answered()
        }
        #expect(fixture.answers(to: wish.id).first?.words.contains("stickers") == true)
        #expect(!fixture.discord.calls.contains(.delete(wish.id)))
        #expect(try await fixture.store.wishes(guild: CogFixture.guild).isEmpty)
    }

    @Test("An interaction from a guild without the bot gets an invite link; one from a guild still to come does not")
    func notInvited() async throws {
        let fixture = try await CogFixture(arrives: false)
        await fixture.cog.handle([
            .ready(
                .init(
                    user: FakeDiscord.user(CogFixture.me, bot: true), guilds: [.init(id: CogFixture.guild)],
                    sessionID: "s", resumeGatewayURL: "ws://127.0.0.1"))
        ])
        await fixture.running {
            for (id, guild) in [(1, 77), (2, CogFixture.guild.rawValue)] as [(UInt64, UInt64)] {
                let handle = InteractionHandle(id: Snowflake(id), applicationID: 31, token: Secret("t"))
                await fixture.cog.handle([
                    .interaction(
                        Interaction(
                            handle: handle, guildID: Snowflake(guild), channelID: 2, member: nil,
                            content: .command(CommandUse(name: "top"))))
                ])
            }
            await fixture.cog.answered()
        }
        let said = fixture.discord.with { "\($0.interactions)" }
        #expect(said.contains("client_id=31") && said.contains("guild_id=77") && !said.contains("guild_id=1000"))
    }
}
