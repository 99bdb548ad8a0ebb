extension Route {
    /// `GET /gateway/bot`: the gateway's address and what is left of the day's identifies.
    package static let gatewayBot = Route(.get, [.literal("gateway"), .literal("bot")])

    /// `GET /users/@me`.
    package static let currentUser = Route(.get, [.literal("users"), .literal("@me")])

    /// `GET /applications/@me`.
    package static let currentApplication = Route(.get, [.literal("applications"), .literal("@me")])

    /// `GET` of the commands of an application, for one guild or globally.
    package static func commands(_ application: UInt64, guild: UInt64? = nil) -> Route {
        commands(.get, application, guild)
    }

    /// `PUT` of the whole list of commands of an application, of every type, for one guild or globally.
    package static func overwriteCommands(_ application: UInt64, guild: UInt64? = nil) -> Route {
        commands(.put, application, guild)
    }

    /// `POST /interactions/{i}/{token}/callback`: the first response, due within 3 s.
    package static func interactionCallback(_ interaction: UInt64, _ token: Secret) -> Route {
        Route(
            .post,
            [
                .literal("interactions"), .id("interaction.id", interaction), .token("interaction.token", token),
                .literal("callback"),
            ],
            major: .webhook(interaction, token))
    }

    /// `PATCH /webhooks/{a}/{token}/messages/@original`, for 15 minutes after the interaction. May be repeated: the
    /// bodies that are sent replace everything.
    package static func editOriginalResponse(_ application: UInt64, _ token: Secret) -> Route {
        Route(.patch, original(application, token), major: .webhook(application, token), isIdempotent: true)
    }

    /// `DELETE /webhooks/{a}/{token}/messages/@original`.
    package static func deleteOriginalResponse(_ application: UInt64, _ token: Secret) -> Route {
        Route(.delete, original(application, token), major: .webhook(application, token))
    }

    /// `POST /webhooks/{a}/{token}`: a further message.
    package static func followUp(_ application: UInt64, _ token: Secret) -> Route {
        Route(.post, webhook(application, token), major: .webhook(application, token))
    }

    private static func commands(_ method: Method, _ application: UInt64, _ guild: UInt64?) -> Route {
        var path: [Segment] = [.literal("applications"), .id("application.id", application)]
        if let guild { path += [.literal("guilds"), .id("guild.id", guild)] }
        return Route(method, path + [.literal("commands")], major: guild.map(MajorParameter.guild) ?? .none)
    }

    private static func webhook(_ application: UInt64, _ token: Secret) -> [Segment] {
        [.literal("webhooks"), .id("application.id", application), .token("interaction.token", token)]
    }

    private static func original(_ application: UInt64, _ token: Secret) -> [Segment] {
        webhook(application, token) + [.literal("messages"), .literal("@original")]
    }
}
