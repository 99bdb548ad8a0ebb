import Discord
import Testing

@testable import Wishes

@Suite("Work of guilds' lives")
struct LifeWorkTests {
    private static let guilds = 1...2_500 as ClosedRange<UInt64>

    private func sync(_ guild: UInt64) -> LifeWork.Work { .init(effect: .sync(.startUp), guild: Snowflake(guild)) }

    @Test("Of equal work of a guild's life four run and one waits; confirmations are not held")
    func equal() {
        var work = LifeWork(JobLimits())
        let guild = Snowflake(1)
        let begun = (0..<20).map { _ in work.begins(.recover, guild) }
        #expect(begun.count { $0 } == 4)
        let others = [
            work.begins(.recover, Snowflake(2)), work.begins(.sync(.timer), guild),
            work.begins(.confirm(RunID(guild: guild)), guild),
        ]
        #expect(others == [true, true, true])
        let ended = (0..<5).map { _ in work.ended(.recover, guild).count }
        #expect(ended == [1, 0, 0, 0, 0])
        let again = work.begins(.recover, guild)
        #expect(again)
    }

    @Test("Of many guilds that come at once 64 are synced at a time, in the order in which they came")
    func syncs() {
        var work = LifeWork(JobLimits())
        let begun = Self.guilds.filter { work.begins(.sync(.startUp), Snowflake($0)) }
        #expect(begun == Array(Self.guilds.prefix(64)))
        var order = begun
        for place in 0..<2_500 {
            let next = work.ended(.sync(.startUp), Snowflake(order[place]))
            #expect(next.count == (place < 2_436 ? 1 : 0))
            order += next.map(\.guild.rawValue)
        }
        #expect(order == Array(Self.guilds))
        // Every place is free again.
        let again = Self.guilds.prefix(65).filter { work.begins(.sync(.timer), Snowflake($0)) }
        #expect(again == begun)
    }

    @Test("A sync that waits for an equal one goes to the end of the line, and none waits twice")
    func turns() {
        var limits = JobLimits()
        (limits.guildSyncs, limits.equalWork) = (1, 1)
        var work = LifeWork(limits)
        let begun = ([1, 1, 1, 2, 2, 3] as [UInt64]).map { work.begins(.sync(.startUp), Snowflake($0)) }
        #expect(begun == [true, false, false, false, false, false])
        var order: [LifeWork.Work] = []
        var running = [sync(1)]
        while let next = running.popLast() {
            order.append(next)
            running += work.ended(next.effect, next.guild)
        }
        #expect(order == [sync(1), sync(2), sync(3), sync(1)])
    }

    @Test(
        "Of checks that come due for all guilds together 64 run at a time, beside the syncs; what was begun is never held"
    )
    func checks() {
        var work = LifeWork(JobLimits())
        let syncs = Self.guilds.count { work.begins(.sync(.startUp), Snowflake($0)) }
        let checks = Self.guilds.filter { work.begins($0 % 2 == 0 ? .checkWeekly : .load, Snowflake($0)) }
        #expect(syncs == 64 && checks == Array(Self.guilds.prefix(64)))
        let others = Self.guilds.count {
            work.begins(.recover, Snowflake($0)) && work.begins(.editCards, Snowflake($0))
        }
        #expect(others == 2_500)
        let next = work.ended(.checkWeekly, 2)
        #expect(next == [.init(effect: .load, guild: 65)])
    }
}
