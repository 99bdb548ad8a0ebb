import Foundation

typealias Permissions = Sandbox.Permissions

extension Sandbox {
    /// What a member may do, as Discord's bit set.
    /// Source: https://docs.discord.com/developers/topics/permissions
    public struct Permissions: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: UInt64

        /// Any bits.
        public init(rawValue: UInt64) {
            self.rawValue = rawValue
        }

        private init(bit: Int) {
            rawValue = 1 << UInt64(bit)
        }

        /// All permissions; overwrites do not apply.
        public static let administrator = Permissions(bit: 3)
        /// Create, edit and delete channels.
        public static let manageChannels = Permissions(bit: 4)
        /// Edit the guild; dreambot counts its holders as moderators.
        public static let manageGuild = Permissions(bit: 5)
        /// Add the first reaction with an emoji.
        public static let addReactions = Permissions(bit: 6)
        /// Read the audit log.
        public static let viewAuditLog = Permissions(bit: 7)
        /// View a channel.
        public static let viewChannel = Permissions(bit: 10)
        /// Send messages.
        public static let sendMessages = Permissions(bit: 11)
        /// Delete others' messages and reactions.
        public static let manageMessages = Permissions(bit: 13)
        /// Send embeds.
        public static let embedLinks = Permissions(bit: 14)
        /// Send files.
        public static let attachFiles = Permissions(bit: 15)
        /// Read earlier messages.
        public static let readMessageHistory = Permissions(bit: 16)
        /// Ping everyone and every role.
        public static let mentionEveryone = Permissions(bit: 17)
        /// Use custom emoji of other guilds.
        public static let useExternalEmojis = Permissions(bit: 18)
        /// Join voice channels.
        public static let connect = Permissions(bit: 20)
        /// Edit roles.
        public static let manageRoles = Permissions(bit: 28)
        /// Use slash commands.
        public static let useApplicationCommands = Permissions(bit: 31)
        /// Archive, lock and delete threads.
        public static let manageThreads = Permissions(bit: 34)
        /// Start threads that all can view.
        public static let createPublicThreads = Permissions(bit: 35)
        /// Write in threads; there it takes the place of `sendMessages`.
        public static let sendMessagesInThreads = Permissions(bit: 38)
        /// Time members out.
        public static let moderateMembers = Permissions(bit: 40)

        /// All defined bits.
        public static let all = Permissions(rawValue: (1 << 53) - 1)
        /// The permissions of @everyone in a new guild.
        public static let everyone: Permissions = [
            .addReactions, .viewChannel, .sendMessages, .embedLinks, .attachFiles, .readMessageHistory, .connect,
            .useApplicationCommands, .createPublicThreads, .sendMessagesInThreads,
        ]
        /// What both can do in direct messages.
        static let direct: Permissions = [
            .addReactions, .viewChannel, .sendMessages, .embedLinks, .attachFiles, .readMessageHistory,
        ]
        /// The permissions of the bot's role in a new guild: those that dreambot requests in its invitation.
        public static let bot: Permissions = [
            .viewChannel, .sendMessages, .embedLinks, .readMessageHistory, .addReactions, .manageChannels,
            .manageMessages,
        ]

        static let named: [(String, Permissions)] = [
            ("administrator", .administrator), ("manage_channels", .manageChannels), ("manage_guild", .manageGuild),
            ("add_reactions", .addReactions), ("view_audit_log", .viewAuditLog), ("view_channel", .viewChannel),
            ("send_messages", .sendMessages),
            ("manage_messages", .manageMessages), ("embed_links", .embedLinks), ("attach_files", .attachFiles),
            ("read_message_history", .readMessageHistory), ("mention_everyone", .mentionEveryone),
            ("use_external_emojis", .useExternalEmojis), ("connect", .connect), ("manage_roles", .manageRoles),
            ("use_application_commands", .useApplicationCommands), ("moderate_members", .moderateMembers),
            ("manage_threads", .manageThreads), ("create_public_threads", .createPublicThreads),
            ("send_messages_in_threads", .sendMessagesInThreads),
        ]

        /// Reads names like `view_channel`; nil for an unknown name.
        public init?(names: [String]) {
            var collected: Permissions = []
            for name in names {
                guard let known = Self.named.first(where: { $0.0 == name.lowercased() }) else { return nil }
                collected.insert(known.1)
            }
            self = collected
        }

        /// The decimal string of Discord's JSON.
        var json: JSON { .string(String(rawValue)) }
    }

    /// A permission overwrite of a channel for one role or member.
    public struct Overwrite: Sendable, Equatable {
        /// The role or the member.
        public var id: ID
        /// Whether `id` is a member's.
        public var isMember: Bool
        /// Permissions allowed.
        public var allow: Permissions
        /// Permissions denied.
        public var deny: Permissions

        /// Makes an overwrite.
        public init(id: ID, isMember: Bool, allow: Permissions = [], deny: Permissions = []) {
            self.id = id
            self.isMember = isMember
            self.allow = allow
            self.deny = deny
        }
    }
}

/// Discord's permission algorithm; implicit permissions apply to channels only.
/// Source: https://docs.discord.com/developers/topics/permissions
struct PermissionRules {
    var ownerID: ID
    var guildID: ID
    var roles: [Sandbox.Role]
    var now: Date

    /// What a member may do in the guild: @everyone's bits and those of the member's roles.
    func inGuild(_ member: Sandbox.Member) -> Permissions {
        guard member.id != ownerID else { return .all }
        var result: Permissions = []
        for role in roles where role.id == guildID || member.roles.contains(role.id) {
            result.formUnion(role.permissions)
        }
        return result.contains(.administrator) ? .all : timedOut(member, result)
    }

    /// What a member may do in a channel with these overwrites, or in a thread of it.
    func inChannel(
        _ member: Sandbox.Member, _ overwrites: [Sandbox.Overwrite], isThread: Bool = false
    ) -> Permissions {
        guard member.id != ownerID else { return .all }
        var result = withoutTimeOut(member)
        if result.contains(.administrator) { return .all }
        if let everyone = overwrites.first(where: { $0.id == guildID }) { result.apply(everyone) }
        var ofRoles = Sandbox.Overwrite(id: guildID, isMember: false)
        for overwrite in overwrites where !overwrite.isMember && member.roles.contains(overwrite.id) {
            ofRoles.allow.formUnion(overwrite.allow)
            ofRoles.deny.formUnion(overwrite.deny)
        }
        result.apply(ofRoles)
        if let own = overwrites.first(where: { $0.isMember && $0.id == member.id }) { result.apply(own) }
        if isThread {
            let mayWrite = result.contains(.sendMessagesInThreads)
            result = mayWrite ? result.union(.sendMessages) : result.subtracting(.sendMessages)
        }
        return timedOut(member, implied(result))
    }

    private func withoutTimeOut(_ member: Sandbox.Member) -> Permissions {
        var free = member
        free.timedOutUntil = nil
        return inGuild(free)
    }

    private func implied(_ permissions: Permissions) -> Permissions {
        guard permissions.contains(.viewChannel) else { return [] }
        guard permissions.contains(.sendMessages) else {
            return permissions.subtracting([.mentionEveryone, .attachFiles, .embedLinks])
        }
        return permissions
    }

    private func timedOut(_ member: Sandbox.Member, _ permissions: Permissions) -> Permissions {
        guard let until = member.timedOutUntil, until > now else { return permissions }
        return permissions.intersection([.viewChannel, .readMessageHistory])
    }
}

extension Permissions {
    fileprivate mutating func apply(_ overwrite: Sandbox.Overwrite) {
        subtract(overwrite.deny)
        formUnion(overwrite.allow)
    }
}
