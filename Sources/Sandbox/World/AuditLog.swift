/// An entry of the audit log: a channel was created.
struct ChannelCreation: Sendable {
    var id: ID
    var channelID: ID
    var userID: ID
    var reason: String?
}

/// The audit log, as far as it is simulated: the creation of channels.
/// Source: https://docs.discord.com/developers/resources/audit-log
extension World {
    /// Notes who created a channel: the bot by REST, or else the owner of the guild.
    mutating func noteCreation(of channel: Sandbox.Channel) {
        guard let owner = guilds[channel.guildID]?.ownerID else { return }
        channelCreations[channel.guildID, default: []].append(
            ChannelCreation(
                id: newID(), channelID: channel.id, userID: channel.createdBy ?? owner, reason: channel.auditReason))
    }

    func listAuditLog(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let guild = try guild(call)
        guard permissions(of: botID, inGuild: guild.id).contains(.viewAuditLog) else { throw .missingPermissions }
        let limit = try call.limit(1...100, otherwise: 50)
        let (after, user) = (try call.queryID("after"), try call.queryID("user_id"))
        let isOfType = call.query["action_type"].map { $0 == "10" } ?? true
        let all = channelCreations[guild.id] ?? []
        let found = all.filter { entry in
            isOfType && user.map { entry.userID == $0 } ?? true && after.map { entry.id > $0 } ?? true
        }
        // Above an id the oldest come first, otherwise the newest.
        let page = after == nil ? Array(found.reversed().prefix(limit)) : Array(found.prefix(limit))
        var answer: JSON = [
            "application_commands": [], "audit_log_entries": .array(page.map { json($0) }),
            "auto_moderation_rules": [], "guild_scheduled_events": [], "integrations": [], "threads": [],
            "users": [], "webhooks": [],
        ]
        let users = Set(page.map(\.userID)).sorted()
        answer["users"] = .array(users.compactMap { self.users[$0] == nil ? nil : userJSON($0) })
        return .ok(answer)
    }

    private func json(_ entry: ChannelCreation) -> JSON {
        var json: JSON = [
            "id": .id(entry.id), "action_type": 10, "user_id": .id(entry.userID), "target_id": .id(entry.channelID),
        ]
        if let reason = entry.reason { json["reason"] = .string(reason) }
        return json
    }
}
