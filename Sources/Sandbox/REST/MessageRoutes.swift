extension Route {
    static let messageRoutes: [Route] = [
        Route("GET", "/channels/{channel}/messages") { (world, call) throws(APIError) in try world.listMessages(call) },
        Route("POST", "/channels/{channel}/messages") { (world, call) throws(APIError) in
            try world.createMessage(call)
        },
        Route("POST", "/channels/{channel}/messages/bulk-delete") { (world, call) throws(APIError) in
            try world.deleteMessages(call)
        },
        Route("GET", "/channels/{channel}/messages/{message}") { (world, call) throws(APIError) in
            .ok(world.json(try world.message(call).1))
        },
        Route("DELETE", "/channels/{channel}/messages/{message}") { (world, call) throws(APIError) in
            try world.deleteMessage(call)
        },
        Route("PATCH", "/channels/{channel}/messages/{message}") { (world, call) throws(APIError) in
            try world.editMessage(call)
        },
    ]
}

extension World {
    func listMessages(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let channel = try textChannel(call)
        let limit = try call.limit(1...100, otherwise: 50)
        let window = try window(call)
        // Without the history permission, Discord answers an empty list instead of an error.
        guard may(.readMessageHistory, in: channel) else { return .ok([]) }
        let page = logs[channel.id]?.page(window, limit: limit) ?? []
        return .ok(.array(page.map { json($0) }))
    }

    private func window(_ call: RESTCall) throws(APIError) -> MessageLog.Window {
        let given: [MessageLog.Window] = [
            try call.queryID("before").map { .before($0) }, try call.queryID("after").map { .after($0) },
            try call.queryID("around").map { .around($0) },
        ].compactMap(\.self)
        guard given.count <= 1 else {
            throw .invalid(["before"], "BASE_TYPE_CHOICES", "before, after and around are mutually exclusive.")
        }
        return given.first ?? .newest
    }

    mutating func createMessage(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let channel = try textChannel(call, needs: .sendMessages)
        try checkOpen(channel)
        let (body, files) = try call.message()
        var form = try MessageForm(body, files: files, defaultMentions: .everything)
        guard !form.isEmpty else { throw .emptyMessage }
        try form.attachments.check(limit: fileLimit(in: channel.guildID))
        if !files.isEmpty, !may(.attachFiles, in: channel) { throw .missingPermissions }
        if let recipient = channel.recipientID, !takesDirectMessages(recipient) { throw .cannotMessageUser }
        // A missing permission is an error here, so that a test notices it; Discord drops the embeds.
        if !form.embeds.isEmpty, !may(.embedLinks, in: channel) { throw .missingPermissions }
        let nonce = try Self.nonce(body).map {
            NonceKey(author: botID, channel: channel.id, nonce: $0.text ?? $0.serialized)
        }
        if body["enforce_nonce"]?.flag == true, let nonce, let answer = try repeated(nonce, in: channel.id) {
            return answer
        }
        try resolveReply(&form, in: channel)
        var draft = form.draft
        draft.attachments = keep(form.attachments.new, in: channel.id)
        let message = addMessage(draft, by: botID, in: channel)
        if let nonce { nonces[nonce] = NonceUse(message: message.id, at: now) }
        return .ok(json(message))
    }

    static func nonce(_ body: JSON) throws(APIError) -> JSON? {
        guard let nonce = body.present("nonce") else { return nil }
        guard nonce.number != nil || (nonce.text?.utf16.count ?? 26) <= 25 else {
            throw .invalid(["nonce"], "NONCE_TYPE_TOO_LONG", "Must be 25 or fewer in length.")
        }
        return nonce
    }

    private func repeated(_ nonce: NonceKey, in channel: ID) throws(APIError) -> RESTAnswer? {
        guard let use = nonces[nonce], now.timeIntervalSince(use.at) < NonceUse.memory else { return nil }
        guard let message = logs[channel]?[use.message] else { throw .unknownMessage }
        return .ok(json(message))
    }

    private func resolveReply(_ form: inout MessageForm, in channel: Sandbox.Channel) throws(APIError) {
        guard let target = form.replyTo else { return }
        guard may(.readMessageHistory, in: channel) else { throw .replyNeedsHistory }
        guard logs[channel.id]?[target] == nil else { return }
        guard !form.failsWithoutTarget else {
            throw .invalid(["message_reference"], "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        }
        form.replyTo = nil
    }

    mutating func editMessage(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let (channel, message) = try message(call)
        let (body, files) = try call.message()
        guard message.authorID == botID else { throw .notTheAuthor }
        try checkOpen(channel, changes: true)
        if !files.isEmpty, !may(.attachFiles, in: channel) { throw .missingPermissions }
        try noteEdit(of: message)
        return .ok(json(try edit(message, with: body, files: files, defaultMentions: .everything)))
    }

    /// Applies the keys a body has; keys it lacks stay as they are.
    mutating func edit(
        _ message: Sandbox.Message, with body: JSON, files: [Int: Sandbox.File] = [:],
        defaultMentions: AllowedMentions
    ) throws(APIError) -> Sandbox.Message {
        let form = try MessageForm(body, files: files, defaultMentions: defaultMentions)
        try form.attachments.check(limit: fileLimit(in: message.guildID))
        var changed = message
        if body["content"] != nil { changed.content = form.content }
        if body["embeds"] != nil { changed.embeds = form.embeds }
        if body["components"] != nil { changed.components = form.components }
        if body["flags"] != nil { changed.flags = form.flags | message.flags & 64 }
        changed.attachments = try attachments(form.attachments, of: message)
        guard
            !changed.content.isEmpty || !changed.embeds.isEmpty || !changed.components.isEmpty
                || !changed.attachments.isEmpty
        else { throw .emptyMessage }
        let settled = changed
        return editMessage(message.id, in: message.channelID, mentions: form.allowed) { $0 = settled } ?? settled
    }

    mutating func deleteMessage(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let channel = try textChannel(call)
        guard let message = logs[channel.id]?[try call.id("message")] else { throw .unknownMessage }
        guard message.authorID == botID || may(.manageMessages, in: channel) else { throw .missingPermissions }
        _ = removeMessage(message.id, from: channel.id)
        return .done
    }

    mutating func deleteMessages(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let channel = try textChannel(call, needs: .manageMessages)
        let ids = try call.json()["messages"]?.list?.compactMap(\.id) ?? []
        guard (2...100).contains(ids.count) else { throw .bulkDeleteCount }
        guard Set(ids).count == ids.count else {
            throw .invalid(["messages"], "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value.")
        }
        let oldest = now.addingTimeInterval(-14 * 86_400)
        guard ids.allSatisfy({ $0.date > oldest }) else { throw .tooOld }
        _ = removeMessages(ids, from: channel.id)
        return .done
    }
}
