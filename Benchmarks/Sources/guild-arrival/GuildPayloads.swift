/// READY and GUILD_CREATE as Discord sends them, with all keys.
struct GuildPayloads {
    let channels: Int
    let roles: Int
    let overwrites: Int

    private static let bot: UInt64 = 1_100_000_000_000_000_099

    /// An id of a guild, or of a part of it.
    private func id(_ guild: Int, _ part: Int = 0) -> UInt64 { (260_000_000_000 + UInt64(guild)) << 22 + UInt64(part) }

    /// The payload that lists all guilds.
    func ready(_ guilds: Int) -> [UInt8] {
        let list = (0..<guilds).map { #"{"id":"\#(id($0))","unavailable":true}"# }.joined(separator: ",")
        return Array(
            """
            {"t":"READY","s":1,"op":0,"d":{"v":10,"user":{"id":"\(Self.bot)","username":"dreambot","bot":true},\
            "guilds":[\(list)],"session_id":"benchmark","resume_gateway_url":"ws://127.0.0.1:1/gateway",\
            "application":{"id":"\(Self.bot)","flags":0}}}
            """.utf8)
    }

    /// A guild that becomes available.
    func guild(_ number: Int) -> [UInt8] {
        let roles = (0..<self.roles).map { role(number, $0) }.joined(separator: ",")
        let channels = (0..<self.channels).map { channel(number, $0) }.joined(separator: ",")
        return Array(
            """
            {"t":"GUILD_CREATE","s":\(number + 2),"op":0,"d":{"id":"\(id(number))","name":"Garden \(number)","icon":null,\
            "description":null,"home_header":null,"splash":null,"discovery_splash":null,"features":["COMMUNITY","NEWS"],\
            "banner":null,"owner_id":"\(id(number, 900))","application_id":null,"region":"us-west","afk_channel_id":null,\
            "afk_timeout":300,"system_channel_id":null,"widget_enabled":false,"verification_level":1,\
            "default_message_notifications":1,"mfa_level":0,"explicit_content_filter":2,"max_members":500000,\
            "premium_tier":0,"preferred_locale":"en-US","nsfw_level":0,"emojis":[],"stickers":[],"large":true,\
            "joined_at":"2026-01-02T03:04:05.678000+00:00","unavailable":false,"member_count":900,"voice_states":[],\
            "presences":[],"threads":[],"stage_instances":[],"guild_scheduled_events":[],"soundboard_sounds":[],\
            "roles":[\(roles)],"channels":[\(channels)],"members":[{"user":{"id":"\(Self.bot)","username":"dreambot",\
            "global_name":null,"avatar":null,"discriminator":"0","bot":true},"nick":null,"avatar":null,\
            "roles":["\(id(number, self.roles - 1))"],"joined_at":"2026-01-02T03:04:05.678000+00:00","deaf":false,\
            "mute":false,"flags":0,"pending":false}]}}
            """.utf8)
    }

    private func role(_ guild: Int, _ number: Int) -> String {
        let tags = number == roles - 1 ? #","tags":{"bot_id":"\#(Self.bot)"}"# : ""
        return """
            {"id":"\(id(guild, number))","name":"\(number == 0 ? "@everyone" : "Gardeners \(number)")","description":null,\
            "permissions":"2251804225","position":\(number),"color":0,"colors":{"primary_color":0,"secondary_color":null,\
            "tertiary_color":null},"hoist":false,"managed":false,"mentionable":false,"icon":null,"unicode_emoji":null,\
            "flags":0\(tags)}
            """
    }

    private func channel(_ guild: Int, _ number: Int) -> String {
        let overwrites = (0..<self.overwrites).map {
            #"{"id":"\#(id(guild, $0))","type":0,"allow":"0","deny":"2048"}"#
        }.joined(separator: ",")
        return """
            {"id":"\(id(guild, 100 + number))","type":0,"flags":0,"name":"\(number == 0 ? "suggestions" : "room-\(number)")",\
            "parent_id":null,"position":\(number),"permission_overwrites":[\(overwrites)],"nsfw":false,\
            "topic":"What grows in bed \(number), and who waters it","last_message_id":"\(id(guild, 2_000 + number))",\
            "rate_limit_per_user":0}
            """
    }
}
