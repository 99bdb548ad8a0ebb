import Foundation

extension Sandbox {
    /// The bot's user id, which is also the application's.
    public var botID: ID { world.botID }

    /// The guilds in the order of their creation.
    public var guilds: [Guild] { world.guildOrder.compactMap { world.guilds[$0] } }

    /// Creates a guild with humans (the first owns it), the role "Moderator", the bot's role, categories and channels.
    /// `bots` includes our bot. The humans after the owner get the role "Moderator".
    @discardableResult
    public func addGuild(
        _ name: String, humans: Int = 10, bots: Int = 1, channels: [String] = ["general", "suggestions"],
        categories: [String] = [], moderators: Int = 0, silent: Bool = false
    ) -> Guild {
        let plan = World.GuildPlan(
            name: name, humans: humans, bots: bots, channels: channels, categories: categories, moderators: moderators)
        return change(silent: silent) { $0.addGuild(plan) }
    }

    /// A guild as it is now. Throws: `Failure.unknown`.
    public func guild(_ id: ID) throws -> Guild {
        guard let guild = world.guilds[id] else { throw Failure.unknown("There is no guild \(id).") }
        return guild
    }

    /// The guild with an id or a name; case does not matter. Throws: `Failure.unknown`.
    public func guild(named name: String) throws -> Guild {
        if let guild = ID(name).flatMap({ world.guilds[$0] }) { return guild }
        guard let guild = guilds.first(where: { $0.name.lowercased() == name.lowercased() }) else {
            throw Failure.unknown("There is no guild \"\(name)\". Guilds: \(Self.listed(guilds.map(\.name))).")
        }
        return guild
    }

    static func listed(_ names: [String]) -> String {
        names.isEmpty ? "none" : names.prefix(30).joined(separator: ", ")
    }

    /// Renames a guild.
    public func renameGuild(_ guild: ID, to name: String, silent: Bool = false) {
        change(silent: silent) { $0.renameGuild(guild, to: name) }
    }

    /// Begins or ends an outage of a guild: GUILD_DELETE with `unavailable`, or GUILD_CREATE.
    public func setUnavailable(_ unavailable: Bool, guild: ID, silent: Bool = false) {
        change(silent: silent) { $0.setUnavailable(unavailable, guild: guild) }
    }

    /// Kicks the bot from a guild.
    public func removeBot(from guild: ID, silent: Bool = false) {
        change(silent: silent) { $0.removeBot(from: guild) }
    }

    /// Invites the bot to a guild again.
    public func inviteBot(to guild: ID, silent: Bool = false) {
        change(silent: silent) { $0.inviteBot(to: guild) }
    }

    /// What a member may do in a channel.
    /// Source: https://docs.discord.com/developers/topics/permissions
    public func permissions(of user: ID, in channel: ID) -> Permissions {
        world.channels[channel].map { world.permissions(of: user, in: $0) } ?? []
    }

    /// The developer portal's settings: token, privileged intents, identify quota.
    public var portal: Portal { world.portal }

    /// Changes the developer portal's settings.
    public func changePortal(_ body: @Sendable (inout Portal) -> Void) {
        body(&world.portal)
        waiters.wakeAll()
    }

    /// Sets the words refused in channel names (error 20031), and the limits of channels per guild (500) and per
    /// category (50).
    public func setChannelRules(bannedWords: [String]? = nil, perGuild: Int? = nil, perCategory: Int? = nil) {
        if let bannedWords { world.bannedWords = bannedWords }
        if let perGuild { world.channelLimit = perGuild }
        if let perCategory { world.categoryLimit = perCategory }
    }
}
