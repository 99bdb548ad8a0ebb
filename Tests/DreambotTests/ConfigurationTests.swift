import Foundation
import Testing
import Wishes

@testable import dreambot

/// Reads a text as if it stood in /etc/dreambot/config.json.
func decode(_ text: String) throws(ConfigurationErrors) -> Configuration {
    try Configuration.decode(Array(text.utf8), file: "/etc/dreambot/config.json")
}

@Suite("Configuration")
struct ConfigurationTests {
    @Test("an empty object gives the defaults")
    func defaults() throws {
        let configuration = try decode("{}")
        #expect(configuration == Configuration())
        #expect(configuration.databasePath == "/var/lib/dreambot/dreambot.sqlite3")
        #expect(configuration.tokenFile == nil)
        #expect(configuration.logLevel == .info)
        #expect(configuration.logFormat == .text)
        #expect(configuration.apiBaseURL == "https://discord.com/api/v10")
        #expect(configuration.requestsPerSecond == 50)
        #expect(configuration.freshness == .seconds(10))
        #expect(configuration.syncInterval == .seconds(6 * 3600))
        #expect(configuration.settings(for: 1) == GuildSettings())
    }

    @Test("every key is read")
    func everyKey() throws {
        let configuration = try decode(
            """
            {"token_file": "/t", "database": "/d", "log": {"level": "critical", "format": "json"},
             "discord": {"api_base_url": "http://127.0.0.1:8080/api/v10/", "requests_per_second": 500}, "sync": {"freshness_seconds": 0, "interval_minutes": 5},
             "defaults": {"prefix": "?", "suggestions_channel": "ideas", "moderators_channel": "staff", "community_category": "12", "vote_emoji": "star:5",
              "threshold": 0.1234, "electorate": "channel", "own_vote": false, "mod_roles": ["A", "1"], "dreamer_roles": ["D"], "reserved_channel_prefixes": [],
              "reserved_channel_names": ["den"],
              "quotas": {"open_wishes_per_member": 3, "open_wishes_per_server": 4, "seconds_between_wishes": 0},
              "voice": "plain", "weekly_summary": {"enabled": false, "weekday": "friday", "time": "18:30",
              "time_zone": "Europe/Berlin"}}}
            """)
        var settings = GuildSettings()
        settings.prefix = "?"
        settings.postsWeeklySummary = false
        settings.weeklySchedule = WeeklySchedule(
            weekday: .friday, time: .init(hour: 18, minute: 30),
            timeZone: try #require(TimeZone(identifier: "Europe/Berlin")))
        settings.suggestionsChannel = "ideas"
        settings.communityCategory = "12"
        settings.moderatorsChannel = "staff"
        settings.voteEmoji = "star:5"
        settings.quorumRule = .share(basisPoints: 1234)
        (settings.electorate, settings.countsOwnVote) = (.channel, false)
        settings.modRoles = ["A", "1"]
        settings.dreamerRoles = ["D"]
        settings.reservedChannelPrefixes = []
        settings.reservedChannelNames = ["den"]
        (settings.quotas.openPerMember, settings.quotas.openPerGuild, settings.quotas.pause) = (3, 4, .zero)
        settings.voice = .plain
        #expect(configuration.tokenFile == "/t")
        #expect(configuration.databasePath == "/d")
        #expect(configuration.logLevel == .critical)
        #expect(configuration.logFormat == .json)
        #expect(configuration.apiBaseURL == "http://127.0.0.1:8080/api/v10")
        #expect(configuration.requestsPerSecond == 500)
        #expect(configuration.freshness == .zero)
        #expect(configuration.syncInterval == .seconds(300))
        #expect(configuration.defaults == settings)
    }

    @Test("a guild may count votes where the defaults have a share, and name who may vote in any form")
    func electorates() throws {
        let configuration = try decode(
            """
            {"defaults": {"threshold": 0.5}, "guilds": {"1": {"votes": 25, "electorate": {"role": "Regulars"}},
             "2": {"electorate": "channel", "own_vote": false}, "3": {"electorate": {"role": "123"}}}}
            """)
        #expect(configuration.settings(for: 1).quorumRule == .votes(25))
        #expect(configuration.settings(for: 1).electorate == .role("Regulars"))
        #expect(configuration.settings(for: 2).quorumRule == .share(basisPoints: 5_000))
        #expect(configuration.settings(for: 2).electorate == .channel)
        #expect(!configuration.settings(for: 2).countsOwnVote)
        #expect(configuration.settings(for: 3).electorate == .role("123"))
    }

    @Test("a guild overrides any key of the defaults, in any order of the file")
    func guilds() throws {
        let configuration = try decode(
            """
            {"guilds": {"18446744073709551615": {"threshold": 0.5, "mod_roles": ["M"]}, "7": {}},
             "defaults": {"prefix": "$", "mod_roles": ["A", "B"]}}
            """)
        let own = configuration.settings(for: .max)
        #expect(own.quorumRule == .share(basisPoints: 5000))
        #expect(own.modRoles == ["M"])
        #expect(own.prefix == "$")
        #expect(configuration.guilds.keys.sorted() == [7, .max])
        #expect(configuration.settings(for: 7) == configuration.defaults)
        #expect(configuration.settings(for: 8) == configuration.defaults)
        #expect(configuration.defaults.modRoles == ["A", "B"])
    }

    @Test(
        "relative paths start at the file's folder",
        arguments: [
            ("db.sqlite3", "/etc/dreambot/db.sqlite3"), ("./db", "/etc/dreambot/db"), ("../db", "/etc/dreambot/../db"),
            ("/var/db", "/var/db"),
        ])
    func relativePaths(written: String, meant: String) throws {
        let configuration = try decode(#"{"database": "\#(written)", "token_file": "\#(written)"}"#)
        #expect(configuration.databasePath == meant)
        #expect(configuration.tokenFile == meant)
    }

    @Test(
        "valid values are accepted",
        arguments: [
            #"{"defaults": {"threshold": 1}}"#, #"{"defaults": {"threshold": 0.10}}"#,
            #"{"defaults": {"threshold": 1.0}}"#,
            #"{"defaults": {"vote_emoji": "<:dream:123456789012345678>"}}"#, #"{"defaults": {"vote_emoji": "❤️"}}"#,
            #"{"defaults": {"vote_emoji": "<a:dream:1>"}}"#, #"{"defaults": {"vote_emoji": "👨‍👩‍👧"}}"#,
            #"{"defaults": {"vote_emoji": "1️⃣"}}"#, #"{"defaults": {"vote_emoji": "🇩🇪"}}"#,
            #"{"defaults": {"prefix": "1234567890"}}"#, #"{"sync": {"freshness_seconds": 3600}}"#,
            #"{"discord": {"api_base_url": "http://localhost:1"}}"#,
            #"{"discord": {"api_base_url": "http://[::1]:80/x"}}"#,
            #"{"discord": {"api_base_url": "HTTPS://proxy.example:65535/api"}}"#,
            #"{"discord": {"api_base_url": "http://127.255.0.9"}}"#,
            #"{"discord": {"api_base_url": "https://[2001:db8::1]/"}}"#,
        ])
    func accepted(text: String) throws {
        _ = try decode(text)
    }
}
