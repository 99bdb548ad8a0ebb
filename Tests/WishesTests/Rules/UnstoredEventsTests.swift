import Discord
import Testing

@testable import Wishes

@Suite("Events that the database did not take")
struct UnstoredEventsTests {
    private func hint(_ id: UInt64, _ delta: Int?, in guild: UInt64 = 1) -> VoteHint {
        VoteHint(messageID: Snowflake(id), delta: delta, guildID: Snowflake(guild))
    }

    @Test("Votes of one message are kept as one change; what came before all were cleared is forgotten")
    func coalesced() {
        var events = UnstoredEvents()
        events.add([hint(5, 1), hint(5, 1), hint(6, 1), hint(5, -1)])
        #expect(Set(events.hints.map(\.delta)) == [1] && events.count == 2)
        events.add([hint(5, nil), hint(5, 1), hint(5, 1)])
        #expect(events.hints.filter { $0.messageID == Snowflake(5) }.map(\.delta) == [nil, 2])
    }

    @Test("Newer events follow those that could not be stored")
    func order() {
        var (earlier, newer) = (UnstoredEvents(), UnstoredEvents())
        earlier.add([hint(5, 4)])
        newer.add([hint(5, nil), hint(5, 1)])
        earlier.add(newer)
        #expect(earlier.hints.map(\.delta) == [nil, 1])
    }

    @Test("Beyond the limit a guild is marked for a whole sync; messages that are kept still take votes")
    func bounded() {
        var events = UnstoredEvents()
        for id in 0..<UInt64(UnstoredEvents.limit) { events.add([hint(id, 1)]) }
        #expect(events.unread.isEmpty)
        events.add([hint(99_999, 1, in: 2), hint(3, 1)])
        #expect(events.unread == [Snowflake(2)] && events.count == UnstoredEvents.limit)
        #expect(events.hints.first { $0.messageID == Snowflake(3) }?.delta == 2)
    }

    @Test("Attempts are repeated after 1, 2, 5 and then every 10 seconds")
    func pauses() {
        #expect((1...5).map(UnstoredEvents.pause) == [1, 2, 5, 10, 10].map { Duration.seconds($0) })
    }
}
