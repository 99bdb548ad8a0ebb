import Discord

/// What the author of a command may do. Each role includes those before it.
enum RequesterRole: Sendable, Equatable, CaseIterable {
    /// May see lists.
    case member
    /// May make wishes too.
    case dreamer
    /// May give every command.
    case moderator
}

extension RequesterRole {
    /// The role of a member of a guild.
    init(_ user: Snowflake, _ member: Member, _ directory: GuildDirectory, _ settings: GuildSettings) {
        if directory.isModerator(user, member, roles: settings.modRoles) {
            self = .moderator
        } else {
            self = directory.isDreamer(member, roles: settings.dreamerRoles) ? .dreamer : .member
        }
    }
}
