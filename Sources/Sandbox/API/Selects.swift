extension Sandbox {
    /// A member chooses values in a menu of a message or of a hidden answer that they see: texts, or ids of users, roles
    /// or channels. Returns the interaction's id. Throws: `Failure` for what Discord's client does not let through.
    @discardableResult
    public func select(
        _ values: [String], in menu: String, on message: ID, in channel: ID, by user: ID
    ) throws -> ID {
        let place = try self.channel(channel)
        let hidden = world.hiddenAnswers(in: channel, for: user).first { $0.id == message }
        guard let source = hidden ?? self.message(message, in: channel) else {
            throw Failure.unknown("There is no message \(message) in channel \(channel) that the member sees.")
        }
        guard let json = World.component(menu, in: source), let type = json["type"]?.number,
            SelectForm.types.contains(type)
        else { throw Failure.invalid("That message has no menu \"\(menu)\" that is enabled.") }
        try check(values, json)
        return change { world in
            var data: JSON = [
                "custom_id": .string(menu), "component_type": .int(type), "id": json["id"] ?? 0,
                "values": .array(values.map { .string($0) }),
            ]
            if let resolved = world.resolved(values, ofMenu: type, in: place) { data["resolved"] = resolved }
            return world.addInteraction(.component, data: data, by: user, in: place, source: message).id
        }
    }

    private func check(_ values: [String], _ menu: JSON) throws {
        let least = menu["min_values"]?.number ?? 1
        let most = menu["max_values"]?.number ?? 1
        guard (least...max(least, most)).contains(values.count), Set(values).count == values.count else {
            throw Failure.invalid("That menu takes \(least) to \(most) values.")
        }
        guard menu["type"] == 3 else { return }
        let known = (menu["options"]?.list ?? []).compactMap { $0["value"]?.text }
        if let unknown = values.first(where: { !known.contains($0) }) {
            throw Failure.invalid("That menu has no value \"\(unknown)\". Values: \(Self.listed(known)).")
        }
    }
}

extension World {
    /// What the ids chosen in a menu refer to; nil for texts.
    fileprivate func resolved(_ values: [String], ofMenu type: Int, in channel: Sandbox.Channel) -> JSON? {
        // The types of a command's options for the same things.
        guard let option = [5: 6, 6: 8, 7: 9, 8: 7][type] else { return nil }
        var resolved: JSON = [:]
        for id in values.compactMap({ ID($0) }) { note(id, ofType: option, in: channel, &resolved) }
        return resolved
    }
}

/// The control API's `select`.
extension Sandbox {
    /// `{"do":"select","menu","values":[…]}`: users, roles and channels by name or id. Throws: `Failure`.
    func select(_ json: JSON, by member: ID, in channel: Channel, _ guild: Guild) throws -> Reply {
        let name = try json.required("menu")
        let message = try seen(json["message"]?.text ?? "latest", in: channel.id, by: member)
        let type = World.component(name, in: message)?["type"]?.number
        let values = try (json.texts("values") ?? []).map { try chosen($0, menu: type ?? 3, guild) }
        let id = try select(values, in: name, on: message.id, in: channel.id, by: member)
        return .json(200, ["interaction": .id(id)])
    }

    private func chosen(_ value: String, menu type: Int, _ guild: Guild) throws -> String {
        switch type {
        case 5: try member(named: value, in: guild.id).id.description
        case 6: try role(named: value, in: guild).id.description
        case 7:
            try (try? role(named: value, in: guild).id.description) ?? member(named: value, in: guild.id).id.description
        case 8: try self.channel(named: value, in: guild.id).id.description
        default: value
        }
    }
}
