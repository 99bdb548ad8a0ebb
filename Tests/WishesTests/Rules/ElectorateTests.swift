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
        #expect(electorate.members == [Self.ada, Self.cleo])
    }

    @Test("A second listing beside the first does not forget what has changed since the first began")
    func twoListings() {
        var electorate = Electorate()
        let first = electorate.beginListing()
        electorate.joined(FakeDiscord.user(Self.cleo))
        let second = electorate.beginListing()
        electorate.finishListing(first, [Self.ada])
        #expect(electorate.members == [Self.ada, Self.cleo])
        electorate.left(Self.ada)
        electorate.finishListing(second, [Self.ada, Self.cleo])
        #expect(electorate.members == [Self.cleo])
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
        #expect(electorate.members == [Self.bela])
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
        #expect(electorate.members == [Self.ada])
    }
}
