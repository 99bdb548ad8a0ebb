import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Wishes for channel names that are taken")
struct TakenNameTests {
    @Test(
        "A wish for a channel that exists is answered with that channel", arguments: ["suggestions", " SUGGestions "])
    func exists(name: String) async throws {
        let fixture = try await CogFixture()
        try await fixture.running {
            try await fixture.expect("!wish channel \(name): for all", says: "<#\(CogFixture.channel)>")
            #expect(try await fixture.store.wishes(guild: CogFixture.guild).isEmpty)
            // A category is no channel.
            await fixture.give("!wish channel 💬 Community: for all")
            #expect(try await fixture.store.wishes(guild: CogFixture.guild).count == 1)
        }
    }

    @Test(
        "A name that looks like that of a channel is answered with that channel, also when the word is reserved",
        arguments: ["ѕuggestions", "💡suggestions", "suggestions-", "ꜱᴜɢɢᴇꜱᴛɪᴏɴꜱ", "sug_gestions", "SUGGESTIONS!"])
    func alike(name: String) async throws {
        let fixture = try await CogFixture()
        try await fixture.running {
            try await fixture.expect("!wish channel \(name): for all", says: "<#\(CogFixture.channel)>")
            #expect(try await fixture.store.wishes(guild: CogFixture.guild).isEmpty)
        }
    }

    @Test(
        "A wish that looks like an open one is answered with its link",
        arguments: [
            ("channel night owls: for owls", "channel nіght・owls🌙: again"), ("channel 🌙: moon", "channel 🌙: again"),
            ("video Moss  tour", "video mo\u{200B}ss TOUR"), ("other ｃａｋｅ", "other Cake"),
        ])
    func openWish(first: String, second: String) async throws {
        let fixture = try await CogFixture()
        try await fixture.running {
            await fixture.give("!wish \(first)")
            let wish = try #require(try await fixture.store.wishes(guild: CogFixture.guild).first)
            try await fixture.expect("!wish \(second)", by: CogFixture.member, says: try #require(wish.link))
            #expect(try await fixture.store.wishes(guild: CogFixture.guild).count == 1)
        }
    }

    @Test("Other names, other kinds and addresses that differ by case are other wishes")
    func others() async throws {
        let fixture = try await CogFixture()
        let wishes = [
            "channel ModernArt: a", "channel modern-arts: a", "video cake", "other cake", "other https://a.example/aB",
            "other https://a.example/Ab", "other C++", "other C#",
        ]
        await fixture.running {
            for wish in wishes { await fixture.give("!wish \(wish)") }
        }
        #expect(try await fixture.store.wishes(guild: CogFixture.guild).count == wishes.count)
    }

    @Test("A name that another channel has got before the quorum is refused then, and taken once it is free")
    func takenMeanwhile() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        let other = Channel(id: 7_000, type: .text, guildID: CogFixture.guild, name: "🌙wish・5001")
        fixture.discord.with { $0.guilds[CogFixture.guild]?.channels?.append(other) }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 0)
        #expect(fixture.discord.with { $0.posts.contains { $0.words.contains("<#7000> has that name") } })
        #expect(fixture.discord.with { $0.made.isEmpty })
        fixture.discord.with { $0.guilds[CogFixture.guild]?.channels?.removeAll { $0.id == other.id } }
        await fixture.cog.handle([.channelDelete(other)])
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
    }

    @Test("A second wish for one name is answered with the first one, until that has ended")
    func wished() async throws {
        let fixture = try await CogFixture()
        try await fixture.running {
            await fixture.give("!wish channel Night Owls: for owls")
            let first = try #require(try await fixture.store.wishes(guild: CogFixture.guild).first)
            try await fixture.expect("!wish channel night-owls: again", says: try #require(first.link))
            #expect(try await fixture.store.wishes(guild: CogFixture.guild).count == 1)
            try await fixture.store.apply(.remove, to: first.id, why: "test", at: .now)
            await fixture.give("!wish channel night-owls: again")
            #expect(try await fixture.store.wishes(guild: CogFixture.guild).count == 1)
        }
    }
}

@Suite("Numbers that explain themselves, and bulk effects that are confirmed")
struct ExplainedNumberTests {
    @Test("A list says how many votes do not count for the quorum")
    func uncounted() async throws {
        let fixture = try await CogFixture(humans: 10)
        try await fixture.plant(5_001, .channel, voters: 5)
        fixture.discord.with {
            $0.channels[CogFixture.channel]?[Snowflake(5_001)]?.stars.formUnion([801, 802, 803].map { Snowflake($0) })
        }
        _ = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        try await fixture.running {
            let list = try await fixture.ask("!topchannels")
            #expect(list.contains("🌟 9 here (mine and 3 others do not count)") && list.contains("5 of 7 members"))
        }
    }

    @Test("A threshold that would create more than three channels at once asks for a confirmation and sets nothing")
    func confirmation() async throws {
        let fixture = try await CogFixture()
        for id in 5_001...5_004 as ClosedRange<UInt64> {
            try await fixture.plant(id, .channel, stored: 2, voters: 2)
        }
        try await fixture.running {
            let answer = try await fixture.ask("!setthreshold 0.1")
            #expect(answer.contains("4 ") && answer.contains("!setthreshold 0.1 confirm"))
            #expect(try await fixture.store.threshold(guild: CogFixture.guild) == nil)
            #expect(fixture.discord.with { $0.made.isEmpty })
            try await fixture.expect("!setthreshold 0.1 confirm", says: "10 %")
        }
        #expect(try await fixture.store.threshold(guild: CogFixture.guild)?.rule == .share(basisPoints: 1_000))
    }

    @Test("Up to three channels need no confirmation")
    func few() async throws {
        let fixture = try await CogFixture()
        for id in 5_001...5_003 as ClosedRange<UInt64> {
            try await fixture.plant(id, .channel, stored: 2, voters: 2)
        }
        try await fixture.running { _ = try await fixture.ask("!setthreshold 0.1") }
        #expect(try await fixture.store.threshold(guild: CogFixture.guild)?.rule == .share(basisPoints: 1_000))
    }
}
