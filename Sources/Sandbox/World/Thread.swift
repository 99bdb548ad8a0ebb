import Foundation

extension Sandbox {
    /// What a thread has besides a channel's properties.
    /// Source: https://docs.discord.com/developers/topics/threads
    public struct Thread: Sendable, Equatable {
        /// Who started it.
        public let ownerID: ID
        /// When it was started.
        public let createdAt: Date
        /// Whether it is closed.
        public var isArchived = false
        /// Whether only members with Manage Threads can write in it or open it.
        public var isLocked = false
        /// When it was last opened or closed.
        public var archivedAt: Date
        /// Minutes without a message after which Discord would archive it. The sandbox does not.
        public var autoArchive: Int
        /// Messages ever sent in it, without the first one that only points to its message.
        public var totalMessages = 0
        /// Who has joined: whoever started it or wrote in it.
        public var memberIDs: [ID]
    }
}

extension Sandbox.Channel {
    /// Whether it is a thread.
    public var isThread: Bool { thread != nil }
    /// Whether it is between the bot and one user.
    public var isDirect: Bool { recipientID != nil }
}

extension ID {
    /// The guild of what is in no guild: direct messages.
    static let noGuild = ID(rawValue: 0)
}

/// Threads in the form of Discord's answers.
extension World {
    func threadJSON(_ channel: Sandbox.Channel, _ thread: Sandbox.Thread) -> JSON {
        var json: JSON = [
            "id": .id(channel.id), "type": .int(channel.kind.rawValue), "flags": 0, "guild_id": .id(channel.guildID),
            "name": .string(channel.name), "parent_id": .id(channel.parentID), "owner_id": .id(thread.ownerID),
            "last_message_id": .id(channel.lastMessageID), "rate_limit_per_user": .int(channel.slowmode),
            "message_count": .int(messageCount(ofThread: channel.id)),
            "total_message_sent": .int(thread.totalMessages), "member_count": .int(min(thread.memberIDs.count, 50)),
            "thread_metadata": [
                "archived": .bool(thread.isArchived), "archive_timestamp": .string(Timestamp.text(thread.archivedAt)),
                "auto_archive_duration": .int(thread.autoArchive), "locked": .bool(thread.isLocked),
                "create_timestamp": .string(Timestamp.text(thread.createdAt)),
            ],
        ]
        if thread.memberIDs.contains(botID) { json["member"] = threadMemberJSON(botID, of: channel.id, thread) }
        return json
    }

    /// How many messages are in a thread, without the first one that only points to its message.
    func messageCount(ofThread id: ID) -> Int {
        logs[id]?.all.count { $0.kind != Sandbox.Message.threadStarter } ?? 0
    }

    func threadMemberJSON(_ user: ID, of channel: ID, _ thread: Sandbox.Thread) -> JSON {
        [
            "id": .id(channel), "user_id": .id(user), "join_timestamp": .string(Timestamp.text(thread.createdAt)),
            "flags": 1,
        ]
    }

    /// The active threads of a guild that the bot can view.
    func activeThreads(of guild: ID) -> [Sandbox.Channel] {
        channels.all(of: guild).filter { $0.thread?.isArchived == false && botSees($0) }
            .sorted { $0.id < $1.id }
    }
}
