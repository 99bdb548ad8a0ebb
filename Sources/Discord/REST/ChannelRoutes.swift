extension Route {
    /// Which messages of a channel a page holds. Bounds are exclusive; any integer will do.
    package enum Page: Sendable, Hashable {
        /// The newest.
        case newest
        /// Those nearest above an id.
        case after(UInt64)
        /// Those nearest below an id.
        case before(UInt64)
    }

    /// Which of the two lists of people who reacted.
    package enum ReactionKind: Int, Sendable, Hashable {
        /// Ordinary reactions.
        case normal = 0
        /// Super reactions.
        case burst = 1
    }

    /// `GET /channels/{c}`.
    package static func channel(_ channel: UInt64) -> Route {
        Route(.get, at(channel), major: .channel(channel))
    }

    /// `GET /channels/{c}/messages`, 1–100 messages, newest first. An empty page proves nothing.
    package static func messages(_ channel: UInt64, _ page: Page, limit: Int = 100) -> Route {
        var query: [(String, String)] = []
        switch page {
        case .newest: break
        case .after(let id): query.append(("after", "\(id)"))
        case .before(let id): query.append(("before", "\(id)"))
        }
        query.append(("limit", "\(min(max(limit, 1), 100))"))
        return Route(
            .get, at(channel) + [.literal("messages")], query: query, major: .channel(channel), hasLyingHeaders: true)
    }

    /// `GET /channels/{c}/messages/{m}`.
    package static func message(_ channel: UInt64, _ message: UInt64) -> Route {
        Route(.get, at(channel, message), major: .channel(channel))
    }

    /// `POST /channels/{c}/messages`. Repeated after a lost answer only if the body has `nonce` and `enforce_nonce`,
    /// which `nonceEnforced` vouches for.
    package static func createMessage(_ channel: UInt64, nonceEnforced: Bool) -> Route {
        Route(.post, at(channel) + [.literal("messages")], major: .channel(channel), isIdempotent: nonceEnforced)
    }

    /// `PATCH /channels/{c}/messages/{m}`.
    package static func editMessage(_ channel: UInt64, _ message: UInt64) -> Route {
        Route(.patch, at(channel, message), major: .channel(channel))
    }

    /// `DELETE /channels/{c}/messages/{m}`. Its bucket depends on the message's age, so it wants the wall clock.
    /// - Parameter unixMilliseconds: now, in milliseconds since 1970.
    package static func deleteMessage(_ channel: UInt64, _ message: UInt64, unixMilliseconds: UInt64) -> Route {
        let path = at(channel, message)
        let name = "DELETE " + path.map(\.template).joined() + " " + age(of: message, at: unixMilliseconds)
        return Route(.delete, path, major: .channel(channel), bucketKey: name)
    }

    /// `PUT …/reactions/{emoji}/@me`. The emoji is Unicode text, or `name:id`.
    package static func createOwnReaction(_ channel: UInt64, _ message: UInt64, emoji: String) -> Route {
        reaction(.put, channel, message, emoji)
    }

    /// `DELETE …/reactions/{emoji}/@me`.
    package static func deleteOwnReaction(_ channel: UInt64, _ message: UInt64, emoji: String) -> Route {
        reaction(.delete, channel, message, emoji)
    }

    /// `GET …/reactions/{emoji}`: 1–100 users, ascending by id.
    package static func reactions(
        _ channel: UInt64, _ message: UInt64, emoji: String, kind: ReactionKind, after: UInt64 = 0, limit: Int = 100
    ) -> Route {
        Route(
            .get, at(channel, message) + [.literal("reactions"), .emoji(emoji)],
            query: [
                ("type", "\(kind.rawValue)"), ("after", "\(after)"), ("limit", "\(min(max(limit, 1), 100))"),
            ],
            major: .channel(channel))
    }

    private static func reaction(_ method: Method, _ channel: UInt64, _ message: UInt64, _ emoji: String) -> Route {
        // Every reaction path of a channel shares one bucket, PUT and DELETE alike.
        Route(
            method, at(channel, message) + [.literal("reactions"), .emoji(emoji), .literal("@me")],
            major: .channel(channel), bucketKey: "PUT,DELETE /channels/{channel.id}/messages/{message.id}/reactions")
    }

    private static func at(_ channel: UInt64) -> [Segment] {
        [.literal("channels"), .id("channel.id", channel)]
    }

    private static func at(_ channel: UInt64, _ message: UInt64) -> [Segment] {
        at(channel) + [.literal("messages"), .id("message.id", message)]
    }

    /// Deletes are limited separately below 10 s and above 14 days of age.
    private static func age(of message: UInt64, at unixMilliseconds: UInt64) -> String {
        let created = (message >> 22) + 1_420_070_400_000
        let age = unixMilliseconds > created ? unixMilliseconds - created : 0
        if age < 10_000 { return "young" }
        return age > 14 * 86_400_000 ? "old" : "settled"
    }
}
