import Discord
import Foundation

/// Channels, roles and members change: the directory of the guild follows, and what was refused may be possible now.
final class GuildChanges {
    private let guilds: KnownGuilds
    private let lives: GuildLives
    private let refusals: Refusals
    private let attempts: CreationAttempts
    private let stars: OwnStars
    private let duplicates: DuplicateChannels
    private let recording: EventRecording
    private let now: @Sendable () -> Date

    init(_ parts: SharedParts, stars: OwnStars, duplicates: DuplicateChannels, recording: EventRecording) {
        (guilds, lives, refusals, attempts) = (parts.guilds, parts.lives, parts.refusals, parts.attempts)
        (self.stars, self.duplicates, self.recording) = (stars, duplicates, recording)
        now = parts.dependencies.now
    }

    /// Takes in an event. When who may vote depends on what has changed, the guild is synced, which lists the members anew.
    func heard(_ event: GatewayEvent) async {
        guard let guild = event.changedGuild else { return }
        let franchise = try? guilds.franchise(of: guild)
        await apply(event)
        if guilds.isKnown(guild), (try? guilds.franchise(of: guild)) != franchise {
            lives.signal(.accessChanged, in: guild)
        }
    }

    private func apply(_ event: GatewayEvent) async {
        switch event {
        case .guildUpdate(let update): await change(update.id) { $0.update(update) }
        case .memberAdd(let guild, let member): guilds.joined(member, guild)
        case .memberRemove(let guild, let user): guilds.left(user.id, guild)
        case .memberUpdate(let guild, let member):
            guilds.saw(member, guild)
            guard member.user?.id == guilds.me else { return }
            let access = access(to: guild)
            if guilds.update(own: member, in: guild) { permissionsChanged(in: guild, from: access) }
            await endPauses(in: guild)
        case .channelCreate(let channel):
            await channelChanged(channel)
            await duplicates.check(channel)
        case .channelUpdate(let channel):
            if let guild = channel.guildID { permissionsChanged(by: channel, in: guild) }
            await channelChanged(channel)
        case .channelDelete(let channel):
            guard let guild = channel.guildID else { return }
            await change(guild) { $0.remove(channel: channel.id) }
            guilds.channelDeleted(channel.id, in: guild)
        case .roleChange(let guild, let role):
            // Some roles change their colour every few seconds.
            let isNew = guilds.directory(of: guild)?.roles[role.id]?.permissions != role.permissions
            let access = access(to: guild)
            await change(guild) { $0.set(role) }
            if isNew { permissionsChanged(in: guild, from: access) }
        case .roleDelete(let guild, let role):
            let access = access(to: guild)
            await change(guild) { $0.remove(role: role) }
            permissionsChanged(in: guild, from: access)
        default: break
        }
    }

    /// What was refused may be allowed now.
    func permissionsChanged(in guild: Snowflake) {
        if refusals.permissionsChanged(in: guild) { lives.signal(.recoveryNeeded(after: .zero), in: guild) }
        stars.permissionsChanged(in: guild)
    }

    /// Roles or overwrites have changed. Of a channel that the bot cannot see Discord tells nothing: once it can see its
    /// wishes again, or may have lost sight of them, the guild is synced.
    private func permissionsChanged(in guild: Snowflake, from access: Bool?) {
        permissionsChanged(in: guild)
        let newAccess = self.access(to: guild)
        if newAccess == nil || newAccess != access { lives.signal(.accessChanged, in: guild) }
    }

    /// Whether the bot can read a guild's wishes; nil when that is not known.
    private func access(to guild: Snowflake) -> Bool? { guilds.readsSuggestions(of: guild, at: now()) }

    /// Channels change often; only a change of who may do what there ends refusals.
    private func permissionsChanged(by channel: Channel, in guild: Snowflake) {
        let known = guilds.directory(of: guild)?.channels[channel.id]
        guard known?.permissionOverwrites != channel.permissionOverwrites || known?.isHidden != channel.isHidden
        else { return }
        let (access, before) = (access(to: guild), guilds.visibleSuggestions(of: guild))
        guilds.update(guild) { $0.set(channel) }
        if [before, guilds.visibleSuggestions(of: guild)].contains(channel.id) {
            permissionsChanged(in: guild, from: access)
        } else {
            permissionsChanged(in: guild)
        }
    }

    private func channelChanged(_ channel: Channel) async {
        guard let guild = channel.guildID else { return }
        await change(guild) { $0.set(channel) }
        // The answer to a request for a channel may be lost; the channel itself tells.
        if ChannelMarker.isMarked(channel) { lives.signal(.recoveryNeeded(after: .zero), in: guild) }
    }

    /// Changes a guild's directory. When roles, categories or the number of channels are others now, refusals may be over.
    private func change(_ guild: Snowflake, _ change: (inout GuildDirectory) -> Void) async {
        let before = guilds.directory(of: guild)?.creationConditions
        guilds.update(guild, change)
        let after = guilds.directory(of: guild)?.creationConditions
        guard after != before else { return }
        if after?.roles != before?.roles || after?.owner != before?.owner { permissionsChanged(in: guild) }
        await endPauses(in: guild)
    }

    /// The cause of a refusal may be gone: refused wishes try again now.
    func endPauses(in guild: Snowflake) async {
        if attempts.conditionsChanged(in: guild) { lives.signal(.recoveryNeeded(after: .zero), in: guild) }
        await recording.endPauses(in: guild)
    }
}
