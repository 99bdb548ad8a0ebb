import Foundation

/// Draws a channel for a terminal as a member sees it in Discord.
struct Screen {
    let width: Int
    let ansi: ANSIStyle
    private let indent = "  "
    /// Messages of one author within this time (seconds) share one heading.
    private static let together: TimeInterval = 7 * 60

    init(width: Int, ansi: ANSIStyle) {
        self.width = min(max(width, 30), 200)
        self.ansi = ansi
    }

    func draw(_ channel: Sandbox.Channel, _ messages: some Collection<Sandbox.Message>, _ world: World) -> String {
        var lines = head(channel)
        if messages.isEmpty { lines += ["", indent + ansi.paint("No messages yet.", .dim)] }
        var previous: Sandbox.Message?
        for message in messages {
            lines += separator(message, after: previous)
            lines += draw(message, after: previous, world)
            previous = message
        }
        return lines.map { $0.trimmingEnd }.joined(separator: "\n") + "\n"
    }

    /// One message alone.
    func draw(_ message: Sandbox.Message, _ world: World) -> String {
        draw(message, after: nil, world).dropFirst().map { $0.trimmingEnd }.joined(separator: "\n")
    }

    private func head(_ channel: Sandbox.Channel) -> [String] {
        var title = StyledText(channel.isThread ? "🧵 " : "# ", .dim)
        title.append(channel.name, .bold)
        if let topic = channel.topic, !topic.isEmpty {
            let room = width - title.width - 3
            if room > 10 { title.append(" │ " + DisplayWidth.cut(topic.replacing("\n", with: " "), to: room), .dim) }
        }
        return [title.painted(ansi), ansi.paint(String(repeating: "─", count: width), .dim)]
    }

    private func separator(_ message: Sandbox.Message, after previous: Sandbox.Message?) -> [String] {
        let day = Timestamp.day(message.timestamp)
        guard previous.map({ Timestamp.day($0.timestamp) }) != day else { return [] }
        let side = String(repeating: "─", count: max(1, (width - day.count - 2) / 2))
        return (previous == nil ? [] : [""]) + [ansi.paint("\(side) \(day) \(side)", .dim)]
    }

    private func draw(_ message: Sandbox.Message, after previous: Sandbox.Message?, _ world: World) -> [String] {
        let markdown = Markdown(world: world, guildID: message.guildID)
        var lines: [String] = []
        if !continues(message, previous) {
            lines.append("")
            lines += reply(message, world)
            lines.append(name(message, world))
        }
        if !message.content.isEmpty {
            var text = markdown.read(message.content)
            if message.editedAt != nil { text.append(" (edited)", .dim) }
            lines += text.wrapped(to: width - indent.count).map { indent + $0.painted(ansi) }
        } else if message.flags & 1 << 7 != 0 {
            lines.append(indent + ansi.paint("thinking…", .dim))
        }
        let card = Card(width: min(width - indent.count, 76), ansi: ansi, markdown: markdown)
        for embed in message.embeds { lines += card.draw(embed).map { indent + $0 } }
        lines += message.attachments.map { indent + file($0) }
        lines += message.components.map { indent + controls($0) }
        lines += reactions(message, world)
        if let thread = world.channels[message.id], thread.parentID == message.channelID {
            lines.append(indent + line(thread, world))
        }
        if message.isEphemeral { lines.append(indent + ansi.paint("Only you can see this.", .dim)) }
        return lines
    }

    private func continues(_ message: Sandbox.Message, _ previous: Sandbox.Message?) -> Bool {
        guard let previous, previous.authorID == message.authorID, message.replyTo == nil, message.interaction == nil,
            Timestamp.day(previous.timestamp) == Timestamp.day(message.timestamp)
        else { return false }
        let isPlain = previous.embeds.isEmpty && message.embeds.isEmpty && previous.reactions.isEmpty
        return isPlain && message.timestamp.timeIntervalSince(previous.timestamp) < Self.together
    }

    private func name(_ message: Sandbox.Message, _ world: World) -> String {
        let user = world.users[message.authorID]
        let nick = world.members[message.guildID]?[message.authorID]?.nick
        let badge = user?.isBot == true ? " " + ansi.badge("APP") : ""
        let shown = nick ?? user?.displayName ?? user?.name ?? "Deleted User"
        return ansi.name(shown) + badge + "  " + ansi.paint(Timestamp.clock(message.timestamp), .dim)
    }

    private func reply(_ message: Sandbox.Message, _ world: World) -> [String] {
        let lead = "╭─ "
        if let used = message.interaction {
            let name = used["user"]?["username"]?.text ?? "unknown user"
            let isMenu = used["target_message_id"] != nil || used["target_user"] != nil
            let command =
                used["name"]?.text.map { " used \(isMenu ? "" : "/")\($0)" }
                ?? (used["type"] == 5 ? " sent a form" : " pressed a button")
            return [ansi.paint(lead + name + command, .dim)]
        }
        guard let target = message.replyTo else { return [] }
        guard let answered = world.logs[message.channelID]?[target] else {
            return [ansi.paint(lead + "reply to a deleted message", .dim)]
        }
        let author = world.users[answered.authorID]?.name ?? "Deleted User"
        let text = answered.content.isEmpty ? Self.gist(answered) : answered.content
        let said = Markdown(world: world, guildID: message.guildID).read(text.replacing("\n", with: " "))
        let plain = String(said.glyphs.map(\.character))
        return [ansi.paint(DisplayWidth.cut("\(lead)reply to \(author): \(plain)", to: width), .dim)]
    }

    private static func gist(_ message: Sandbox.Message) -> String {
        message.embeds.first.flatMap { $0["title"]?.text ?? $0["description"]?.text } ?? "…"
    }

    private func file(_ attachment: Sandbox.Attachment) -> String {
        let size = attachment.width.map { width in "\(width) × \(attachment.height ?? 0), " } ?? ""
        return ansi.paint("📎 \(attachment.filename)", .link) + ansi.paint("  \(size)\(attachment.size) bytes", .dim)
    }

    private func line(_ channel: Sandbox.Channel, _ world: World) -> String {
        let count = world.messageCount(ofThread: channel.id)
        var notes = ["\(count) \(count == 1 ? "message" : "messages")"]
        if channel.thread?.isArchived == true { notes.append("archived") }
        if channel.thread?.isLocked == true { notes.append("locked") }
        return ansi.paint("╰─ 🧵 \(channel.name)", .bold) + ansi.paint("  \(notes.joined(separator: ", "))", .dim)
    }

    private func controls(_ row: JSON) -> String {
        (row["components"]?.list ?? []).map { one in
            let isMenu = one["type"] != 2
            let parts =
                isMenu
                ? [one.present("placeholder")?.text ?? "Make a selection", "▾"]
                : [one["emoji"]?["name"]?.text, one["label"]?.text].compactMap(\.self)
            return ansi.paint("[ \(parts.joined(separator: " ")) ]", one["disabled"]?.flag == true ? .dim : .bold)
        }.joined(separator: " ")
    }

    private func reactions(_ message: Sandbox.Message, _ world: World) -> [String] {
        guard !message.reactions.isEmpty else { return [] }
        var rows = [StyledText()]
        for reaction in message.reactions {
            let isOwn = reaction.normalIDs.contains(world.botID) || reaction.burstIDs.contains(world.botID)
            var piece = StyledText("\(reaction.emoji) ")
            piece.append(String(reaction.count), isOwn ? [.bold, .mention] : .bold)
            if !reaction.burstIDs.isEmpty { piece.append(" (\(reaction.burstIDs.count) super)", .dim) }
            let gap = rows[rows.count - 1].width == 0 ? 0 : 3
            if rows[rows.count - 1].width + gap + piece.width > width - indent.count { rows.append(StyledText()) }
            if rows[rows.count - 1].width > 0 { rows[rows.count - 1].append("   ") }
            rows[rows.count - 1].append(piece)
        }
        return rows.map { indent + $0.painted(ansi) }
    }
}

extension String {
    fileprivate var trimmingEnd: String {
        guard let last = lastIndex(where: { $0 != " " }) else { return "" }
        return String(self[...last])
    }
}
