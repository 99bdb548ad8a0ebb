import Discord
import TestSupport
import Testing

@testable import Wishes

/// More commands than Discord's limits let the bot answer.
@Suite("Overload")
struct OverloadTests {
    @Test("In a flood of lists whose answers cannot leave, a wish is posted and a vote is confirmed")
    func flood() async throws {
        let fixture = try await CogFixture()
        let gate = PostGate()
        fixture.discord.before = { call async throws(PortError) in
            if case .post = call { await gate.pass() }
        }
        try await fixture.plant(5_000, stored: 0, voters: 0)
        try await fixture.running {
            for number in 0..<600 as Range<UInt64> {
                await send("!wishhelp", by: Snowflake(102 + number % 60), fixture)
            }
            fixture.discord.with { $0.channels[CogFixture.channel]?[Snowflake(5_000)]?.stars.insert(Snowflake(107)) }
            await fixture.cog.handle([
                .reactionAdd(
                    ReactionEvent(
                        userID: Snowflake(107), channelID: CogFixture.channel, messageID: Snowflake(5_000),
                        guildID: CogFixture.guild,
                        emoji: Emoji(name: "🌟")))
            ])
            #expect(
                await eventually {
                    let wish = try? await fixture.wish(5_000)
                    return wish?.votes == 1 && wish?.confirmedAt != nil
                })
            // Three answers and two words are held: no more of them run at once.
            #expect(await eventually { await gate.held == 5 })
            await gate.letCards()
            await send("!wish video moss tour", by: CogFixture.owner, fixture)
            #expect(await eventually { fixture.discord.with { $0.posts.contains { $0.words.contains("moss tour") } } })
            await gate.open()
            await fixture.cog.answered()
        }
        let posts = fixture.discord.with(\.posts)
        let words = posts.filter { $0.words.contains("Ask again in a minute") }
        #expect(!words.isEmpty && words.count <= 60)
        #expect(posts.count < 300)
    }

    @Test("Slash commands beyond what is worked on at once are refused at once")
    func slash() async throws {
        let limits = JobLimits()
        var backlog = Backlog(limits)
        var refused = 0
        for number in 1...100 as ClosedRange<UInt64> {
            let interaction = Interaction(
                handle: InteractionHandle(
                    id: Snowflake(number), applicationID: Snowflake(1), token: Secret("t\(number)")),
                guildID: CogFixture.guild, channelID: CogFixture.channel, member: nil,
                content: .command(CommandUse(name: "wishhelp")))
            for start in backlog.add(.respond(interaction), now: .zero) {
                if case .decline(.interaction, _) = start.job { refused += 1 }
            }
        }
        #expect(refused == 100 - limits.slash.perGuild)
        #expect(backlog.waitingCount == 0)
    }

    private func send(_ text: String, by user: Snowflake, _ fixture: CogFixture) async {
        let id = fixture.discord.with { world in
            world.nextID += 2 << 22
            return Snowflake(world.nextID)
        }
        await fixture.cog.handle([
            .messageCreate(
                Message(
                    id: id, channelID: CogFixture.channel, guildID: CogFixture.guild,
                    author: FakeDiscord.user(user), content: text))
        ])
    }
}

/// Lets no post through until it is opened; then, if told so, one card first.
private actor PostGate {
    private var isOpen = false
    private var letsNext = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    var held: Int { waiting.count }

    func pass() async {
        if isOpen { return }
        if letsNext {
            letsNext = false
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// The next post passes: all that may run at once is held already.
    func letCards() { letsNext = true }

    func open() {
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}
