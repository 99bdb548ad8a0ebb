/// Draws a guild's categories and channels as a list.
struct Sidebar {
    let width: Int
    let ansi: ANSIStyle

    init(width: Int, ansi: ANSIStyle) {
        self.width = min(max(width, 24), 200)
        self.ansi = ansi
    }

    func draw(_ guild: Sandbox.Guild, _ world: World) -> String {
        let channels = world.channels(of: guild.id)
        let count = world.members[guild.id]?.count ?? 0
        let note = guild.isUnavailable ? "unavailable" : "\(count) members"
        var head = StyledText(DisplayWidth.cut(guild.name, to: width - note.count - 2), .bold)
        head.append(String(repeating: " ", count: max(1, width - head.width - note.count)))
        head.append(note, .dim)
        var lines = [head.painted(ansi), ansi.paint(String(repeating: "─", count: width), .dim)]
        lines += channels.filter { $0.parentID == nil && $0.kind != .category }.map { line($0, world) }
        for category in channels where category.kind == .category {
            lines += ["", ansi.paint("▾ ", .dim) + ansi.paint(category.name, .bold)]
            let children = channels.filter { $0.parentID == category.id }
            lines += children.map { "  " + line($0, world, indent: 2) }
            if children.isEmpty { lines.append(ansi.paint("    no channels", .dim)) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ channel: Sandbox.Channel, _ world: World, indent: Int = 0) -> String {
        var text = StyledText(channel.kind == .voice ? "♪ " : "# ", .dim)
        text.append(DisplayWidth.cut(channel.name, to: width - indent - 2))
        if !world.botSees(channel) { text.append(" (hidden from the bot)", .dim) }
        let room = width - indent - text.width - 2
        if let topic = channel.topic, !topic.isEmpty, room > 8 {
            text.append("  " + DisplayWidth.cut(topic.replacing("\n", with: " "), to: room), .dim)
        }
        return text.painted(ansi)
    }
}
