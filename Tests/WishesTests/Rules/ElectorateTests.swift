import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Electorate")
struct ElectorateTests {
    private static let (ada, bela, cleo) = (Snowflake(101), Snowflake(102), Snowflake(103))

    @Test("Who comes or goes while the members are listed is not lost")
    func changesWhileListing() {
        var electorate = Electorate()
        let listing = electorate.beginListing()
        electorate.joined(FakeDiscord.user(Self.cleo))
        electorate.left(Self.bela)
        electorate.finishListing(listing, [Self.ada, Self.bela])
        #expect(electorate.holds([Self.ada, Self.cleo]))
    }

    @Test("A second listing beside the first does not forget what has changed since the first began")
    func twoListings() {
        var electorate = Electorate()
        let first = electorate.beginListing()
        electorate.joined(FakeDiscord.user(Self.cleo))
        let second = electorate.beginListing()
        electorate.finishListing(first, [Self.ada])
        #expect(electorate.holds([Self.ada, Self.cleo]))
        electorate.left(Self.ada)
        electorate.finishListing(second, [Self.ada, Self.cleo])
        #expect(electorate.holds([Self.cleo]))
    }

    @Test("The answer to a listing of an older session is not taken for the new one's")
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

    @Test("A failed listing leaves nothing, one that failed too late changes nothing")
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
    /// Whether exactly these of the three are members, and nobody else.
    fileprivate func holds(_ expected: [Snowflake]) -> Bool {
        guard let members else { return false }
        return members.count == expected.count && expected.allSatisfy(members.contains)
    }
}

@Suite("Member set")
struct MemberSetTests {
    @Test("Behaves like a set, whatever comes in whatever order", arguments: 0..<30 as Range<UInt64>)
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
