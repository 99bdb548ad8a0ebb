import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Electorate")
struct ElectorateTests {
    private static let (ada, bela, cleo) = (Snowflake(101), Snowflake(102), Snowflake(103))

    @Test("Joins and leaves during a listing are applied to its result")
    func changesWhileListing() {
        var electorate = Electorate()
        let listing = electorate.beginListing()
        electorate.saw(Self.cleo, mayVote: true)
        electorate.left(Self.bela)
        electorate.finishListing(listing, [Self.ada, Self.bela])
        #expect(electorate.holds([Self.ada, Self.cleo]))
    }

    @Test("A listing that starts during another keeps the changes since the first one started")
    func twoListings() {
        var electorate = Electorate()
        let first = electorate.beginListing()
        electorate.saw(Self.cleo, mayVote: true)
        let second = electorate.beginListing()
        electorate.finishListing(first, [Self.ada])
        #expect(electorate.holds([Self.ada, Self.cleo]))
        electorate.left(Self.ada)
        electorate.finishListing(second, [Self.ada, Self.cleo])
        #expect(electorate.holds([Self.cleo]))
    }

    @Test("The result of a listing that an older session started is ignored")
    func staleListing() {
        var electorate = Electorate()
        let old = electorate.beginListing()
        electorate.forget()
        let new = electorate.beginListing()
        electorate.finishListing(old, [Self.ada])
        #expect(electorate.members == nil)
        electorate.finishListing(new, [Self.bela])
        #expect(electorate.holds([Self.bela]))
    }

    @Test("A failed listing leaves the members unknown; a failure after the result changes nothing")
    func failedListing() {
        var electorate = Electorate()
        let first = electorate.beginListing()
        electorate.abandonListing(first)
        #expect(electorate.members == nil)
        let second = electorate.beginListing()
        electorate.finishListing(second, [Self.ada])
        electorate.abandonListing(second)
        #expect(electorate.holds([Self.ada]))
    }
}

extension Electorate {
    /// Whether exactly these users are members.
    fileprivate func holds(_ expected: [Snowflake]) -> Bool {
        guard let members else { return false }
        return members.count == expected.count && expected.allSatisfy(members.contains)
    }
}

@Suite("Member set")
struct MemberSetTests {
    @Test("Inserting and removing gives the same members as Set, in any order", arguments: 0..<30 as Range<UInt64>)
    func model(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let start = (0..<Int.random(in: 0...300, using: &random)).map { _ in
            Snowflake(UInt64.random(in: 0..<400, using: &random))
        }
        var (members, model) = (MemberSet(start), Set(start))
        for _ in 0..<600 {
            let member = Snowflake(UInt64.random(in: 0..<400, using: &random))
            if Bool.random(using: &random) {
                members.insert(member)
                model.insert(member)
            } else {
                members.remove(member)
                model.remove(member)
            }
        }
        #expect(members.count == model.count)
        let found = (0..<400).map { Snowflake($0) }.filter(members.contains)
        #expect(Set(found) == model)
    }
}
