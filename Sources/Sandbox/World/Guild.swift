import Foundation

extension Sandbox {
    /// A Discord server as the sandbox keeps it.
    public struct Guild: Sendable, Equatable {
        /// Its id, which is also the id of its @everyone role.
        public let id: ID
        /// Its name.
        public var name: String
        /// The member who owns it.
        public var ownerID: ID
        /// Its roles, @everyone first.
        public var roles: [Role]
        /// The role Discord made for the bot.
        public var botRoleID: ID
        /// When the bot came.
        public var joinedAt: Date
        /// Whether the guild is in an outage.
        public var isUnavailable = false
        /// Whether the bot was removed from it.
        public var botRemoved = false

        /// The role of a name, without regard to case.
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
        /// What it gives.
        public var permissions: Permissions
        /// Its place; higher is mightier.
        public var position: Int
        /// Whether an integration owns it.
        public var isManaged = false
        /// Whether everybody may ping it.
        public var isMentionable = false
        /// The bot it was made for.
        public var botID: ID?
    }

    /// A person or bot in a guild.
    public struct Member: Sendable, Equatable {
        /// The user's id.
        public let id: ID
        /// The name in this guild, if it differs.
        public var nick: String?
        /// Roles besides @everyone.
        public var roles: [ID] = []
        /// When the member came.
        public var joinedAt: Date
        /// The end of a time-out; nil or past means none.
        public var timedOutUntil: Date?
        /// Whether membership screening is not passed yet.
        public var isPending = false
    }

    /// An account.
    public struct User: Sendable, Equatable {
        /// Its id.
        public let id: ID
        /// Its unique name.
        public var name: String
        /// The name shown, if it differs.
        public var displayName: String?
        /// Whether it is a bot.
        public var isBot: Bool
    }
}

/// The members of one guild, sorted by id.
struct MemberRoll: Sendable {
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
