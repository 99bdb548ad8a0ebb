import Discord

/// The channels of a guild. Of each it keeps what decides something or is shown: of topics those with the marker of a wish
/// (`ChannelMarker`), of flags whether the bot cannot see the channel. Lists of overwrites that are equal, as those of
/// channels that are synced with their category, take the memory of one.
struct ChannelTable: Sendable {
    /// 48 bytes, besides long names.
    private struct Entry: Identifiable, Sendable {
        let id: Snowflake
        /// 0 for none.
        let parent: Snowflake
        let name: String?
        var overwrites: [PermissionOverwrite]?
        let type: Int16
        var isHidden: Bool

        init(_ channel: Channel, overwrites: [PermissionOverwrite]?) {
            (id, parent, name) = (channel.id, channel.parentID ?? Snowflake(0), channel.name)
            (self.overwrites, isHidden) = (overwrites, channel.isHidden)
            type = Int16(exactly: channel.type.rawValue) ?? Int16(ChannelType.unknown.rawValue)
        }
    }

    private var entries: IDTable<Entry>
    /// What is kept of marked topics.
    private var topics: [Snowflake: String]

    /// Of channels with one id the last counts.
    init(_ channels: [Channel] = []) {
        var lists: Set<[PermissionOverwrite]> = []
        entries = IDTable(channels.map { Entry($0, overwrites: $0.permissionOverwrites.map { lists.shared($0) }) })
        topics = Dictionary(channels.compactMap(Self.topic)) { _, last in last }
        if channels.count != entries.count { forgetOtherTopics(channels) }
    }

    private static func topic(of channel: Channel) -> (Snowflake, String)? {
        ChannelMarker.part(of: channel.topic).map { (channel.id, $0) }
    }

    /// An earlier channel with the id of a later one had a topic.
    private mutating func forgetOtherTopics(_ channels: [Channel]) {
        for channel in channels { topics[channel.id] = ChannelMarker.part(of: channel.topic) }
    }

    /// How many channels there are.
    var count: Int { entries.count }

    /// The ids of all channels, the oldest first.
    var ids: some RandomAccessCollection<Snowflake> { entries.elements.lazy.map(\.id) }

    /// All channels, the oldest first.
    var values: some RandomAccessCollection<Channel> { entries.elements.lazy.map { channel($0) } }

    /// The channel with that id, without its guild.
    subscript(id: Snowflake) -> Channel? { entries[id].map(channel) }

    /// The oldest channel that the bot sees, is of a kind that counts and whose name does.
    func oldestVisible(where isRightKind: (ChannelType) -> Bool, named isRightName: (String) -> Bool) -> Channel? {
        entries.elements.first {
            !$0.isHidden && isRightKind(ChannelType(rawValue: Int($0.type))) && isRightName($0.name ?? "")
        }.map(channel)
    }

    /// Whether both have the same channels, whatever these look like.
    func hasSameIDs(as other: Self) -> Bool { entries.hasSameIDs(as: other.entries) }

    /// A channel is new, or another than before.
    mutating func set(_ channel: Channel) {
        let known = channel.permissionOverwrites.flatMap { wanted in
            wanted.isEmpty ? nil : entries.elements.first { $0.overwrites == wanted }?.overwrites
        }
        entries[channel.id] = Entry(channel, overwrites: known ?? channel.permissionOverwrites)
        topics[channel.id] = ChannelMarker.part(of: channel.topic)
    }

    /// A channel is gone.
    mutating func remove(_ id: Snowflake) {
        entries[id] = nil
        topics[id] = nil
    }

    /// The channels were listed. Those that are not among them are hidden from the bot, or gone: absence proves neither.
    mutating func refresh(_ listed: [Channel]) {
        let ids = Set(listed.map(\.id))
        let others = values.filter { !ids.contains($0.id) }.map { channel in
            var hidden = channel
            hidden.flags = Self.hiddenFlag
            return hidden
        }
        self = ChannelTable(others + listed)
    }

    /// How many arrays hold the overwrites of the channels that have some.
    var overwriteLists: Int {
        let lists = entries.elements.compactMap(\.overwrites).filter { !$0.isEmpty }
        return Set(lists.map { $0.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } }).count
    }

    /// As the gateway marks a channel that the bot cannot see.
    private static let hiddenFlag: UInt64 = 1 << 17

    private func channel(_ entry: Entry) -> Channel {
        Channel(
            id: entry.id, type: ChannelType(rawValue: Int(entry.type)), name: entry.name, topic: topics[entry.id],
            parentID: entry.parent == Snowflake(0) ? nil : entry.parent, permissionOverwrites: entry.overwrites,
            flags: entry.isHidden ? Self.hiddenFlag : nil)
    }
}

extension Set<[PermissionOverwrite]> {
    /// The equal list that is there already, or this one from now on.
    fileprivate mutating func shared(_ list: [PermissionOverwrite]) -> [PermissionOverwrite] {
        insert(list).memberAfterInsert
    }
}
