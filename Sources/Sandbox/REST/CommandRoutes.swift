extension Route {
    static let commandRoutes: [Route] = ["/applications/{application}", "/applications/{application}/guilds/{guild}"]
        .flatMap { base -> [Route] in
            [
                Route("GET", base + "/commands") { (world, call) throws(APIError) in
                    let list = JSON.array(world.commands[try world.scope(call)] ?? [])
                    return .ok(call.flag("with_localizations") ? list : CommandLocalizations.removed(from: list))
                },
                Route("PUT", base + "/commands") { (world, call) throws(APIError) in try world.overwriteCommands(call)
                },
                Route("POST", base + "/commands") { (world, call) throws(APIError) in try world.upsertCommand(call) },
                Route("GET", base + "/commands/{command}") { (world, call) throws(APIError) in
                    let (scope, place) = try world.command(call)
                    return .ok(world.commands[scope]?[place] ?? .null)
                },
                Route("PATCH", base + "/commands/{command}") { (world, call) throws(APIError) in
                    try world.patchCommand(call)
                },
                Route("DELETE", base + "/commands/{command}") { (world, call) throws(APIError) in
                    let (scope, place) = try world.command(call)
                    world.commands[scope]?.remove(at: place)
                    return .done
                },
            ]
        }
}

extension World {
    func scope(_ call: RESTCall) throws(APIError) -> CommandScope {
        guard try call.id("application") == portal.applicationID else {
            throw APIError(403, 20012, "You are not authorized to perform this action on this application")
        }
        guard call.parameters["guild"] != nil else { return CommandScope() }
        return CommandScope(guildID: try guild(call).id)
    }

    func command(_ call: RESTCall) throws(APIError) -> (CommandScope, Int) {
        let scope = try scope(call)
        let id = try call.id("command")
        guard let place = commands[scope]?.firstIndex(where: { $0["id"]?.id == id }) else { throw .unknownCommand }
        return (scope, place)
    }

    mutating func overwriteCommands(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let scope = try scope(call)
        guard let list = try call.json().list else {
            throw .invalid([], "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        }
        let old = commands[scope] ?? []
        var new: [JSON] = []
        for (index, item) in list.enumerated() {
            let form = try CommandForm(item, path: [String(index)])
            guard !new.contains(where: { form.isSame(as: $0) }) else {
                throw .invalid(
                    [String(index)], "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
            }
            new.append(form.json(id: old.first { form.isSame(as: $0) }?["id"]?.id ?? newID(), world: &self, scope))
        }
        try CommandForm.checkCounts(new)
        commands[scope] = new
        return .ok(.array(new))
    }

    mutating func upsertCommand(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let scope = try scope(call)
        let form = try CommandForm(try call.json(), path: [])
        var list = commands[scope] ?? []
        let place = list.firstIndex { form.isSame(as: $0) }
        let json = form.json(id: place.flatMap { list[$0]["id"]?.id } ?? newID(), world: &self, scope)
        if let place { list[place] = json } else { list.append(json) }
        try CommandForm.checkCounts(list)
        commands[scope] = list
        return RESTAnswer(status: place == nil ? 201 : 200, json: json)
    }

    mutating func patchCommand(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let (scope, place) = try command(call)
        guard var json = commands[scope]?[place], case .object(let pairs) = try call.json() else { throw .notJSON }
        for pair in pairs where CommandForm.keys.contains(pair.key) { json[pair.key] = pair.value }
        json["version"] = .id(newID())
        _ = try CommandForm(json, path: [])
        commands[scope]?[place] = json
        return .ok(json)
    }
}
