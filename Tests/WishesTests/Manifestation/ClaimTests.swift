import Discord
import Foundation
import Testing

@testable import Wishes

@Suite("Claims")
struct ClaimTests {
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)

    private func claim(_ supporters: Int, of electorate: Int = 10) -> Claim {
        Claim(supporters: supporters, electorate: electorate, configured: .share(basisPoints: 6_700))
    }

    @Test(
        "The quorum follows the guild's own threshold, or else the configured one",
        arguments: [
            (6, nil, nil), (7, nil, 7), (10, nil, 7), (4, 5_000, nil), (5, 5_000, 5), (9, 10_000, nil),
            (10, 10_000, 10), (7, 10_000, nil),
        ] as [(Int, Int?, Int?)])
    func tally(supporters: Int, own: Int?, needed: Int?) {
        let expected = needed.map { Tally(supporters: supporters, electorate: 10, needed: $0) }
        #expect(claim(supporters).tally(own: own.map { .share(basisPoints: $0) }) == expected)
    }

    @Test("A guild without human members needs one supporter")
    func nobody() {
        #expect(claim(0, of: 0).tally(own: nil) == nil)
        #expect(claim(1, of: 0).tally(own: nil) == Tally(supporters: 1, electorate: 0, needed: 1))
    }

    @Test("A claim is judged by the threshold that is stored when it is written")
    func stored() async throws {
        let fixture = try await CogFixture(arrives: false)
        let wish = try await fixture.plant(5_001, .channel, stored: 7)
        try await set(10_000, fixture)
        #expect(try await !fixture.store.claim(wish, claim(9), at: Self.now))
        #expect(try await fixture.wish(5_001)?.state == .active)
        #expect(try await fixture.store.unfinishedManifestations(guild: CogFixture.guild).isEmpty)
        try await set(5_000, fixture)
        #expect(try await fixture.store.claim(wish, claim(5), at: Self.now))
        #expect(try await fixture.wish(5_001)?.state == .manifesting)
    }

    @Test("The threshold of another guild does not matter")
    func otherGuild() async throws {
        let fixture = try await CogFixture(arrives: false)
        let wish = try await fixture.plant(5_001, .channel)
        try await set(1_000, fixture, guild: Snowflake(1_001))
        #expect(try await !fixture.store.claim(wish, claim(6), at: Self.now))
        #expect(try await fixture.store.claim(wish, claim(7), at: Self.now))
    }

    @Test("Of many claims at once one succeeds")
    func once() async throws {
        let fixture = try await CogFixture(arrives: false)
        let wish = try await fixture.plant(5_001, .channel)
        let claim = claim(7)
        let successes = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { try await fixture.store.claim(wish, claim, at: Self.now) } }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(successes == 1)
    }

    private func set(_ basisPoints: Int, _ fixture: CogFixture, guild: Snowflake = CogFixture.guild) async throws {
        let threshold = OwnThreshold(rule: .share(basisPoints: basisPoints), setBy: CogFixture.owner, setAt: Self.now)
        try await fixture.store.set(threshold, guild: guild)
    }
}
