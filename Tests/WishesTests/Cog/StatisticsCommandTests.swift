import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("!stats (cog)")
struct StatisticsCommandTests {
    private static let plain: GuildSettings = {
        var settings = GuildSettings()
        settings.voice = .plain
        return settings
    }()

    /// Three wishes of this week with five votes, one of which has come true.
    private func guild() async throws -> CogFixture {
        let fixture = try await CogFixture(settings: Self.plain)
        for (id, votes) in [(5_001, 3), (5_002, 2), (5_003, 0)] as [(UInt64, Int)] {
            let intent = WishIntent(
                cardID: "card\(id)", guildID: CogFixture.guild, channelID: CogFixture.channel, kind: .other,
                text: "wish \(id)", channelName: nil, authorID: 105, commandID: Snowflake(id + 1_000_000),
                createdAt: fixture.now)
            _ = try await fixture.store.begin(intent)
            try await fixture.store.activate(intent, message: Snowflake(id), why: "test", at: intent.createdAt)
            fixture.stand(id, voters: votes)
        }
        let wish = try #require(try await fixture.wish(5_003))
        #expect(try await fixture.store.grant(wish, by: CogFixture.owner, notes: "", at: fixture.now))
        return fixture
    }

    /// Asks without the cog's timers: its clock would jump from week to week.
    private func stats(_ fixture: CogFixture, as id: Snowflake = 70_000) async throws -> NewMessage {
        let message = Message(
            id: id, channelID: CogFixture.channel, guildID: CogFixture.guild,
            author: FakeDiscord.user(CogFixture.member), content: "!stats")
        await fixture.cog.perform(
            .answer(
                CommandCall(
                    reading: .command(.stats), message: message, guildID: CogFixture.guild, role: .member)))
        return try #require(fixture.answers(to: id).first)
    }

    @Test("Every member can ask for the figures; votes are confirmed first, and every number is there as text")
    func message() async throws {
        let fixture = try await guild()
        let message = try await stats(fixture)
        let answer = message.words
        #expect(answer.contains("🟦 **3**") && answer.contains("🟨 **5**") && answer.contains("🟩 **1**"))
        #expect(answer.contains("`39` <t:1789948800:d> · 🟦 3 · 🟨 5 · 🟩 1"))
        #expect(answer.contains("`28` <t:1783296000:d> · 🟦 0 · 🟨 0 · 🟩 0"))
        let picture = try #require(message.files.first)
        #expect(picture.name == "stats.png" && picture.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(message.embeds?.first?.image?.url == picture.embedURL)
        #expect(picture.description?.contains("🟦 3 · wishes posted") == true && message.files.count == 1)
    }

    @Test("Where the bot may not attach files, the numbers are posted without the picture", arguments: [true, false])
    func withoutFiles(isKnown: Bool) async throws {
        let fixture = try await guild()
        fixture.discord.with { $0.withoutFiles = [CogFixture.channel] }
        if isKnown { _ = try await stats(fixture, as: 69_999) }
        let before = fixture.discord.calls.count { $0 == .post(CogFixture.channel) }
        let message = try await stats(fixture)
        #expect(message.files.isEmpty && message.embeds?.first?.image == nil && message.words.contains("🟦 **3**"))
        // A refusal is remembered.
        #expect(fixture.discord.calls.count { $0 == .post(CogFixture.channel) } == before + (isKnown ? 1 : 2))
    }

    @Test("Without wishes in twelve weeks there is no picture")
    func nothing() async throws {
        let message = try await stats(try await CogFixture(settings: Self.plain))
        #expect(message.files.isEmpty && message.words.contains("🟦 **0**"))
    }

    @Test("/stats says the same, for all to see")
    func slash() async throws {
        let fixture = try await guild()
        let id = Snowflake(70_001)
        await fixture.respond(
            to: Interaction(
                handle: InteractionHandle(id: id, applicationID: 8, token: Secret("aW50")), guildID: CogFixture.guild,
                channelID: CogFixture.channel, member: Member(user: FakeDiscord.user(CogFixture.member), roles: []),
                permissions: [], content: .command(CommandUse(name: "stats"))))
        let said = fixture.discord.with { $0.interactions }
        #expect(said.responses[id] == .deferredMessage(isEphemeral: false))
        #expect(said.edits[id]?.embeds?.first?.description?.contains("🟦 3 · 🟨 5 · 🟩 1") == true)
        #expect(said.edits[id]?.files.map(\.name) == ["stats.png"])
        #expect(said.edits[id]?.embeds?.first?.image?.url == "attachment://stats.png")
    }

    @Test("Without Discord the stored figures are shown, and that they are not confirmed")
    func outage() async throws {
        let fixture = try await guild()
        fixture.discord.before = { call throws(PortError) in
            if case .messages = call { throw PortError(.unreachable, "no answer") }
        }
        #expect(try await stats(fixture).words.contains("could not confirm everything"))
    }

    @Test("The card keeps Discord's limits with the largest numbers, in every voice")
    func limits() {
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        var figures = WeeklyFigures(endingWith: now)
        for place in figures.weeks.indices {
            figures.weeks[place].posted = .max / 100
            figures.weeks[place].votes = .max / 100
            figures.weeks[place].granted = .max / 100
        }
        for voice in Voice.allCases {
            let card = Replies(voice: voice, prefix: "!").statistics(
                figures, confirmation: .unconfirmed(since: now, why: String(repeating: "@everyone ", count: 200)),
                now: now)
            #expect(card.flaws.isEmpty && ShownText.pings(in: card.description).isEmpty)
        }
    }
}
