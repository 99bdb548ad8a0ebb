extension Route {
    private static let hook = "/webhooks/{application}/{token}"

    static let interactionRoutes: [Route] = [
        Route("POST", "/interactions/{interaction}/{token}/callback", needsToken: false) {
            (world, call) throws(APIError) in
            try world.respond(call)
        },
        Route("POST", hook, needsToken: false) { (world, call) throws(APIError) in try world.followUp(call) },
        Route("GET", hook + "/messages/{message}", needsToken: false) { (world, call) throws(APIError) in
            .ok(world.json(try world.answerMessage(call).1))
        },
        Route("PATCH", hook + "/messages/{message}", needsToken: false) { (world, call) throws(APIError) in
            try world.editAnswer(call)
        },
        Route("DELETE", hook + "/messages/{message}", needsToken: false) { (world, call) throws(APIError) in
            try world.deleteAnswer(call)
        },
    ]
}

extension World {
    mutating func respond(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        guard var interaction = interactions[try call.id("interaction")], interaction.token == call.parameters["token"],
            now.timeIntervalSince(interaction.createdAt) <= interactionDeadline
        else { throw .unknownInteraction }
        guard interaction.state == .waiting else { throw .alreadyAcknowledged }
        let (body, files) = try call.message()
        guard let type = body["type"]?.number, [4, 5, 6, 7, 8, 9].contains(type) else {
            throw .invalid(["type"], "BASE_TYPE_CHOICES", "Value must be one of {4, 5, 6, 7, 8, 9}.")
        }
        guard interaction.sourceID != nil || (type != 6 && type != 7), type != 9 || interaction.kind != .form else {
            throw .invalid(["type"], "INTERACTION_CALLBACK_TYPE_INVALID", "Not for this type of interaction.")
        }
        interaction.state = type == 5 ? .deferred : .answered
        let message = try respond(type, body.present("data") ?? [:], files, &interaction)
        interactions[interaction.id] = interaction
        guard call.flag("with_response") else { return .done }
        return .ok(callbackJSON(interaction, type: type, message: message))
    }

    private mutating func respond(
        _ type: Int, _ data: JSON, _ files: [Int: Sandbox.File], _ interaction: inout Interaction
    ) throws(APIError) -> Sandbox.Message? {
        switch type {
        case 4:
            return try answer(try draft(data, files, in: interaction), to: &interaction, isOriginal: true)
        case 5:
            let draft = Draft(flags: (data.present("flags")?.number ?? 0) & 64 | 1 << 7)
            return try answer(draft, to: &interaction, isOriginal: true)
        case 7:
            guard let source = interaction.sourceID.flatMap({ message($0, in: interaction.channelID) }) else {
                return nil
            }
            interaction.originalID = source.id
            let edited = try edit(source, with: data, files: files, defaultMentions: .usersOnly)
            replaceHidden(edited)
            return edited
        case 6:
            interaction.originalID = interaction.sourceID
            return nil
        case 9:
            interaction.form = try ModalForm.read(data)
            return nil
        default: return nil
        }
    }

    /// The message of a response or a follow-up. Throws: `APIError`.
    private mutating func draft(
        _ body: JSON, _ files: [Int: Sandbox.File], in interaction: Interaction
    ) throws(APIError) -> Draft {
        let form = try MessageForm(body, files: files, defaultMentions: .usersOnly)
        guard !form.isEmpty else { throw .emptyMessage }
        try form.attachments.check(limit: fileLimit(in: interaction.guildID))
        var draft = form.draft
        draft.attachments = keep(
            form.attachments.new, in: interaction.channelID, isEphemeral: draft.flags & 64 != 0)
        return draft
    }

    /// Puts a changed hidden answer in the place of the one before.
    private mutating func replaceHidden(_ message: Sandbox.Message) {
        guard message.isEphemeral else { return }
        for (id, interaction) in interactions where interaction.ephemeral.contains(where: { $0.id == message.id }) {
            interactions[id]?.ephemeral = interaction.ephemeral.map { $0.id == message.id ? message : $0 }
        }
    }

    private mutating func answer(_ draft: Draft, to interaction: inout Interaction, isOriginal: Bool) throws(APIError)
        -> Sandbox.Message
    {
        guard let channel = channels[interaction.channelID] else { throw .unknownChannel }
        var draft = draft
        if interaction.kind == .command, isOriginal { draft.kind = interaction.data["type"] == 1 ? 20 : 23 }
        draft.interaction = metadataJSON(interaction)
        let message = addMessage(draft, by: botID, in: channel)
        if message.isEphemeral { interaction.ephemeral.append(message) }
        if isOriginal { interaction.originalID = message.id }
        interaction.answers.append(message.id)
        return message
    }

    /// The interaction of the token in a webhook path. Throws: `APIError`.
    private func interaction(_ call: RESTCall) throws(APIError) -> Interaction {
        guard try call.id("application") == portal.applicationID,
            let interaction = interactions.values.first(where: { $0.token == call.parameters["token"] })
        else { throw .unknownWebhook }
        guard now.timeIntervalSince(interaction.createdAt) <= Interaction.lifetime else {
            throw APIError(401, 50027, "Invalid Webhook Token")
        }
        guard interaction.state != .waiting else { throw .unknownWebhook }
        return interaction
    }

    mutating func followUp(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        var interaction = try interaction(call)
        let (body, files) = try call.message()
        let draft = try draft(body, files, in: interaction)
        // The first follow-up after a deferred response edits the placeholder.
        if interaction.state == .deferred, let original = interaction.originalID {
            return .ok(json(try edit(answer: original, of: interaction, body, files)))
        }
        let message = try answer(draft, to: &interaction, isOriginal: false)
        interactions[interaction.id] = interaction
        return .ok(json(message))
    }

    func answerMessage(_ call: RESTCall) throws(APIError) -> (Interaction, Sandbox.Message) {
        let interaction = try interaction(call)
        let name = call.parameters["message"]
        guard let id = name == "@original" ? interaction.originalID : name.flatMap({ ID($0) }),
            let message = message(id, in: interaction.channelID), message.authorID == botID
        else { throw .unknownMessage }
        return (interaction, message)
    }

    mutating func editAnswer(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let (interaction, message) = try answerMessage(call)
        let (body, files) = try call.message()
        return .ok(json(try edit(answer: message.id, of: interaction, body, files)))
    }

    private mutating func edit(
        answer id: ID, of interaction: Interaction, _ body: JSON, _ files: [Int: Sandbox.File]
    ) throws(APIError) -> Sandbox.Message {
        guard let message = message(id, in: interaction.channelID) else { throw .unknownMessage }
        var changed = try edit(message, with: body, files: files, defaultMentions: .usersOnly)
        changed.flags &= ~(1 << 7)
        let settled = changed
        _ = logs[interaction.channelID]?.update(id) { $0 = settled }
        var interaction = interaction
        interaction.state = .answered
        interactions[interaction.id] = interaction
        replaceHidden(settled)
        return settled
    }

    mutating func deleteAnswer(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let (interaction, message) = try answerMessage(call)
        interactions[interaction.id]?.ephemeral.removeAll { $0.id == message.id }
        if message.id == interaction.originalID {
            // Without the placeholder, a follow-up is a new message.
            interactions[interaction.id]?.originalID = nil
            interactions[interaction.id]?.state = .answered
        }
        _ = removeMessage(message.id, from: message.channelID)
        return .done
    }
}
