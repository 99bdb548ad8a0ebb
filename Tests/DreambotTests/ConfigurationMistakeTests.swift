import Testing

@testable import dreambot

@Suite("Configuration mistakes")
struct ConfigurationMistakeTests {
    private func mistakes(_ text: String) -> [ConfigurationMistake] {
        do throws(ConfigurationErrors) {
            _ = try decode(text)
            return []
        } catch {
            return error.mistakes
        }
    }

    @Test("all mistakes are listed at once, in the order of the file")
    func everyMistake() throws {
        let error = #expect(throws: ConfigurationErrors.self) {
            try decode(
                """
                {
                  "guilds": { "abc": { "threshold": 67 }, "5": [] },
                  "databse": "/x",
                  "log": { "level": "inof", "level": 3, "size": {"token": "x"} },
                  "defaults": { "mod_roles": ["ok", "", 7], "prefix": "a b", "voice": null },
                  "threshold": 0.5
                }
                """)
        }
        #expect(
            error?.description == """
                /etc/dreambot/config.json: 14 mistakes
                  line 2, column 15: guilds.abc: not a guild id; valid is a guild's id: digits only \
                (Developer Mode, right click, Copy Server ID)
                  line 2, column 37: guilds.abc.threshold: found the number 67; valid is a number from 0.10 to 1.00 \
                with at most four decimals (a share, not percent)
                  line 2, column 48: guilds.5: found a list; valid is an object: {…}
                  line 3, column 3: databse: unknown key; did you mean database?
                  line 4, column 21: log.level: found the text "inof"; valid is one of trace, debug, info, notice, \
                warning, error, critical (did you mean info?)
                  line 4, column 29: log.level: the key is given twice; first at line 4, column 12
                  line 4, column 38: log.level: found the number 3; valid is one of trace, debug, info, notice, \
                warning, error, critical
                  line 4, column 41: log.size: unknown key; valid here: level, format
                  line 4, column 50: log.size.token: a token does not belong in this file, which gets copied and \
                shown; put it alone into a file that only the bot can read and name that in token_file
                  line 5, column 37: defaults.mod_roles[1]: found an empty text; valid is a name or an id, as text \
                of 1 to 100 characters
                  line 5, column 41: defaults.mod_roles[2]: found the number 7; valid is a name or an id, as text \
                of 1 to 100 characters (ids stand in double quotes)
                  line 5, column 55: defaults.prefix: found the text "a b"; valid is a text of 1 to 10 characters \
                without white space
                  line 5, column 71: defaults.voice: found null; valid is one of plain, ahamkara
                  line 6, column 3: threshold: unknown key; did you mean defaults.threshold?
                """)
    }

    @Test("a syntax error is one mistake with its position")
    func syntax() {
        let error = #expect(throws: ConfigurationErrors.self) { try decode("{\n  \"log\": {},\n}") }
        #expect(
            error?.description == """
                /etc/dreambot/config.json: 1 mistake
                  line 3, column 1: found } after a comma (the last one takes none); valid is a key in double quotes
                """)
    }

    @Test(
        "each wrong value is named with what would be valid",
        arguments: [
            ("[]", "", "a list", "object"), ("5", "", "the number 5", "object"),
            (#"{"token_file": ""}"#, "token_file", "an empty text", "path"),
            (#"{"token_file": null}"#, "token_file", "null", "path"),
            (#"{"database": "~/db"}"#, "database", "~/db", "write the folder out"),
            (#"{"database": "a\u0000b"}"#, "database", #"a\0b"#, "path"),
            (#"{"database": "  "}"#, "database", "the text", "path"),
            (#"{"log": "info"}"#, "log", "the text \"info\"", "object"),
            (#"{"log": {"level": "INFO"}}"#, "log.level", "INFO", "did you mean info?"),
            (#"{"log": {"format": true}}"#, "log.format", "true", "text, json"),
            (#"{"sync": {"freshness_seconds": 3601}}"#, "sync.freshness_seconds", "3601", "0 to 3600"),
            (#"{"sync": {"freshness_seconds": -1}}"#, "sync.freshness_seconds", "-1", "0 to 3600"),
            (#"{"sync": {"freshness_seconds": 1.5}}"#, "sync.freshness_seconds", "1.5", "whole number"),
            (#"{"sync": {"freshness_seconds": "10"}}"#, "sync.freshness_seconds", "the text", "whole number"),
            (#"{"sync": {"freshness_seconds": 99999999999999999999}}"#, "sync.freshness_seconds", "99999", "3600"),
            (#"{"sync": {"interval_minutes": 0}}"#, "sync.interval_minutes", "0", "1 to 10080"),
            (#"{"sync": {"interval_minutes": "360"}}"#, "sync.interval_minutes", "the text", "whole number"),
            (#"{"sync": {"interval_hours": 6}}"#, "sync.interval_hours", "unknown", "interval_minutes"),
            (#"{"telemetry": {"listen": "x"}}"#, "telemetry", "unknown key", "token_file, database"),
            (#"{"weekly_summary": {}}"#, "weekly_summary", "unknown key", "defaults.weekly_summary"),
            (
                #"{"defaults": {"weekly_summary": {"weekday": "Monday"}}}"#, "defaults.weekly_summary.weekday",
                "Monday",
                "monday"
            ),
            (
                #"{"defaults": {"weekly_summary": {"time": "9:00"}}}"#, "defaults.weekly_summary.time", "9:00",
                "23:59"
            ),
            (
                #"{"guilds": {"1": {"weekly_summary": {"time_zone": "Europe/Berlim"}}}}"#,
                "guilds.1.weekly_summary.time_zone", "Berlim", "Europe/Berlin?"
            ),
            (
                #"{"defaults": {"weekly_summary": {"enabled": "true"}}}"#, "defaults.weekly_summary.enabled",
                "the text",
                "without the quotes"
            ),
            (
                #"{"defaults": {"suggestionsChannel": "x"}}"#, "defaults.suggestionsChannel", "unknown",
                "suggestions_channel?"
            ),
            (#"{"defaults": {"prefix": ""}}"#, "defaults.prefix", "an empty text", "1 to 10"),
            (#"{"defaults": {"prefix": "12345678901"}}"#, "defaults.prefix", "12345678901", "1 to 10"),
            (#"{"defaults": {"prefix": "!\u00a0"}}"#, "defaults.prefix", "the text", "white space"),
            (#"{"defaults": {"suggestions_channel": 5}}"#, "defaults.suggestions_channel", "5", "double quotes"),
            (
                #"{"defaults": {"community_category": ""}}"#, "defaults.community_category", "an empty",
                "a name or an id"
            ),
            (#"{"defaults": {"vote_emoji": "a"}}"#, "defaults.vote_emoji", "\"a\"", "one emoji"),
            (#"{"defaults": {"vote_emoji": "7"}}"#, "defaults.vote_emoji", "\"7\"", "one emoji"),
            (#"{"defaults": {"vote_emoji": "🌟🌟"}}"#, "defaults.vote_emoji", "🌟🌟", "one emoji"),
            (#"{"defaults": {"vote_emoji": ":star:"}}"#, "defaults.vote_emoji", ":star:", "write the emoji itself"),
            (#"{"defaults": {"vote_emoji": "<:x:1"}}"#, "defaults.vote_emoji", "<:x:1", "name:id"),
            (#"{"defaults": {"votes": 0}}"#, "defaults.votes", "0", "1 to 100000"),
            (#"{"defaults": {"votes": 2.5}}"#, "defaults.votes", "2.5", "whole number"),
            (
                #"{"defaults": {"threshold": 0.5, "votes": 25}}"#, "defaults.votes",
                "threshold and votes are both given", "one of them"
            ),
            (#"{"defaults": {"electorate": "role"}}"#, "defaults.electorate", "the text", "members"),
            (#"{"defaults": {"electorate": {"role": 5}}}"#, "defaults.electorate.role", "5", "double quotes"),
            (#"{"defaults": {"electorate": {"rol": "x"}}}"#, "defaults.electorate", "an object", "channel"),
            (#"{"defaults": {"own_vote": "yes"}}"#, "defaults.own_vote", "yes", "true or false"),
            (#"{"defaults": {"threshold": 0.09}}"#, "defaults.threshold", "0.09", "0.10 to 1.00"),
            (#"{"defaults": {"threshold": 1.01}}"#, "defaults.threshold", "1.01", "0.10 to 1.00"),
            (#"{"defaults": {"threshold": 0.66667}}"#, "defaults.threshold", "0.66667", "four decimals"),
            (#"{"defaults": {"threshold": "0.67"}}"#, "defaults.threshold", "the text", "without the quotes"),
            (#"{"defaults": {"mod_roles": "Mods"}}"#, "defaults.mod_roles", "the text \"Mods\"", "a list"),
            (
                #"{"defaults": {"reserved_channel_prefixes": ["a", []]}}"#, "defaults.reserved_channel_prefixes[1]",
                "a list", "text"
            ),
            (
                #"{"defaults": {"quotas": {"open_wishes_per_member": 0}}}"#, "defaults.quotas.open_wishes_per_member",
                "0",
                "1 to 10000"
            ),
            (
                #"{"defaults": {"quotas": {"open_wishes_per_server": 1.5}}}"#, "defaults.quotas.open_wishes_per_server",
                "1.5", "1 to 100000"
            ),
            (
                #"{"guilds": {"5": {"quotas": {"seconds_between_wishes": -1}}}}"#,
                "guilds.5.quotas.seconds_between_wishes", "-1", "0 to 86400"
            ),
            (#"{"defaults": {"voice": "plian"}}"#, "defaults.voice", "plian", "did you mean plain?"),
            (#"{"guilds": []}"#, "guilds", "a list", "123456789012345678"),
            (#"{"guilds": {"0": {}}}"#, "guilds.0", "not a guild id", "digits"),
            (#"{"guilds": {"007": {}}}"#, "guilds.007", "not a guild id", "digits"),
            (#"{"guilds": {"": {}}}"#, "guilds[\"\"]", "not a guild id", "digits"),
            (#"{"guilds": {"-5": {}}}"#, "guilds.-5", "not a guild id", "digits"),
            (#"{"guilds": {"٣": {}}}"#, "guilds[\"٣\"]", "not a guild id", "digits"),
            (#"{"guilds": {"18446744073709551616": {}}}"#, "guilds.18446744073709551616", "not a guild id", "digits"),
            (#"{"guilds": {"5": {"guilds": {}}}}"#, "guilds.5.guilds", "unknown key", "valid here: prefix"),
            (#"{"guilds": {"5": {"prefx": "a"}}}"#, "guilds.5.prefx", "unknown key", "did you mean prefix?"),
            (#"{"a.b\nc": 1}"#, "[\"a.b\\nc\"]", "unknown key", "valid here"),
        ])
    func wrongValue(text: String, path: String, found: String, valid: String) {
        let mistakes = mistakes(text)
        #expect(mistakes.map(\.path) == [path])
        #expect(mistakes.first?.found.contains(found) == true, "\(mistakes)")
        #expect(mistakes.first?.valid.contains(valid) == true, "\(mistakes)")
        #expect(mistakes.first?.description.contains("\n") == false)
    }

    @Test(
        "an API address that would expose the token is refused",
        arguments: [
            "", "discord.com", "http://discord.com", "ftp://localhost", "https://", "https:///api",
            "https://discord.com?x=1",
            "https://discord.com#x", "https://discord.com:0", "https://discord.com:", "https://discord.com:65536",
            "https://discord.com:99999999999999999999",
            "https://a b", "http://localhost.example.com", "http://127.0.0.1.example.com", "http://128.0.0.1",
            "http://127.0.0.1%2eexample.com", "http://0.0.0.0", "https://dïscord.com", "http://localhost@example.com",
            "http://localhost\\@example.com", "http://[::2]", "//discord.com", " https://discord.com", "ws://localhost",
        ])
    func wrongAddress(address: String) {
        let escaped = address.replacing("\\", with: "\\\\")
        let mistakes = mistakes(#"{"discord": {"api_base_url": "\#(escaped)"}}"#)
        #expect(mistakes.map(\.path) == ["discord.api_base_url"])
        #expect(mistakes.first?.valid.contains("https://") == true)
    }

    @Test(
        "a token key is refused at any depth, with one mistake",
        arguments: [
            (#"{"token": "s3cr3t"}"#, "token"), (#"{"Bot-Token": "s3cr3t"}"#, "Bot-Token"),
            (#"{"discord": {"token": "s3cr3t"}}"#, "discord.token"),
            (#"{"guilds": {"token": "s3cr3t"}}"#, "guilds.token"),
            (#"{"guilds": {"5": {"discord_token": ["s3cr3t"]}}}"#, "guilds.5.discord_token"),
        ])
    func tokenKey(text: String, path: String) {
        let mistakes = mistakes(text)
        #expect(mistakes.map(\.path) == [path])
        #expect(mistakes.first?.valid.contains("token_file") == true)
        #expect("\(mistakes)".contains("s3cr3t") == false)
    }

    @Test("a token in the wrong place is never quoted")
    func misplacedToken() {
        // The shape of one, put together here so that no scanner takes it for real.
        let token = ["MTIzNDU2Nzg5MDEyMzQ1Njc4", "GaBcDe", String(repeating: "x", count: 38)].joined(separator: ".")
        let texts = [
            #"{"token_file": "\#(token)"}"#, #"{"log": {"level": "\#(token)"}}"#,
            #"{"log": {"level": "Bot \#(token)"}}"#,
            #"{"\#(token)": 1}"#, #"{"guilds": {"\#(token)": {}}}"#,
            #"{"discord": {"api_base_url": "http://x:\#(token)@y"}}"#,
            #"{"discord": {"api_base_url": "https://user:hunter2@example.com"}}"#,
        ]
        for text in texts {
            let shown = mistakes(text).map(\.description).joined()
            #expect(!shown.isEmpty)
            #expect(!shown.contains("MTIz") && !shown.contains("hunter2"), "\(shown)")
        }
    }

    @Test("duplicate keys are found at every depth, and both values are checked")
    func duplicates() {
        let mistakes = mistakes(#"{"log": {}, "log": {"x": [{"a": 1, "a": 2}]}, "database": 1, "database": 2}"#)
        #expect(
            mistakes.map(\.path) == ["log", "log.x", "log.x[0].a", "database", "database", "database"])
        #expect(mistakes.filter { $0.found == "the key is given twice" }.count == 3)
    }

    @Test("long and invisible text is shown short and escaped")
    func printable() {
        #expect(PrintableText.quoted("a\u{202E}b\n\"\\") == #""a\u{202E}b\n\"\\""#)
        #expect(PrintableText.quoted(String(repeating: "é", count: 100)).count == 63)
        #expect(PrintableText.quoted("e" + String(repeating: "\u{301}", count: 10_000)).unicodeScalars.count < 300)
        #expect(PrintableText.naming(.number(String(repeating: "9", count: 1000))).count < 60)
    }
}

@Suite("Key likeness")
struct KeyLikenessTests {
    @Test(
        "edit distance counts insertions, deletions, replacements and swaps",
        arguments: [
            ("", "", 0), ("", "abc", 3), ("level", "levle", 1), ("kitten", "sitting", 3), ("ab", "ba", 1),
            ("a", "b", 1),
        ])
    func distance(left: String, right: String, expected: Int) {
        #expect(KeyLikeness.distance(Array(left), Array(right)) == expected)
        #expect(KeyLikeness.distance(Array(right), Array(left)) == expected)
    }

    @Test(
        "a mistyped key finds the nearest known key, if one is near",
        arguments: [
            ("levl", "level"), ("Format", "format"), ("api-base-url", "api_base_url"), ("apiBaseUrl", "api_base_url"),
            ("xyz", nil), ("", nil), (String(repeating: "level", count: 1000), nil),
        ] as [(String, String?)])
    func nearest(key: String, expected: String?) {
        #expect(KeyLikeness.nearest(to: key, among: ["level", "format", "api_base_url"]) == expected)
    }
}
