import Testing

@testable import Wishes

@Suite("Progress of a start-up")
struct StartUpProgressTests {
    /// What is told while so many guilds are synced one after another.
    private func lines(of total: Int) -> [String] {
        var progress = StartUpProgress(total: total)
        var lines: [String] = []
        for left in (0..<total).reversed() {
            if let line = progress.advanced(left: left) { lines.append(line) }
        }
        return lines
    }

    @Test("Every tenth of the way is told, once")
    func tenths() {
        #expect(lines(of: 400) == (1...10).map { "Synced \($0 * 40) of 400 guilds" })
    }

    @Test("A few guilds tell enough by themselves")
    func few() {
        #expect(lines(of: 19).isEmpty)
    }
}
