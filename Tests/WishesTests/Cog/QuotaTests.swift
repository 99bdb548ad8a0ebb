import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Quotas of wishes")
struct QuotaTests {
    private static func settings(member: Int = 20, guild: Int = 1_000, pause: Int = 10) -> GuildSettings {
        var settings = GuildSettings()
        settings.voice = .plain
        (settings.quotas.openPerMember, settings.quotas.openPerGuild) = (member, guild)
        settings.quotas.pause = .seconds(pause)
        return settings
    }

    private func open(_ fixture: CogFixture) async throws -> Int {
        try await fixture.store.wishes(guild: CogFixture.guild).count
    }

    @Test("One wish a second by one member: one in ten seconds is made; the others are answered with the wait")
    func pause() async throws {
        let fixture = try await CogFixture(settings: Self.settings())
        try await fixture.running {
            var answers: [String] = []
            for second in 0..<20 {
                let id = await fixture.give("!wish other number \(second)", by: CogFixture.owner, after: 1)
                answers += fixture.answers(to: id).map(\.words)
            }
            let made = try await open(fixture)
            #expect(made == 2)
            #expect(answers.count == 18 && answers.allSatisfy { $0.contains("wish again in") })
            // Another member is not affected.
            await fixture.give("!wish other more", by: CogFixture.member, after: 0)
            #expect(try await open(fixture) == 3)
        }
    }

    @Test("A member with as many open wishes as allowed can wish again when one has ended")
    func member() async throws {
        let fixture = try await CogFixture(settings: Self.settings(member: 2))
        try await fixture.running {
            for number in 0..<2 { await fixture.give("!wish other number \(number)") }
            try await fixture.expect("!wish other third", says: "2 open wishes")
            await fixture.give("!wish other theirs", by: CogFixture.member)
            #expect(try await open(fixture) == 3)
            let first = try #require(try await fixture.store.wishes(guild: CogFixture.guild).first)
            try await fixture.store.apply(.remove, to: first.id, why: "test", at: .now)
            await fixture.give("!wish other third")
            #expect(try await open(fixture) == 3)
        }
    }

    @Test("A guild's quota holds for all its members and for no other guild")
    func guild() async throws {
        let fixture = try await CogFixture(settings: Self.settings(guild: 3))
        await fixture.otherGuildArrives()
        for id in 6_001...6_009 as ClosedRange<UInt64> {
            try await fixture.plant(id, guild: CogFixture.otherGuild, channel: CogFixture.otherChannel)
        }
        try await fixture.running {
            for person in 101...103 as ClosedRange<UInt64> {
                await fixture.give("!wish other by \(person)", by: Snowflake(person))
            }
            try await fixture.expect("!wish other more", by: Snowflake(104), says: "This server has 3 open wishes")
            #expect(try await open(fixture) == 3)
        }
    }

    @Test("Both voices say the limit and what helps")
    func voices() {
        for voice in Voice.allCases {
            let replies = Replies(voice: voice, prefix: "!")
            #expect(replies.notTaken(.tooManyOfMember(20), channelName: nil).contains("20 open wishes"))
            #expect(replies.notTaken(.tooManyOfGuild(1), channelName: nil).contains("1 open wish,"))
            #expect(replies.notTaken(.tooSoon(seconds: 1), channelName: nil).contains("in 1 second."))
        }
    }

    private func intent(_ command: UInt64, _ text: String, by author: UInt64 = 7, guild: UInt64 = 1) -> WishIntent {
        WishIntent(
            cardID: "c\(command)", guildID: Snowflake(guild), channelID: 2, kind: .other, text: text, channelName: nil,
            authorID: Snowflake(author), commandID: Snowflake(command), createdAt: Date(timeIntervalSince1970: 0))
    }

    @Test("Of a hundred commands at the same time as many are stored as the quota allows, and a repeat is known")
    func race() async throws {
        let folder = try TemporaryStore()
        var quotas = WishQuotas.none
        quotas.openPerMember = 5
        let store = folder.store
        let results = try await withThrowingTaskGroup(of: WishBeginning.self) { [quotas] group in
            for number in 1...100 as ClosedRange<UInt64> {
                let intent = intent(number << 30, "number \(number)")
                group.addTask { try await store.begin(intent, within: quotas) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.count { $0 == .begun } == 5)
        #expect(results.count { $0 == .refused(.tooManyOfMember(5)) } == 95)
        let known = try #require(try await store.intents(guild: 1).first)
        #expect(try await store.begin(known, within: quotas) == .known)
    }

    @Test("The pause is measured by Discord's clock, in either order, and for each guild and member")
    func discordsClock() async throws {
        let folder = try TemporaryStore()
        let store = folder.store
        var quotas = WishQuotas.none
        quotas.pause = .seconds(10)
        let second: UInt64 = 1_000 << 22
        let start = 1_000_000 * second
        #expect(try await store.begin(intent(start, "a"), within: quotas) == .begun)
        #expect(
            try await store.begin(intent(start + 4 * second, "b"), within: quotas) == .refused(.tooSoon(seconds: 6)))
        #expect(try await store.begin(intent(start - 9 * second, "c"), within: quotas) != .begun)
        #expect(try await store.begin(intent(start + second, "d", by: 8), within: quotas) == .begun)
        #expect(try await store.begin(intent(start + second + 1, "e", guild: 2), within: quotas) == .begun)
        #expect(try await store.begin(intent(start + 10 * second, "f"), within: quotas) == .begun)
        #expect(try await store.begin(intent(start - 10 * second, "g"), within: quotas) == .begun)
    }
}
