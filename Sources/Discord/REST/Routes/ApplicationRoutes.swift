extension Route {
    /// `GET /gateway/bot`: the gateway's address and the identifies left today.
    /// Source: https://docs.discord.com/developers/events/gateway#get-gateway-bot
    package static let gatewayBot = Route(.get, [.literal("gateway"), .literal("bot")])

    /// `GET /users/@me`.
    /// Source: https://docs.discord.com/developers/resources/user#get-current-user
    package static let currentUser = Route(.get, [.literal("users"), .literal("@me")])

    /// `GET /users/@me/guilds`, 200 by id.
    /// Source: https://docs.discord.com/developers/resources/user#get-current-user-guilds
    package static func currentUserGuilds(after: Snowflake) -> Route {
        Route(
            .get, [.literal("users"), .literal("@me"), .literal("guilds")],
            query: [("limit", "200"), ("after", "\(after)")])
    }

    /// `GET /applications/@me`.
    /// Source: https://docs.discord.com/developers/resources/application#get-current-application
    package static let currentApplication = Route(.get, [.literal("applications"), .literal("@me")])

    /// `POST /users/@me/channels`: the direct messages with a user; always the same channel.
    /// Source: https://docs.discord.com/developers/resources/user#create-dm
    package static let createDM = Route(
        .post, [.literal("users"), .literal("@me"), .literal("channels")], isIdempotent: true)

    /// `GET /applications/{a}/commands?with_localizations=true`: the global commands of an application, of every type.
    /// Source: https://docs.discord.com/developers/interactions/application-commands#get-global-application-commands
    package static func commands(_ application: Snowflake) -> Route {
        commands(.get, application, query: [("with_localizations", "true")])
    }

    /// `PUT /applications/{a}/commands`: replaces all global commands of an application, of every type.
    /// Source:
    /// https://docs.discord.com/developers/interactions/application-commands#bulk-overwrite-global-application-commands
    package static func overwriteCommands(_ application: Snowflake) -> Route {
        commands(.put, application)
    }

    /// `POST /interactions/{i}/{token}/callback`: the first response, due within 3 s.
    /// Source: https://docs.discord.com/developers/interactions/receiving-and-responding#create-interaction-response
    package static func interactionCallback(_ interaction: Snowflake, _ token: Secret) -> Route {
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
    package static func editOriginalResponse(_ application: Snowflake, _ token: Secret) -> Route {
        Route(.patch, original(application, token), major: .webhook(application, token), isIdempotent: true)
    }

    /// `DELETE /webhooks/{a}/{token}/messages/@original`.
    package static func deleteOriginalResponse(_ application: Snowflake, _ token: Secret) -> Route {
        Route(.delete, original(application, token), major: .webhook(application, token))
    }

    /// `POST /webhooks/{a}/{token}`: a further message.
    /// Source: https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message
    package static func followUp(_ application: Snowflake, _ token: Secret) -> Route {
        Route(.post, webhook(application, token), major: .webhook(application, token))
    }

    private static func commands(
        _ method: Method, _ application: Snowflake, query: [(String, String)] = []
    ) -> Route {
        Route(
            method, [.literal("applications"), .id("application.id", application), .literal("commands")], query: query)
    }

    private static func webhook(_ application: Snowflake, _ token: Secret) -> [Segment] {
        [.literal("webhooks"), .id("application.id", application), .token("interaction.token", token)]
    }

    private static func original(_ application: Snowflake, _ token: Secret) -> [Segment] {
        webhook(application, token) + [.literal("messages"), .literal("@original")]
    }
}
