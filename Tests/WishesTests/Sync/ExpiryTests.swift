import Discord
import Foundation
import Logging
import TestSupport
import Testing

@testable import Wishes

@Suite("Expiry")
struct ExpiryTests {
    private static let made = Snowflake(unixMilliseconds: 1_790_000_000_000)
    private static let day: TimeInterval = 86_400

    private func wish(_ change: (inout Wish) -> Void = { _ in }) -> Wish {
        var wish = Wish(
            id: 1, cardID: "c", guildID: Snowflake(1_000), channelID: Snowflake(2_000), messageID: Self.made,
            kind: .video, text: "moss", channelName: nil, authorID: Snowflake(7), state: .active, votes: 3,
            confirmedAt: Self.made.creationDate + 30 * Self.day, revision: 0, isTouched: false,
            createdAt: Date(timeIntervalSince1970: 0))
        change(&wish)
        return wish
    }

    private func expiry(days: Int = 30, after: Double = 30, needed: Int? = 7) -> Expiry {
        let now = Self.made.creationDate + after * Self.day
        let terms = needed.map {
            VotingTerms(rule: .votes($0), electorate: MemberSet([Snowflake(7)]), countsOwnVote: true)
        }
        return Expiry(afterDays: days, now: now, confirmedSince: now, terms: terms)
    }

    @Test("An active wish expires after so many days, by the age of its card")
    func age() {
        #expect(expiry().isOver(wish()))
        #expect(!expiry(after: 29.99).isOver(wish { $0.confirmedAt = .distantFuture }))
        #expect(!expiry(days: 0, after: 9_999).isOver(wish { $0.confirmedAt = .distantFuture }))
    }

    @Test("Only a count that Discord has just confirmed is believed")
    func confirmed() {
        #expect(!expiry().isOver(wish { $0.confirmedAt = nil }))
        #expect(!expiry().isOver(wish { $0.confirmedAt = $0.confirmedAt.map { $0 - 1 } }))
        #expect(!expiry().isOver(wish { $0.isTouched = true }))
    }

    @Test("A wish in another state never expires", arguments: WishState.allCases.filter { $0 != .active })
    func states(state: WishState) { #expect(!expiry().isOver(wish { $0.state = state })) }

    @Test("A channel wish at its quorum, or one whose quorum is not known, waits for its channel")
    func channels() {
        let channel = wish { ($0.kind, $0.channelName) = (.channel, "moss") }
        #expect(expiry(needed: 4).isOver(channel))
        #expect(!expiry(needed: 3).isOver(channel) && !expiry(needed: nil).isOver(channel))
    }

    private func settings(days: Int) -> GuildSettings {
        var settings = GuildSettings()
        (settings.voice, settings.expireAfterDays) = (.plain, days)
        return settings
    }

    @Test("A sync ends old wishes, and their cards show it; without the setting none ever ends", arguments: [30, 0])
    func sync(days: Int) async throws {
        let fixture = try await CogFixture(settings: settings(days: days))
        // By the fixture's clock old is from before 2015, young from 2026.
        let old = try await fixture.plant(5_001)
        let young = try await fixture.plant(Snowflake(unixMilliseconds: 1_789_990_000_000).rawValue)
        try await fixture.running {
            await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
            let states = try await fixture.store.wishes(ids: [old.id]).map(\.state)
            #expect(states == [days == 0 ? .active : .expired])
            #expect(await eventually { fixture.shown(old)?.state == (days == 0 ? nil : .expired) })
        }
        #expect(try await fixture.store.wishes(ids: [young.id]).map(\.state) == [.active])
        #expect(fixture.answers(to: old.messageID).isEmpty)
    }

    @Test("A wish whose count cannot be read does not expire")
    func unread() async throws {
        let fixture = try await CogFixture(settings: settings(days: 30))
        let wish = try await fixture.plant(5_001)
        fixture.discord.with { $0.forbidden = [CogFixture.channel] }
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(try await fixture.store.wishes(ids: [wish.id]).map(\.state) == [.active])
    }

    @Test("After a jump of the wall clock nothing expires until the new time has held for half a day")
    func jump() async throws {
        let steady = ManualClock(jumps: true)
        let wall = ModelWallClock(steady)
        let fixture = try await CogFixture(arrives: false)
        let settings = settings(days: 30)
        let cog = SuggestionsCog(
            store: fixture.store, port: fixture.discord,
            dependencies: .init(
                settings: { _ in settings }, now: { wall.now }, clock: steady, longestJoin: nil),
            log: Logger(label: "test") { _ in fixture.log.handler })
        await cog.handle(CogFixture.greeting)
        let wish = try await fixture.plant(Snowflake(unixMilliseconds: 1_789_990_000_000).rawValue)
        func state() async throws -> WishState? { try await fixture.store.wishes(ids: [wish.id]).first?.state }
        await cog.syncReactionCounts(guild: CogFixture.guild)
        wall.jump(by: 400 * Self.day)
        await cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(try await state() == .active)
        wall.jump(by: -400 * Self.day)
        await cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(try await state() == .active)
        wall.jump(by: 400 * Self.day)
        await cog.syncReactionCounts(guild: CogFixture.guild)
        steady.advance(by: .seconds(43_201))
        await cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(try await state() == .expired)
    }
}
