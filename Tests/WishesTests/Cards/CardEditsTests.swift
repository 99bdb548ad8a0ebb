import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("When cards are edited")
struct CardEditsTests {
    private static let start = Date(timeIntervalSince1970: 1_790_000_000)

    /// The wall clock at a time of the run.
    private static func date(_ now: Duration) -> Date { start.addingTimeInterval(now / .seconds(1)) }

    /// A card that was posted so many seconds before the run.
    private static func card(_ wish: Int64, isState: Bool = false, age: Double = 60) -> CardEdits.Outdated {
        let posted = UInt64((start.timeIntervalSince1970 - age) * 1_000) + UInt64(wish)
        return CardEdits.Outdated(wish: wish, message: Snowflake(unixMilliseconds: posted), isState: isState)
    }

    private var edits = CardEdits()

    private mutating func add(_ cards: CardEdits.Outdated..., isSync: Bool = false, at now: Duration) {
        edits.add(cards, isSync: isSync, now: now, time: Self.date(now))
    }

    /// Takes what is due and has it edited. Returns the wish.
    private mutating func edit(at now: Duration) -> Int64? {
        guard let card = edits.take(now: now) else { return nil }
        edits.shown(card)
        return card.wish
    }

    @Test("The first change of votes is shown at once, the next one 30 s after that")
    mutating func votes() {
        add(Self.card(1), at: .seconds(10))
        #expect(edits.nextDue == .seconds(10))
        #expect(edit(at: .seconds(10)) == 1)
        #expect(edits.nextDue == nil)
        add(Self.card(1), at: .seconds(15))
        add(Self.card(1), at: .seconds(20))
        #expect(edits.nextDue == .seconds(40))
        #expect(edit(at: .seconds(39)) == nil)
        #expect(edit(at: .seconds(40)) == 1)
    }

    @Test("A changed state does not wait, and passes votes that were due before")
    mutating func states() {
        add(Self.card(1), Self.card(2), at: .zero)
        #expect(edit(at: .zero) == 1)
        add(Self.card(1, isState: true), at: .milliseconds(500))
        #expect(edit(at: .milliseconds(500)) == nil)
        #expect(edit(at: .seconds(1)) == 1)
        #expect(edit(at: .seconds(2)) == 2)
    }

    @Test("A guild edits one card a second")
    mutating func pace() {
        for wish in 1...3 { add(Self.card(Int64(wish)), at: .zero) }
        #expect(edit(at: .zero) == 1)
        #expect(edits.nextDue == .seconds(1))
        #expect(edit(at: .milliseconds(999)) == nil)
        #expect(edit(at: .seconds(1)) == 2)
        #expect(edit(at: .seconds(2)) == 3)
    }

    @Test("A card that turns out to be up to date holds up no other one")
    mutating func skipped() {
        add(Self.card(1), Self.card(2), at: .zero)
        if let card = edits.take(now: .zero) { edits.skipped(card) }
        #expect(edit(at: .zero) == 2)
    }

    @Test("After an hour votes are shown with syncs only, a changed state still at once")
    mutating func old() {
        add(Self.card(1, age: 3_601), at: .zero)
        #expect(edits.nextDue == nil)
        add(Self.card(1, age: 3_601), isSync: true, at: .zero)
        #expect(edit(at: .zero) == 1)
        add(Self.card(1, isState: true, age: 3_601), at: .seconds(2))
        #expect(edit(at: .seconds(2)) == 1)
    }

    @Test("Once Discord takes no more edits of old cards, none is tried before the next sync; fresh ones are")
    mutating func tooMany() {
        add(Self.card(1, age: 9_000), Self.card(2, age: 9_000), Self.card(3), isSync: true, at: .zero)
        guard let first = edits.take(now: .zero) else {
            Issue.record("nothing was due")
            return
        }
        #expect(first.wish == 1)
        edits.failed(first, .tooManyOld, now: .zero, time: Self.date(.zero))
        #expect(edits.count == 1)
        add(Self.card(2, isState: true, age: 9_000), at: .seconds(1))
        #expect(edit(at: .seconds(1)) == 3)
        #expect(edits.nextDue == nil)
        add(Self.card(2, isState: true, age: 9_000), isSync: true, at: .seconds(2))
        #expect(edit(at: .seconds(2)) == 2)
    }

    @Test("An edit without an answer is repeated after 1, 5 and then every 30 minutes, also if more changes meanwhile")
    mutating func passing() {
        var now = Duration.zero
        add(Self.card(1), at: now)
        for pause in [60, 300, 1_800, 1_800] {
            guard let card = edits.take(now: now) else {
                Issue.record("nothing was due")
                return
            }
            edits.failed(card, .passing, now: now, time: Self.date(now))
            #expect(edits.nextDue == now + .seconds(pause))
            add(Self.card(1, isState: true), at: now + .seconds(1))
            #expect(edits.nextDue == now + .seconds(pause))
            now += .seconds(pause)
        }
        #expect(edit(at: now) == 1)
    }

    @Test("A refused edit is not repeated by itself")
    mutating func refused() {
        add(Self.card(1), at: .zero)
        if let card = edits.take(now: .zero) {
            edits.failed(card, .refused, now: .zero, time: Self.date(.zero))
        }
        #expect(edits.nextDue == nil)
    }

    @Test(
        "Whatever happens, edits of a guild are a second apart, votes of one card 30 s, and nothing waits for ever",
        arguments: 0..<20 as Range<UInt64>)
    mutating func anySequence(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var (now, last, lastOf) = (Duration.zero, Duration?.none, [Int64: Duration]())
        for _ in 0..<600 {
            now += .milliseconds(Int.random(in: 0...2_000, using: &random))
            if Bool.random(using: &random) {
                let wish = Int64.random(in: 1...8, using: &random)
                add(
                    Self.card(wish, isState: Int.random(in: 0..<8, using: &random) == 0, age: Double(wish) * 700),
                    isSync: Int.random(in: 0..<10, using: &random) == 0, at: now)
            }
            guard let card = edits.take(now: now) else { continue }
            if let last { #expect(now - last >= CardEdits.pause) }
            if !card.isState, let before = lastOf[card.wish] { #expect(now - before >= CardEdits.votePause) }
            (last, lastOf[card.wish]) = (now, now)
            switch Int.random(in: 0..<10, using: &random) {
            case 0: edits.failed(card, .passing, now: now, time: Self.date(now))
            case 1: edits.failed(card, .tooManyOld, now: now, time: Self.date(now))
            case 2: edits.failed(card, .refused, now: now, time: Self.date(now))
            default: edits.shown(card)
            }
        }
        while let due = edits.nextDue {
            guard edit(at: due) != nil else {
                Issue.record("a card was due and not taken")
                return
            }
        }
        #expect(edits.count == 0)
    }
}
