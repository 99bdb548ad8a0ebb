import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("!setthreshold (cog)")
struct ThresholdCommandTests {
    @Test("A threshold set by a moderator overrides the configured one, also in the next process")
    func kept() async throws {
        let fixture = try await CogFixture()
        try await fixture.running {
            try await fixture.expect("!setthreshold", says: "67 % of the human members")
            try await fixture.expect("!setthreshold", says: "now 7 🌟 from 10 members")
            try await fixture.expect("!setthreshold", says: "configuration")
            let answer = try await fixture.ask("!setthreshold 0.5")
            #expect(answer.contains("50 %") && answer.contains("now 5 🌟 from 10 members"))
            let later = try await fixture.ask("!setthreshold")
            #expect(later.contains("50 %") && later.contains("<@101>"))
            #expect(later.contains("overrides the configuration, which says 67 %"))
        }
        let quorums = Quorums(
            store: fixture.store,
            guilds: KnownGuilds(store: fixture.store, settings: { _ in GuildSettings() }),
            settings: { _ in GuildSettings() })
        #expect(try await quorums.rule(in: CogFixture.guild) == .share(basisPoints: 5_000))
        #expect(try await quorums.rule(in: Snowflake(1_001)) == .share(basisPoints: 6_700))
    }

    @Test("A lower threshold manifests channel wishes that now have enough votes")
    func lowered() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, stored: 5, voters: 5)
        try await fixture.plant(5_002, .channel, stored: 4, voters: 4)
        try await fixture.plant(5_003, .video, stored: 9, voters: 9)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 0)
        try await fixture.running {
            _ = try await fixture.ask("!setthreshold 50%")
            #expect(await fixture.log.line(containing: "A wish has manifested"))
        }
        #expect(fixture.discord.with { $0.made.map(\.name) } == ["wish-5001"])
        #expect(try await fixture.wish(5_002)?.state == .active)
    }

    @Test("A higher threshold stops a wish from manifesting and raises the votes that lists show")
    func raised() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, stored: 0, voters: 8)
        try await fixture.running {
            _ = try await fixture.ask("!setthreshold 0.81")
            try await fixture.expect("!topchannels", says: "8 of 9 members")
        }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 0)
        #expect(try await fixture.wish(5_001)?.state == .active)
    }

    @Test("A member's command or an invalid value does not change the threshold")
    func refused() async throws {
        let fixture = try await CogFixture()
        try await fixture.running {
            for command in ["!setthreshold 0.2", "!setthreshold", "!setthreshold 7"] {
                try await fixture.expect(command, by: CogFixture.member, says: "moderators")
            }
            for command in ["!setthreshold 0.09", "!setthreshold 67", "!setthreshold 0.5 please"] {
                let answer = try await fixture.ask(command)
                #expect(answer.contains("!setthreshold [0.10–1.00]"))
            }
        }
        #expect(try await fixture.store.threshold(guild: CogFixture.guild) == nil)
    }

    @Test("The threshold is set even if the members cannot be listed, and the answer says so")
    func unlisted() async throws {
        let fixture = try await CogFixture()
        fixture.discord.before = { call throws(PortError) in
            if call == .members { throw PortError(.forbidden, "Missing Access") }
        }
        try await fixture.running {
            let answer = try await fixture.ask("!setthreshold .4")
            #expect(answer.contains("40 %") && answer.contains("cannot be listed: "))
        }
        #expect(try await fixture.store.threshold(guild: CogFixture.guild)?.rule == .share(basisPoints: 4_000))
    }

    @Test("A new threshold applies to one guild and marks only its open channel wishes")
    func marks() async throws {
        let fixture = try await CogFixture()
        let other = Snowflake(1_001)
        try await fixture.plant(5_001, .channel)
        try await fixture.plant(5_002, .video)
        try await fixture.plant(5_003, .channel, guild: other)
        let granted = try await fixture.plant(5_004, .channel)
        try await fixture.store.apply(.grant, to: granted.id, why: "test", at: .now)
        let own = OwnThreshold(
            rule: .share(basisPoints: 3_333), setBy: CogFixture.owner, setAt: Date(timeIntervalSince1970: 1_790_000_000)
        )
        try await fixture.store.set(own, guild: CogFixture.guild)
        #expect(try await fixture.store.threshold(guild: CogFixture.guild) == own)
        #expect(try await fixture.store.threshold(guild: other) == nil)
        for (id, isTouched) in [(5_001, true), (5_002, false), (5_003, false), (5_004, false)] {
            #expect(try await fixture.wish(UInt64(id))?.isTouched == isTouched)
        }
    }
}
