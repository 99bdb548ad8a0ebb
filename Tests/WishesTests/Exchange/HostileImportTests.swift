import Discord
import Foundation
import Testing

@testable import Wishes

@Suite("Import of hostile files")
struct HostileImportTests {
    private func skipped(_ report: ImportReport) -> [String] { report.skipped.map(\.why) }

    @Test("A wish is not taken with a channel of another guild, whether the file or the database knows it")
    func foreignChannels() async throws {
        let fixture = try ExchangeFixture()
        let own = ExchangeFixture.record(["channel_id": 2000])
        let foreign = ExchangeFixture.record(["guild_id": 1001, "channel_id": 2000])
        let both = try await fixture.take("{\"5001\": \(own), \"5002\": \(foreign)}")
        #expect(both.taken == 1 && skipped(both) == ["channel 2000 belongs to guild 1000"])
        let later = try await fixture.take("{\"5003\": \(foreign)}")
        #expect(later.taken == 0 && skipped(later) == ["channel 2000 belongs to guild 1000"])
        try await fixture.store.remember(
            guild: Snowflake(1_002), name: "B", suggestionsChannel: Snowflake(3_000), setting: "suggestions")
        let seen = try await fixture.take("{\"5004\": \(ExchangeFixture.record(["channel_id": 3000]))}")
        #expect(skipped(seen) == ["channel 3000 belongs to guild 1002"])
    }

    @Test("A wish of one guild is not moved to another, and places that cannot be are not believed")
    func impossiblePlaces() async throws {
        let fixture = try ExchangeFixture()
        try await fixture.take("{\"5001\": \(ExchangeFixture.record())}")
        let moved = try await fixture.take("{\"5001\": \(ExchangeFixture.record(["guild_id": 1001]))}")
        #expect(skipped(moved) == ["it is known as a wish of guild 1000"])
        #expect(try await fixture.wish(5001)?.guildID == Snowflake(1000))
        let older = try await fixture.take("{\"5002\": \(ExchangeFixture.record(["channel_id": 999]))}")
        #expect(skipped(older) == ["channel 999 is older than guild 1000"])
        let early = try await fixture.take("{\"1500\": \(ExchangeFixture.record(["channel_id": 2000]))}")
        #expect(skipped(early) == ["its message is older than channel 2000"])
    }

    @Test("An export cannot have cards posted in a channel of another guild, nor give a guild such a channel")
    func foreignExport() async throws {
        let fixture = try ExchangeFixture()
        try await fixture.take("{\"5001\": \(ExchangeFixture.record(["channel_id": 2000]))}")
        let export = """
            {"version": 2, "wishes": [], "begun": [{"card_id": "c1", "guild_id": "1001", "channel_id": "2000",
              "type": "video", "description": "moss", "author_id": "7", "command_id": "9000",
              "created_at": "2025-11-21T10:00:00Z"}],
             "guilds": [{"guild_id": "1001", "name": "B", "suggestions_channel_id": "2000"}]}
            """
        let report = try await fixture.take(export)
        #expect(skipped(report) == ["channel 2000 belongs to guild 1000"])
        #expect(report.notes.map(\.why) == ["channel 2000 belongs to guild 1000"])
        #expect(try await fixture.store.intents(guild: Snowflake(1_001)).isEmpty)
        #expect(try await fixture.store.suggestionsChannelBefore(guild: Snowflake(1_001)) == nil)
    }

    @Test(
        "The rules of !wish hold: reserved names, also with invisible characters, and texts no message could have",
        arguments: [
            ["type": "channel", "description": "mod\u{200B}-room: x"],
            ["type": "channel", "description": "a\u{2060}dmin: x"],
            ["type": "channel", "description": "x", "channel_name": "\u{202E}staff"],
            ["type": "channel", "description": "x", "channel_name": "Ad\u{AD}min"],
            ["type": "channel", "description": "x", "channel_name": String(repeating: "a", count: 150)],
            ["type": "channel", "description": ": x"], ["description": String(repeating: "a", count: 4_001)],
            ["description": String(repeating: "e\u{301}", count: 10_000)], ["description": ""],
            ["description": "\u{200B}\u{2800} "], ["card_id": "two words"], ["card_id": "a\u{1B}"],
            ["card_id": String(repeating: "a", count: 101)], ["votes": 2_000_000_000],
        ] as [[String: any Sendable]])
    func rules(changes: [String: any Sendable]) async throws {
        let fixture = try ExchangeFixture()
        let report = try await fixture.take("{\"5001\": \(ExchangeFixture.record(changes))}")
        #expect(report.taken == 0 && report.skipped.count == 1, "\(report)")
        #expect(try await fixture.wish(5001) == nil)
    }

    @Test("A granted wish keeps a name that is reserved by now; configured words count for open ones")
    func reservedLater() async throws {
        let fixture = try ExchangeFixture()
        let granted = ExchangeFixture.record([
            "type": "channel", "description": "x", "channel_name": "mod-talk", "status": "granted",
        ])
        #expect(try await fixture.take("{\"5001\": \(granted)}").taken == 1)
        let open = ExchangeFixture.record(["type": "channel", "description": "x", "channel_name": "moss"])
        let file = try ImportFile(Data("{\"5002\": \(open)}".utf8))
        let report = try await fixture.store.take(
            file, at: ExchangeFixture.now, reserved: { _ in ReservedNames(prefixes: ["moss"], names: []) })
        #expect(report.taken == 0)
    }

    @Test("Any numbers in a file are read without a trap, then and when the wish is used")
    func numbers() async throws {
        var random = SplitMix64(seed: 9)
        let numbers = [
            "0", "-1", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e19", "1e308", "0.5",
            "null", "\"7\"", "\"9223372036854775808\"", "1763719200", "4102444800", "-62135596800", "1e12", "true",
            "[]",
        ]
        let template = """
            {"version": #, "wishes": [{"message_id": "5001", "type": "channel", "author_id": #, "description": "a",
              "channel_name": "b", "guild_id": 1000, "channel_id": #, "votes": #, "status": "manifesting",
              "created_at": 1763719200, "confirmed_at": #, "granted_at": #, "granted_by": #, "command_id": #,
              "made_channel_id": #, "card_id": "c",
              "history": [{"at": 1763719200, "to": "active", "why": "x", "actor": #}],
              "manifestation": {"tally": #, "electorate": #, "needed": #, "claimed_at": 1763719200, "requested_at": #},
              "refusal": {"reason": "r", "times": #, "pause_until": #}}],
             "begun": [{"card_id": "d", "guild_id": #, "channel_id": #, "type": "video", "description": "moss",
              "author_id": #, "command_id": #, "created_at": #}],
             "guilds": [{"guild_id": #, "name": "B", "suggestions_channel_id": #,
              "threshold": {"basis_points": #, "set_by": #, "set_at": #}}]}
            """
        for _ in 0..<150 {
            let fixture = try ExchangeFixture()
            let text = template.split(separator: "#", omittingEmptySubsequences: false).reduce(into: "") { text, part in
                if !text.isEmpty { text += numbers.randomElement(using: &random) ?? "0" }
                text += part
            }
            guard let file = try? ImportFile(Data(text.utf8)) else { continue }
            _ = try await fixture.store.take(file, at: ExchangeFixture.now).table
            _ = try await fixture.json()
            guard let wish = try await fixture.wish(5001) else { continue }
            _ = try await fixture.store.release(wish, reason: "again", at: ExchangeFixture.now)
        }
    }

    @Test("Refusals without end are counted to the end of the count")
    func endlessRefusals() {
        for times in [Int.max, Int.max - 1, Int.min, -1] {
            let last = RefusalRow(
                wishID: 1, reason: "r", times: times, pauseUntil: ExchangeFixture.now, reportedReasons: nil)
            let next = RefusalRow.next(wishID: 1, reason: "r", after: last, at: ExchangeFixture.now).row
            #expect((1...1_000_001).contains(next.times))
        }
    }

    @Test("Remarks about a file cannot forge a line of the summary or colour it")
    func remarks() async throws {
        let fixture = try ExchangeFixture()
        let evil = "x: moss\\n  taken      9\\u001b[31m\\u202e"
        let kind = ExchangeFixture.record(["type": "v\u{1B}[31m\nskipped 0", "created_at": "now\u{7}"])
        let report = try await fixture.take("{\"\(evil)\": \(ExchangeFixture.record()), \"5002\": \(kind)}")
        for line in report.table {
            #expect(!line.unicodeScalars.contains { ["\n", "\u{1B}", "\u{202E}", "\u{7}"].contains($0) }, "\(line)")
        }
        #expect(report.table.contains { $0.hasPrefix(#"    "x: moss\n  taken "#) }, "\(report.table)")
    }

    @Test(
        "No cell begins a formula, also where another sign separates cells",
        arguments: [
            ("x;=cmd|' /C calc'!A0", "x;'=cmd|' /C calc'!A0"), ("x\t=1", "x\t'=1"), ("x|@SUM(1)", "x|'@SUM(1)"),
            ("x; =1", "x; '=1"), ("x =1", "x '=1"), ("a - b", "a - b"), ("; +1", "; '+1"), (" =1", " '=1"),
            ("x\";=1", "\"x\"\";'=1\""), ("x,=1", "\"x,'=1\""), ("x\n=1", "\"x\n'=1\""), ("x；＝1", "x；'＝1"),
            ("a=b;c=d", "a=b;c=d"), ("x\u{1B}[31m", #"x\u{1B}[31m"#), ("a\u{202E}b", #"a\u{202E}b"#),
            ("x;\u{200B}=1", #"x;\u{200B}=1"#), ("x^-1~=2:+3", "x^'-1~'=2:'+3"),
        ])
    func formulas(text: String, written: String) {
        #expect(CSVLine.text([text]) == written + "\r\n")
    }
}
