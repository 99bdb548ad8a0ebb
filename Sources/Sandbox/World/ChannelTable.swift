/// All channels by id, and which of them are in a guild: thousands of guilds stay quick.
struct ChannelTable: Sendable {
    private var byID: [ID: Sandbox.Channel] = [:]
    private var idsByGuild: [ID: Set<ID>] = [:]

    var values: Dictionary<ID, Sandbox.Channel>.Values { byID.values }

    /// A channel stays in its guild.
    subscript(id: ID) -> Sandbox.Channel? {
        get { byID[id] }
        set {
            if let newValue {
                if byID.updateValue(newValue, forKey: id) == nil {
                    idsByGuild[newValue.guildID, default: []].insert(id)
                }
            } else {
                removeValue(forKey: id)
            }
        }
    }

    @discardableResult
    mutating func removeValue(forKey id: ID) -> Sandbox.Channel? {
        guard let channel = byID.removeValue(forKey: id) else { return nil }
        idsByGuild[channel.guildID]?.remove(id)
        return channel
    }

    /// The channels and threads of a guild, in no order.
    func all(of guild: ID) -> [Sandbox.Channel] {
        (idsByGuild[guild] ?? []).compactMap { byID[$0] }
    }
}
