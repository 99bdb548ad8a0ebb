import Foundation

/// Changes to threads, after all checks.
extension World {
    /// Starts the thread of a message: it has the message's id.
    mutating func startThread(
        _ name: String, under message: Sandbox.Message, in channel: Sandbox.Channel, by user: ID, autoArchive: Int
    ) -> Sandbox.Channel {
        let kind: Sandbox.Channel.Kind = channel.kind == .announcement ? .announcementThread : .publicThread
        var thread = Sandbox.Channel(
            id: message.id, guildID: channel.guildID, kind: kind, name: name, parentID: channel.id, position: 0)
        thread.thread = Sandbox.Thread(
            ownerID: user, createdAt: now, archivedAt: now, autoArchive: autoArchive, memberIDs: [user])
        channels[thread.id] = thread
        logs[thread.id] = MessageLog()
        emit(.threadCreate(thread))
        emit(.threadMembersUpdate(thread, added: [user]))
        if let source = logs[channel.id]?[message.id] { emit(.messageUpdate(source)) }
        var starter = Sandbox.Message(
            id: newID(), channelID: thread.id, guildID: channel.guildID, authorID: message.authorID, content: "",
            kind: Sandbox.Message.threadStarter, timestamp: now)
        starter.starterOf = message.id
        logs[thread.id]?.append(starter)
        channels[thread.id]?.lastMessageID = starter.id
        emit(.messageCreate(starter))
        return channels[thread.id] ?? thread
    }

    mutating func changeThread(_ id: ID, _ change: (inout Sandbox.Channel) -> Void) -> Sandbox.Channel? {
        guard var channel = channels[id], let before = channel.thread else { return nil }
        change(&channel)
        if channel.thread?.isArchived != before.isArchived { channel.thread?.archivedAt = now }
        channels[id] = channel
        emit(.threadUpdate(channel))
        return channel
    }

    mutating func removeThread(_ id: ID) {
        guard let thread = channels.removeValue(forKey: id), thread.isThread else { return }
        logs[id] = nil
        emit(.threadDelete(thread))
    }

    /// A message was sent in a thread: it opens again, and its author joins.
    mutating func noteMessage(by author: ID, inThread id: ID) {
        guard let thread = channels[id]?.thread else { return }
        channels[id]?.thread?.totalMessages += 1
        if thread.isArchived { _ = changeThread(id) { $0.thread?.isArchived = false } }
        guard !thread.memberIDs.contains(author), let channel = channels[id] else { return }
        channels[id]?.thread?.memberIDs.append(author)
        emit(.threadMembersUpdate(channels[id] ?? channel, added: [author]))
    }
}

/// The dispatches of threads. Threads that the bot cannot view have none.
extension World {
    func threadEvent(_ event: WorldEvent, _ intents: Intents) -> GatewayEvent? {
        switch event {
        case .threadCreate(let thread) where botSees(thread):
            var data = json(thread)
            data["newly_created"] = true
            return GatewayEvent(name: "THREAD_CREATE", data: data, guildID: thread.guildID)
        case .threadUpdate(let thread) where botSees(thread):
            return GatewayEvent(name: "THREAD_UPDATE", data: json(thread), guildID: thread.guildID)
        case .threadDelete(let thread) where parentIsVisible(thread):
            return GatewayEvent(
                name: "THREAD_DELETE",
                data: [
                    "id": .id(thread.id), "guild_id": .id(thread.guildID), "parent_id": .id(thread.parentID),
                    "type": .int(thread.kind.rawValue),
                ], guildID: thread.guildID)
        case .threadMembersUpdate(let thread, let added) where botSees(thread):
            guard intents.contains(.guildMembers) || added.contains(botID), let state = thread.thread else {
                return nil
            }
            let members = added.map { user -> JSON in
                var json = threadMemberJSON(user, of: thread.id, state)
                if let member = self.members[thread.guildID]?[user] { json["member"] = self.json(member) }
                json["presence"] = .null
                return json
            }
            return GatewayEvent(
                name: "THREAD_MEMBERS_UPDATE",
                data: [
                    "id": .id(thread.id), "guild_id": .id(thread.guildID),
                    "member_count": .int(min(state.memberIDs.count, 50)), "added_members": .array(members),
                    "removed_member_ids": [],
                ], guildID: thread.guildID)
        case .threadListSync(let channel):
            let threads = activeThreads(of: channel.guildID).filter { $0.parentID == channel.id }
            guard !threads.isEmpty else { return nil }
            let mine = threads.compactMap { thread in
                thread.thread.flatMap { state in
                    state.memberIDs.contains(botID) ? threadMemberJSON(botID, of: thread.id, state) : nil
                }
            }
            return GatewayEvent(
                name: "THREAD_LIST_SYNC",
                data: [
                    "guild_id": .id(channel.guildID), "channel_ids": [.id(channel.id)],
                    "threads": .array(threads.map { json($0) }), "members": .array(mine),
                ], guildID: channel.guildID)
        default: return nil
        }
    }

    private func parentIsVisible(_ thread: Sandbox.Channel) -> Bool {
        thread.parentID.flatMap { channels[$0] }.map { botSees($0) } ?? false
    }
}
