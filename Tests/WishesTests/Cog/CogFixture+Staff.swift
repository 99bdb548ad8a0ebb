import Discord
import Foundation
import TestSupport

@testable import Wishes

/// A guild with a channel for its moderators.
extension CogFixture {
    static let staff = Snowflake(2_100)

    static func staffSettings(_ channel: String = "staff") -> GuildSettings {
        var settings = GuildSettings()
        (settings.moderatorsChannel, settings.voice) = (channel, .plain)
        return settings
    }

    /// That guild, in which the channel is configured by name or id, or not.
    static func withStaff(_ channel: String = "staff", arrives: Bool = true) async throws -> CogFixture {
        let fixture = try await CogFixture(arrives: false, settings: staffSettings(channel))
        let picture = GuildCreate(
            id: guild, name: "Dreamers", ownerID: owner,
            roles: [Role(id: guild, name: "@everyone", permissions: [])],
            channels: [
                Channel(id: category, type: .category, name: "💬 Community"),
                Channel(id: Self.channel, type: .text, name: "suggestions"),
                Channel(id: staff, type: .text, name: "staff"),
            ])
        fixture.discord.with { world in
            world.guilds[guild] = picture
            world.channels[staff] = [:]
        }
        if arrives { await fixture.cog.handle(try fixture.staffGreeting()) }
        return fixture
    }

    struct NoGuild: Error {}

    /// The events with which a session in that guild begins.
    func staffGreeting() throws -> [GatewayEvent] {
        guard let picture = discord.with({ $0.guilds[Self.guild] }) else { throw NoGuild() }
        return [
            .ready(
                .init(
                    user: FakeDiscord.user(Self.me, bot: true), guilds: [.init(id: Self.guild)], sessionID: "s",
                    resumeGatewayURL: "ws://127.0.0.1")),
            .guildCreate(picture),
        ]
    }

    /// What the moderators were told.
    var notices: [String] {
        discord.with { world in
            (world.channels[Self.staff] ?? [:]).sorted { $0.key < $1.key }.map(\.value.message.content)
        }
    }
}
