extension Route {
    static let aboutChannels: [Route] = [
        Route("GET", "/channels/{channel}") { (world, call) throws(APIError) in
            .ok(world.json(try world.channel(call)))
        },
        Route("DELETE", "/channels/{channel}") { (world, call) throws(APIError) in
            let channel = try world.channel(call, needs: .manageChannels)
            world.removeChannel(channel.id)
            return .ok(world.json(channel))
        },
    ]
}

extension World {
    /// The channel a call names, if the bot sees it and may do there what the call needs.
    func channel(_ call: RESTCall, needs: Permissions = []) throws(APIError) -> Sandbox.Channel {
        guard let channel = channels[try call.id("channel")] else { throw .unknownChannel }
        guard guilds[channel.guildID]?.botRemoved == false, botSees(channel) else { throw .missingAccess }
        if channel.kind == .voice, !may(.connect, in: channel) { throw .missingAccess }
        guard may(needs, in: channel) else { throw .missingPermissions }
        return channel
    }

    /// Whether the bot holds permissions in a channel.
    func may(_ needs: Permissions, in channel: Sandbox.Channel) -> Bool {
        needs.isEmpty || permissions(of: botID, in: channel).isSuperset(of: needs)
    }

    /// The channel of a call that is about messages.
    func textChannel(_ call: RESTCall, needs: Permissions = []) throws(APIError) -> Sandbox.Channel {
        let channel = try channel(call, needs: needs)
        guard channel.kind.hasMessages else { throw .notText }
        return channel
    }

    /// The message a call names: seeing it needs the history permission.
    func message(_ call: RESTCall, needs: Permissions = []) throws(APIError) -> (Sandbox.Channel, Sandbox.Message) {
        let channel = try textChannel(call)
        guard may(.readMessageHistory, in: channel) else { throw .missingAccess }
        guard let message = logs[channel.id]?[try call.id("message")] else { throw .unknownMessage }
        guard may(needs, in: channel) else { throw .missingPermissions }
        return (channel, message)
    }
}
