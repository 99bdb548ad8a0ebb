/// The bot, users, members and the application in the form of Discord's answers.
extension World {
    func userJSON(_ id: ID) -> JSON {
        let user = users[id] ?? Sandbox.User(id: id, name: "Deleted User", displayName: nil, isBot: false)
        var json: JSON = [
            "id": .id(id), "username": .string(user.name), "global_name": .text(user.displayName), "avatar": nil,
            "discriminator": "0", "public_flags": 0, "flags": 0, "banner": nil, "accent_color": nil,
            "avatar_decoration_data": nil, "collectibles": nil, "primary_guild": nil,
        ]
        if user.isBot { json["bot"] = true }
        return json
    }

    var ownUserJSON: JSON {
        var json = userJSON(botID)
        json["mfa_enabled"] = true
        json["locale"] = "en-US"
        json["premium_type"] = 0
        json["email"] = .null
        json["verified"] = true
        return json
    }

    /// The partial member of messages: without the user.
    func partialJSON(_ member: Sandbox.Member) -> JSON {
        [
            "avatar": nil, "banner": nil,
            "communication_disabled_until": .text(member.timedOutUntil.map(Timestamp.text)), "flags": 0,
            "joined_at": .string(Timestamp.text(member.joinedAt)), "nick": .text(member.nick),
            "pending": .bool(member.isPending), "premium_since": nil, "roles": .ids(member.roles), "mute": false,
            "deaf": false,
        ]
    }

    func json(_ member: Sandbox.Member) -> JSON {
        var json = partialJSON(member)
        json["user"] = userJSON(member.id)
        return json
    }

    /// The bot's guilds on a shard, a number and a count; nil: all.
    func guildCount(ofShard shard: (Int, Int)?) -> Int {
        guilds.values.count { guild in
            !guild.botRemoved && (shard.map { GatewaySession.covers($0, guild.id) } ?? true)
        }
    }

    /// The number of shards that is recommended.
    private var shardCount: Int {
        let most = Sandbox.Portal.guildsPerShard
        return max(portal.shards, (guildCount(ofShard: nil) + most - 1) / most)
    }

    var gatewayBotJSON: JSON {
        [
            "url": .string(gatewayURL), "shards": .int(shardCount),
            "session_start_limit": [
                "total": .int(portal.sessionStartTotal), "remaining": .int(portal.sessionStartRemaining),
                "reset_after": .int(portal.sessionStartResetAfter), "max_concurrency": .int(portal.maxConcurrency),
            ],
        ]
    }

    var applicationJSON: JSON {
        [
            "id": .id(portal.applicationID), "name": .text(users[botID]?.name), "icon": nil,
            "description": "A bot in a sandbox.", "type": nil, "bot": userJSON(botID), "bot_public": true,
            "bot_require_code_grant": false,
            "verify_key": "0000000000000000000000000000000000000000000000000000000000000000",
            "flags": .int(applicationFlags), "flags_new": .string(String(applicationFlags)), "redirect_uris": [],
            "interactions_endpoint_url": portal.hasInteractionsEndpoint ? "https://bot.invalid/interactions" : nil,
            "role_connections_verification_url": nil, "owner": userJSON(guilds.values.first?.ownerID ?? botID),
            "approximate_guild_count": .int(guilds.count), "approximate_user_install_count": 0,
            "approximate_user_authorization_count": 0, "explicit_content_filter": 0, "team": nil,
            "eligible_oauth2_scopes": ["bot", "applications.commands"],
        ]
    }

    /// The application flags of the enabled privileged intents (their limited form).
    var applicationFlags: Int {
        (portal.privilegedIntents.contains(.guildPresences) ? 1 << 13 : 0)
            | (portal.privilegedIntents.contains(.guildMembers) ? 1 << 15 : 0)
            | (portal.privilegedIntents.contains(.messageContent) ? 1 << 19 : 0)
    }
}
