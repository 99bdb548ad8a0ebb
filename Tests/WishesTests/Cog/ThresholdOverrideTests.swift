import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("A threshold over the configuration")
struct ThresholdOverrideTests {
    private static let fiftyPercent = OwnThreshold(
        rule: .share(basisPoints: 5_000), setBy: CogFixture.owner, setAt: Date(timeIntervalSince1970: 1_790_000_000))

    @Test("Setting and asking name what is overridden and the way back", arguments: [Voice.plain, .ahamkara])
    func saysSo(voice: Voice) async throws {
        var settings = GuildSettings()
        settings.voice = voice
        let fixture = try await CogFixture(settings: settings)
        try await fixture.running {
            for command in ["!setthreshold 0.5", "!setthreshold"] {
                let answer = try await fixture.ask(command)
                #expect(answer.contains("overrides the configuration, which says 67 %"))
                #expect(answer.contains("`!setthreshold reset`"))
            }
        }
    }

    @Test(
        "A reset goes back to the configured threshold, also of wishes that wait", arguments: [Voice.plain, .ahamkara])
    func reset(voice: Voice) async throws {
        var settings = GuildSettings()
        (settings.voice, settings.quorumRule) = (voice, .share(basisPoints: 4_000))
        let fixture = try await CogFixture(settings: settings)
        try await fixture.plant(5_001, .channel, stored: 4, voters: 4)
        try await fixture.store.set(Self.fiftyPercent, guild: CogFixture.guild)
        try await fixture.running {
            let answer = try await fixture.ask("!SetThreshold RESET")
            #expect(answer.contains("40 %") && answer.contains("now 4 🌟") && !answer.contains("overrides"))
            #expect(try await fixture.store.threshold(guild: CogFixture.guild) == nil)
            #expect(await fixture.log.line(containing: "A wish has manifested"))
            try await fixture.expect("!setthreshold reset", says: "configuration")
        }
    }

    @Test("A reset that creates many channels at once needs a confirmation")
    func resetConfirmed() async throws {
        var settings = GuildSettings()
        settings.quorumRule = .share(basisPoints: 2_000)
        let fixture = try await CogFixture(settings: settings)
        for id in 5_001...5_004 { try await fixture.plant(UInt64(id), .channel, stored: 3, voters: 3) }
        try await fixture.store.set(Self.fiftyPercent, guild: CogFixture.guild)
        try await fixture.running {
            try await fixture.expect("!setthreshold reset", says: "`!setthreshold reset confirm`")
            #expect(try await fixture.store.threshold(guild: CogFixture.guild) == Self.fiftyPercent)
            _ = try await fixture.ask("!setthreshold reset confirm")
        }
        #expect(try await fixture.store.threshold(guild: CogFixture.guild) == nil)
    }

    @Test("/setthreshold resets as well; a threshold and a reset at once are refused")
    func slash() async throws {
        let fixture = try await CogFixture()
        try await fixture.store.set(Self.fiftyPercent, guild: CogFixture.guild)
        let (share, reset) = (
            CommandUse.Option(name: "threshold", value: .number(0.5)),
            CommandUse.Option(name: "reset", value: .flag(true))
        )
        await fixture.respond(to: Self.interaction(70_001, [share, reset]))
        #expect(try await fixture.store.threshold(guild: CogFixture.guild) == Self.fiftyPercent)
        await fixture.respond(to: Self.interaction(70_002, [reset]))
        #expect(try await fixture.store.threshold(guild: CogFixture.guild) == nil)
        #expect(fixture.discord.with { $0.interactions.edits[Snowflake(70_002)]?.content }?.contains("67 %") == true)
    }

    private static func interaction(_ id: UInt64, _ options: [CommandUse.Option]) -> Interaction {
        Interaction(
            handle: InteractionHandle(id: Snowflake(id), applicationID: Snowflake(8), token: Secret("aW50")),
            guildID: CogFixture.guild, channelID: CogFixture.channel,
            member: Member(user: FakeDiscord.user(CogFixture.owner), roles: []), permissions: .manageGuild,
            content: .command(CommandUse(name: "setthreshold", options: options)))
    }

    @Test("An overridden configuration is logged once after the start and once after each change of settings")
    func logged() async throws {
        let fixture = try await CogFixture()
        func lines() -> [String] { fixture.log.messages.filter { $0.contains("overrides the configuration") } }
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(lines().isEmpty)
        try await fixture.store.set(Self.fiftyPercent, guild: CogFixture.guild)
        await fixture.cog.settingsChanged()
        for _ in 0..<3 { await fixture.cog.syncReactionCounts(guild: CogFixture.guild) }
        #expect(lines().count == 1)
        #expect(lines().first?.contains("configured=67 % guild=Dreamers (1000) threshold=50 %") == true)
        await fixture.cog.settingsChanged()
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(lines().count == 2)
    }

    @Test("The status of a guild holds the threshold that overrides the configuration")
    func reported() async throws {
        let fixture = try await CogFixture()
        #expect(try await fixture.cog.report(fixture.store.guildReports()).guilds.first?.ownThreshold == nil)
        try await fixture.store.set(Self.fiftyPercent, guild: CogFixture.guild)
        let guild = try #require(try await fixture.cog.report(fixture.store.guildReports()).guilds.first)
        #expect(guild.ownThreshold == "50 %" && guild.configuredThreshold == "67 %")
    }
}
