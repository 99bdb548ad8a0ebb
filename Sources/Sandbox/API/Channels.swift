import Foundation

extension Sandbox {
    /// The guild's channels by position, categories included.
    public func channels(of guild: ID) -> [Channel] {
        world.channels(of: guild)
    }

    /// A channel as it is now. Throws: `Failure.unknown`.
    public func channel(_ id: ID) throws -> Channel {
        guard let channel = world.channels[id] else { throw Failure.unknown("There is no channel \(id).") }
        return channel
    }

    /// The channel or thread with an id or a name, with or without `#`; case does not matter. Throws: `Failure.unknown`.
    public func channel(named name: String, in guild: ID) throws -> Channel {
        if let channel = ID(name).flatMap({ world.channels[$0] }), channel.guildID == guild { return channel }
        let wanted = name.drop { $0 == "#" }.lowercased()
        let all = world.channels(of: guild)
        let found = all.first { $0.name.lowercased() == wanted && $0.kind != .category }
        let threads = world.channels.all(of: guild).filter(\.isThread).sorted { $0.id < $1.id }
        guard let found = found ?? (all + threads).first(where: { $0.name.lowercased() == wanted }) else {
            throw Failure.unknown("There is no channel \"\(name)\". Channels: \(Self.listed(all.map(\.name))).")
        }
        return found
    }

    /// Creates a channel or category, as a member would.
    @discardableResult
    public func addChannel(
        _ name: String, in guild: ID, kind: Channel.Kind = .text, parent: ID? = nil, topic: String? = nil,
        silent: Bool = false
    ) -> Channel {
        let plan = World.ChannelPlan(name: name, kind: kind, topic: topic, parentID: parent)
        return change(silent: silent) { $0.addChannel(plan, to: guild) }
    }

    /// Deletes a channel with all its messages; only CHANNEL_DELETE is sent.
    public func deleteChannel(_ channel: ID, silent: Bool = false) {
        if world.channels[channel]?.isThread == true { return deleteThread(channel, silent: silent) }
        change(silent: silent) { $0.removeChannel(channel) }
    }

    /// Changes name, topic, position or category of a channel.
    @discardableResult
    public func updateChannel(
        _ channel: ID, silent: Bool = false, _ body: @Sendable (inout Channel) -> Void
    ) throws -> Channel {
        guard let channel = change(silent: silent, { $0.updateChannel(channel, body) }) else {
            throw Failure.unknown("There is no channel \(channel).")
        }
        return channel
    }

    /// Hides a channel from the bot, or shows it again.
    public func setHidden(_ hidden: Bool, channel: ID, silent: Bool = false) throws {
        try denyBot(hidden ? [.viewChannel] : [], in: channel, silent: silent)
    }

    /// Denies the bot permissions in a channel by a member overwrite; the empty set removes it.
    public func denyBot(_ permissions: Permissions, in channel: ID, silent: Bool = false) throws {
        try setOverwrite(Overwrite(id: world.botID, isMember: true, deny: permissions), in: channel, silent: silent)
    }

    /// Sets a permission overwrite of a role or member; an empty one removes it.
    @discardableResult
    public func setOverwrite(_ overwrite: Overwrite, in channel: ID, silent: Bool = false) throws -> Channel {
        guard let channel = change(silent: silent, { $0.setOverwrite(overwrite, in: channel) }) else {
            throw Failure.unknown("There is no channel \(channel).")
        }
        return channel
    }
}
