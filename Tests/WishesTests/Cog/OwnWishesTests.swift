import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("One's own wishes (cog)")
struct OwnWishesTests {
    private static let plain = {
        var settings = GuildSettings()
        settings.voice = .plain
        return settings
    }()

    private func react(_ emoji: String, _ wish: Wish, by user: Snowflake) -> GatewayEvent {
        .reactionAdd(
            ReactionEvent(
                userID: user, channelID: CogFixture.channel, messageID: wish.messageID, guildID: CogFixture.guild,
                emoji: Emoji(name: emoji)))
    }

    private func state(_ fixture: CogFixture, _ wish: Wish) async throws -> WishState? {
        try await fixture.store.wishes(ids: [wish.id]).first?.state
    }

    @Test(
        "A member sees their own wishes with states and links, open ones first; no one else's, and none without a card"
    )
    func list() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            #expect(try await fixture.ask("!mywishes", by: CogFixture.member).contains("no wishes"))
            let declined = try await fixture.plantOwn()
            try await fixture.store.apply(.decline, to: declined.id, why: "test", at: .now)
            let open = try await fixture.plantOwn(.channel)
            let withdrawn = try await fixture.plantOwn()
            try await fixture.store.apply(.withdraw, to: withdrawn.id, why: "test", at: .now)
            let (removed, foreign) = (try await fixture.plantOwn(), try await fixture.plantOwn(by: CogFixture.owner))
            try await fixture.store.apply(.remove, to: removed.id, why: "test", at: .now)
            let elsewhere = try await fixture.plantOwn(guild: Snowflake(1_001))
            let answer = try await fixture.ask("!mywishes", by: CogFixture.member)
            let places = try [open, withdrawn, declined].map { wish in
                let link = try #require(wish.link)
                return try #require(answer.range(of: link)).lowerBound
            }
            #expect(places == places.sorted())
            #expect(answer.contains("🚫") && answer.contains("Declined") && answer.contains("🔹"))
            for hidden in [removed, foreign, elsewhere] { #expect(!answer.contains("\(hidden.messageID)")) }
        }
    }

    @Test("A list of many long wishes keeps Discord's limits and says how many there are")
    func longList() throws {
        let wish = Wish(
            id: 1, cardID: "c", guildID: Snowflake(UInt64(Int64.max)), channelID: Snowflake(UInt64(Int64.max)),
            messageID: Snowflake(UInt64(Int64.max)), kind: .channel, text: String(repeating: "[]🌟", count: 900),
            channelName: String(repeating: "ü", count: 100), authorID: Snowflake(7), state: .declined, votes: 1 << 31,
            confirmedAt: nil, revision: 0, isTouched: false, createdAt: Date(timeIntervalSince1970: 1_790_000_000))
        for voice in Voice.allCases {
            for count in [1, 25] {
                let wishes = Array(repeating: CardSubject(wish: wish, look: 0, lookShown: 0), count: count)
                let card = Replies(voice: voice, prefix: "!").ownWishes(wishes, total: 99) { _ in "🌟" }
                #expect(card.flaws.isEmpty && card.footer?.contains(" of 99") == true)
            }
        }
    }

    @Test("Withdrawing shows on the card and in the history, and frees the text")
    func withdrawn() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            for transition in [nil, WishTransition.plan] {
                let wish = try await fixture.plantOwn()
                if let transition { try await fixture.store.apply(transition, to: wish.id, why: "test", at: .now) }
                let link = try #require(wish.link)
                #expect(try await fixture.ask("!withdraw \(link)", by: CogFixture.member).contains("Withdrawn: "))
                #expect(fixture.shown(wish)?.state == .withdrawn)
                #expect(try await fixture.store.history(of: wish.id).last?.actorID == CogFixture.member)
                #expect(fixture.answers(to: wish.messageID).isEmpty)
            }
        }
    }

    @Test("The author's 🗑️ under the card withdraws a wish, in either spelling", arguments: ["🗑️", "🗑"])
    func binned(emoji: String) async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        let wish = try await fixture.plantOwn()
        await fixture.running {
            await fixture.cog.handle([react(emoji, wish, by: CogFixture.member)])
            #expect(await eventually { fixture.shown(wish)?.state == .withdrawn })
        }
    }

    @Test("No one else's 🗑️ counts, nor that under a wish that cannot be withdrawn or is none")
    func othersBins() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        let (wish, granted) = (try await fixture.plantOwn(), try await fixture.plantOwn())
        try await fixture.store.apply(.grant, to: granted.id, why: "test", at: .now)
        var none = wish
        none.messageID = Snowflake(77)
        for job in [
            (wish, CogFixture.owner), (wish, CogFixture.me), (granted, CogFixture.member), (none, CogFixture.member),
        ] {
            await fixture.cog.perform(.withdraw(job.0.messageID, by: job.1, guild: CogFixture.guild))
        }
        await fixture.cog.perform(.withdraw(wish.messageID, by: CogFixture.member, guild: Snowflake(1_001)))
        #expect(try await state(fixture, wish) == .active)
        #expect(try await state(fixture, granted) == .granted)
    }

    @Test("A 🗑️ whose event was lost is found by the next sync, if it is the author's")
    func foundBySync() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        let (own, others) = (try await fixture.plantOwn(), try await fixture.plantOwn())
        fixture.discord.with { world in
            world.channels[CogFixture.channel]?[own.messageID]?.others["🗑️"] = [CogFixture.owner, CogFixture.member]
            world.channels[CogFixture.channel]?[others.messageID]?.others["🗑️"] = [CogFixture.owner, Snowflake(106)]
        }
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(fixture.shown(own)?.state == .withdrawn)
        #expect(try await state(fixture, others) == .active)
        // While nothing changes, Discord is not asked again whose they are.
        func asked() -> Int {
            fixture.discord.calls.count { if case .reactors(others.messageID, _) = $0 { true } else { false } }
        }
        let before = asked()
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(asked() == before && before == 2)
    }

    @Test("Where 🗑️ is the vote emoji, it is a vote")
    func binVotes() async throws {
        var settings = Self.plain
        settings.voteEmoji = "🗑️"
        let fixture = try await CogFixture(settings: settings)
        let wish = try await fixture.plantOwn()
        await fixture.running {
            await fixture.cog.handle([react("🗑️", wish, by: CogFixture.member)])
            #expect(await eventually { (try? await fixture.store.wishes(ids: [wish.id]).first?.revision) ?? 0 > 0 })
        }
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(try await state(fixture, wish) == .active)
    }
}
