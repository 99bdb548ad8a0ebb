import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("!quorum (cog)")
struct QuorumCommandTests {
    private func vote(_ voters: Set<Snowflake>, superStars: Set<Snowflake> = [], _ fixture: CogFixture) {
        fixture.discord.with { world in
            world.channels[CogFixture.channel]?[Snowflake(5_001)]?.stars = voters.union([CogFixture.me])
            world.channels[CogFixture.channel]?[Snowflake(5_001)]?.superStars = superStars
        }
    }

    @Test("It names who may vote, who has, and every vote that does not count", arguments: [Voice.plain, .ahamkara])
    func explains(voice: Voice) async throws {
        var settings = GuildSettings()
        (settings.countsOwnVote, settings.voice) = (false, voice)
        let fixture = try await CogFixture(settings: settings)
        try await fixture.plant(5_001, .channel)
        fixture.discord.with { $0.pending = [110] }
        // The author, a pending member, a bot, two who have left, and 102 twice.
        vote([101, 102, 103, 110, 901, 998, 999], superStars: [102], fixture)
        try await fixture.running {
            let answer = try await fixture.ask("!quorum 5001", by: CogFixture.member)
            for words in [
                "#wish-5001", "2 of 6 members", "8 human members, without the one who wished",
                "6, which is 67 % of them",
                "🌟 9, of which mine does not count", "**Count**: 2", "1 bot, 2 who have left",
                "1 who has not accepted the rules yet", "1 of the one who wished", "1 second vote",
            ] {
                #expect(answer.contains(words), "\(words) in \(answer)")
            }
            #expect(answer.contains(voice == .plain ? "4 votes are missing" : "4 more"))
        }
    }

    @Test("What is shown adds up: the votes under the card are those that count, those that do not, and the bot's")
    func sum() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel)
        vote([101, 102, 901, 999], fixture)
        try await fixture.running {
            let answer = try await fixture.ask("!quorum 5001")
            #expect(answer.contains("🌟 5") && answer.contains("**Count**: 2"))
            #expect(answer.contains("1 bot, 1 who has left"))
            // The list knows it from then on.
            _ = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
            try await fixture.expect("!topchannels", says: "2 of 7 members")
        }
    }

    @Test("Those without the role that votes are counted as such")
    func withoutRole() async throws {
        var settings = GuildSettings()
        settings.electorate = .role("700")
        let fixture = try await CogFixture(arrives: false, settings: settings)
        fixture.discord.with { world in
            world.memberRoles = [101: [700], 102: [700]]
            world.guilds[CogFixture.guild]?.roles?.append(Role(id: 700, name: "Regulars", permissions: []))
        }
        await fixture.arrive()
        if let picture = fixture.discord.with({ $0.guilds[CogFixture.guild] }) {
            await fixture.cog.handle([.guildCreate(picture)])
        }
        try await fixture.plant(5_001, .channel)
        vote([101, 105, 106, 999], fixture)
        try await fixture.running {
            let answer = try await fixture.ask("!quorum 5001")
            #expect(answer.contains("2 members with the role <@&700>"))
            #expect(answer.contains("1 who has left, 2 without the role"))
        }
    }

    @Test("A wish for something else has no quorum, one that has ended none any more, and an unknown one is unknown")
    func others() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .video, stored: 3, voters: 3)
        let granted = try await fixture.plant(5_002, .channel)
        try await fixture.store.apply(.grant, to: granted.id, why: "test", at: .now)
        try await fixture.running {
            try await fixture.expect("!quorum 5001", says: "3 votes")
            try await fixture.expect("!quorum 5002", says: "granted already")
            try await fixture.expect("!quorum 5003", says: "No such wish")
            try await fixture.expect("!quorum", says: "!quorum ID|LINK")
        }
    }

    @Test("When Discord does not answer, or the members cannot be listed, it says so")
    func unreachable() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 3)
        fixture.discord.before = { call throws(PortError) in
            if case .reactors = call { throw PortError(.unreachable, "timeout") }
        }
        try await fixture.running { try await fixture.expect("!quorum 5001", says: "nothing was changed") }
    }
}
