extension Route {
    /// `GET /guilds/{g}?with_counts=true`. The counts are approximate and include bots.
    /// Source: https://docs.discord.com/developers/resources/guild#get-guild
    package static func guild(_ guild: Snowflake) -> Route {
        Route(.get, resource(guild), query: [("with_counts", "true")], major: .guild(guild))
    }

    /// `GET /guilds/{g}/channels`, without threads and channels that the bot cannot see.
    /// Source: https://docs.discord.com/developers/resources/guild#get-guild-channels
    package static func guildChannels(_ guild: Snowflake) -> Route {
        Route(.get, resource(guild) + [.literal("channels")], major: .guild(guild))
    }

    /// `POST /guilds/{g}/channels`. Not repeated after a lost answer: nothing makes it idempotent.
    /// Source: https://docs.discord.com/developers/resources/guild#create-guild-channel
    package static func createGuildChannel(_ guild: Snowflake) -> Route {
        Route(.post, resource(guild) + [.literal("channels")], major: .guild(guild))
    }

    /// `GET /guilds/{g}/members` in ascending order of ids.
    /// Source: https://docs.discord.com/developers/resources/guild#list-guild-members
    /// - Parameter limit: clamped to 1–1000.
    package static func guildMembers(
        _ guild: Snowflake, after: Snowflake = Snowflake(rawValue: 0), limit: Int = 1000
    ) -> Route {
        Route(
            .get, resource(guild) + [.literal("members")],
            query: [("limit", "\(min(max(limit, 1), 1000))"), ("after", "\(after)")], major: .guild(guild))
    }

    /// `GET /guilds/{g}/members/{u}`.
    /// Source: https://docs.discord.com/developers/resources/guild#get-guild-member
    package static func guildMember(_ guild: Snowflake, _ user: Snowflake) -> Route {
        Route(.get, resource(guild) + [.literal("members"), .id("user.id", user)], major: .guild(guild))
    }

    /// `GET /guilds/{g}/audit-logs?action_type=10`: which channels were created, and by whom. Needs View Audit Log; Discord
    /// keeps 45 days. Above an entry's id the oldest entries come first.
    /// Source: https://docs.discord.com/developers/resources/audit-log#get-guild-audit-log
    package static func channelCreations(_ guild: Snowflake, after: Snowflake) -> Route {
        Route(
            .get, resource(guild) + [.literal("audit-logs")],
            query: [("action_type", "10"), ("after", "\(after)"), ("limit", "100")], major: .guild(guild))
    }

    private static func resource(_ guild: Snowflake) -> [Segment] {
        [.literal("guilds"), .id("guild.id", guild)]
    }
}
