import Discord

/// What the author of a command may do; each may do what those before it may.
enum RequesterRole: Sendable, Equatable, CaseIterable {
    /// Look at lists.
    case member
    /// Make wishes.
    case dreamer
    /// Everything else.
    case moderator
}

extension RequesterRole {
    /// What a member of a guild may do.
    init(_ user: Snowflake, _ member: Member, _ directory: GuildDirectory, _ settings: GuildSettings) {
        if directory.isModerator(user, member, roles: settings.modRoles) {
            self = .moderator
        } else {
            self = directory.isDreamer(member, roles: settings.dreamerRoles) ? .dreamer : .member
        }
    }
}
