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
            #expect(list.contains("🌟 8, 3 of them not counted") && list.contains("5 / 7"))
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
        #expect(try await fixture.store.threshold(guild: CogFixture.guild)?.basisPoints == 1_000)
    }

    @Test("Up to three channels need no confirmation")
    func few() async throws {
        let fixture = try await CogFixture()
        for id in 5_001...5_003 as ClosedRange<UInt64> {
            try await fixture.plant(id, .channel, stored: 2, voters: 2)
        }
        try await fixture.running { _ = try await fixture.ask("!setthreshold 0.1") }
        #expect(try await fixture.store.threshold(guild: CogFixture.guild)?.basisPoints == 1_000)
    }
}
