import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Living cards (cog)")
struct LivingCardTests {
    /// A guild with a channel wish, made by `!wish`, of which the card is known.
    private func stage(_ fixture: CogFixture) async throws -> Wish {
        // Discord limits the edits of cards that are older than an hour.
        fixture.discord.with { $0.nextID = Snowflake(unixMilliseconds: 1_790_000_000_000).rawValue }
        _ = await fixture.give("!wish channel moss: for moss")
        return try #require(try await fixture.store.wishes(guild: CogFixture.guild).first)
    }

    private static func plain() -> GuildSettings {
        var settings = GuildSettings()
        settings.voice = .plain
        return settings
    }

    private func text(_ wish: Wish, _ fixture: CogFixture) -> String {
        fixture.discord.with {
            $0.channels[CogFixture.channel]?[wish.messageID]?.message.embeds.first?.description ?? ""
        }
    }

    private func vote(_ voters: Set<Snowflake>, _ wish: Wish, _ fixture: CogFixture) async {
        let before = fixture.discord.with { world in
            let stars = world.channels[CogFixture.channel]?[wish.messageID]?.stars ?? []
            world.channels[CogFixture.channel]?[wish.messageID]?.stars = voters.union([CogFixture.me])
            return stars
        }
        let emoji = Emoji(name: "🌟")
        func reaction(_ user: Snowflake) -> ReactionEvent {
            ReactionEvent(
                userID: user, channelID: CogFixture.channel, messageID: wish.messageID, guildID: CogFixture.guild,
                emoji: emoji, isBurst: false)
        }
        await fixture.cog.handle(
            voters.subtracting(before).map { .reactionAdd(reaction($0)) }
                + before.subtracting(voters).subtracting([CogFixture.me]).map { .reactionRemove(reaction($0)) })
    }

    @Test("A new card shows the numbers that decide, and follows the votes")
    func votes() async throws {
        let fixture = try await CogFixture(settings: Self.plain())
        try await fixture.running {
            let wish = try await stage(fixture)
            #expect(text(wish, fixture).contains("0 of 7 members · ░░░░░░░░░░ · 🌟 1 here (mine does not count)"))
            await vote([101, 102, 103], wish, fixture)
            #expect(await eventually { text(wish, fixture).contains("3 of 7 members · ████▎░░░░░ · 🌟 4 here (mine") })
            await vote([101], wish, fixture)
            #expect(await eventually { text(wish, fixture).contains("1 of 7 members") })
        }
    }

    @Test("Card, list and !quorum say the same numbers; voters who do not count are named as a number")
    func sameNumbers() async throws {
        let fixture = try await CogFixture(settings: Self.plain())
        try await fixture.running {
            let wish = try await stage(fixture)
            // A bot, and two who have left.
            await vote([101, 102, 901, 998, 999], wish, fixture)
            let numbers = "2 of 7 members · ██▊░░░░░░░ · 🌟 6 here (mine and 3 others do not count)"
            #expect(await eventually { text(wish, fixture).contains(numbers) })
            try await fixture.expect("!topchannels", says: numbers)
            let told = try await fixture.ask("!quorum \(wish.messageID)")
            #expect(told.contains("2 of 7 members") && told.contains("🌟 6, of which mine does not count"))
            #expect(told.contains("1 bot, 2 who have left"))
        }
    }

    @Test("The card of a wish that comes true links its channel, and asks for votes no more")
    func manifested() async throws {
        let fixture = try await CogFixture(settings: Self.plain())
        try await fixture.running {
            let wish = try await stage(fixture)
            await vote(Set((101...107).map { Snowflake($0) }), wish, fixture)
            #expect(await fixture.log.line(containing: "A wish has manifested"))
            let made = try #require(fixture.discord.with { $0.made.first?.id })
            #expect(await eventually { text(wish, fixture).contains("Came true: <#\(made)>") })
            #expect(!text(wish, fixture).contains("Vote with") && !text(wish, fixture).contains("of 7"))
        }
    }

    @Test("After a restart no card is edited that shows what holds")
    func restart() async throws {
        let fixture = try await CogFixture(settings: Self.plain())
        try await fixture.running {
            let wish = try await stage(fixture)
            await vote([101, 102, 901], wish, fixture)
            // What was drawn is stored after Discord has answered.
            let drawn = VoteProgress(votes: 3, uncounted: 1, needed: 7)
            #expect(await eventually { (try? await fixture.store.shownCard(of: wish.id)?.progress) == drawn })
        }
        let edits = fixture.discord.with { $0.edits.count }
        let calls = fixture.discord.calls.count
        let next = CogFixture.makeCog(fixture.store, fixture.discord, fixture.clock, fixture.log, Self.plain())
        let work = Task { await next.run() }
        defer { work.cancel() }
        await next.handle([
            .ready(
                .init(
                    user: FakeDiscord.user(CogFixture.me, bot: true), guilds: [.init(id: CogFixture.guild)],
                    sessionID: "s", resumeGatewayURL: "")),
            .guildCreate(CogFixture.picture()),
        ])
        _ = await next.syncReactionCounts(guild: CogFixture.guild)
        _ = await next.syncReactionCounts(guild: CogFixture.guild)
        #expect(fixture.discord.calls.count > calls)
        #expect(fixture.discord.with { $0.edits.count } == edits)
    }

    @Test("The card of another bot, of an imported wish, is never edited")
    func imported() async throws {
        let fixture = try await CogFixture(settings: Self.plain())
        let record = ExchangeFixture.record(["type": "channel", "description": "Moss: for moss", "channel_id": "2000"])
        let file = try ImportFile(Data("{\"5001\": \(record)}".utf8))
        _ = try await fixture.store.take(file, at: Date(timeIntervalSince1970: 1_790_000_000))
        fixture.stand(5_001, voters: 3)
        try await fixture.running {
            _ = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
            _ = try await fixture.ask("!topchannels")
        }
        #expect(fixture.discord.with { $0.edits.isEmpty })
        #expect(!fixture.discord.calls.contains(.editMessage(5_001)))
    }

    @Test("A refused edit is not repeated, also not by the next process, until the card is to show something else")
    func refused() async throws {
        let fixture = try await CogFixture(settings: Self.plain())
        try await fixture.running {
            let wish = try await stage(fixture)
            fixture.discord.before = { call throws(PortError) in
                if case .editMessage = call {
                    throw PortError(.forbidden, "Cannot edit it", code: APIErrorCode(rawValue: 50_005))
                }
            }
            await vote([101], wish, fixture)
            #expect(await eventually { (try? await fixture.store.shownCard(of: wish.id)?.refusedLook) == .some(0) })
            await vote([101, 102], wish, fixture)
            _ = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
            _ = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
            let isEdit = { (call: FakeDiscord.Call) in call == .editMessage(wish.messageID) }
            #expect(fixture.discord.calls.count(where: isEdit) == 1)
            #expect(try await fixture.store.countedCards(guild: CogFixture.guild).isEmpty)
        }
    }
}
