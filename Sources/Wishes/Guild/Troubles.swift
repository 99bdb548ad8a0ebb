import Discord
import Foundation

/// Finds out what an error of Discord's means for members: for a refusal, which permission is missing.
final class Troubles {
    private let guilds: KnownGuilds
    private let now: @Sendable () -> Date

    init(guilds: KnownGuilds, now: @escaping @Sendable () -> Date) { (self.guilds, self.now) = (guilds, now) }

    /// What an error means. `needed` are the permissions for what was tried, the most basic first; when Discord refuses
    /// although the bot seems to have them all, or when that is not known, `likely` is named.
    func trouble(
        _ error: PortError, needing needed: [BotPermission], likely: BotPermission, in channel: Snowflake?,
        of guild: Snowflake
    ) -> Trouble {
        switch (error.kind, error.code) {
        case (_, .reactionBlocked): .blocked
        case (_, .tooManyReactions): .reactionsFull
        case (.forbidden, _): .lacking(missing(of: needed, in: channel, of: guild) ?? likely, in: channel)
        default: Trouble(error)
        }
    }

    /// The first of some permissions that the bot lacks in a channel; nil when it has them all, or when that is not known.
    private func missing(of needed: [BotPermission], in channel: Snowflake?, of guild: Snowflake) -> BotPermission? {
        guard let channel else { return nil }
        if guilds.directory(of: guild)?.channels[channel]?.isHidden == true, needed.contains(.viewChannel) {
            return .viewChannel
        }
        guard let own = guilds.ownPermissions(in: channel, of: guild, at: now()) else { return nil }
        return needed.first { !own.contains($0.bit) }
    }
}

extension Trouble {
    /// Why it is not known who may vote.
    init(_ gap: Franchise.Gap) {
        self =
            switch gap {
            case .noRole(let role): .noVotingRole(role)
            case .noChannel: .votingChannelHidden
            }
    }

    /// What an error means where no permission can be named.
    init(_ error: PortError) {
        self =
            switch error.kind {
            case .messageGone: .messageGone
            case .channelGone, .guildGone: .channelGone
            case .unreachable, .uncertain: .unanswered
            case .otherGuild: .otherServer
            case .forbidden, .refused, .guildFull, .categoryFull, .bannedWord, .interactionGone, .alreadyAnswered,
                .entryPointMissing, .tooManyEdits:
                .refused
            }
    }
}
