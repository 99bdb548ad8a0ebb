import Foundation

/// What a member can do by `POST /control/act`: the values of `do`.
enum MemberAction: String, CaseIterable, Sendable {
    case send
    case edit
    case react
    case superReact = "super_react"
    case unreact
    case superUnreact = "super_unreact"
    case clearReactions = "clear_reactions"
    case delete
    case click
    case select
    case slash
    case menu
    case userMenu = "user_menu"
    case submit
    case direct
    case startThread = "start_thread"
}

extension Sandbox {
    /// `POST /control/act`. Throws: `Failure` when a key is missing or a name is unknown.
    func act(_ json: JSON) throws -> Reply {
        guard let action = MemberAction(rawValue: try json.required("do")) else {
            throw Failure.invalid("\"do\" is one of \(MemberAction.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        if action == .submit { return try submit(json) }
        let guild = try json["guild"]?.text.map { try self.guild(named: $0) } ?? onlyGuild()
        let members = try self.actingMembers(json, guild)
        guard let first = members.first else { throw Failure.invalid("\"member\" names no member.") }
        let silent = json.isOn("silent")
        if action == .direct {
            return .json(200, messageJSON(sendDirect(try json.required("text"), from: first, silent: silent)))
        }
        let channel = try channel(named: try json.required("channel"), in: guild.id)
        switch action {
        case .send: return .json(200, messageJSON(try send(json, first, channel, silent)))
        case .select: return try select(json, by: first, in: channel, guild)
        case .slash, .menu, .userMenu: return try use(action, json, by: first, in: channel, guild)
        case .click:
            let message = try seen(json["message"]?.text ?? "latest", in: channel.id, by: first)
            let id = try click(
                try json.required("button"), on: message.id, in: channel.id, by: first, forged: json.isOn("forged"))
            return .json(200, ["interaction": .id(id)])
        default:
            let message = try message(called: json["message"]?.text ?? "latest", in: channel.id)
            return try perform(action, on: message, members, json, silent)
        }
    }

    private func onlyGuild() throws -> Guild {
        guard guilds.count == 1, let only = guilds.first else {
            throw Failure.invalid("\"guild\" is missing. Guilds: \(Self.listed(guilds.map(\.name))).")
        }
        return only
    }

    private func actingMembers(_ json: JSON, _ guild: Guild) throws -> [ID] {
        let names = json.texts("member") ?? []
        if names == ["everybody"] { return humans(of: guild.id) }
        if let name = names.first, name.hasPrefix("humans:"), let count = Int(name.dropFirst(7)) {
            return Array(humans(of: guild.id).prefix(count))
        }
        if names.isEmpty { return [guild.ownerID] }
        return try names.map { try member(named: $0, in: guild.id).id }
    }

    private func send(_ json: JSON, _ author: ID, _ channel: Channel, _ silent: Bool) throws -> Message {
        let target = try json["reply_to"]?.text.map { try message(called: $0, in: channel.id).id }
        let files = try Self.files(json).map(\.file)
        let text = files.isEmpty ? try json.required("text") : json["text"]?.text ?? ""
        return try post(text, as: author, in: channel.id, replyTo: target, files: files, silent: silent)
    }

    /// An action on a message that exists.
    private func perform(
        _ action: MemberAction, on message: Message, _ members: [ID], _ json: JSON, _ silent: Bool
    ) throws -> Reply {
        let emoji = Emoji(json["emoji"]?.text ?? "🌟")
        let (id, channel) = (message.id, message.channelID)
        switch action {
        case .react: react(emoji, to: id, in: channel, by: members, silent: silent)
        case .superReact: react(emoji, to: id, in: channel, by: members, kind: .burst, silent: silent)
        case .unreact: unreact(emoji, from: id, in: channel, by: members, silent: silent)
        case .superUnreact: unreact(emoji, from: id, in: channel, by: members, kind: .burst, silent: silent)
        case .clearReactions:
            clearReactions(of: id, in: channel, emoji: json["emoji"] == nil ? nil : emoji, silent: silent)
        case .edit: try edit(id, in: channel, to: try json.required("text"), silent: silent)
        case .delete:
            delete(id, in: channel, silent: silent)
            return Self.done
        case .startThread:
            let thread = try startThread(
                try json.required("name"), under: id, in: channel, by: members[0], silent: silent)
            return .json(200, world.json(thread))
        case .send, .slash, .menu, .userMenu, .submit, .direct, .click, .select: return Self.done
        }
        return .json(200, self.message(id, in: channel).map { messageJSON($0) } ?? [:])
    }
}
