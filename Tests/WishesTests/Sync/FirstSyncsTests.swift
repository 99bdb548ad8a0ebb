import Discord
import Testing

@testable import Wishes

@Suite("Progress of a start-up")
struct FirstSyncsTests {
    /// The progress lines while so many guilds are synced one after another.
    private func lines(of total: Int) -> [String] {
        var syncs = FirstSyncs()
        syncs.expect(Set((1...UInt64(total)).map { Snowflake($0) }))
        return (1...UInt64(total)).compactMap { syncs.done(Snowflake($0)) }
    }

    @Test("Each tenth of the guilds gives one progress line")
    func tenths() {
        #expect(lines(of: 400) == (1...10).map { "Synced \($0 * 40) of 400 guilds" })
    }

    @Test("Fewer than 20 guilds give no progress line")
    func few() {
        #expect(lines(of: 19).isEmpty)
    }
}
