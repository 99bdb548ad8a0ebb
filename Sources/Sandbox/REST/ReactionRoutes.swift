extension Route {
    private static let base = "/channels/{channel}/messages/{message}/reactions"

    static let reactionRoutes: [Route] = [
        Route("PUT", base + "/{emoji}/@me") { (world, call) throws(APIError) in try world.addOwnReaction(call) },
        Route("DELETE", base + "/{emoji}/@me") { (world, call) throws(APIError) in
            let emoji = try call.emoji()
            let (channel, message) = try world.message(call)
            _ = world.removeReaction(emoji, by: world.botID, kind: .normal, from: message.id, in: channel.id)
            return .done
        },
        Route("DELETE", base + "/{emoji}/{user}") { (world, call) throws(APIError) in
            let emoji = try call.emoji()
            let (channel, message) = try world.message(call, needs: .manageMessages)
            let user = try call.id("user")
            for kind in [Sandbox.ReactionKind.normal, .burst] {
                _ = world.removeReaction(emoji, by: user, kind: kind, from: message.id, in: channel.id)
            }
            return .done
        },
        Route("DELETE", base) { (world, call) throws(APIError) in
            let (channel, message) = try world.message(call, needs: .manageMessages)
            world.clearReactions(of: message.id, in: channel.id)
            return .done
        },
        Route("DELETE", base + "/{emoji}") { (world, call) throws(APIError) in
            let emoji = try call.emoji()
            let (channel, message) = try world.message(call, needs: .manageMessages)
            world.clearReactions(of: message.id, in: channel.id, emoji: emoji)
            return .done
        },
        Route("GET", base + "/{emoji}") { (world, call) throws(APIError) in try world.listReactors(call) },
    ]
}

extension World {
    /// The limit of different emoji on one message.
    static let emojiLimit = 20

    mutating func addOwnReaction(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let emoji = try call.emoji()
        let (channel, message) = try message(call)
        try checkOpen(channel, changes: true)
        if message.reaction(emoji) == nil {
            guard may(.addReactions, in: channel) else { throw .missingPermissions }
            guard message.reactions.count < Self.emojiLimit else { throw .tooManyEmoji }
        }
        _ = addReaction(emoji, by: botID, kind: .normal, to: message.id, in: channel.id)
        return .done
    }

    func listReactors(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let emoji = try call.emoji()
        let (_, message) = try message(call)
        let limit = try call.limit(1...100, otherwise: 25)
        guard let kind = Sandbox.ReactionKind(rawValue: Int(call.query["type"] ?? "0") ?? -1) else {
            throw .invalid(["type"], "BASE_TYPE_CHOICES", "Value must be one of {0, 1}.")
        }
        guard let reaction = message.reaction(emoji) else { return .ok([]) }
        let ids = kind == .normal ? reaction.normalIDs : reaction.burstIDs
        let page = ids.page(after: try call.queryID("after"), limit: limit)
        return .ok(.array(page.map { userJSON($0) }))
    }
}
