extension Route {
    static let threadRoutes: [Route] = [
        Route("POST", "/channels/{channel}/messages/{message}/threads") { (world, call) throws(APIError) in
            try world.startThread(call)
        },
        Route("PATCH", "/channels/{channel}") { (world, call) throws(APIError) in try world.modifyChannel(call) },
        Route("GET", "/guilds/{guild}/threads/active") { (world, call) throws(APIError) in
            try world.listActiveThreads(call)
        },
        Route("POST", "/users/@me/channels") { (world, call) throws(APIError) in try world.openDirectChannel(call) },
    ]
}

extension World {
    /// Source: https://docs.discord.com/developers/resources/channel#start-thread-from-message
    mutating func startThread(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let (channel, message) = try message(call)
        guard channel.kind.hasThreads else { throw .wrongChannelType }
        guard may(.createPublicThreads, in: channel) else { throw .missingPermissions }
        let body = try call.json()
        let name = try Self.threadName(body)
        let patience = try Self.autoArchive(body) ?? 4320
        guard channels[message.id] == nil else { throw .threadExists }
        guard activeThreads(of: channel.guildID).count < Self.threadLimit else { throw .tooManyThreads }
        let thread = startThread(name, under: message, in: channel, by: botID, autoArchive: patience)
        return RESTAnswer(status: 201, json: json(thread))
    }

    /// Active threads that a guild may have.
    static let threadLimit = 1000

    private static func threadName(_ body: JSON) throws(APIError) -> String {
        guard let name = body.present("name")?.text else {
            throw .invalid(["name"], "BASE_TYPE_REQUIRED", "This field is required")
        }
        let trimmed = name.trimmingWhitespace
        guard (1...100).contains(trimmed.utf16.count) else {
            throw .invalid(["name"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
        }
        return trimmed
    }

    private static func autoArchive(_ body: JSON) throws(APIError) -> Int? {
        guard let value = body.present("auto_archive_duration") else { return nil }
        guard let minutes = value.number, [60, 1440, 4320, 10_080].contains(minutes) else {
            throw .invalid(
                ["auto_archive_duration"], "BASE_TYPE_CHOICES", "Value must be one of {60, 1440, 4320, 10080}.")
        }
        return minutes
    }

    /// Changes a thread, or name, topic and category of a channel.
    /// Source: https://docs.discord.com/developers/resources/channel#modify-channel
    mutating func modifyChannel(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let channel = try channel(call)
        guard !channel.isDirect else { throw .wrongChannelType }
        let body = try call.json()
        guard let thread = channel.thread else { return try modify(channel, body) }
        let manages = may(.manageThreads, in: channel)
        let (archived, locked) = (body.present("archived")?.flag, body.present("locked")?.flag)
        let name = body.present("name") == nil ? nil : try Self.threadName(body)
        let patience = try Self.autoArchive(body)
        // Everything but opening an unlocked thread needs Manage Threads, or to be who started it; locking needs it always.
        let onlyOpens = archived == false && locked != true && name == nil && patience == nil && !thread.isLocked
        let mayChange = manages || thread.ownerID == botID && locked == nil && !thread.isLocked
        guard mayChange || onlyOpens else { throw .missingPermissions }
        guard !thread.isArchived || archived == false else { throw .archivedThread }
        let changed = changeThread(channel.id) { channel in
            if let archived { channel.thread?.isArchived = archived }
            if let locked { channel.thread?.isLocked = locked }
            if let name { channel.name = name }
            if let patience { channel.thread?.autoArchive = patience }
        }
        return .ok(json(changed ?? channel))
    }

    private mutating func modify(_ channel: Sandbox.Channel, _ body: JSON) throws(APIError) -> RESTAnswer {
        guard may(.manageChannels, in: channel) else { throw .missingPermissions }
        var form = body
        if body.present("name") == nil { form["name"] = .string(channel.name) }
        form["type"] = .int(channel.kind.rawValue)
        let plan = try ChannelForm(form).plan
        if body["parent_id"] != nil, let parent = plan.parentID, channels[parent]?.kind != .category {
            throw .invalid(["parent_id"], "CHANNEL_PARENT_INVALID_TYPE", "Not a category")
        }
        let changed = updateChannel(channel.id) { channel in
            if body.present("name") != nil { channel.name = ChannelName.normalized(plan.name, kind: channel.kind) }
            if body["topic"] != nil { channel.topic = plan.topic }
            if body["parent_id"] != nil { channel.parentID = plan.parentID }
            if let position = plan.position { channel.position = position }
            if let overwrites = plan.overwrites { channel.overwrites = overwrites }
            if body.present("rate_limit_per_user") != nil { channel.slowmode = plan.slowmode }
            if body.present("nsfw") != nil { channel.isNSFW = plan.isNSFW }
        }
        return .ok(json(changed ?? channel))
    }

    func listActiveThreads(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let threads = activeThreads(of: try guild(call).id)
        let mine = threads.compactMap { channel in
            channel.thread.flatMap { thread in
                thread.memberIDs.contains(botID) ? threadMemberJSON(botID, of: channel.id, thread) : nil
            }
        }
        return .ok(["threads": .array(threads.map { json($0) }), "members": .array(mine), "has_more": false])
    }

    /// Throws: `APIError` when the bot may not write in a thread because it is locked, or archived and `changes` an old
    /// message.
    func checkOpen(_ channel: Sandbox.Channel, changes: Bool = false) throws(APIError) {
        guard let thread = channel.thread else { return }
        if thread.isArchived, changes { throw .archivedThread }
        if thread.isLocked, !may(.manageThreads, in: channel) { throw .lockedThread }
    }
}
