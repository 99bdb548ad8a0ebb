import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Deeds about one wish (cog)")
struct VerdictTests {
    private static let plain = {
        var settings = GuildSettings()
        settings.voice = .plain
        return settings
    }()

    private static let everyWay = Deed.allCases.flatMap { deed in deed.ways.map { (deed, $0) } }

    private static let stranger = Snowflake(106)

    @Test("Moderators decide, authors withdraw and edit, whatever the way; others are refused", arguments: everyWay)
    func whoMay(deed: Deed, way: Way) async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        let isAuthors = deed == .withdraw || deed == .edit
        let may = isAuthors ? CogFixture.member : CogFixture.owner
        try await fixture.running {
            let wish = try await fixture.plantOwn()
            for person in [CogFixture.owner, CogFixture.member, Self.stranger] where person != may {
                let answer = try await fixture.ask(deed, way, wish, by: person)
                #expect(answer.contains(isAuthors ? "Only the author" : "Only moderators"), "\(answer)")
                #expect(try await fixture.store.wishes(ids: [wish.id]).map(\.state) == [.active])
            }
            _ = try await fixture.ask(deed, way, wish, by: may)
            let state = try await fixture.store.wishes(ids: [wish.id]).map(\.state)
            #expect(state == [deed.state])
            if deed == .remove {
                #expect(fixture.shown(wish) == nil)
            } else {
                #expect(fixture.shown(wish)?.state == deed.state)
            }
            if deed == .edit { #expect(fixture.shown(wish)?.text == "because") }
        }
    }

    @Test("A wish of another server is unknown here, whatever the way", arguments: everyWay)
    func otherServer(deed: Deed, way: Way) async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        let wish = try await fixture.plantOwn(by: CogFixture.owner, guild: Snowflake(1_001))
        try await fixture.running {
            let answer = try await fixture.ask(deed, way, wish, by: CogFixture.owner)
            #expect(answer.contains("no such wish"), "\(answer)")
            #expect(try await fixture.store.wishes(ids: [wish.id]).map(\.state) == [.active])
        }
    }

    @Test("A wish in another state is answered with that state, whatever the way", arguments: everyWay)
    func otherState(deed: Deed, way: Way) async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        let words: [(WishTransition, String)] = [
            (.decline, "declined"), (.withdraw, "withdrawn"), (.expire, "expired"), (.claim, "being made"),
            (.delete, "deleted"),
        ]
        try await fixture.running {
            for (transition, word) in words where !(deed == .remove && transition != .claim && transition != .delete) {
                let wish = try await fixture.plantOwn(.channel, by: CogFixture.owner)
                try await fixture.store.apply(transition, to: wish.id, why: "test", at: .now)
                let answer = try await fixture.ask(deed, way, wish, by: CogFixture.owner)
                #expect(answer.contains(word), "\(answer)")
                #expect(try await fixture.store.wishes(ids: [wish.id]).map(\.state) == [transition.target])
            }
        }
    }

    @Test("The card shows a verdict with its reason, who gave it and when; the author alone is pinged under it")
    func told() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            for (deed, state) in [(Deed.plan, WishState.planned), (.decline, .declined), (.done, .done)] {
                let wish = try await fixture.plantOwn()
                let answer = try await fixture.ask(
                    deed, .prefix, wish, words: "see @everyone [here](https://evil.example)", by: CogFixture.owner)
                #expect(answer.contains("wish \(wish.messageID)"))
                let card = try #require(fixture.shown(wish))
                #expect((card.state, card.decidedBy) == (state, CogFixture.owner))
                #expect(card.note == "see @everyone [here](https://evil.example)" && card.decidedAt != nil)
                let told = try #require(fixture.answers(to: wish.messageID).first)
                #expect(told.pinged == [CogFixture.member] && told.content?.hasSuffix("<@105>") == true)
                #expect(told.words.contains("see @\u{200B}everyone"))
                #expect(!told.words.contains("[here](https://evil.example)"))
                let last = try await fixture.store.history(of: wish.id).last
                #expect((last?.to, last?.actorID) == (state, CogFixture.owner))
            }
        }
    }

    @Test("Whoever decides about a wish of their own is not told", arguments: [Deed.plan, .decline, .done, .grant])
    func ownVerdict(deed: Deed) async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            let wish = try await fixture.plantOwn(by: CogFixture.owner)
            _ = try await fixture.ask(deed, .slash, wish, by: CogFixture.owner)
            #expect(fixture.answers(to: wish.messageID).allSatisfy { $0.pinged.isEmpty })
            #expect(fixture.answers(to: wish.messageID).count == (deed == .grant ? 1 : 0))
        }
    }

    @Test("Where authors hear by direct message, nothing is posted for them; one who takes none gets nothing")
    func directly() async throws {
        var settings = Self.plain
        settings.tellAuthors = .directMessage
        let fixture = try await CogFixture(settings: settings)
        try await fixture.running {
            let wish = try await fixture.plantOwn()
            _ = try await fixture.ask(.decline, .slash, wish, words: "too wet", by: CogFixture.owner)
            let sent = fixture.discord.with { $0.directMessages[CogFixture.member] ?? [] }
            let words = try #require(sent.first?.content)
            #expect(words.contains("declined") && words.contains("too wet") && words.contains("Dreamers"))
            #expect(words.contains(try #require(wish.link)) && sent.count == 1)
            fixture.discord.with { _ = $0.withoutDirectMessages.insert(CogFixture.member) }
            let second = try await fixture.plantOwn()
            let answer = try await fixture.ask(.remove, .slash, second, by: CogFixture.owner)
            #expect(answer.contains("Removed") && !answer.contains("message"))
            #expect(fixture.answers(to: wish.messageID).isEmpty && fixture.answers(to: second.messageID).isEmpty)
        }
    }

    @Test("Where authors are not told, only the card shows a verdict")
    func silent() async throws {
        var settings = Self.plain
        settings.tellAuthors = .off
        let fixture = try await CogFixture(settings: settings)
        try await fixture.running {
            let wish = try await fixture.plantOwn()
            _ = try await fixture.ask(.decline, .prefix, wish, by: CogFixture.owner)
            #expect(fixture.answers(to: wish.messageID).isEmpty && fixture.shown(wish)?.state == .declined)
            #expect(fixture.discord.with { $0.directMessages.isEmpty })
        }
    }

    @Test("A refusal without a reason is not given")
    func withoutReason() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            let wish = try await fixture.plantOwn()
            for way in Way.allCases {
                for words in ["", " ", "\u{200B}", "\u{301}"] {
                    let answer = try await fixture.ask(.decline, way, wish, words: words, by: CogFixture.owner)
                    #expect(answer.contains("reason is missing") || answer.contains("ID|LINK"), "\(answer)")
                }
            }
            #expect(try await fixture.store.wishes(ids: [wish.id]).map(\.state) == [.active])
        }
    }

    @Test(
        "Words of any length and script are taken as typed",
        arguments: [
            "x", String(repeating: "w", count: 2_000), String(repeating: "w", count: 4_000), "👩‍👩‍👧🏳️‍🌈",
            String(repeating: "🌟", count: 1_000), "e\u{301}\u{489}\u{20DD}", "שלום \u{202E}عالم", "a\nb\n\nc",
        ])
    func anyWords(words: String) async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            for deed in [Deed.plan, .decline, .done, .grant, .edit] {
                for way in deed.ways {
                    let isOwn = deed == .edit
                    let wish = try await fixture.plantOwn()
                    _ = try await fixture.ask(
                        deed, way, wish, words: words, by: isOwn ? CogFixture.member : CogFixture.owner)
                    #expect(fixture.shown(wish)?.state == deed.state, "\(deed) \(way)")
                    let history = try await fixture.store.history(of: wish.id)
                    if isOwn {
                        #expect(try await fixture.store.wishes(ids: [wish.id]).map(\.text) == [words])
                        // Two open wishes cannot have one text.
                        try await fixture.store.apply(.remove, to: wish.id, why: "test", at: .now)
                    } else {
                        #expect(history.last?.note == words)
                    }
                }
            }
            for post in fixture.discord.with({ $0.posts }) { #expect((post.content ?? "").utf16.count <= 2_000) }
        }
    }

    @Test("A card that takes no edits now is edited by a later sync; the moderator hears so")
    func later() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            let wish = try await fixture.plantOwn()
            fixture.discord.with { $0.editsLeft = 0 }
            let answer = try await fixture.ask(.plan, .slash, wish, by: CogFixture.owner)
            #expect(answer.contains("within some hours") && fixture.shown(wish) == nil)
            fixture.discord.with { $0.editsLeft = nil }
            fixture.clock.advance(by: .seconds(601))
            await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
            #expect(await eventually { fixture.shown(wish)?.state == .planned })
            let edits = fixture.discord.with { $0.edits.count }
            await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
            #expect(fixture.discord.with { $0.edits.count } == edits)
        }
    }

    @Test("A wish whose message is gone is deleted instead")
    func gone() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            let wish = try await fixture.plantOwn()
            fixture.discord.with { $0.channels[CogFixture.channel]?[wish.messageID] = nil }
            let answer = try await fixture.ask(.decline, .slash, wish, by: CogFixture.owner)
            #expect(answer.contains("deleted"))
            #expect(try await fixture.store.wishes(ids: [wish.id]).map(\.state) == [.deleted])
        }
    }

    @Test("A verdict hears what came of an edit that was under way")
    func editUnderWay() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        let (gate, edits) = (Gate(), Counter())
        fixture.discord.before = { call throws(PortError) in
            if case .editMessage = call, edits.next() == 1 { await gate.pass() }
        }
        try await fixture.running {
            let wish = try await fixture.plantOwn()
            let planned = Task { try await fixture.ask(.plan, .slash, wish, by: CogFixture.owner) }
            await gate.reached()
            fixture.discord.with { $0.channels[CogFixture.channel]?[wish.messageID] = nil }
            let declined = Task { try await fixture.ask(.decline, .slash, wish, by: CogFixture.owner) }
            let isDeclined = await eventually {
                (try? await fixture.store.wishes(ids: [wish.id]).map(\.state)) == [.declined]
            }
            #expect(isDeclined)
            gate.open()
            #expect(try await planned.value.contains("deleted"))
            #expect(try await declined.value.contains("deleted"))
        }
    }

    @Test("Of two verdicts at the same time, one succeeds, and the author hears of it once")
    func race() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            let wish = try await fixture.plantOwn()
            async let one = fixture.give("!decline \(wish.messageID) no")
            async let two = fixture.give("!decline \(wish.messageID) no")
            let words = await [one, two].flatMap { fixture.answers(to: $0) }.map(\.words)
            #expect(words.count == 2 && words.count { $0.contains("was declined") } == 1)
            #expect(fixture.answers(to: wish.messageID).count == 1)
            #expect(try await fixture.store.history(of: wish.id).count == 2)
        }
    }
}
