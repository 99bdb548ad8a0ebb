import Discord
import Foundation
import Testing

@testable import Wishes

@Suite("Counts that Discord has confirmed")
struct ConfirmationTests {
    private static let message = Snowflake(5_001)
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)

    /// A wish with three votes, as it was read; then events have moved its count while Discord was being asked.
    private func moved(by deltas: [Int]) async throws -> (file: TemporaryStore, asked: Wish) {
        let file = try TemporaryStore()
        let intent = WishIntent(
            cardID: "card", guildID: Snowflake(1_000), channelID: Snowflake(2_000), kind: .video, text: "moss",
            channelName: nil, authorID: Snowflake(7), commandID: Snowflake(6_001), createdAt: Self.now,
            authorName: "Fern")
        _ = try await file.store.begin(intent)
        try await file.store.activate(intent, message: Self.message, why: "wished", at: Self.now)
        _ = try await file.store.record([VoteHint(messageID: Self.message, delta: 3)])
        let asked = try #require(try await file.store.wish(message: Self.message))
        for delta in deltas { _ = try await file.store.record([VoteHint(messageID: Self.message, delta: delta)]) }
        return (file, asked)
    }

    @Test("A wish that nothing has touched meanwhile takes the answer, and needs no other", arguments: [2, 3, 9])
    func untouched(votes: Int) async throws {
        let (file, asked) = try await moved(by: [])
        let result = try await file.store.confirm([Confirmation(wish: asked, votes: votes)], at: Self.now)
        let wish = try #require(try await file.store.wish(message: Self.message))
        #expect(wish.votes == votes && result.outdated.isEmpty && result.drift == abs(votes - 3))
        #expect(try await file.store.touchedWishes(guild: wish.guildID).isEmpty)
    }

    @Test(
        "A wish that events have moved from 3 to 5 keeps that; when it is forced, only if they have led through the answer",
        arguments: [(3, 5), (4, 5), (5, 5), (2, 2), (6, 6), (0, 0)])
    func touched(answer: Int, forced: Int) async throws {
        let (file, asked) = try await moved(by: [1, 1])
        let confirmation = Confirmation(wish: asked, votes: answer)
        for (force, votes) in [(false, 5), (true, forced)] {
            let result = try await file.store.confirm([confirmation], at: Self.now, force: force)
            let wish = try #require(try await file.store.wish(message: Self.message))
            #expect(wish.votes == votes && result.outdated == [wish.id], "forced: \(force)")
            #expect(try await file.store.touchedWishes(guild: wish.guildID).map(\.id) == [wish.id], "forced: \(force)")
        }
    }

    @Test("A vote given and taken back leaves a range of one number")
    func cancelled() async throws {
        let (file, asked) = try await moved(by: [1, -1])
        _ = try await file.store.confirm([Confirmation(wish: asked, votes: 4)], at: Self.now, force: true)
        #expect(try await file.store.wish(message: Self.message)?.votes == 4)
    }
}
