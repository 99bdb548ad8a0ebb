/// Changes to channels, after all checks.
extension World {
    /// The properties of a new channel.
    struct ChannelPlan: Sendable {
        var name: String
        var kind: Sandbox.Channel.Kind = .text
        var topic: String?
        var parentID: ID?
        var position: Int?
        var overwrites: [Sandbox.Overwrite]?
        var isNSFW = false
        var slowmode = 0
        var createdBy: ID?
        var auditReason: String?
    }

    mutating func addChannel(_ plan: ChannelPlan, to guild: ID) -> Sandbox.Channel {
        let parent = plan.parentID.flatMap { channels[$0] }
        let channel = Sandbox.Channel(
            id: newID(), guildID: guild, kind: plan.kind,
            name: ChannelName.normalized(plan.name, kind: plan.kind), topic: plan.topic, parentID: plan.parentID,
            position: plan.position ?? channels(of: guild).count,
            overwrites: plan.overwrites ?? parent?.overwrites ?? [], isNSFW: plan.isNSFW, slowmode: plan.slowmode,
            createdBy: plan.createdBy, auditReason: plan.auditReason)
        channels[channel.id] = channel
        logs[channel.id] = MessageLog()
        noteCreation(of: channel)
        emit(.channelCreate(channel))
        return channel
    }

    /// Deletes a channel; its messages get no events. The channels of a deleted category lose their parent.
    mutating func removeChannel(_ id: ID) {
        guard let channel = channels.removeValue(forKey: id) else { return }
        logs[id] = nil
        // Its threads go with it, without events.
        for thread in channels.values.filter({ $0.isThread && $0.parentID == id }) {
            channels[thread.id] = nil
            logs[thread.id] = nil
        }
        emit(.channelDelete(channel))
        for child in channels.values.filter({ $0.parentID == id }).sorted(by: { $0.id < $1.id }) {
            channels[child.id]?.parentID = nil
            if let updated = channels[child.id] { emit(.channelUpdate(updated)) }
        }
    }

    mutating func updateChannel(_ id: ID, _ change: (inout Sandbox.Channel) -> Void) -> Sandbox.Channel? {
        guard let before = channels[id] else { return nil }
        let seen = visibility(before.guildID)
        var channel = before
        change(&channel)
        channels[id] = channel
        emit(.channelUpdate(channel))
        if seen[id] == false, botSees(channel) { emit(.threadListSync(channel)) }
        for other in channels(of: before.guildID) where other.id != id && seen[other.id] != botSees(other) {
            emit(.channelUpdate(other))
        }
        return channel
    }

    /// Sets a permission overwrite, replacing the previous one of the same id; an empty one removes it.
    mutating func setOverwrite(_ overwrite: Sandbox.Overwrite, in channel: ID) -> Sandbox.Channel? {
        updateChannel(channel) { channel in
            channel.overwrites.removeAll { $0.id == overwrite.id }
            if !overwrite.allow.isEmpty || !overwrite.deny.isEmpty { channel.overwrites.append(overwrite) }
        }
    }
}
