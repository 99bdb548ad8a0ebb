import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("!manifestations (cog)")
struct ManifestationListTests {
    private static let start = Date(timeIntervalSince1970: 1_790_000_000)

    private func grant(_ fixture: CogFixture, _ id: UInt64, _ kind: WishKind = .video, notes: String = "") async throws
    {
        let wish = try await fixture.plant(id, kind)
        let granted = try await fixture.store.grant(
            wish, by: CogFixture.owner, notes: notes, at: Self.start.addingTimeInterval(-Double(id % 10_000) * 60))
        #expect(granted)
    }

    @Test("The list shows the newest first: when, by whom and notes, or for a manifested wish votes and channel")
    func newestFirst() async throws {
        let fixture = try await CogFixture()
        try await grant(fixture, 5_002, notes: "see [here](https://evil.example)\n@everyone")
        try await grant(fixture, 5_003, .other)
        try await fixture.plant(5_001, .channel, voters: 7)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
        let made = try #require(fixture.discord.with { $0.made.first?.id })
        try await fixture.running {
            let all = try await fixture.ask("!manifestations", by: CogFixture.member)
            let places = ["wish 5001", "wish 5002", "wish 5003"].map { all.range(of: $0)?.lowerBound }
            #expect(places.allSatisfy { $0 != nil } && places.compactMap(\.self) == places.compactMap(\.self).sorted())
            #expect(all.contains("by 7 of 10 votes → <#\(made)>") && all.contains("<@101>"))
            #expect(all.contains("<t:1789699") && all.contains("@\u{200B}everyone"))
            #expect(!all.contains("[here](https://evil.example)"))
            let one = try await fixture.ask("!manifestations 1")
            #expect(one.contains("(1 of 3)") && one.contains("wish 5001") && !one.contains("wish 5002"))
            let videos = try await fixture.ask("!manifestations video")
            #expect(videos.contains("wish 5002") && !videos.contains("wish 5001") && !videos.contains(" of 3"))
        }
    }

    @Test("The list omits removed, deleted, open and other guilds' wishes; an empty list says so")
    func empty() async throws {
        let fixture = try await CogFixture(
            settings: {
                var settings = GuildSettings(); settings.voice = .plain; return settings
            }())
        try await fixture.plant(5_001)
        let elsewhere = try await fixture.plant(5_002, guild: Snowflake(1_001))
        try await fixture.store.apply(.grant, to: elsewhere.id, why: "test", at: .now)
        for (id, transition) in [(5_003, WishTransition.remove), (5_004, .delete)] {
            try await grant(fixture, UInt64(id))
            let wish = try #require(try await fixture.wish(UInt64(id)))
            try await fixture.store.apply(transition, to: wish.id, why: "test", at: .now)
        }
        try await fixture.running {
            try await fixture.expect("!manifestations", says: "No wish has come true yet.")
            try await fixture.expect("!manifestations channel", says: "No channel has come true yet.")
            try await fixture.expect("!manifestations moss", says: "!manifestations [video|channel|other]")
        }
    }

    @Test("A list of long texts and notes keeps Discord's limits", arguments: [1, 10, 25])
    func limits(count: Int) async throws {
        let fixture = try await CogFixture()
        for id in 0..<UInt64(count) {
            try await grant(
                fixture, 1_400_000_000_000_000_000 + id, notes: String(repeating: "@everyone *x* ", count: 120))
        }
        let (wishes, total) = try await fixture.store.grantedWishes(guild: CogFixture.guild, kind: nil, limit: 25)
        #expect(total == count)
        for voice in Voice.allCases {
            var long = wishes
            for index in long.indices {
                long[index].wish.text = String(repeating: "[a](https://b.example) <@101> ", count: 60)
                long[index].grantedBy = Snowflake(.max)
                long[index].wish.guildID = Snowflake(.max)
                long[index].wish.channelID = Snowflake(.max)
            }
            let card = Replies(voice: voice, prefix: "!").manifestations(long, kind: nil, total: 1_000, now: Self.start)
            #expect(card.flaws.isEmpty)
            #expect(card.fields.count == count)
            #expect(card.fields.allSatisfy { !$0.value.contains("@everyone") && !$0.value.contains("<@101>") })
        }
    }
}
