import Foundation

/// Handling of the payloads that clients send.
extension Gateway {
    /// The largest payload from a client, in bytes.
    static let payloadLimit = 4096

    mutating func received(_ bytes: [UInt8], on link: Int, world: inout World, now: Date) -> [GatewayAction] {
        guard links[link] != nil else { return [] }
        guard bytes.count <= Self.payloadLimit else { return close(link, 4002, "Payload too large.", now: now) }
        guard admits(link, now: now) else { return close(link, 4008, "You are sending too fast.", now: now) }
        guard let json = try? JSONReader.read(bytes), let op = json["op"]?.number else {
            return close(link, 4002, "Error while decoding payload.", now: now)
        }
        let data = json["d"] ?? .null
        switch op {
        case 1: return heartbeat(data, link, now)
        case 2:
            let actions = identify(data, link, &world, now)
            let named = shard(data)
            let bucket = named.map { $0.0 % max(1, world.portal.maxConcurrency) }
            noteStart(.identify, named, bucket: bucket, link, actions, now)
            return actions
        case 6:
            let resumed = data["session_id"]?.text.flatMap { sessions[$0]?.shard }
            let actions = resume(data, link, world, now)
            noteStart(.resume, resumed, bucket: nil, link, actions, now)
            return actions
        case 3, 4, 8, 31, 43:
            guard let session = links[link]?.sessionID else { return close(link, 4003, "Not authenticated.", now: now) }
            return op == 8 ? requestMembers(data, session, link, world, now) : []
        default: return close(link, 4001, "Unknown opcode.", now: now)
        }
    }

    private mutating func heartbeat(_ data: JSON, _ link: Int, _ now: Date) -> [GatewayAction] {
        guard data == .null || data.number != nil else {
            return close(link, 4002, "Error while decoding payload.", now: now)
        }
        counters.heartbeats += 1
        return flushDelayed() + send(link, 11, .null)
    }

    private mutating func identify(_ data: JSON, _ link: Int, _ world: inout World, _ now: Date) -> [GatewayAction] {
        counters.identifies += 1
        if let code = settings.identifyCloseCode { return close(link, code, "Requested by the test.", now: now) }
        guard links[link]?.sessionID == nil else { return close(link, 4005, "Already authenticated.", now: now) }
        guard data.isObject, data["properties"]?.isObject == true, let bits = data["intents"]?.number else {
            return close(link, 4002, "Error while decoding payload.", now: now)
        }
        let intents = Intents(rawValue: bits)
        if let refusal = refusal(data, intents, world) { return close(link, refusal.0, refusal.1, now: now) }
        guard admitsIdentify(shard(data)?.0, world.portal, now: now) else { return send(link, 9, false) }
        world.portal.sessionStartRemaining -= 1
        guard world.portal.sessionStartRemaining >= 0 else { return revoke(link, &world, now) }
        let threshold = min(max(data.present("large_threshold")?.number ?? 50, 50), 250)
        return sendReady(
            startSession(link, intents: intents, shard: shard(data), largeThreshold: threshold), intents, shard(data),
            world)
    }

    private func refusal(_ data: JSON, _ intents: Intents, _ world: World) -> (Int, String)? {
        guard data["token"]?.text == world.portal.token else { return (4004, "Authentication failed.") }
        if let shard = data.present("shard")?.list {
            guard shard.count == 2, let number = shard[0].number, let count = shard[1].number, count > 0,
                (0..<count).contains(number), count % world.portal.shardMultiple == 0
            else { return (4010, "Invalid shard.") }
        }
        guard world.guildCount(ofShard: shard(data)) <= Sandbox.Portal.guildsPerShard else {
            return (4011, "Sharding required.")
        }
        guard intents.isSubset(of: .existing) else { return (4013, "Invalid intent(s).") }
        guard intents.intersection(.privileged).isSubset(of: world.portal.privilegedIntents) else {
            return (4014, "Disallowed intent(s).")
        }
        return nil
    }

    private func shard(_ data: JSON) -> (Int, Int)? {
        guard let number = data["shard"]?[0]?.number, let count = data["shard"]?[1]?.number else { return nil }
        return (number, count)
    }

    /// An identify beyond the daily limit resets the bot's token and closes all connections.
    private mutating func revoke(_ link: Int, _ world: inout World, _ now: Date) -> [GatewayAction] {
        world.portal.sessionStartRemaining = 0
        world.portal.token = "reset-\(world.portal.token)"
        return links.keys.sorted().flatMap { close($0, 4004, "Authentication failed.", now: now) }
    }

    private mutating func sendReady(
        _ id: String, _ intents: Intents, _ shard: (Int, Int)?, _ world: World
    ) -> [GatewayAction] {
        let guilds = world.guildOrder.compactMap { world.guilds[$0] }.filter { guild in
            !guild.botRemoved && sessions[id]?.covers(guild.id) == true
        }
        var ready: JSON = [
            "v": 10, "user": world.ownUserJSON,
            "guilds": .array(guilds.map { ["id": .id($0.id), "unavailable": true] }), "session_id": .string(id),
            "resume_gateway_url": .string(resumeURL), "session_type": "normal", "private_channels": [],
            "relationships": [], "user_settings": [:],
            "application": ["id": .id(world.portal.applicationID), "flags": .int(world.applicationFlags)],
            "_trace": [],
        ]
        if let shard { ready["shard"] = [.int(shard.0), .int(shard.1)] }
        let actions = deliver(GatewayEvent(name: "READY", data: ready), to: id)
        if intents.contains(.guilds) { arriving.append(Arriving(session: id, guilds: guilds.map(\.id)[...])) }
        return actions + nextGuilds(in: world)
    }

    private mutating func resume(_ data: JSON, _ link: Int, _ world: World, _ now: Date) -> [GatewayAction] {
        counters.resumes += 1
        if let code = settings.identifyCloseCode { return close(link, code, "Requested by the test.", now: now) }
        guard links[link]?.sessionID == nil else { return close(link, 4005, "Already authenticated.", now: now) }
        guard let token = data["token"]?.text, let id = data["session_id"]?.text, let sequence = data["seq"]?.number
        else { return close(link, 4002, "Error while decoding payload.", now: now) }
        guard token == world.portal.token else { return close(link, 4004, "Authentication failed.", now: now) }
        if let again = settings.refusesResumes { return send(link, 9, .bool(again)) }
        guard let session = sessions[id], isAlive(session, now) else {
            endSession(id)
            return send(link, 9, false)
        }
        guard sequence <= session.sequence else {
            endSession(id)
            return close(link, 4007, "Invalid seq.", now: now)
        }
        guard let missed = session.missed(after: sequence, keeping: settings.replayLimit) else {
            endSession(id)
            return send(link, 9, false)
        }
        counters.resumed += 1
        var actions = move(id, to: link)
        if links[link]?.isStalled == false { actions += missed.map { .send(link, $0) } }
        return actions + deliver(GatewayEvent(name: "RESUMED", data: ["_trace": []]), to: id)
    }

    private func isAlive(_ session: GatewaySession, _ now: Date) -> Bool {
        session.lostAt.map { now.timeIntervalSince($0) <= settings.sessionLifetime } ?? true
    }
}
