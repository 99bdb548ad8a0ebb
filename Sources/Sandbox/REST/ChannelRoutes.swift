extension Route {
    static let channelRoutes: [Route] = [
        Route("GET", "/channels/{channel}") { (world, call) throws(APIError) in
            .ok(world.json(try world.channel(call)))
        },
        Route("DELETE", "/channels/{channel}") { (world, call) throws(APIError) in
            let channel = try world.channel(call)
            // Closing direct messages deletes nothing.
            if channel.isDirect { return .ok(world.json(channel)) }
            guard world.may(channel.isThread ? .manageThreads : .manageChannels, in: channel) else {
                throw .missingPermissions
            }
            let json = world.json(channel)
            if channel.isThread { world.removeThread(channel.id) } else { world.removeChannel(channel.id) }
            return .ok(json)
        },
    ]
}

extension World {
    /// The channel of a call. Throws: `APIError` when the bot cannot view it or lacks a permission.
    func channel(_ call: RESTCall, needs: Permissions = []) throws(APIError) -> Sandbox.Channel {
        guard let channel = channels[try call.id("channel")] else { throw .unknownChannel }
        if channel.isDirect { return channel }
        guard guilds[channel.guildID]?.botRemoved == false, botSees(channel) else { throw .missingAccess }
        if channel.kind == .voice, !may(.connect, in: channel) { throw .missingAccess }
        guard may(needs, in: channel) else { throw .missingPermissions }
        return channel
    }

    /// Whether the bot has permissions in a channel.
    func may(_ needs: Permissions, in channel: Sandbox.Channel) -> Bool {
        needs.isEmpty || permissions(of: botID, in: channel).isSuperset(of: needs)
    }

    /// The channel of a call, which must have messages. Throws: `APIError`.
    func textChannel(_ call: RESTCall, needs: Permissions = []) throws(APIError) -> Sandbox.Channel {
        let channel = try channel(call, needs: needs)
        guard channel.kind.hasMessages else { throw .notText }
        return channel
    }

    /// The message of a call. Throws: `APIError`, also without the history permission.
    func message(_ call: RESTCall, needs: Permissions = []) throws(APIError) -> (Sandbox.Channel, Sandbox.Message) {
        let channel = try textChannel(call)
        guard may(.readMessageHistory, in: channel) else { throw .missingAccess }
        guard let message = logs[channel.id]?[try call.id("message")] else { throw .unknownMessage }
        guard may(needs, in: channel) else { throw .missingPermissions }
        return (channel, message)
    }
}
