extension Route {
    /// Which messages of a channel a page holds. Bounds are exclusive and need not be ids of messages.
    package enum Page: Sendable, Hashable {
        /// The newest.
        case newest
        /// Those next above an id.
        case after(Snowflake)
    }

    /// `GET /channels/{c}`.
    /// Source: https://docs.discord.com/developers/resources/channel#get-channel
    package static func channel(_ channel: Snowflake) -> Route {
        Route(.get, at(channel), major: .channel(channel))
    }

    /// `GET /channels/{c}/messages`, newest first. Empty without Read Message History.
    /// Source: https://docs.discord.com/developers/resources/message#get-channel-messages
    /// - Parameter limit: clamped to 1–100.
    package static func messages(_ channel: Snowflake, _ page: Page, limit: Int = 100) -> Route {
        var query: [(String, String)] = []
        if case .after(let id) = page { query.append(("after", "\(id)")) }
        query.append(("limit", "\(min(max(limit, 1), 100))"))
        return Route(
            .get, at(channel) + [.literal("messages")], query: query, major: .channel(channel), hasWrongHeaders: true)
    }

    /// `GET /channels/{c}/messages/{m}`.
    /// Source: https://docs.discord.com/developers/resources/message#get-channel-message
    package static func message(_ channel: Snowflake, _ message: Snowflake) -> Route {
        Route(.get, at(channel, message), major: .channel(channel))
    }

    /// `POST /channels/{c}/messages`.
    /// Source: https://docs.discord.com/developers/resources/message#create-message
    /// - Parameter nonceEnforced: whether the body has `nonce` and `enforce_nonce`; only then is the call repeated after
    ///   a lost answer.
    package static func createMessage(_ channel: Snowflake, nonceEnforced: Bool) -> Route {
        Route(.post, at(channel) + [.literal("messages")], major: .channel(channel), isIdempotent: nonceEnforced)
    }

    /// `PATCH /channels/{c}/messages/{m}`. Fields that are sent replace everything.
    /// Source: https://docs.discord.com/developers/resources/message#edit-message
    package static func editMessage(_ channel: Snowflake, _ message: Snowflake) -> Route {
        Route(.patch, at(channel, message), major: .channel(channel), isIdempotent: true)
    }

    /// `POST /channels/{c}/messages/{m}/threads`. A message has one thread at most, so a repeat makes no second one.
    /// Source: https://docs.discord.com/developers/resources/channel#start-thread-from-message
    package static func startThread(_ channel: Snowflake, _ message: Snowflake) -> Route {
        Route(.post, at(channel, message) + [.literal("threads")], major: .channel(channel), isIdempotent: true)
    }

    /// `PATCH /channels/{c}`: changes a channel or a thread.
    /// Source: https://docs.discord.com/developers/resources/channel#modify-channel
    package static func modifyChannel(_ channel: Snowflake) -> Route {
        Route(.patch, at(channel), major: .channel(channel), isIdempotent: true)
    }

    /// `DELETE /channels/{c}/messages/{m}`. Its bucket depends on the age of the message.
    /// Source: https://docs.discord.com/developers/resources/message#delete-message
    /// - Parameter unixMilliseconds: now, in milliseconds since 1970.
    package static func deleteMessage(
        _ channel: Snowflake, _ message: Snowflake, unixMilliseconds: UInt64
    ) -> Route {
        let path = at(channel, message)
        let name = "DELETE " + path.map(\.template).joined() + " " + age(of: message, at: unixMilliseconds)
        return Route(.delete, path, major: .channel(channel), bucketKey: name)
    }

    /// `PUT …/reactions/{emoji}/@me`.
    /// Source: https://docs.discord.com/developers/resources/message#create-reaction
    /// - Parameter emoji: the Unicode text, or `name:id`.
    package static func createOwnReaction(_ channel: Snowflake, _ message: Snowflake, emoji: String) -> Route {
        Route(
            .put, at(channel, message) + [.literal("reactions"), .emoji(emoji), .literal("@me")],
            major: .channel(channel))
    }

    /// `GET …/reactions/{emoji}`: users in ascending order of their ids.
    /// Source: https://docs.discord.com/developers/resources/message#get-reactions
    /// - Parameter limit: clamped to 1–100.
    package static func reactions(
        _ channel: Snowflake, _ message: Snowflake, emoji: String, kind: ReactionKind,
        after: Snowflake = Snowflake(rawValue: 0), limit: Int = 100
    ) -> Route {
        Route(
            .get, at(channel, message) + [.literal("reactions"), .emoji(emoji)],
            query: [
                ("type", "\(kind.rawValue)"), ("after", "\(after)"), ("limit", "\(min(max(limit, 1), 100))"),
            ],
            major: .channel(channel))
    }

    private static func at(_ channel: Snowflake) -> [Segment] {
        [.literal("channels"), .id("channel.id", channel)]
    }

    private static func at(_ channel: Snowflake, _ message: Snowflake) -> [Segment] {
        at(channel) + [.literal("messages"), .id("message.id", message)]
    }

    /// Deletions have separate limits for messages younger than 10 s and older than 14 days.
    private static func age(of message: Snowflake, at unixMilliseconds: UInt64) -> String {
        let created = message.unixMilliseconds
        let age = unixMilliseconds > created ? unixMilliseconds - created : 0
        if age < 10_000 { return "young" }
        return age > 14 * 86_400_000 ? "old" : "settled"
    }
}
