import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("A second channel with the marker of one wish")
struct DoubleTests {
    /// A wish that has come true, and the channel that was made for it.
    private func manifested() async throws -> (CogFixture, Wish, Channel) {
        let fixture = try await CogFixture()
        let wish = try await fixture.plant(5_001, .channel, voters: 8)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
        return (fixture, wish, try #require(fixture.discord.with { $0.made.first }))
    }

    private func reports(_ fixture: CogFixture) -> [PostedMessage] {
        fixture.discord.with { world in
            (world.channels[CogFixture.channel] ?? [:]).values.map(\.message).filter { $0.content.contains("777") }
        }
    }

    @Test("A duplicate channel that the bot has made is reported once, under the wish and in the log")
    func second() async throws {
        let (fixture, wish, made) = try await manifested()
        fixture.discord.logCreation(of: 7_777, by: CogFixture.me, reason: "Wish 5001 reached its quorum")
        let late = Channel(
            id: Snowflake(7_777), type: .text, guildID: CogFixture.guild, name: made.name ?? "", topic: made.topic)
        await fixture.running {
            await fixture.cog.handle([.channelCreate(made), .channelCreate(late), .channelCreate(late)])
            #expect(await eventually { reports(fixture).count == 1 })
        }
        await fixture.cog.perform(.reportDuplicates([late.id, made.id], wish))
        #expect(reports(fixture).count == 1)
        #expect(reports(fixture).first?.content.contains("<#\(made.id)>") == true)
        let post = fixture.discord.with { $0.posts.last { $0.content?.contains("777") == true } }
        #expect((1...25).contains(post?.nonce?.count ?? 0), "\(post?.nonce ?? "no nonce")")
        #expect(fixture.log.messages(at: .error).count { $0.contains("More than one channel") } == 1)
    }

    @Test("The moderators are told of a duplicate once, with the wish and the channels")
    func notice() async throws {
        let fixture = try await CogFixture.withStaff()
        let wish = try await fixture.plant(5_001, .channel, voters: 8)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild).manifested == 1)
        let made = try #require(fixture.discord.with { $0.made.first })
        fixture.discord.logCreation(of: 7_777, by: CogFixture.me, reason: "Wish 5001 reached its quorum")
        let late = Channel(
            id: Snowflake(7_777), type: .text, guildID: CogFixture.guild, name: made.name ?? "", topic: made.topic)
        await fixture.running {
            await fixture.cog.handle([.channelCreate(late), .channelCreate(late)])
            #expect(await eventually { fixture.notices.count == 1 })
        }
        let notice = try #require(fixture.notices.first)
        #expect(notice.contains("<#\(made.id)>") && notice.contains("<#7777>"))
        #expect(notice.contains(try #require(wish.link)))
    }

    @Test("A check that the database did not answer is repeated")
    func databaseFailure() async throws {
        let (fixture, _, made) = try await manifested()
        fixture.discord.logCreation(of: 7_777, by: CogFixture.me, reason: "Wish 5001 reached its quorum")
        let late = Channel(
            id: Snowflake(7_777), type: .text, guildID: CogFixture.guild, name: made.name ?? "", topic: made.topic)
        try await fixture.store.write { try $0.execute(sql: "ALTER TABLE manifestations RENAME TO away") }
        await fixture.cog.handle([.channelCreate(late)])
        await fixture.cog.perform(.life(.recover, CogFixture.guild))
        #expect(fixture.log.messages(at: .error).count { $0.contains("Checking channels for duplicates failed") } == 2)
        try await fixture.store.write { try $0.execute(sql: "ALTER TABLE away RENAME TO manifestations") }
        await fixture.running {
            #expect(await eventually { reports(fixture).count == 1 })
        }
    }

    @Test("A marked channel of which the bot cannot have been the maker is not reported", arguments: [true, false])
    func handMade(isLogReadable: Bool) async throws {
        let (fixture, _, made) = try await manifested()
        let late = Channel(
            id: Snowflake(7_777), type: .text, guildID: CogFixture.guild, name: "moss", topic: made.topic)
        fixture.discord.logCreation(of: late.id, by: CogFixture.owner, reason: "Wish 5001 reached its quorum")
        if !isLogReadable { fixture.discord.with { $0.auditLog = nil } }
        await fixture.running {
            await fixture.cog.handle([.channelCreate(late)])
            await fixture.cog.answered()
        }
        await fixture.cog.perform(.reportDuplicates([late.id, made.id], try #require(try await fixture.wish(5_001))))
        #expect(reports(fixture).isEmpty)
        #expect(!fixture.log.messages(at: .error).contains { $0.contains("More than one channel") })
    }

    @Test("A link inside the purpose, another wish's link or an edited topic makes no duplicate")
    func others() async throws {
        let (fixture, wish, made) = try await manifested()
        let link = try #require(wish.link)
        for topic in [
            "see \(link) for more", "https://discord.com/channels/1/2/3", "https://discord.com/channels/x", "",
        ] {
            await fixture.cog.handle([
                .channelCreate(
                    Channel(id: Snowflake(7_777), type: .text, guildID: CogFixture.guild, name: "x", topic: topic))
            ])
        }
        var edited = made
        edited.id = Snowflake(7_777)
        await fixture.cog.handle([.channelUpdate(edited)])
        #expect(reports(fixture).isEmpty)
    }
}
