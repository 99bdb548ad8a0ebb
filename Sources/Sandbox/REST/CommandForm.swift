/// The validated definition of an application command.
struct CommandForm {
    private let body: JSON
    private let name: String
    private let type: Int

    /// Keys an application may set.
    static let keys: Set<String> = [
        "name", "name_localizations", "description", "description_localizations", "options",
        "default_member_permissions", "contexts", "integration_types", "nsfw", "dm_permission",
    ]

    init(_ json: JSON, path: [String]) throws(APIError) {
        guard let name = json.present("name")?.text else {
            throw .invalid(path + ["name"], "BASE_TYPE_REQUIRED", "This field is required")
        }
        let type = json.present("type")?.number ?? 1
        guard Self.isName(name, type: type) else {
            throw .invalid(path + ["name"], "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
        }
        let description = json.present("description")?.text ?? ""
        guard type != 1 || (1...100).contains(description.utf16.count) else {
            throw .invalid(path + ["description"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
        }
        try CommandLocalizations.check(json, path: path, isSlashName: type == 1)
        guard (json.present("options")?.list?.count ?? 0) <= 25 else {
            throw .invalid(path + ["options"], "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
        }
        guard type == 1 || (description.isEmpty && (json.present("options")?.list ?? []).isEmpty) else {
            throw .invalid(
                path, "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CONTENT",
                "Context menu commands cannot have description or options")
        }
        try Self.checkOptions(json.present("options")?.list ?? [], path: path)
        (self.body, self.name, self.type) = (json, name, type)
    }

    static func isName(_ name: String, type: Int) -> Bool {
        guard (1...32).contains(name.count) else { return false }
        guard type == 1 else { return true }
        return name == name.lowercased()
            && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "'" }
    }

    private static func checkOptions(_ options: [JSON], path: [String]) throws(APIError) {
        var optionalSeen = false
        for (index, option) in options.enumerated() {
            let place = path + ["options", String(index)]
            guard let name = option["name"]?.text, isName(name, type: 1), option["type"]?.number != nil else {
                throw .invalid(place + ["name"], "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
            }
            guard (1...100).contains(option["description"]?.text?.utf16.count ?? 0) else {
                throw .invalid(place + ["description"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
            }
            try CommandLocalizations.check(option, path: place, isSlashName: true)
            for (index, choice) in (option.present("choices")?.list ?? []).enumerated() {
                try CommandLocalizations.check(choice, path: place + ["choices", String(index)], longestName: 100)
            }
            try checkOptions(option.present("options")?.list ?? [], path: place)
            let required = option["required"]?.flag ?? false
            guard !(required && optionalSeen) else {
                throw .invalid(
                    place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                    "Required options must be placed before non-required options")
            }
            optionalSeen = optionalSeen || !required
        }
    }

    static func checkCounts(_ list: [JSON]) throws(APIError) {
        for (type, limit) in [(1, 100), (2, 15), (3, 15)]
        where list.count(where: { $0["type"]?.number == type }) > limit {
            throw APIError(400, 30032, "Maximum number of application commands reached (\(limit)).")
        }
    }

    func isSame(as json: JSON) -> Bool {
        json["name"]?.text == name && json["type"]?.number == type
    }

    func json(id: ID, world: inout World, _ scope: CommandScope) -> JSON {
        var result: JSON = [
            "id": .id(id), "application_id": .id(world.portal.applicationID), "version": .id(world.newID()),
            "default_member_permissions": .null, "type": .int(type), "name": .string(name), "description": "",
            "nsfw": false,
        ]
        for key in Self.keys { if let value = body[key] { result[key] = value } }
        if let guild = scope.guildID { result["guild_id"] = .id(guild) }
        return result
    }
}
