import Foundation

extension Sandbox {
    /// A guild.
    package struct Guild: Sendable, Equatable {
        /// Its id, which is also the id of its @everyone role.
        package let id: ID
        /// Its name.
        package var name: String
        /// The member who owns it.
        package var ownerID: ID
        /// Its roles, @everyone first.
        package var roles: [Role]
        /// The managed role of the bot.
        package var botRoleID: ID
        /// When the bot joined.
        package var joinedAt: Date
        /// The locale of a Community guild; `en-US` in any other.
        package var preferredLocale = "en-US"
        /// The level of its boosts, 0–3, on which the size of files depends.
        package var premiumTier = 0
        /// Whether the guild is in an outage.
        package var isUnavailable = false
        /// Whether the bot was removed from it.
        package var botRemoved = false

        /// The role with a name; case does not matter.
        package func role(named name: String) -> Role? {
            roles.first { $0.name.lowercased() == name.lowercased() }
        }
    }

    /// A role of a guild.
    package struct Role: Sendable, Equatable {
        /// Its id; @everyone's is the guild's.
        package let id: ID
        /// Its name.
        package var name: String
        /// Its permissions.
        package var permissions: Permissions
        /// Its position in the hierarchy; higher outranks lower.
        package var position: Int
        /// Whether an integration manages it.
        package var isManaged = false
        /// Whether every member may mention it.
        package var isMentionable = false
        /// The bot whose managed role it is.
        package var botID: ID?
    }

    /// A human or bot in a guild.
    package struct Member: Sendable, Equatable {
        /// The user's id.
        package let id: ID
        /// The nickname in this guild.
        package var nick: String?
        /// Roles besides @everyone.
        package var roles: [ID] = []
        /// When the member joined.
        package var joinedAt: Date
        /// The end of a time-out; nil or past: not timed out.
        package var timedOutUntil: Date?
        /// Whether the member has not passed membership screening.
        package var isPending = false
    }

    /// An account.
    package struct User: Sendable, Equatable {
        /// Its id.
        package let id: ID
        /// Its unique name.
        package var name: String
        /// The display name.
        package var displayName: String?
        /// The locale of the user's client, which interactions bring.
        package var locale = "en-US"
        /// Whether it is a bot.
        package var isBot: Bool
    }
}

/// The members of one guild, sorted by id.
struct MemberList: Sendable {
    private(set) var ids = SortedIDs()
    private(set) var byID: [ID: Sandbox.Member] = [:]

    var count: Int { ids.count }

    subscript(id: ID) -> Sandbox.Member? { byID[id] }

    mutating func put(_ member: Sandbox.Member) {
        ids.insert(member.id)
        byID[member.id] = member
    }

    @discardableResult
    mutating func remove(_ id: ID) -> Sandbox.Member? {
        ids.remove(id)
        return byID.removeValue(forKey: id)
    }

    func page(after: ID?, limit: Int) -> [Sandbox.Member] {
        ids.page(after: after, limit: limit).compactMap { byID[$0] }
    }
}
