import Foundation

/// Commands, buttons and forms of members, by the control API.
extension Sandbox {
    /// A command after a slash, or in the menu of a message or a user. Throws: `Failure`.
    func use(_ action: MemberAction, _ json: JSON, by member: ID, in channel: Channel, _ guild: Guild) throws -> Reply {
        let name = try json.required("command")
        let id: ID
        switch action {
        case .menu:
            let message = try seen(json["message"]?.text ?? "latest", in: channel.id, by: member)
            id = try useMenu(name, of: message.id, in: channel.id, by: member)
        case .userMenu:
            let user = try self.member(named: try json.required("user"), in: guild.id).id
            id = try useMenu(name, ofUser: user, in: channel.id, by: member)
        default:
            var files: [String: File] = [:]
            for file in try Self.files(json) { files[file.option] = file.file }
            id = try slash(name, options: json["options"]?.list ?? [], files: files, in: channel.id, by: member)
        }
        return .json(200, ["interaction": .id(id)])
    }

    /// Sends the form that an interaction opened. With `data` a modified client sends that instead. Throws: `Failure`.
    func submit(_ json: JSON) throws -> Reply {
        guard let opener = ID(try json.required("interaction")) else {
            throw Failure.invalid("\"interaction\" is the id that act answered with.")
        }
        if let data = json["data"] { return .json(200, ["interaction": .id(try submit(data, openedBy: opener))]) }
        var values: [String: String] = [:]
        if case .object(let pairs)? = json["values"] {
            for pair in pairs { values[pair.key] = pair.value.text ?? pair.value.number.map { String($0) } }
        }
        return .json(200, ["interaction": .id(try submit(formOf: opener, values: values))])
    }

    /// A message that a member sees: of the history, or an answer that only they see. Throws: `Failure.unknown`.
    func seen(_ name: String, in channel: ID, by member: ID) throws -> Message {
        let hidden = world.hiddenAnswers(in: channel, for: member)
        if let found = hidden.first(where: { $0.id.description == name }) { return found }
        return try message(called: name, in: channel)
    }

    /// The files of a call: `{"name","text"|"base64","content_type","description","option"}`. Throws: `Failure.invalid`.
    static func files(_ json: JSON) throws -> [(option: String, file: File)] {
        try (json["files"]?.list ?? []).map { entry in
            let bytes: [UInt8]
            if let encoded = entry["base64"]?.text {
                guard let data = Data(base64Encoded: encoded) else {
                    throw Failure.invalid("\"base64\" is not Base64.")
                }
                bytes = Array(data)
            } else {
                bytes = Array((entry["text"]?.text ?? "").utf8)
            }
            let file = File(
                name: try entry.required("name"), contentType: entry["content_type"]?.text,
                description: entry["description"]?.text, bytes: bytes)
            return (entry["option"]?.text ?? "", file)
        }
    }

    /// `GET /control/interactions/ID`: its answers and the form that it opened; with `/screen` the form as drawn.
    func interactions(_ call: ControlCall, _ path: [String]) throws -> Reply {
        guard let id = path.first.flatMap({ ID($0) }), let interaction = world.interactions[id] else {
            throw Failure.unknown("There is no interaction \"\(path.first ?? "")\".")
        }
        if path.dropFirst().first == "screen" {
            guard let form = interaction.form else { throw Failure.unknown("That interaction has opened no form.") }
            let screen = FormScreen(width: try call.number("width") ?? 72, ansi: ANSIStyle(call.flag("color")))
            return .text(screen.draw(form))
        }
        return .json(
            200,
            [
                "id": .id(id), "type": .int(interaction.kind.rawValue),
                "user": .text(world.users[interaction.userID]?.name),
                "data": interaction.data, "form": interaction.form ?? .null,
                "answers": .array(answers(to: id).map { messageJSON($0) }),
            ])
    }
}
