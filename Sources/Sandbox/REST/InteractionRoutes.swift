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
        let body = try call.json()
        guard let type = body["type"]?.number, [4, 5, 6, 7, 8, 9].contains(type) else {
            throw .invalid(["type"], "BASE_TYPE_CHOICES", "Value must be one of {4, 5, 6, 7, 8, 9}.")
        }
        guard interaction.kind == .component || (type != 6 && type != 7) else {
            throw .invalid(["type"], "INTERACTION_CALLBACK_TYPE_INVALID", "Only for components.")
        }
        interaction.state = type == 5 ? .deferred : .answered
        let message = try respond(type, body.present("data") ?? [:], &interaction)
        interactions[interaction.id] = interaction
        guard call.flag("with_response") else { return .done }
        return .ok(callbackJSON(interaction, type: type, message: message))
    }

    private mutating func respond(_ type: Int, _ data: JSON, _ interaction: inout Interaction) throws(APIError)
        -> Sandbox.Message?
    {
        switch type {
        case 4:
            let form = try MessageForm(data, defaultMentions: .usersOnly)
            guard !form.isEmpty else { throw .emptyMessage }
            return try answer(form.draft, to: &interaction, isOriginal: true)
        case 5:
            let draft = Draft(flags: (data.present("flags")?.number ?? 0) & 64 | 1 << 7)
            return try answer(draft, to: &interaction, isOriginal: true)
        case 7:
            guard let source = interaction.sourceID.flatMap({ logs[interaction.channelID]?[$0] }) else { return nil }
            interaction.originalID = source.id
            return try edit(source, with: data, defaultMentions: .usersOnly)
        case 6:
            interaction.originalID = interaction.sourceID
            return nil
        default: return nil
        }
    }

    private mutating func answer(_ draft: Draft, to interaction: inout Interaction, isOriginal: Bool) throws(APIError)
        -> Sandbox.Message
    {
        guard let channel = channels[interaction.channelID] else { throw .unknownChannel }
        var draft = draft
        draft.kind = interaction.kind == .command && isOriginal ? 20 : draft.kind
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
        let body = try call.json()
        let form = try MessageForm(body, defaultMentions: .usersOnly)
        guard !form.isEmpty else { throw .emptyMessage }
        // The first follow-up after a deferred response edits the placeholder.
        if interaction.state == .deferred, let original = interaction.originalID {
            return .ok(json(try edit(answer: original, of: interaction, body)))
        }
        let message = try answer(form.draft, to: &interaction, isOriginal: false)
        interactions[interaction.id] = interaction
        return .ok(json(message))
    }

    func answerMessage(_ call: RESTCall) throws(APIError) -> (Interaction, Sandbox.Message) {
        let interaction = try interaction(call)
        let name = call.parameters["message"]
        guard let id = name == "@original" ? interaction.originalID : name.flatMap({ ID($0) }),
            let message = interaction.ephemeral.first(where: { $0.id == id }) ?? logs[interaction.channelID]?[id],
            message.authorID == botID
        else { throw .unknownMessage }
        return (interaction, message)
    }

    mutating func editAnswer(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let (interaction, message) = try answerMessage(call)
        return .ok(json(try edit(answer: message.id, of: interaction, try call.json())))
    }

    private mutating func edit(answer id: ID, of interaction: Interaction, _ body: JSON) throws(APIError)
        -> Sandbox.Message
    {
        guard let message = interaction.ephemeral.first(where: { $0.id == id }) ?? logs[interaction.channelID]?[id]
        else {
            throw .unknownMessage
        }
        var changed = try edit(message, with: body, defaultMentions: .usersOnly)
        changed.flags &= ~(1 << 7)
        let settled = changed
        _ = logs[interaction.channelID]?.update(id) { $0 = settled }
        var interaction = interaction
        interaction.state = .answered
        interaction.ephemeral = interaction.ephemeral.map { $0.id == id ? settled : $0 }
        interactions[interaction.id] = interaction
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
