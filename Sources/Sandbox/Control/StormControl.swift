import Foundation

extension Sandbox {
    /// `POST /control/storm`. Throws: `Failure`.
    func startStorm(_ json: JSON) throws -> Reply {
        var order = StormOrder()
        order.perSecond = json["per_second"]?.number ?? order.perSecond
        order.seconds = json["seconds"]?.real ?? order.seconds
        order.votes = json["votes"]?.real ?? order.votes
        order.messages = json["messages"]?.number ?? order.messages
        order.emoji = json["emoji"]?.text.map { Emoji($0) } ?? order.emoji
        try startStorm(order)
        return Self.done
    }

    /// `GET /control/storm`: what was sent to each shard; with `?messages=1` the humans' reactions under each message of our
    /// bot. Throws: `Failure` before the first storm.
    func stormJSON(_ call: ControlCall) throws -> Reply {
        guard let storm else { throw Failure.unknown("There was no storm.") }
        let shares = storm.storm.lanes.map(\.share)
        var answer: JSON = [
            "over": .bool(storm.isOver), "sent": .int(shares.reduce(0) { $0 + $1.sent }),
            "votes": .int(shares.reduce(0) { $0 + $1.votes }),
            "at": .double(clock.now().timeIntervalSince1970),
            "last_sent_at": storm.lastSentAt.map { .double($0.timeIntervalSince1970) } ?? .null,
            "shards": .array(
                shares.map {
                    [
                        "shard": $0.shard.map { .int($0) } ?? .null, "sent": .int($0.sent), "votes": .int($0.votes),
                    ]
                }),
        ]
        if call.flag("messages") { answer["messages"] = .object(votes(of: storm.storm)) }
        return .json(200, answer)
    }

    private func votes(of storm: ReactionStorm) -> [JSON.Pair] {
        storm.lanes.flatMap(\.cards).map { target in
            let message = world.logs[target.channel]?[target.message]
            let reaction = message?.reaction(storm.order.emoji)
            let own = reaction?.normalIDs.contains(world.botID) == true ? 1 : 0
            return JSON.Pair(target.message.description, .int((reaction?.count ?? 0) - own))
        }
    }
}
