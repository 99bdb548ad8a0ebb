extension Sandbox {
    /// `POST /control/bulk`: many guilds, members and messages at once. Throws: `Failure`.
    func makeBulk(_ json: JSON) throws -> Reply {
        var order = BulkOrder()
        for (key, path) in Self.bulkNumbers { order[keyPath: path] = try Self.whole(json, key) ?? order[keyPath: path] }
        order.name = json["name"]?.text ?? order.name
        order.channels = json.texts("channels") ?? order.channels
        order.categories = json.texts("categories") ?? order.categories
        order.guild = try json["guild"]?.text.map { try guild(named: $0).id }
        order.texts = json.texts("text") ?? order.texts
        order.channel = json["channel"]?.text
        if let messages = json.present("bot_messages") { order.botMessages = try Self.botMessages(messages) }
        let began = ContinuousClock.now
        let result = try make(order, silent: json.isOn("silent"))
        let spent = (ContinuousClock.now - began) / .milliseconds(1)
        var answer: JSON = [
            "guilds": .int(result.guilds), "members": .int(result.members), "messages": .int(result.messages),
            "ms": .int(Int(spent)),
        ]
        if order.botMessages.isListed { answer["written"] = .array(result.written.map(Self.json)) }
        return .json(201, answer)
    }

    private static var bulkNumbers: [(String, WritableKeyPath<BulkOrder, Int>)] {
        [
            ("guilds", \.guilds), ("humans", \.humans), ("bots", \.bots), ("moderators", \.moderators),
            ("members", \.members), ("messages", \.messages), ("roles", \.roles), ("overwrites", \.overwrites),
        ]
    }

    private static func whole(_ json: JSON, _ key: String) throws -> Int? {
        guard json.present(key) != nil else { return nil }
        guard let number = json[key]?.number else { throw Failure.invalid("\"\(key)\" is not a whole number.") }
        return number
    }

    private static func botMessages(_ json: JSON) throws -> BotMessages {
        guard json.isObject else { throw Failure.invalid("\"bot_messages\" is not an object.") }
        var messages = BotMessages()
        messages.count = try whole(json, "messages") ?? 1
        messages.votes = try whole(json, "votes") ?? 0
        messages.channel = json["channel"]?.text
        messages.texts = json.texts("text") ?? []
        messages.embeds = json["embeds"]?.list ?? []
        messages.emoji = json["emoji"]?.text.map { Emoji($0) }
        messages.isListed = json.isOn("list")
        guard !messages.texts.isEmpty || !messages.embeds.isEmpty else {
            throw Failure.invalid("\"bot_messages\" has neither \"text\" nor \"embeds\".")
        }
        return messages
    }

    private static func json(_ written: WrittenMessages) -> JSON {
        [
            "guild": .id(written.guild), "channel": .id(written.channel), "messages": .ids(written.messages),
            "members": .ids(written.members),
        ]
    }
}
