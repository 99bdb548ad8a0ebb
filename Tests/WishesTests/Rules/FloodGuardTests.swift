import Discord
import Testing

@testable import Wishes

@Suite("Flood guard")
struct FloodGuardTests {
    private static let ada = FloodGuard.Member(guild: Snowflake(1), user: Snowflake(101))

    /// The message of a command given at so many milliseconds.
    private static func command(_ milliseconds: UInt64, _ number: UInt64 = 0) -> Snowflake {
        Snowflake((milliseconds << 22) + number)
    }

    /// The verdicts on commands at these milliseconds.
    private func judge(_ times: [UInt64], _ guardian: inout FloodGuard) -> [FloodGuard.Verdict] {
        times.map { guardian.judge(Self.command($0), by: Self.ada) }
    }

    @Test("Ten commands within ten seconds are answered, the eleventh gets a warning, later ones are ignored")
    func flood() {
        var guardian = FloodGuard()
        let verdicts = judge((0..<15).map { $0 * 100 }, &guardian)
        #expect(verdicts == Array(repeating: .pass, count: 10) + [.warn] + Array(repeating: .ignore, count: 4))
    }

    @Test(
        "The eleventh command is too many until the first is ten seconds old",
        arguments: [(9_999, false), (10_000, true)])
    func edge(milliseconds: UInt64, passes: Bool) {
        var guardian = FloodGuard()
        _ = judge((0..<10).map { $0 }, &guardian)
        #expect(judge([milliseconds], &guardian) == [passes ? .pass : .warn])
    }

    @Test("A steady command a second is never a flood")
    func steady() {
        var guardian = FloodGuard()
        #expect(judge((0..<100).map { $0 * 1_000 }, &guardian).allSatisfy { $0 == .pass })
    }

    @Test("A flood is ignored until the member slows down; the next flood is warned about again")
    func calm() {
        var guardian = FloodGuard()
        _ = judge((0..<11).map { $0 }, &guardian)
        // The fastest allowed pace does not end the flood.
        #expect(judge((1...60).map { $0 * 1_000 }, &guardian).allSatisfy { $0 == .ignore })
        // Two seconds apart does: five are within the window once the quick ones have left it.
        let slower = judge((1...10).map { 60_000 + $0 * 2_000 }, &guardian)
        #expect(
            slower.last == .pass
                && slower.firstIndex(of: .pass).map { slower[$0...].allSatisfy { $0 == .pass } } == true)
        #expect(judge((1...12).map { 90_000 + $0 }, &guardian).suffix(2) == [.warn, .ignore])
    }

    @Test("Commands are timed by their message ids, not by their arrival; a repeated event counts once")
    func replay() {
        var guardian = FloodGuard()
        #expect(judge((0..<50).map { $0 * 1_200 }, &guardian).allSatisfy { $0 == .pass })
        var other = FloodGuard()
        #expect((0..<30).map { _ in other.judge(Self.command(5), by: Self.ada) }.allSatisfy { $0 == .pass })
    }

    @Test("Each member of each guild is counted separately")
    func apart() {
        var guardian = FloodGuard()
        _ = judge((0..<11).map { $0 }, &guardian)
        for member in [
            FloodGuard.Member(guild: Snowflake(1), user: Snowflake(102)),
            FloodGuard.Member(guild: Snowflake(2), user: Snowflake(101)),
        ] {
            #expect(guardian.judge(Self.command(20), by: member) == .pass)
        }
        #expect(judge([21], &guardian) == [.ignore])
    }

    @Test("The number of remembered members is bounded, and a member who floods now is not the one forgotten")
    func bounded() {
        var guardian = FloodGuard(capacity: 50)
        for user in 1_000..<2_000 as Range<UInt64> {
            let member = FloodGuard.Member(guild: Snowflake(1), user: Snowflake(user))
            _ = guardian.judge(Self.command(user, user), by: member)
            _ = guardian.judge(Self.command(user, 1), by: Self.ada)
            #expect(guardian.count <= 50)
        }
        #expect(judge([2_001], &guardian) == [.ignore])
    }

    @Test(
        "No ten seconds hold more than ten answers, at any pace of commands",
        arguments: 0..<50 as Range<UInt64>)
    func random(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var (guardian, now, passed) = (FloodGuard(), UInt64(0), [UInt64]())
        for number in 0..<500 as Range<UInt64> {
            now += UInt64.random(in: 0...(Bool.random(using: &random) ? 300 : 4_000), using: &random)
            let verdict = guardian.judge(Self.command(now, number), by: Self.ada)
            if verdict == .pass { passed.append(now) }
            let recent = passed.count { $0 + FloodGuard.window > now }
            #expect(recent <= FloodGuard.allowed)
        }
        #expect(!passed.isEmpty)
    }
}
