/// Guilds, roles and channels in the form of Discord's answers.
extension World {
    func json(_ role: Sandbox.Role) -> JSON {
        var json: JSON = [
            "id": .id(role.id), "name": .string(role.name), "description": nil, "permissions": role.permissions.json,
            "position": .int(role.position), "color": 0,
            "colors": ["primary_color": 0, "secondary_color": nil, "tertiary_color": nil], "hoist": false,
            "managed": .bool(role.isManaged), "mentionable": .bool(role.isMentionable), "icon": nil,
            "unicode_emoji": nil, "flags": 0,
        ]
        if let bot = role.botID { json["tags"] = ["bot_id": .id(bot)] }
        return json
    }

    func json(_ guild: Sandbox.Guild, withCounts: Bool = false) -> JSON {
        var json: JSON = [
            "id": .id(guild.id), "name": .string(guild.name), "icon": nil, "description": nil, "home_header": nil,
            "splash": nil, "discovery_splash": nil, "features": [], "banner": nil, "owner_id": .id(guild.ownerID),
            "application_id": nil, "region": "us-west", "afk_channel_id": nil, "afk_timeout": 300,
            "system_channel_id": nil, "system_channel_flags": 0, "widget_enabled": false, "widget_channel_id": nil,
            "verification_level": 0, "roles": .array(guild.roles.map { self.json($0) }),
            "default_message_notifications": 0, "mfa_level": 0, "explicit_content_filter": 0, "max_presences": nil,
            "max_members": 500_000, "max_stage_video_channel_users": 50, "max_video_channel_users": 25,
            "vanity_url_code": nil, "premium_tier": .int(guild.premiumTier), "premium_subscription_count": 0,
            "preferred_locale": .string(guild.preferredLocale),
            "rules_channel_id": nil, "safety_alerts_channel_id": nil, "public_updates_channel_id": nil,
            "premium_progress_bar_enabled": false, "nsfw": false, "nsfw_level": 0, "emojis": [], "stickers": [],
            "incidents_data": nil,
        ]
        if withCounts {
            json["approximate_member_count"] = .int(members[guild.id]?.count ?? 0)
            json["approximate_presence_count"] = .int(members[guild.id]?.count ?? 0)
        }
        return json
    }

    func json(_ channel: Sandbox.Channel) -> JSON {
        if let thread = channel.thread { return threadJSON(channel, thread) }
        if let recipient = channel.recipientID { return directJSON(channel, with: recipient) }
        var json: JSON = [
            "id": .id(channel.id), "type": .int(channel.kind.rawValue), "flags": 0, "guild_id": .id(channel.guildID),
            "name": .string(channel.name), "parent_id": .id(channel.parentID), "position": .int(channel.position),
            "permission_overwrites": .array(
                channel.overwrites.map { overwrite in
                    [
                        "id": .id(overwrite.id), "type": .int(overwrite.isMember ? 1 : 0),
                        "allow": overwrite.allow.json, "deny": overwrite.deny.json,
                    ]
                }),
            "nsfw": .bool(channel.isNSFW),
        ]
        guard channel.kind != .category else { return json }
        json["topic"] = .text(channel.topic)
        json["last_message_id"] = .id(channel.lastMessageID)
        json["rate_limit_per_user"] = .int(channel.slowmode)
        return json
    }

    /// The form that the gateway sends: a channel that the bot cannot view keeps only id, type, parent and position.
    func gatewayJSON(_ channel: Sandbox.Channel) -> JSON {
        guard !botSees(channel) else { return json(channel) }
        var json: JSON = [
            "id": .id(channel.id), "type": .int(channel.kind.rawValue), "flags": .int(1 << 17),
            "guild_id": .id(channel.guildID), "name": "___hidden___", "parent_id": .id(channel.parentID),
            "position": .int(channel.position),
            "permission_overwrites": [
                [
                    "id": .id(channel.guildID), "type": 0, "allow": "0", "deny": Permissions.viewChannel.json,
                ]
            ],
        ]
        guard channel.kind != .category else { return json }
        json["topic"] = .null
        json["last_message_id"] = .null
        return json
    }
}
