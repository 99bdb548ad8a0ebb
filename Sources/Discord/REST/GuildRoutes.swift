extension Route {
    /// `GET /guilds/{g}?with_counts=true`: the counts are approximate and include bots.
    package static func guild(_ guild: UInt64) -> Route {
        Route(.get, resource(guild), query: [("with_counts", "true")], major: .guild(guild))
    }

    /// `GET /guilds/{g}/channels`. Leaves out channels that the bot cannot see.
    package static func guildChannels(_ guild: UInt64) -> Route {
        Route(.get, resource(guild) + [.literal("channels")], major: .guild(guild))
    }

    /// `POST /guilds/{g}/channels`. Never repeated blindly: nothing makes it idempotent.
    package static func createGuildChannel(_ guild: UInt64) -> Route {
        Route(.post, resource(guild) + [.literal("channels")], major: .guild(guild))
    }

    /// `GET /guilds/{g}/roles`.
    package static func guildRoles(_ guild: UInt64) -> Route {
        Route(.get, resource(guild) + [.literal("roles")], major: .guild(guild))
    }

    /// `GET /guilds/{g}/members`: 1–1000 members, ascending by id; a shorter page is the last.
    package static func guildMembers(_ guild: UInt64, after: UInt64 = 0, limit: Int = 1000) -> Route {
        Route(
            .get, resource(guild) + [.literal("members")],
            query: [("limit", "\(min(max(limit, 1), 1000))"), ("after", "\(after)")], major: .guild(guild))
    }

    /// `GET /guilds/{g}/members/{u}`.
    package static func guildMember(_ guild: UInt64, _ user: UInt64) -> Route {
        Route(.get, resource(guild) + [.literal("members"), .id("user.id", user)], major: .guild(guild))
    }

    private static func resource(_ guild: UInt64) -> [Segment] {
        [.literal("guilds"), .id("guild.id", guild)]
    }
}
