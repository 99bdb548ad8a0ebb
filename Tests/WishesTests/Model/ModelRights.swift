import Discord
import TestSupport

/// What the bot may do in a model run: by its two roles, and by an overwrite in the suggestions channel.
enum ModelRights {
    /// What the bot needs in the channel, and may lose.
    static let ofChannel: [Permissions] = [.viewChannel, .readMessageHistory, .sendMessages, .addReactions]
    static let everything: Permissions = [
        .viewChannel, .readMessageHistory, .sendMessages, .addReactions, .manageChannels, .embedLinks, .manageMessages,
    ]
    static let role = Snowflake(3_001)

    /// The bot's role.
    static func role(_ permissions: Permissions) -> Role { Role(id: role, name: "Dreambot", permissions: permissions) }

    /// The bot's membership, with or without its role.
    static func member(hasRole: Bool) -> Member {
        Member(user: FakeDiscord.user(ModelWorld.me, bot: true), roles: hasRole ? [role] : [])
    }

    /// Lets Discord refuse what the bot may not do.
    static func apply(_ world: inout FakeDiscord.World) {
        let (mine, inGuild) = (granted(world, in: suggestions(world)), granted(world, in: nil))
        let channel: Set = [ModelWorld.suggestions]
        world.forbidden = mine.contains(.viewChannel) ? [] : channel
        world.withoutHistory = mine.contains(.readMessageHistory) ? [] : channel
        world.muted = mine.contains(.sendMessages) ? [] : channel
        world.withoutReactions = mine.contains(.addReactions) ? [] : channel
        world.mayCreateChannels = inGuild.contains(.manageChannels)
    }

    /// The permissions in a channel, or in the guild.
    /// Source: https://docs.discord.com/developers/topics/permissions#permission-overwrites
    private static func granted(_ world: FakeDiscord.World, in channel: Channel?) -> Permissions {
        let guild = world.guilds[ModelWorld.guild]
        let own = guild?.members?.first { $0.user?.id == ModelWorld.me }?.roles ?? []
        let roles = (guild?.roles ?? []).filter { $0.id == ModelWorld.guild || own.contains($0.id) }
        let denied = channel?.permissionOverwrites?.first { $0.id == ModelWorld.me }?.deny
        let granted = roles.reduce(Permissions()) { $0.union($1.permissions) }
        return granted.subtracting(denied ?? [])
    }

    private static func suggestions(_ world: FakeDiscord.World) -> Channel? {
        world.guilds[ModelWorld.guild]?.channels?.first { $0.id == ModelWorld.suggestions }
    }

    /// The suggestions channel as the gateway shows it.
    static func shownChannel(_ world: FakeDiscord.World) -> Channel? {
        guard world.forbidden.isEmpty else {
            return Channel(
                id: ModelWorld.suggestions, type: .text, guildID: ModelWorld.guild, name: "___hidden___",
                flags: 1 << 17)
        }
        var channel = suggestions(world)
        channel?.guildID = ModelWorld.guild
        return channel
    }
}
