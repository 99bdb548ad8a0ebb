import Foundation

extension Sandbox {
    /// A guild.
    public struct Guild: Sendable, Equatable {
        /// Its id, which is also the id of its @everyone role.
        public let id: ID
        /// Its name.
        public var name: String
        /// The member who owns it.
        public var ownerID: ID
        /// Its roles, @everyone first.
        public var roles: [Role]
        /// The managed role of the bot.
        public var botRoleID: ID
        /// When the bot joined.
        public var joinedAt: Date
        /// The locale of a Community guild; `en-US` in any other.
        public var preferredLocale = "en-US"
        /// The level of its boosts, 0–3, on which the size of files depends.
        public var premiumTier = 0
        /// Whether the guild is in an outage.
        public var isUnavailable = false
        /// Whether the bot was removed from it.
        public var botRemoved = false

        /// The role with a name; case does not matter.
        public func role(named name: String) -> Role? {
            roles.first { $0.name.lowercased() == name.lowercased() }
        }
    }

    /// A role of a guild.
    public struct Role: Sendable, Equatable {
        /// Its id; @everyone's is the guild's.
        public let id: ID
        /// Its name.
        public var name: String
        /// Its permissions.
        public var permissions: Permissions
        /// Its position in the hierarchy; higher outranks lower.
        public var position: Int
        /// Whether an integration manages it.
        public var isManaged = false
        /// Whether every member may mention it.
        public var isMentionable = false
        /// The bot whose managed role it is.
        public var botID: ID?
    }

    /// A human or bot in a guild.
    public struct Member: Sendable, Equatable {
        /// The user's id.
        public let id: ID
        /// The nickname in this guild.
        public var nick: String?
        /// Roles besides @everyone.
        public var roles: [ID] = []
        /// When the member joined.
        public var joinedAt: Date
        /// The end of a time-out; nil or past: not timed out.
        public var timedOutUntil: Date?
        /// Whether the member has not passed membership screening.
        public var isPending = false
    }

    /// An account.
    public struct User: Sendable, Equatable {
        /// Its id.
        public let id: ID
        /// Its unique name.
        public var name: String
        /// The display name.
        public var displayName: String?
        /// The locale of the user's client, which interactions bring.
        public var locale = "en-US"
        /// Whether it is a bot.
        public var isBot: Bool
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
