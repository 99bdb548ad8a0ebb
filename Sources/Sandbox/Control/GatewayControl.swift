import Foundation

extension Sandbox {
    /// `POST /control/gateway`.
    func commandGateway(_ json: JSON) throws -> Reply {
        let shard = json["shard"]?.number
        switch try json.required("do") {
        case "cut": cutGateway(.silent, shard: shard)
        case "break": cutGateway(.insideFrame, shard: shard)
        case "close": cutGateway(.code(json["code"]?.number ?? 4000), shard: shard)
        case "deaf": setStalled(true, shard: shard)
        case "hear": setStalled(false, shard: shard)
        case "op1": sendHeartbeatRequest(shard: shard)
        case "op7": sendReconnect(shard: shard)
        case "op9": sendInvalidSession(resumable: json.isOn("resumable"), shard: shard)
        case "raw": sendRaw(try json.required("text"))
        case "event": sendEvent(try json.required("name"), json["data"] ?? [:])
        case "refuse_resumes": refuseResumes(json.isOn("resumable"))
        case "accept_resumes": refuseResumes(nil)
        case "close_greetings": closeIdentifies(code: json["code"]?.number)
        case "forget_sessions": forgetSessions(shard: shard)
        case "duplicate": setDuplicates(json["on"]?.flag ?? true)
        case "reorder": setReordering(json["on"]?.flag ?? true)
        case "orderly":
            setDuplicates(false)
            setReordering(false)
        case "door":
            guard let policy = ConnectionPolicy(rawValue: try json.required("door")) else {
                throw Failure.invalid("\"door\" is open, refusing or holding.")
            }
            setConnectionPolicy(policy)
        case "welcome":
            guard let opening = OpeningSequence(rawValue: try json.required("welcome")) else {
                throw Failure.invalid(
                    "\"welcome\" is \(OpeningSequence.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            queueOpenings(opening)
        case "heartbeat_interval": setHeartbeatInterval(milliseconds: json["ms"]?.number ?? 41_250)
        default: throw Failure.invalid("\"do\" is no known gateway action. See GET /control/help.")
        }
        return Self.done
    }

    /// `GET /control/gateway`: identifies and resumes, and the sessions.
    var gatewayJSON: JSON {
        [
            "starts": .array(sessionStarts.map(Self.json)),
            "sessions": .array(
                gatewayState.sessions.values.sorted { ($0.shard?.0 ?? 0, $0.id) < ($1.shard?.0 ?? 0, $1.id) }.map {
                    [
                        "id": .string($0.id), "shard": .number($0.shard?.0), "shards": .number($0.shard?.1),
                        "connected": .bool($0.link != nil), "sequence": .int($0.sequence),
                    ]
                }),
        ]
    }

    private static func json(_ start: SessionStart) -> JSON {
        let outcome: JSON =
            switch start.outcome {
            case .accepted: "accepted"
            case .invalidSession: "op9"
            case .closed(let code): .int(code)
            }
        return [
            "at": .double(start.at.timeIntervalSince1970), "kind": .string(start.kind.rawValue),
            "shard": .number(start.shard), "shards": .number(start.shards), "bucket": .number(start.bucket),
            "outcome": outcome, "answered": start.answeredAt.map { .double($0.timeIntervalSince1970) } ?? .null,
        ]
    }

    /// The requests so far by the shard of their guild, when there are so many shards; `none` for those about no guild.
    func requestsByShard(of shards: Int) -> JSON {
        var counts: [Int: Int] = [:]
        for request in requests {
            let shard = guild(of: request).map { Int($0.rawValue >> 22) % max(1, shards) }
            counts[shard ?? -1, default: 0] += 1
        }
        return .object(
            counts.sorted { $0.key < $1.key }.map { JSON.Pair($0.key < 0 ? "none" : String($0.key), .int($0.value)) })
    }

    private func guild(of request: Request) -> ID? {
        let parts = request.path.split(separator: "/")
        guard parts.count > 1, let id = ID(parts[1]) else { return nil }
        switch parts[0] {
        case "guilds": return id
        case "channels": return world.channels[id].flatMap { $0.guildID == .noGuild ? nil : $0.guildID }
        default: return nil
        }
    }
}

extension JSON {
    fileprivate static func number(_ number: Int?) -> JSON { number.map { .int($0) } ?? .null }
}
