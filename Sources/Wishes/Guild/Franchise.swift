import Discord

/// Who may vote in a guild: its `ElectorateRule` with what that depends on there. Two that are equal admit the same
/// members; when they differ, the members are listed anew.
struct Franchise: Sendable, Equatable {
    /// Why a member's vote does not count.
    enum Objection: Sendable, Hashable {
        /// A bot, or an account whose user is not known.
        case notHuman
        /// The member has not accepted the guild's rules yet.
        case pending
        /// The member lacks the role.
        case withoutRole
        /// The member cannot see the suggestions channel.
        case withoutSight
    }

    /// Why it is not known who may vote.
    enum Gap: Error, Sendable, Equatable, CustomStringConvertible {
        /// No role has this name or id.
        case noRole(String)
        /// There is no suggestions channel that the bot can see.
        case noChannel

        /// The cause and the cure.
        var description: String {
            switch self {
            case .noRole(let role):
                "no role is called \(OutsideText(role)), whose members may vote; create it, or correct electorate"
            case .noChannel:
                "the suggestions channel, whose viewers may vote, cannot be seen; give the bot access, or correct electorate"
            }
        }
    }

    private enum Condition: Sendable, Equatable {
        case none
        case role(oneOf: Set<Snowflake>)
        case sight(ChannelSight)
    }

    /// Human members who have accepted the rules.
    static let members = Franchise(condition: .none)

    private let condition: Condition

    private init(condition: Condition) { self.condition = condition }

    /// A rule in a guild. `suggestions` is the suggestions channel, if the bot sees one. Throws: `Gap`.
    init(_ rule: ElectorateRule, in directory: GuildDirectory, suggestions: Channel?) throws(Gap) {
        switch rule {
        case .members: self.init(condition: .none)
        case .role(let name):
            guard directory.hasRole(name) else { throw .noRole(name) }
            let roles = directory.roles(called: name)
            // Every member has the guild's own role.
            self.init(condition: roles.contains(directory.id) ? .none : .role(oneOf: roles))
        case .channel:
            guard let suggestions, !suggestions.isHidden else { throw .noChannel }
            self.init(condition: .sight(ChannelSight(suggestions, in: directory)))
        }
    }

    /// Why a member's vote does not count; nil when it does.
    func objection(to member: Member) -> Objection? {
        guard let user = member.user, user.isHuman else { return .notHuman }
        if member.isPending { return .pending }
        switch condition {
        case .none: return nil
        case .role(let roles): return roles.isDisjoint(with: member.roles) ? .withoutRole : nil
        case .sight(let sight): return sight.includes(user.id, member) ? nil : .withoutSight
        }
    }
}

/// Who can see a channel: what that depends on, and nothing else, so that a role's new colour makes no difference.
private struct ChannelSight: Sendable, Equatable {
    private static let deciding: Permissions = [.viewChannel, .administrator]

    private let guild: Snowflake
    private let owner: Snowflake?
    private let roles: [Snowflake: Permissions]
    private let overwrites: [PermissionOverwrite]

    init(_ channel: Channel, in directory: GuildDirectory) {
        (guild, owner) = (directory.id, directory.ownerID)
        roles = directory.roles.mapValues { $0.permissions.intersection(Self.deciding) }.filter { !$0.value.isEmpty }
        overwrites = (channel.permissionOverwrites ?? [])
            .map {
                PermissionOverwrite(
                    id: $0.id, type: $0.type, allow: $0.allow.intersection(Self.deciding),
                    deny: $0.deny.intersection(Self.deciding))
            }
            .filter { !($0.allow.isEmpty && $0.deny.isEmpty) }.sorted { $0.id < $1.id }
    }

    func includes(_ user: Snowflake, _ member: Member) -> Bool {
        PermissionCheck(user, member, guild: guild, owner: owner, roles: { roles[$0] }, overwrites: overwrites)
            .unsilenced.contains(.viewChannel)
    }
}
