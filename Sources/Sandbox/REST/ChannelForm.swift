/// The validated body of "create guild channel".
struct ChannelForm {
    let plan: World.ChannelPlan

    init(_ json: JSON) throws(APIError) {
        let name = try Self.name(json)
        let kind = Sandbox.Channel.Kind(rawValue: json.present("type")?.number ?? 0)
        guard [.text, .voice, .category, .announcement].contains(kind) else {
            throw .invalid(["type"], "BASE_TYPE_CHOICES", "Value must be one of {0, 2, 4, 5}.")
        }
        guard !ChannelName.normalized(name, kind: kind).isEmpty else {
            throw .invalid(["name"], "BASE_TYPE_REQUIRED", "This field is required")
        }
        let topic = json.present("topic")?.text
        guard (topic?.utf16.count ?? 0) <= 1024 else {
            throw .invalid(["topic"], "BASE_TYPE_BAD_LENGTH", "Must be between 0 and 1024 in length.")
        }
        let slowmode = json.present("rate_limit_per_user")?.number ?? 0
        guard (0...21_600).contains(slowmode) else {
            throw .invalid(
                ["rate_limit_per_user"], "NUMBER_TYPE_MAX", "int value should be between 0 and 21600.")
        }
        plan = World.ChannelPlan(
            name: name, kind: kind, topic: topic, parentID: json.present("parent_id")?.id,
            position: json.present("position")?.number, overwrites: try Self.overwrites(json),
            isNSFW: json.present("nsfw")?.flag ?? false, slowmode: slowmode)
    }

    private static func name(_ json: JSON) throws(APIError) -> String {
        guard let value = json.present("name") else {
            throw .invalid(["name"], "BASE_TYPE_REQUIRED", "This field is required")
        }
        guard let name = value.text else {
            throw .invalid(["name"], "STRING_TYPE_CONVERT", "Could not interpret as string.")
        }
        guard (1...100).contains(name.utf16.count) else {
            throw .invalid(["name"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
        }
        return name
    }

    private static func overwrites(_ json: JSON) throws(APIError) -> [Sandbox.Overwrite]? {
        guard let list = json.present("permission_overwrites")?.list else { return nil }
        var result: [Sandbox.Overwrite] = []
        for (index, entry) in list.enumerated() {
            guard let id = entry["id"]?.id, let type = entry["type"]?.number ?? entry["type"]?.text.flatMap({ Int($0) })
            else {
                throw .invalid(
                    ["permission_overwrites", String(index), "id"], "BASE_TYPE_REQUIRED", "This field is required")
            }
            result.append(
                Sandbox.Overwrite(
                    id: id, isMember: type == 1, allow: bits(entry.present("allow")), deny: bits(entry.present("deny")))
            )
        }
        return result
    }

    private static func bits(_ json: JSON?) -> Permissions {
        Permissions(rawValue: json?.id?.rawValue ?? 0)
    }
}
