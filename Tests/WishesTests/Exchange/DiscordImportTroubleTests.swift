import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Import from a Discord that cannot be read")
struct DiscordImportTroubleTests {
    private typealias Stage = DiscordImportStage

    private func failure(of stage: Stage, guild: Snowflake = Stage.guild) async throws -> DiscordImportError? {
        let before = try await stage.files.json()
        let error = await #expect(throws: DiscordImportError.self) { try await stage.run(guild: guild) }
        #expect(try await stage.files.json() == before)
        return error
    }

    /// A channel with so many cards.
    private func stage(cards: UInt64 = 1) throws -> Stage {
        let stage = try Stage()
        for number in 0..<cards { stage.card(number + 1, .video, "moss") }
        return stage
    }

    @Test("A guild without the bot is unknown")
    func unknownGuild() async throws {
        #expect(try await failure(of: stage(), guild: Snowflake(5)) == .unknownGuild(Snowflake(5)))
        let stage = try stage()
        stage.discord.before = { call throws(PortError) in
            if call == .guild(Stage.guild) { throw PortError(.forbidden, "Missing Access") }
        }
        #expect(try await failure(of: stage) == .unknownGuild(Stage.guild))
    }

    @Test("Without a visible suggestions channel the last seen one is read")
    func noChannel() async throws {
        let stage = try stage()
        stage.discord.with { $0.guilds[Stage.guild] = CogFixture.picture(Stage.guild, hasSuggestions: false) }
        #expect(try await failure(of: stage) == .noSuggestionsChannel("suggestions", guild: "Dreamers"))
        try await stage.files.store.remember(
            guild: Stage.guild, name: "Dreamers", suggestionsChannel: Stage.channel)
        let result = try await stage.run()
        #expect(result.report.taken == 1 && result.channelName == "\(Stage.channel)")
        var settings = GuildSettings()
        settings.suggestionsChannel = "\(Stage.channel)"
        stage.discord.with { $0.guilds[Stage.guild] = CogFixture.picture(Stage.guild) }
        #expect(try await stage.run(settings).report.unchanged == 1)
    }

    @Test("A forbidden channel is reported with the missing permission")
    func forbidden() async throws {
        let stage = try stage()
        stage.discord.with { $0.forbidden = [Stage.channel] }
        let error = try #require(try await failure(of: stage))
        guard case .forbidden("suggestions", _) = error else { throw error }
        #expect(error.description.contains("Read Message History"))
    }

    @Test("A first page without messages is an error, because a missing permission looks the same")
    func emptyPage() async throws {
        let stage = try stage()
        stage.discord.with { $0.withoutHistory = [Stage.channel] }
        #expect(try await failure(of: stage) == .emptyHistory(channel: "suggestions", messages: 0))
        #expect(try await failure(of: self.stage(cards: 0)) == .emptyHistory(channel: "suggestions", messages: 0))
    }

    @Test("An empty page after the permission was withdrawn is not the end of the history")
    func shutMidway() async throws {
        let stage = try stage(cards: 250)
        let discord = stage.discord
        discord.before = { call in
            if case .messages(_, let after) = call, after >= Stage.id(200) {
                discord.with { $0.withoutHistory = [Stage.channel] }
            }
        }
        #expect(try await failure(of: stage) == .emptyHistory(channel: "suggestions", messages: 200))
    }

    @Test("Empty pages before the newest message are an error")
    func contradiction() async throws {
        let stage = try stage(cards: 150)
        let discord = stage.discord
        discord.before = { call in
            let isLater = if case .messages(_, let after) = call { after >= Stage.id(100) } else { false }
            discord.with { $0.withoutHistory = isLater ? [Stage.channel] : [] }
        }
        #expect(try await failure(of: stage) == .emptyHistory(channel: "suggestions", messages: 100))
    }

    @Test("A wish that is made while the history is being read is found too")
    func growing() async throws {
        let stage = try stage()
        stage.discord.before = { call in
            if case .newest = call { stage.card(9, .video, "late") }
        }
        #expect(try await stage.run().report.taken == 2)
    }

    @Test("An outage at any request takes nothing")
    func unreachable() async throws {
        for place in 0..<4 {
            let stage = try stage(cards: 150)
            stage.discord.before = { call throws(PortError) in
                let isHere =
                    switch call {
                    case .guild: place == 0
                    case .messages(_, let after): place == 1 && after > Snowflake(0)
                    case .newest: place == 2
                    case .channels: place == 3
                    default: false
                    }
                if isHere { throw PortError(.unreachable, "503") }
            }
            #expect(try await failure(of: stage) == .unreachable("503"), "place \(place)")
        }
    }
}
