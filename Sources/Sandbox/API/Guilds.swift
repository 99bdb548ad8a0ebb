import Foundation

extension Sandbox {
    /// The bot's user id, which is also the application's.
    public var botID: ID { world.botID }

    /// The guilds in the order in which they were made.
    public var guilds: [Guild] { world.guildOrder.compactMap { world.guilds[$0] } }

    /// Makes a guild with pleasantly named people (the first owns it), roles "Moderator" and the bot's, categories and
    /// channels. `bots` counts our bot too. Moderators are the humans after the owner.
    @discardableResult
    public func addGuild(
        _ name: String, humans: Int = 10, bots: Int = 1, channels: [String] = ["general", "suggestions"],
        categories: [String] = [], moderators: Int = 0, silent: Bool = false
    ) -> Guild {
        let plan = World.GuildPlan(
            name: name, humans: humans, bots: bots, channels: channels, categories: categories, moderators: moderators)
        return change(silent: silent) { $0.addGuild(plan) }
    }

    /// A guild as it is now.
    public func guild(_ id: ID) throws -> Guild {
        guard let guild = world.guilds[id] else { throw Failure.unknown("There is no guild \(id).") }
        return guild
    }

    /// The guild of an id or a name, without regard to case.
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

    /// Throws the bot out of a guild.
    public func removeBot(from guild: ID, silent: Bool = false) {
        change(silent: silent) { $0.removeBot(from: guild) }
    }

    /// Brings the bot back into a guild.
    public func inviteBot(to guild: ID, silent: Bool = false) {
        change(silent: silent) { $0.inviteBot(to: guild) }
    }

    /// What a member may do in a channel by Discord's algorithm.
    public func permissions(of user: ID, in channel: ID) -> Permissions {
        world.channels[channel].map { world.permissions(of: user, in: $0) } ?? []
    }

    /// The developer portal's settings: token, privileged intents, identify quota.
    public var portal: Portal { world.portal }

    /// Changes the developer portal's settings.
    public func changePortal(_ body: @Sendable (inout Portal) -> Void) {
        body(&world.portal)
        lobby.wakeAll()
    }

    /// Words that make channel names be refused (20031), channels per guild (500) and per category (50).
    public func setChannelRules(bannedWords: [String]? = nil, perGuild: Int? = nil, perCategory: Int? = nil) {
        if let bannedWords { world.bannedWords = bannedWords }
        if let perGuild { world.channelLimit = perGuild }
        if let perCategory { world.categoryLimit = perCategory }
    }
}
