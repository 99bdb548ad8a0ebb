import Foundation

extension Sandbox {
    /// `POST /control/trouble`.
    func makeTrouble(_ json: JSON) throws -> Reply {
        if let milliseconds = json["latency_ms"]?.number { setLatency(milliseconds: milliseconds) }
        let most = json["requests_per_second"]?.number
        switch json["rate_limits"] {
        case .bool(true): setRateLimits(RateLimit.usual, globalPerSecond: most)
        case .bool(false): setRateLimits(nil)
        case .string("lying"): setRateLimits(RateLimit.usualLying, globalPerSecond: most)
        default: break
        }
        guard let match = json["match"]?.text else {
            guard json["latency_ms"] != nil || json["rate_limits"] != nil else {
                throw Failure.invalid("\"match\", \"latency_ms\" or \"rate_limits\" is missing.")
            }
            return Self.done
        }
        let times = json["times"].map { $0.number } ?? 1
        trouble(Pattern(match), try Self.fault(json), times: json["times"]?.text == "all" ? nil : times)
        return Self.done
    }

    private static func fault(_ json: JSON) throws -> Fault {
        if let after = json["retry_after"]?.real {
            return .rateLimited(retryAfter: after, scope: json["scope"]?.text ?? "user")
        }
        if let status = json["cloudflare"]?.number { return .cloudflare(status) }
        if let late = json["delay_ms"]?.number { return .delay(milliseconds: late) }
        switch json["drop"]?.text {
        case "request": return .dropRequest
        case "answer": return .dropAnswer
        default: break
        }
        guard let status = json["status"]?.number else {
            throw Failure.invalid(
                "One of status, retry_after, cloudflare, drop (request, answer), delay_ms is missing.")
        }
        if json.isOn("after_work") { return .statusAfterWork(status) }
        return json["body"]?.text.map { .body(status, $0) } ?? .status(status)
    }

    func addBreakpoint(_ json: JSON) throws -> Reply {
        let stage: Stage = json["at"]?.text == "after" ? .afterWork : .beforeWork
        return .json(200, ["hold": .int(hold(Pattern(try json.required("match")), at: stage).number)])
    }

    func releaseBreakpoint(_ call: ControlCall, _ path: [String]) throws -> Reply {
        release(try Self.breakpoint(path), answering: !call.flag("drop"))
        return Self.done
    }

    func awaitBreakpoint(_ call: ControlCall, _ path: [String]) async throws -> Reply {
        let seconds = Double(call.query["timeout"] ?? "10") ?? 10
        let caught = await caught(try Self.breakpoint(path), timeout: .milliseconds(Int(seconds * 1000)))
        return caught ? Self.done : Self.late
    }

    private static func breakpoint(_ path: [String]) throws -> BreakpointID {
        guard let number = path.first.flatMap({ Int($0) }) else {
            throw Failure.invalid("The number of the hold is missing: /control/hold/N.")
        }
        return BreakpointID(number: number)
    }

    /// `POST /control/portal`.
    func setPortal(_ json: JSON) throws -> Reply {
        let known: [String: Intents] = [
            "guild_members": .guildMembers, "message_content": .messageContent, "guild_presences": .guildPresences,
        ]
        let intents = try json.texts("intents").map { names in
            try names.reduce(into: Intents()) { result, name in
                guard let intent = known[name] else {
                    throw Failure.invalid("Privileged intents are \(known.keys.sorted().joined(separator: ", ")).")
                }
                result.insert(intent)
            }
        }
        if let limit = json.present("old_edits") {
            setOldEditLimit(OldEditLimit(count: limit["count"]?.number ?? 30, seconds: limit["seconds"]?.real ?? 3_600))
        }
        changePortal { portal in
            if let token = json["token"]?.text { portal.token = token }
            if let intents { portal.privilegedIntents = intents }
            if let left = json["identifies_left"]?.number { portal.sessionStartRemaining = left }
            if let most = json["max_concurrency"]?.number {
                portal.maxConcurrency = most
                portal.enforcesConcurrency = true
            }
            if let shards = json["shards"]?.number { portal.shards = max(1, shards) }
            if let multiple = json["shard_multiple"]?.number { portal.shardMultiple = max(1, multiple) }
        }
        setChannelRules(
            bannedWords: json.texts("banned_words"), perGuild: json["channels_per_guild"]?.number,
            perCategory: json["channels_per_category"]?.number)
        return Self.done
    }
}
