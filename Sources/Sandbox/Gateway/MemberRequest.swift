import Foundation

/// Op 8 (Request Guild Members): answers with chunks of members.
/// Source: https://docs.discord.com/developers/events/gateway-events
extension Gateway {
    /// Members per chunk.
    private static let chunk = 1000
    /// Seconds between two requests for all members of one guild.
    private static let pause: TimeInterval = 30

    mutating func requestMembers(_ data: JSON, _ session: String, _ link: Int, _ world: World, _ now: Date)
        -> [GatewayAction]
    {
        counters.memberRequests += 1
        guard let guild = data["guild_id"]?.id, data["query"]?.text != nil || data.present("user_ids") != nil else {
            return close(link, 4002, "Error while decoding payload.", now: now)
        }
        guard let memberList = world.members[guild], world.guilds[guild]?.botRemoved == false else { return [] }
        let everybody = data["query"]?.text == "" && (data["limit"]?.number ?? 0) == 0
        if everybody {
            guard sessions[session]?.intents.contains(.guildMembers) == true else {
                return close(link, 4014, "Disallowed intent(s).", now: now)
            }
            if let wait = pause(guild, now) { return limited(data, guild, wait, session) }
            membersRequestedAt[guild] = now
        }
        let found =
            everybody ? memberList.page(after: nil, limit: memberList.count) : Self.search(data, memberList, world)
        return answer(found, to: data, guild, session, world)
    }

    private func pause(_ guild: ID, _ now: Date) -> TimeInterval? {
        let wait = membersRequestedAt[guild].map { Self.pause - now.timeIntervalSince($0) }
        return wait.flatMap { $0 > 0 ? $0 : nil }
    }

    private mutating func limited(_ data: JSON, _ guild: ID, _ wait: TimeInterval, _ session: String)
        -> [GatewayAction]
    {
        var meta: JSON = ["guild_id": .id(guild)]
        meta["nonce"] = Self.nonce(data)
        let body: JSON = ["opcode": 8, "retry_after": .double(wait), "meta": meta]
        return deliver(GatewayEvent(name: "RATE_LIMITED", data: body), to: session)
    }

    /// The nonce; nil when it is longer than 32 bytes, which Discord ignores.
    private static func nonce(_ data: JSON) -> JSON? {
        guard let nonce = data["nonce"]?.text, nonce.utf8.count <= 32 else { return nil }
        return .string(nonce)
    }

    private static func search(_ data: JSON, _ memberList: MemberList, _ world: World) -> [Sandbox.Member] {
        if let wanted = data.present("user_ids") {
            let ids = (wanted.list ?? [wanted]).compactMap(\.id)
            return ids.prefix(100).compactMap { memberList[$0] }
        }
        let prefix = (data["query"]?.text ?? "").lowercased()
        let limit = min(100, max(1, data["limit"]?.number ?? 100))
        let matching = memberList.ids.all.lazy.filter { (world.users[$0]?.name ?? "").lowercased().hasPrefix(prefix) }
        return matching.prefix(limit).compactMap { memberList[$0] }
    }

    private mutating func answer(
        _ found: [Sandbox.Member], to data: JSON, _ guild: ID, _ session: String, _ world: World
    ) -> [GatewayAction] {
        let count = max(1, (found.count + Self.chunk - 1) / Self.chunk)
        let missing = (data.present("user_ids")?.list ?? []).compactMap(\.id).filter { id in
            !found.contains { $0.id == id }
        }
        return (0..<count).flatMap { index -> [GatewayAction] in
            let part = found.dropFirst(index * Self.chunk).prefix(Self.chunk)
            var body: JSON = [
                "guild_id": .id(guild), "members": .array(part.map { world.json($0) }), "chunk_index": .int(index),
                "chunk_count": .int(count),
            ]
            if !missing.isEmpty { body["not_found"] = .ids(missing) }
            body["nonce"] = Self.nonce(data)
            return deliver(GatewayEvent(name: "GUILD_MEMBERS_CHUNK", data: body), to: session)
        }
    }
}
