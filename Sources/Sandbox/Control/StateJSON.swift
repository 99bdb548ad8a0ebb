import Foundation

extension Sandbox {
    /// A guild with its channels and counts, for scripts.
    func state(of guild: Guild) -> JSON {
        let guild = world.guilds[guild.id] ?? guild
        return [
            "id": .id(guild.id), "name": .string(guild.name), "owner": .text(world.users[guild.ownerID]?.name),
            "humans": .int(humans(of: guild.id).count), "members": .int(members(of: guild.id).count),
            "unavailable": .bool(guild.isUnavailable), "bot_removed": .bool(guild.botRemoved),
            "channels": .array(
                channels(of: guild.id).map { channel in
                    [
                        "id": .id(channel.id), "name": .string(channel.name), "type": .int(channel.kind.rawValue),
                        "topic": .text(channel.topic),
                        "parent": .text(channel.parentID.flatMap { world.channels[$0]?.name }),
                        "visible_to_bot": .bool(world.botSees(channel)),
                        "by_bot": .bool(channel.createdBy == world.botID),
                        "messages": .int(messages(in: channel.id).count), "audit_reason": .text(channel.auditReason),
                    ]
                }),
        ]
    }

    func memberJSON(_ member: Member) -> JSON {
        var json = world.json(member)
        json["id"] = .id(member.id)
        json["name"] = .text(world.users[member.id]?.name)
        return json
    }

    /// Discord's form, and whom the message pinged.
    func messageJSON(_ message: Message) -> JSON {
        var json = world.json(message, readable: true)
        json["pinged"] = [
            "everyone": .bool(message.pinged.everyone), "users": .ids(message.pinged.users),
            "roles": .ids(message.pinged.roles),
        ]
        return json
    }

    func requestsJSON(_ call: ControlCall) -> JSON {
        let pattern = call.query["match"].map { Pattern($0) } ?? .any
        return .array(
            requests(pattern).map { request in
                [
                    "number": .int(request.number), "method": .string(request.method), "route": .string(request.route),
                    "path": .string(request.path), "status": request.status.map { .int($0) } ?? .null,
                    "began": .string(Timestamp.text(request.began)),
                    "ended": .text(request.ended.map(Timestamp.text)), "body": .string(request.body),
                    "audit_reason": .text(request.auditReason),
                ]
            })
    }

    /// With `?shards=N` the requests by shard as well.
    func countersJSON(_ call: ControlCall) throws -> JSON {
        var routes: [String: Int] = [:]
        for request in requests { routes["\(request.method) \(request.route)", default: 0] += 1 }
        let gateway = counters
        let shards = try call.number("shards")
        var answer: JSON = [
            "requests": .int(requests.count),
            "routes": .object(routes.sorted { $0.key < $1.key }.map { JSON.Pair($0.key, .int($0.value)) }),
            "gateway": [
                "connected": .bool(isGatewayConnected), "sessions": .int(sessionCount),
                "connections": .int(gateway.connections), "resume_connections": .int(gateway.resumeConnections),
                "identifies": .int(gateway.identifies), "resumes": .int(gateway.resumes),
                "resumed": .int(gateway.resumed), "heartbeats": .int(gateway.heartbeats),
                "member_requests": .int(gateway.memberRequests), "dispatches": .int(gateway.dispatches),
                "client_close_codes": .array(gateway.clientCloseCodes.map { .int($0) }),
                "close_answers": .array(gateway.closeAnswers.map { .int($0) }), "lost": .int(gateway.lost),
            ],
        ]
        if let shards { answer["by_shard"] = requestsByShard(of: shards) }
        return answer
    }
}
