import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Card looks")
struct CardLookTests {
    private static let decided = Date(timeIntervalSince1970: 1_790_000_000)

    private static func look(
        _ state: WishState, _ kind: WishKind = .video, note: String? = "too *wet*\nfor moss", text: String = "a bog"
    ) -> CardLook {
        let event = WishEvent(
            at: decided, from: .active, to: state, actorID: Snowflake(9), why: "test", note: note)
        return CardLook(
            kind: kind, text: text, channelName: kind == .channel ? "bogs" : nil, authorName: "ada",
            authorID: Snowflake(4_711), cardID: "0a1b2c", emoji: "🌟", state: state,
            decision: state == .active ? nil : event,
            progress: kind == .channel ? VoteProgress(votes: 5, uncounted: 0, needed: 7) : nil)
    }

    private func read(_ look: CardLook, _ voice: Voice) throws -> ReadCard {
        let card = Replies(voice: voice, prefix: "!").card(look)
        #expect(card.flaws.isEmpty)
        guard case .card(let read) = CardReader.read([Embed(card)]) else {
            throw CogFixture.Missing()
        }
        return read
    }

    @Test(
        "A card in any state is read back with its state, who decided it, when and why",
        arguments: WishState.allCases, Voice.allCases)
    func everyState(state: WishState, voice: Voice) throws {
        for kind in WishKind.allCases {
            let card = try read(Self.look(state, kind), voice)
            // Both have one symbol: neither has a card.
            #expect(card.state == state || (card.state == .removed && state == .deleted))
            #expect(card.kind == kind && card.text == "a bog" && card.authorID == Snowflake(4_711))
            #expect(card.channelName == (kind == .channel ? "bogs" : nil))
            guard state != .active else { continue }
            #expect(card.decidedAt == Self.decided)
            let isSaid = [.planned, .granted, .done, .declined].contains(state)
            #expect(card.note == (isSaid ? "too *wet*\nfor moss" : nil))
            if isSaid || state == .removed { #expect(card.decidedBy == Snowflake(9)) }
        }
    }

    @Test("Votes are asked for only while they count", arguments: WishState.allCases)
    func votes(state: WishState) {
        let text = Replies(voice: .plain, prefix: "!").card(Self.look(state, .channel)).description
        #expect(text.contains("Vote with") == [.active, .planned].contains(state))
    }

    @Test("A wish that came true shows its channel")
    func channel() {
        var look = Self.look(.granted, .channel, note: nil)
        look.channel = Snowflake(77)
        look.decision?.actorID = nil
        #expect(Replies(voice: .plain, prefix: "!").card(look).description.contains("✅ Came true: <#77>"))
    }

    @Test(
        "Text and reason of any kind keep Discord's limits, and nothing of them is live",
        arguments: 0..<12 as Range<UInt64>)
    func hostile(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for units in [0, 1, 2_000, 4_000] {
            let (text, note) = (HostileText.text(&random, units: units), HostileText.text(&random, units: units))
            for state in WishState.allCases {
                let card = Replies(voice: .plain, prefix: "!").card(Self.look(state, note: note, text: text))
                #expect(card.flaws.isEmpty)
                for field in card.fields {
                    #expect(ShownText.live(in: field.value).isEmpty && ShownText.pings(in: field.value).isEmpty)
                    #expect(ShownText.hidden(in: field.value).isEmpty)
                }
            }
        }
    }

    @Test("Neither an edit nor a return from making the channel hides who planned a wish")
    func decision() async throws {
        let fixture = try await CogFixture()
        let wish = try await fixture.plant(5_001, .channel)
        let (store, now) = (fixture.store, Self.decided)
        try await store.apply(.plan, to: wish.id, actor: CogFixture.owner, why: "test", note: "soon", at: now)
        let claim = Claim(supporters: 7, electorate: 10, configured: .share(basisPoints: 6_700))
        #expect(try await store.claim(wish, claim, at: now))
        #expect(try await store.cardSubject(of: wish.id)?.wish.state == .manifesting)
        _ = try await store.release(wish, reason: "no category", at: now)
        let subject = try #require(try await store.cardSubject(of: wish.id))
        #expect(subject.wish.state == .planned && subject.decision?.note == "soon")
        #expect(subject.decision?.actorID == CogFixture.owner)
    }

    @Test("A card is outdated from a change of its look until that look is shown")
    func outdated() async throws {
        let fixture = try await CogFixture()
        let wish = try await fixture.plant(5_001)
        let store = fixture.store
        func outdated() async throws -> [Int64] { try await store.outdatedLooks(guild: CogFixture.guild).map(\.wish) }
        #expect(try await outdated().isEmpty)
        try await store.apply(.plan, to: wish.id, why: "test", at: .now)
        #expect(try await outdated() == [wish.id])
        let drawn = try #require(try await store.cardSubject(of: wish.id))
        try await store.apply(.decline, to: wish.id, why: "test", at: .now)
        try await store.markShown(wish.id, look: drawn.look, nil)
        #expect(try await outdated() == [wish.id])
        let newest = try #require(try await store.cardSubject(of: wish.id))
        try await store.markShown(wish.id, look: newest.look, nil)
        #expect(newest.wish.state == .declined && newest.lookShown == drawn.look)
        #expect(try await outdated().isEmpty)
        try await store.apply(.remove, to: wish.id, why: "test", at: .now)
        #expect(try await outdated().isEmpty)
    }
}
