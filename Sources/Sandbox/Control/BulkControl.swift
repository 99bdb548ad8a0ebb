extension Sandbox {
    /// `POST /control/bulk`: many guilds, members and messages at once. Throws: `Failure`.
    func makeBulk(_ json: JSON) throws -> Reply {
        var order = BulkOrder()
        for (key, path) in Self.bulkNumbers where json.present(key) != nil {
            guard let number = json[key]?.number else { throw Failure.invalid("\"\(key)\" is not a whole number.") }
            order[keyPath: path] = number
        }
        order.name = json["name"]?.text ?? order.name
        order.channels = json.texts("channels") ?? order.channels
        order.categories = json.texts("categories") ?? order.categories
        order.guild = try json["guild"]?.text.map { try guild(named: $0).id }
        order.texts = json.texts("text") ?? order.texts
        order.channel = json["channel"]?.text
        let began = ContinuousClock.now
        let result = try make(order, silent: json.isOn("silent"))
        let spent = (ContinuousClock.now - began) / .milliseconds(1)
        return .json(
            201,
            [
                "guilds": .int(result.guilds), "members": .int(result.members), "messages": .int(result.messages),
                "ms": .int(Int(spent)),
            ])
    }

    private static var bulkNumbers: [(String, WritableKeyPath<BulkOrder, Int>)] {
        [
            ("guilds", \.guilds), ("humans", \.humans), ("bots", \.bots), ("moderators", \.moderators),
            ("members", \.members), ("messages", \.messages),
        ]
    }
}
