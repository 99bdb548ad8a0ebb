import Wishes

extension Configuration {
    /// Every key of the file. `guilds` comes after `defaults`, on which it builds.
    static let keys: [ConfigurationKey<Configuration>] = [
        .optional("token_file", \.tokenFile, .tokenPath),
        .value("database", \.databasePath, .path),
        .section(
            "log",
            [
                .value("level", \.logLevel, .choice()),
                .value("format", \.logFormat, .choice()),
            ]),
        .section(
            "discord",
            [
                .value("api_base_url", \.apiBaseURL, .apiAddress),
                .value("requests_per_second", \.requestsPerSecond, .whole(1...10_000)),
            ]),
        .value("shards", \.shards, .shards),
        .section(
            "sync",
            [
                .value("interval_minutes", \.syncInterval, .minutes(1...10_080)),
                .value("freshness_seconds", \.freshness, .seconds(0...3600)),
                .value("keep_runs_days", \.keepRuns, .days(1...3650)),
            ]),
        .section(
            "backup",
            [
                .optional("folder", \.backupFolder, .path),
                .value("every_hours", \.backupInterval, .hours(1...720)),
                .value("keep", \.keptBackups, .whole(1...1000)),
            ]),
        .section("metrics", [.optional("listen", \.metricsAddress, .metricsAddress)]),
        .section("defaults", \.defaults, GuildSettings.keys),
        .guilds("guilds"),
    ]
}

extension GuildSettings {
    /// The keys of `defaults` and of each guild.
    static let keys: [ConfigurationKey<GuildSettings>] = [
        .value("prefix", \.prefix, .prefix),
        .value("answer_help", \.answersHelp, .flag),
        .value("suggestions_channel", \.suggestionsChannel, .nameOrID),
        .value("moderators_channel", \.moderatorsChannel, .nameOrIDOrNothing),
        .value("community_category", \.communityCategory, .nameOrID),
        .value("vote_emoji", \.voteEmoji, .emoji),
        .value("threshold", \.quorumRule, .threshold).excluding("votes"),
        .value("votes", \.quorumRule, .votes),
        .value("electorate", \.electorate, .electorate),
        .value("own_vote", \.countsOwnVote, .flag),
        .value("mod_roles", \.modRoles, .list(of: .nameOrID)),
        .value("dreamer_roles", \.dreamerRoles, .list(of: .nameOrID)),
        .value("reserved_channel_prefixes", \.reservedChannelPrefixes, .list(of: .channelWord)),
        .value("reserved_channel_names", \.reservedChannelNames, .list(of: .channelWord)),
        .section(
            "quotas",
            [
                .value("open_wishes_per_member", \.quotas.openPerMember, .whole(1...10_000)),
                .value("open_wishes_per_server", \.quotas.openPerGuild, .whole(1...100_000)),
                .value("seconds_between_wishes", \.quotas.pause, .seconds(0...86_400)),
            ]),
        .value("edit_minutes", \.editMinutes, .whole(0...1_440)),
        .value("expire_after_days", \.expireAfterDays, .whole(0...3_650)),
        .value("tell_authors", \.tellAuthors, .choice()),
        .value("threads", \.threads, .choice()),
        .value("voice", \.voice, .choice()),
        .value("language", \.language, .languageOrAuto),
        .texts("texts", \.texts),
        .section(
            "weekly_summary",
            [
                .value("enabled", \.postsWeeklySummary, .flag),
                .value("weekday", \.weeklySchedule.weekday, .choice()),
                .value("time", \.weeklySchedule.time, .timeOfDay),
                .value("time_zone", \.weeklySchedule.timeZone, .timeZone),
            ]),
    ]
}

extension ConfigurationKey<Configuration> {
    /// Guild ids, each with any key of `defaults`.
    static func guilds(_ name: String) -> ConfigurationKey {
        ConfigurationKey(name: name, below: []) { node, path, configuration, mistakes in
            guard case .object(let members) = node.value else {
                mistakes.add(
                    path, at: node.position, found: "found \(PrintableText.naming(node.value))",
                    valid: "valid is an object of guild ids: {\"123456789012345678\": {…}}")
                return
            }
            for member in members where !TokenKey.matches(member.key) {
                var settings = configuration.defaults
                GuildSettings.keys.read(member.node, at: path.key(member.key), into: &settings, &mistakes)
                if let id = GuildID.parse(member.key) {
                    configuration.guilds[id] = settings
                } else {
                    mistakes.add(
                        path.key(member.key), at: member.position, found: "not a guild id",
                        valid: "valid is a guild's id: digits only (Developer Mode, right click, Copy Server ID)")
                }
            }
        }
    }
}

/// A guild's id as a key.
enum GuildID {
    /// A snowflake in decimal: not zero, no sign, no leading zeros, so that no guild has two keys.
    static func parse(_ text: String) -> UInt64? {
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), text.utf8.first != UInt8(ascii: "0") else { return nil }
        return UInt64(text)
    }
}
