import Discord
import Foundation
import Testing

@testable import Wishes

@Suite("States of a wish")
struct WishStateTests {
    /// What is legal, stated independently of the program: from a state, by a transition, to a state.
    private static let legal: [WishState: [WishTransition: WishState]] = [
        .active: [
            .claim: .manifesting, .grant: .granted, .plan: .planned, .decline: .declined, .finish: .done,
            .withdraw: .withdrawn, .expire: .expired, .remove: .removed, .delete: .deleted,
        ],
        .planned: [
            .claim: .manifesting, .grant: .granted, .decline: .declined, .finish: .done, .withdraw: .withdrawn,
            .remove: .removed, .delete: .deleted,
        ],
        .manifesting: [.manifest: .granted, .release: .active, .delete: .deleted],
        .granted: [.finish: .done, .remove: .removed, .delete: .deleted],
        .done: [.remove: .removed, .delete: .deleted],
        .declined: [.remove: .removed, .delete: .deleted],
        .withdrawn: [.remove: .removed, .delete: .deleted],
        .expired: [.remove: .removed, .delete: .deleted],
        .removed: [:],
        .deleted: [:],
    ]

    /// The shortest way to each state.
    private static func path(to state: WishState) -> [WishTransition] {
        switch state {
        case .active: []
        case .planned: [.plan]
        case .manifesting: [.claim]
        case .granted: [.grant]
        case .done: [.finish]
        case .declined: [.decline]
        case .withdrawn: [.withdraw]
        case .expired: [.expire]
        case .removed: [.remove]
        case .deleted: [.delete]
        }
    }

    private func plant(_ id: UInt64, _ store: WishStore, text: String = "moss") async throws -> Wish {
        let intent = WishIntent(
            cardID: "card\(id)", guildID: Snowflake(1_000), channelID: Snowflake(2_000), kind: .channel,
            text: text, channelName: "moss-\(id)", authorID: Snowflake(7), commandID: Snowflake(id + 1_000_000),
            createdAt: Date(timeIntervalSince1970: 1_790_000_000), authorName: "ada")
        _ = try await store.begin(intent)
        try await store.activate(intent, message: Snowflake(id), why: "wished", at: intent.createdAt)
        return try #require(try await store.wish(message: Snowflake(id)))
    }

    @Test("Only legal transitions are made, each with a row in the history", arguments: WishState.allCases)
    func transitions(state: WishState) async throws {
        let folder = try TemporaryStore()
        for (index, transition) in WishTransition.allCases.enumerated() {
            let wish = try await plant(5_001 + UInt64(index), folder.store)
            for step in Self.path(to: state) { try await folder.store.apply(step, to: wish.id, why: "path", at: .now) }
            let before = try await folder.store.history(of: wish.id).count
            let isMade = try await folder.store.apply(
                transition, to: wish.id, actor: Snowflake(9), why: "test", note: "so", at: .now)
            let target = Self.legal[state]?[transition]
            #expect(isMade == (target != nil), "\(transition)")
            #expect(try await folder.store.wishes(ids: [wish.id]).map(\.state) == [target ?? state])
            let history = try await folder.store.history(of: wish.id)
            #expect(history.count == before + (isMade ? 1 : 0))
            guard isMade, let last = history.last else { continue }
            #expect((last.from, last.to, last.actorID, last.note) == (state, target, Snowflake(9), "so"))
        }
    }

    @Test("A planned wish that is refused its channel is planned again")
    func backToPlanned() async throws {
        let folder = try TemporaryStore()
        let wish = try await plant(5_001, folder.store)
        for step in [WishTransition.plan, .claim, .release, .claim] {
            #expect(try await folder.store.apply(step, to: wish.id, why: "test", at: .now))
        }
        try await folder.store.unclaim(wish, why: "test", at: .now)
        #expect(try await folder.store.wishes(ids: [wish.id]).map(\.state) == [.planned])
    }

    @Test(
        "A wish that has ended counts no votes, is in no ranking, frees its quota and may be wished again",
        arguments: [WishTransition.decline, .withdraw, .expire, .finish, .grant, .remove])
    func ended(transition: WishTransition) async throws {
        let folder = try TemporaryStore()
        let store = folder.store
        let wish = try await plant(5_001, store)
        let again = WishIntent(
            cardID: "again", guildID: wish.guildID, channelID: Snowflake(2_000), kind: .channel, text: "moss",
            channelName: "moss-5001", authorID: Snowflake(7), commandID: Snowflake(9 << 40), createdAt: .now)
        var quotas = WishQuotas.none
        quotas.openPerMember = 1
        #expect(try await store.objection(to: again, within: quotas) != nil)
        try await store.apply(transition, to: wish.id, why: "test", at: .now)
        #expect(try await store.objection(to: again, within: quotas) == nil)
        #expect(try await store.record([VoteHint(messageID: wish.messageID, delta: 1)]).isEmpty)
        _ = try await store.confirm([.init(wish: wish, votes: 9)], at: .now)
        #expect(try await store.wishes(ids: [wish.id]).map(\.votes) == [0])
        #expect(try await store.topWishes(guild: wish.guildID, kind: .channel, limit: 9).isEmpty)
        #expect(try await store.channelWishes(guild: wish.guildID).isEmpty)
        let claim = Claim(supporters: 9, electorate: 10, configured: .share(basisPoints: 6_700))
        #expect(try await !store.claim(wish, claim, at: .now))
    }

    @Test("A planned wish collects votes, is ranked, and counts for the quota")
    func planned() async throws {
        let folder = try TemporaryStore()
        let wish = try await plant(5_001, folder.store)
        try await folder.store.apply(.plan, to: wish.id, why: "test", at: .now)
        #expect(try await folder.store.record([VoteHint(messageID: wish.messageID, delta: 2)]) == [wish.guildID])
        #expect(try await folder.store.touchedWishes(guild: wish.guildID).map(\.votes) == [2])
        #expect(try await folder.store.topWishes(guild: wish.guildID, kind: .channel, limit: 9).count == 1)
    }

    @Test("A wish that is done is among those that came true, once")
    func done() async throws {
        let folder = try TemporaryStore()
        let (first, second) = (try await plant(5_001, folder.store), try await plant(5_002, folder.store))
        let times = (0...2).map { Date(timeIntervalSince1970: 1_790_000_000 + Double($0)) }
        _ = try await folder.store.grant(first, by: Snowflake(9), notes: "at last", at: times[0])
        try await folder.store.apply(.finish, to: first.id, actor: Snowflake(8), why: "test", note: "x", at: times[2])
        try await folder.store.apply(.finish, to: second.id, actor: Snowflake(8), why: "test", note: "y", at: times[1])
        let came = try await folder.store.grantedWishes(guild: first.guildID, kind: nil, limit: 9)
        #expect(came.wishes.map(\.wish.messageID) == [second.messageID, first.messageID] && came.total == 2)
        #expect(came.wishes.map(\.notes) == ["y", "at last"])
        #expect(came.wishes.map(\.grantedBy) == [Snowflake(8), Snowflake(9)])
    }
}
