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
    private let channel: Channel
    private let isOwner: Bool

    init(_ user: Snowflake, _ member: Member, in directory: GuildDirectory, _ channel: Channel) {
        self.user = user
        self.member = member
        self.channel = channel
        guild = directory.id
        isOwner = user == directory.ownerID
        base = member.roles.reduce(directory.roles[directory.id]?.permissions ?? []) {
            $0.union(directory.roles[$1]?.permissions ?? [])
        }
    }

    /// The permissions in the channel at that time; a member who is timed out may only read.
    func permissions(at now: Date) -> Permissions {
        if isOwner || base.contains(.administrator) { return .all }
        var result = base
        let overwrites = channel.permissionOverwrites ?? []
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
        return isTimedOut(at: now) ? result.intersection([.viewChannel, .readMessageHistory]) : result
    }

    private func isTimedOut(at now: Date) -> Bool {
        member.timedOutUntil.flatMap(Date.init(civil:)).map { $0 > now } ?? false
    }
}
