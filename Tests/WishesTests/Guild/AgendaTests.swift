import Discord
import Testing

@testable import Wishes

@Suite("Agenda")
struct AgendaTests {
    private func agenda(_ entries: KeyValuePairs<UInt64, Int>) -> Agenda {
        var agenda = Agenda()
        for (guild, due) in entries { agenda.set(Snowflake(guild), due: .seconds(due)) }
        return agenda
    }

    @Test("Guilds are taken in the order of their times, and only when they are due")
    func order() {
        var agenda = agenda([1: 30, 2: 10, 3: 20])
        #expect(agenda.next == .seconds(10))
        #expect(agenda.takeDue(.seconds(9)) == nil)
        #expect(agenda.takeDue(.seconds(20)) == Snowflake(2))
        #expect(agenda.takeDue(.seconds(20)) == Snowflake(3))
        #expect(agenda.takeDue(.seconds(20)) == nil)
        #expect(agenda.takeDue(.seconds(30)) == Snowflake(1))
        #expect(agenda.next == nil)
    }

    @Test("A new time replaces the old one, whether it is sooner or later", arguments: [5, 50])
    func replacing(due: Int) {
        var agenda = agenda([1: 10, 2: 20])
        agenda.set(Snowflake(1), due: .seconds(due))
        #expect(agenda.next == .seconds(min(due, 20)))
        let taken = [agenda.takeDue(.seconds(60)), agenda.takeDue(.seconds(60))]
        #expect(taken == (due < 20 ? [Snowflake(1), Snowflake(2)] : [Snowflake(2), Snowflake(1)]))
        #expect(agenda.takeDue(.seconds(60)) == nil)
    }

    @Test("A guild without a time is not due, also when it is set again to the time before")
    func removing() {
        var agenda = agenda([1: 10])
        agenda.set(Snowflake(1), due: nil)
        #expect(agenda.next == nil)
        agenda.set(Snowflake(1), due: .seconds(10))
        #expect(agenda.takeDue(.seconds(10)) == Snowflake(1))
        #expect(agenda.takeDue(.seconds(10)) == nil)
    }

    @Test("Outdated entries are discarded before they outnumber the guilds, however late they are due")
    func size() {
        var agenda = agenda([1: 604_800])
        for second in 0..<1_000 {
            agenda.set(Snowflake(1), due: .seconds(second))
            #expect(agenda.takeDue(.seconds(second)) == Snowflake(1))
            agenda.set(Snowflake(1), due: .seconds(604_800))
        }
        #expect(agenda.entryCount <= 40)
        #expect(agenda.next == .seconds(604_800))
    }

    @Test("Random changes give the same guilds as a sorted list", arguments: 0..<30 as Range<UInt64>)
    func model(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var (agenda, model, now) = (Agenda(), [Snowflake: Duration](), 0)
        for _ in 0..<1_000 {
            let guild = Snowflake(UInt64.random(in: 0..<20, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0...2:
                let due = Duration.seconds(now + Int.random(in: 0...60, using: &random))
                agenda.set(guild, due: due)
                model[guild] = due
            case 3:
                agenda.set(guild, due: nil)
                model[guild] = nil
            default:
                now += Int.random(in: 0...5, using: &random)
                let first = model.values.min().flatMap { $0 <= .seconds(now) ? $0 : nil }
                let taken = agenda.takeDue(.seconds(now))
                // Of guilds that are due at the same time any may come first.
                #expect(taken.flatMap { model[$0] } == first)
                if let taken { model[taken] = nil }
            }
            #expect(agenda.next == model.values.min())
        }
    }
}
