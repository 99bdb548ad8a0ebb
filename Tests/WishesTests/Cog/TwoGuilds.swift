import Discord
import TestSupport

@testable import Wishes

extension CogFixture {
    /// Another guild with the same bot.
    static let otherGuild = Snowflake(1_500)
    /// Its suggestions channel.
    static let otherChannel = Snowflake(2_500)
    private static let otherCategory = Snowflake(2_501)

    /// The other guild arrives: its owner, its channels and its members are its own.
    func otherGuildArrives() async {
        let picture = GuildCreate(
            id: Self.otherGuild, name: "Others", ownerID: Snowflake(110),
            roles: [Role(id: Self.otherGuild, name: "@everyone", permissions: [])],
            channels: [
                Channel(id: Self.otherCategory, type: .category, guildID: Self.otherGuild, name: "💬 Community"),
                Channel(id: Self.otherChannel, type: .text, guildID: Self.otherGuild, name: "suggestions"),
            ])
        discord.with { world in
            world.guilds[Self.otherGuild] = picture
            world.channels[Self.otherChannel] = [:]
        }
        await cog.handle([.guildCreate(picture)])
    }

    /// The calls by which something is posted in this channel, or that name one of these messages. Each guild reads the
    /// pages of its own channels.
    func calls(touching channel: Snowflake, _ messages: Set<Snowflake>) -> [FakeDiscord.Call] {
        discord.calls.filter { call in
            switch call {
            case .post(channel): true
            // Who voted is left out: a guild asks for that to keep its own cards up to date.
            case .message(let message), .react(let message), .delete(let message):
                messages.contains(message)
            default: false
            }
        }
    }
}
