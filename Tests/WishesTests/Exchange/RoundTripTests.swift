import Discord
import Foundation
import Testing

@testable import Wishes

@Suite("Export and import")
struct RoundTripTests {
    private static let guild = Snowflake(1_000)
    private static let now = ExchangeFixture.now

    /// A wish as commands make it.
    private func plant(
        _ store: WishStore, _ id: UInt64, _ kind: WishKind = .channel, text: String = "for moss"
    ) async throws -> Wish {
        let intent = WishIntent(
            cardID: "card\(id)", guildID: Self.guild, channelID: Snowflake(2_000), kind: kind, text: text,
            channelName: kind == .channel ? "moss-\(id)" : nil, authorID: Snowflake(101),
            commandID: Snowflake(id + 1_000_000), createdAt: Self.now.addingTimeInterval(Double(id) / 1000))
        _ = try await store.begin(intent)
        try await store.activate(intent, message: Snowflake(id), why: "wished", at: Self.now)
        return try #require(try await store.wish(message: Snowflake(id)))
    }

    /// A wish in every state that there is, on every way that leads there.
    private func plantAll(_ store: WishStore) async throws {
        let tally = Claim(supporters: 7, electorate: 10, configured: .share(basisPoints: 6_700))
        _ = try await plant(store, 5_001, .video, text: "=1+1, \"moss\"\r\nand 🌟 \u{7}")
        let confirmed = try await plant(store, 5_002, .other)
        _ = try await store.confirm([.init(wish: confirmed, votes: 4)], at: Self.now)
        let claimed = try await plant(store, 5_003)
        _ = try await store.claim(claimed, tally, at: Self.now)
        let requested = try await plant(store, 5_004)
        _ = try await store.claim(requested, tally, at: Self.now)
        _ = try await store.markRequested(requested, after: nil, at: Self.now)
        for (id, isAnswered) in [(UInt64(5_005), false), (5_006, true)] {
            let made = try await plant(store, id)
            _ = try await store.claim(made, tally, at: Self.now)
            _ = try await store.markManifested(made, channel: Snowflake(id + 1), at: Self.now)
            try await store.markAnswering(made, at: Self.now)
            if isAnswered { try await store.markAnswered(made, at: Self.now) }
        }
        let refused = try await plant(store, 5_007)
        _ = try await store.claim(refused, tally, at: Self.now)
        _ = try await store.release(refused, reason: "no category", at: Self.now)
        let granted = try await plant(store, 5_008, .video)
        try await store.apply(.grant, to: granted.id, actor: Snowflake(9), why: "command", at: Self.now)
        let removed = try await plant(store, 5_009)
        try await store.apply(.remove, to: removed.id, actor: Snowflake(9), why: "spam", at: Self.now)
        _ = try await plant(store, 5_010)
        try await store.markDeleted(messages: [Snowflake(5_010)], why: "message gone", at: Self.now)
        let ends: [(UInt64, WishTransition)] = [
            (5_011, .plan), (5_012, .decline), (5_013, .finish), (5_014, .withdraw), (5_015, .expire),
        ]
        for (id, transition) in ends {
            let wish = try await plant(store, id, id == 5_011 ? .channel : .other, text: "moss \(id)")
            try await store.apply(
                transition, to: wish.id, actor: Snowflake(9), why: "command", note: "ó 🌟\n\(id)", at: Self.now)
        }
        let back = try await plant(store, 5_016)
        try await store.apply(.plan, to: back.id, actor: Snowflake(9), why: "command", note: "soon", at: Self.now)
        _ = try await store.claim(back, tally, at: Self.now)
        _ = try await store.release(back, reason: "no category", at: Self.now)
        try await store.write {
            try $0.execute(sql: "UPDATE wishes SET granted_notes = 'at last' WHERE message_id = 5008")
        }
    }

    @Test("A wish in every state comes back byte for byte, with its history")
    func everyState() async throws {
        let (first, second) = (try ExchangeFixture(), try ExchangeFixture())
        try await plantAll(first.store)
        let text = try await first.json()
        let report = try await second.take(text, at: Self.now.addingTimeInterval(5_000))
        #expect(report == ImportReport(taken: 16))
        #expect(try await second.json() == text)
        #expect(try await WishExport(second.store).csv() == WishExport(first.store).csv())
        for id in UInt64(5_001)...5_016 {
            let (old, new) = (try #require(try await first.wish(id)), try #require(try await second.wish(id)))
            #expect(try await second.store.history(of: new.id) == first.store.history(of: old.id))
            #expect((new.state, new.votes, new.confirmedAt) == (old.state, old.votes, old.confirmedAt))
        }
        #expect(try await second.take(text) == ImportReport(unchanged: 16))
        #expect(try await first.take(text) == ImportReport(unchanged: 16))
        #expect(try await second.json() == text)
    }

    @Test("An export replaces what the predecessor's file has brought; a second import changes nothing")
    func overImport() async throws {
        let (first, second) = (try ExchangeFixture(), try ExchangeFixture())
        try await plantAll(first.store)
        let text = try await first.json()
        let records = (5_001...5_016).map { "\"\($0)\": \(ExchangeFixture.record())" }
        try await second.take("{\(records.joined(separator: ","))}")
        #expect(try await second.take(text) == ImportReport(updated: 16))
        #expect(try await second.json() == text)
        let unfinished = try await second.store.unfinishedManifestations(guild: Self.guild)
        #expect(unfinished.map(\.wish.messageID) == [Snowflake(5_003), Snowflake(5_004), Snowflake(5_005)])
        #expect(try await second.take(text) == ImportReport(unchanged: 16))
    }

    @Test("A wish of an export that cannot be stored leaves the stored one as it was")
    func conflicting() async throws {
        let (first, second) = (try ExchangeFixture(), try ExchangeFixture())
        let wish = try await plant(first.store, 5_001)
        let text = try await first.json()
        try await second.take("{\"5001\": \(ExchangeFixture.record())}")
        // Another wish of the same card.
        _ = try await plant(second.store, 5_002)
        try await second.store.write {
            try $0.execute(sql: "UPDATE wishes SET card_id = 'card5001' WHERE message_id = 5002")
        }
        let report = try await second.take(text)
        #expect(report.skipped.map(\.wish) == ["\(wish.messageID)"] && report.updated == 0)
        #expect(try await second.wish(5_001)?.votes == 3)
    }

    @Test("Unfinished manifestations and pauses are the same in the new database")
    func unfinished() async throws {
        let (first, second) = (try ExchangeFixture(), try ExchangeFixture())
        try await plantAll(first.store)
        try await second.take(try await first.json())
        func unfinished(_ store: WishStore) async throws -> [[String]] {
            try await store.unfinishedManifestations(guild: Self.guild).map {
                ["\($0.wish.messageID)", "\($0.requestedAt, default: "-")", "\($0.madeChannelID, default: "-")"]
            }
        }
        let expected = try await unfinished(first.store)
        #expect(expected.map(\.first) == ["5003", "5004", "5005"])
        #expect(try await unfinished(second.store) == expected)
        let refused = try #require(try await second.wish(5_007))
        #expect(try await second.store.isPaused(refused, at: Self.now))
    }

    @Test("Begun wishes, channels and thresholds come back; a wish that exists is not begun again")
    func begun() async throws {
        let (first, second) = (try ExchangeFixture(), try ExchangeFixture())
        let intent = WishIntent(
            cardID: "card5001", guildID: Self.guild, channelID: Snowflake(2_000), kind: .channel, text: "for moss",
            channelName: "moss", authorID: Snowflake(101), commandID: Snowflake(4_000), createdAt: Self.now)
        _ = try await first.store.begin(intent)
        try await first.store.remember(guild: Self.guild, name: "Dreamers", suggestionsChannel: Snowflake(2_000))
        let threshold = OwnThreshold(rule: .share(basisPoints: 5_000), setBy: Snowflake(9), setAt: Self.now)
        try await first.store.set(threshold, guild: Self.guild)
        let text = try await first.json()
        try await second.take(text)
        #expect(try await second.json() == text)
        #expect(try await second.store.intents(guild: Self.guild) == [intent])
        #expect(try await second.store.knownSuggestionsChannel(guild: Self.guild) == Snowflake(2_000))
        try await second.store.activate(intent, message: Snowflake(5_001), why: "adopted", at: Self.now)
        try await second.take(text)
        #expect(try await second.store.intents(guild: Self.guild).isEmpty)
        let file =
            "{\"wishes\": [], \"begun\": [{\"card_id\": 5}], \"guilds\": [{\"guild_id\": \"x\", \"name\": \"\"}]}"
        #expect(try ImportFile(Data(file.utf8)).unreadable.map(\.wish) == ["begun wish 1", "guild 1"])
    }

    @Test("Imported wishes of the predecessor come back, without their channel")
    func imported() async throws {
        let (first, second) = (try ExchangeFixture(), try ExchangeFixture())
        try await first.take(
            "{\"5001\": \(ExchangeFixture.record()), \"5002\": \(ExchangeFixture.record(["type": "other"]))}")
        let text = try await first.json()
        try await second.take(text)
        #expect(try await second.json() == text)
        #expect(try await second.wish(5_001)?.channelID == nil)
    }

    @Test("In version 1 of the export a manifesting wish counts as requested, so that its channel is looked for")
    func firstVersion() async throws {
        let fixture = try ExchangeFixture()
        let manifesting = ExchangeFixture.record([
            "message_id": "5001", "card_id": "abc", "status": "manifesting", "type": "channel", "channel_name": "moss",
        ])
        let made = ExchangeFixture.record([
            "message_id": "5002", "card_id": "abd", "status": "granted", "type": "channel", "channel_name": "owls",
            "made_channel_id": "77",
        ])
        try await fixture.take("{\"version\": 1, \"wishes\": [\(manifesting), \(made)]}")
        let unfinished = try await fixture.store.unfinishedManifestations(guild: Self.guild)
        #expect(unfinished.map(\.wish.messageID) == [Snowflake(5_001)])
        #expect(unfinished.first?.requestedAt == Self.now)
        let granted = try #require(try await fixture.wish(5_002))
        #expect(try await fixture.store.madeChannel(of: granted) == Snowflake(77))
    }

    @Test("Of two wishes with one card id the second is skipped, with the reason")
    func cardTwice() async throws {
        let fixture = try ExchangeFixture()
        let records = (5_001...5_002).map { ExchangeFixture.record(["message_id": $0, "card_id": "abc"]) }
        let report = try await fixture.take("{\"wishes\": [\(records.joined(separator: ","))]}")
        #expect(report.taken == 1)
        #expect(report.skipped.map(\.wish) == ["5002"] && report.skipped.first?.why.contains("card_id") == true)
    }

    @Test("CSV has a head, a line for each wish with its history, and no formulas")
    func csv() async throws {
        let fixture = try ExchangeFixture()
        try await plantAll(fixture.store)
        let text = String(decoding: try await WishExport(fixture.store).csv(), as: UTF8.self)
        let lines = text.components(separatedBy: "\r\n5")
        #expect(lines.count == 17 && lines[0].hasPrefix("message_id,card_id,guild_id,"))
        #expect(lines[1].contains("\"'=1+1, \"\"moss\"\"\r\nand 🌟 \\u{7}\""))
        #expect(lines[8].contains("active → granted by 9 (command)") && lines[8].contains(",at last,"))
        #expect(lines.allSatisfy { $0.contains("history") || $0.contains("active by 101 (wished)") })
    }
}
