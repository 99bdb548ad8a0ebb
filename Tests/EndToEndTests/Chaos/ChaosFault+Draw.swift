import Sandbox

extension ChaosFault {
    /// One that takes the connection away and leaves the session.
    static func drawInterruption(_ random: inout ChaosRandom) -> ChaosFault {
        random.pick([
            .cut, .brokenFrame, .zombie, .reconnect, .invalidSession(resumable: true),
            .close(random.pick([1001, 4000, 4002, 4008])), .refusedResumes(resumable: true),
        ])
    }

    /// One after which the bot has to identify.
    static func drawEnd(_ random: inout ChaosRandom, isLong: Bool) -> ChaosFault {
        random.pick([
            .invalidSession(resumable: false), .close(random.pick([4001, 4003, 4007, 4009])),
            .refusedResumes(resumable: false), .kill, .kill, drawMoment(&random, isLong: isLong),
            drawMoment(&random, isLong: isLong), .restoredDatabase,
        ])
    }

    /// One of the machine that the daemon runs on.
    static func drawMachine(_ random: inout ChaosRandom) -> ChaosFault {
        random.pick([.fullDisk, .stoppedLogReader, .clockJump(hours: random.pick([-192, -2, 1, 192]))])
    }

    private static func drawMoment(_ random: inout ChaosRandom, isLong: Bool) -> ChaosFault {
        var moment = ChaosMoment(
            request: random.pick(ChaosMoment.Request.allCases), fate: random.pick(ChaosMoment.Fate.allCases))
        // The channel may still be created: the bot looks for it for half a minute before it asks again.
        if moment.request == .channel, moment.fate == .neverDone, !isLong { moment.fate = .done }
        return .killAt(moment)
    }

    /// One that strikes requests. None is a refusal that only a person could mend.
    static func drawRequest(_ random: inout ChaosRandom, isLong: Bool) -> ChaosFault {
        if random.chance(15) { return .latency(milliseconds: random.pick([30, 100, 300])) }
        if random.chance(15) {
            let healsSoon: [Sandbox.Fault] = [.rateLimited(retryAfter: 0.2, scope: "user"), .dropAnswer]
            let healsLate: [Sandbox.Fault] = [.status(500), .status(502), .dropRequest, .cloudflare(503)]
            return .request(
                "POST /guilds/*/channels", random.pick(isLong ? healsSoon + healsLate : healsSoon), times: 1)
        }
        return .request(random.pick(patterns), random.pick(faults), times: Int.random(in: 1...3, using: &random))
    }

    private static let patterns: [Sandbox.Pattern] = [
        "GET /channels/*/messages", "GET /channels/*/messages", "POST /channels/*/messages",
        "POST /channels/*/messages", "GET /channels/*/messages/*", "GET /channels/*/messages/*/reactions/*",
        "PUT /channels/*/messages/*/reactions/*/@me", "DELETE /channels/*/messages/*", "GET /guilds/*/members",
        "GET /guilds/*/channels", "GET /gateway/bot",
    ]

    private static let faults: [Sandbox.Fault] = [
        .rateLimited(retryAfter: 0.3, scope: "user"), .rateLimited(retryAfter: 0.3, scope: "shared"),
        .rateLimited(retryAfter: 0.2, scope: "global"), .status(500), .status(502), .status(503), .cloudflare(502),
        .cloudflare(503), .dropRequest, .dropAnswer, .delay(milliseconds: 400),
    ]
}
