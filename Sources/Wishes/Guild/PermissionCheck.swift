import Discord
import Foundation

/// What a member may do in a channel, by Discord's algorithm.
/// Source: https://docs.discord.com/developers/topics/permissions#permission-overwrites
struct PermissionCheck: Sendable {
    /// The member's permissions in the guild, before the channel's overwrites.
    let base: Permissions
    private let user: Snowflake
    private let member: Member
    private let guild: Snowflake
    private let overwrites: [PermissionOverwrite]
    private let isOwner: Bool

    init(_ user: Snowflake, _ member: Member, in directory: GuildDirectory, _ channel: Channel) {
        self.init(
            user, member, guild: directory.id, owner: directory.ownerID, roles: { directory.roles[$0]?.permissions },
            overwrites: channel.permissionOverwrites ?? [])
    }

    /// `roles` gives the permissions of a role; nil for one that is not known.
    init(
        _ user: Snowflake, _ member: Member, guild: Snowflake, owner: Snowflake?, roles: (Snowflake) -> Permissions?,
        overwrites: [PermissionOverwrite]
    ) {
        (self.user, self.member, self.guild, self.overwrites) = (user, member, guild, overwrites)
        isOwner = user == owner
        base = member.roles.reduce(roles(guild) ?? []) { $0.union(roles($1) ?? []) }
    }

    /// The permissions in the channel at that time; a member who is timed out may only read.
    func permissions(at now: Date) -> Permissions {
        let result = unsilenced
        guard result != .all, isTimedOut(at: now) else { return result }
        return result.intersection([.viewChannel, .readMessageHistory])
    }

    /// The permissions in the channel of a member who is not timed out.
    var unsilenced: Permissions {
        if isOwner || base.contains(.administrator) { return .all }
        var result = base
        func apply(_ chosen: [PermissionOverwrite]) {
            result.subtract(chosen.reduce([]) { $0.union($1.deny) })
            result.formUnion(chosen.reduce([]) { $0.union($1.allow) })
        }
        apply(overwrites.filter { $0.id == guild })
        apply(overwrites.filter { $0.id != guild && member.roles.contains($0.id) })
        apply(overwrites.filter { $0.id == user })
        // Without View Channel nothing else works there.
        guard result.contains(.viewChannel) else { return [] }
        if !result.contains(.sendMessages) { result.remove(.embedLinks) }
        return result
    }

    private func isTimedOut(at now: Date) -> Bool {
        member.timedOutUntil.flatMap(Date.init(civil:)).map { $0 > now } ?? false
    }
}
