import Discord
import Foundation
import Testing

@testable import Wishes

@Suite("Lists of wishes")
struct WishListTests {
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)
    private static let link = "https://discord.com/channels/1/2/3"
    private let replies = Replies(voice: .plain, prefix: "!")

    private func row(_ votes: Int, needed: Int? = nil) -> RankRow {
        RankRow(
            text: "moss", votes: votes, link: Self.link, authorID: 7, createdAt: Self.now.addingTimeInterval(-90),
            needed: needed, isConfirmed: true)
    }

    private func names(_ rows: [RankRow], page: ListPage? = nil) -> [String] {
        replies.ranking(
            kind: .video, rows: rows, total: 99, page: page, confirmation: .confirmed(at: Self.now), now: Self.now,
            emoji: "🌟"
        ).fields.map(\.name)
    }

    @Test("Medals are for the first three that have votes, on whatever page")
    func medals() {
        #expect(names([row(3), row(2), row(1), row(1)]) == ["🥇 3", "🥈 2", "🥉 1", "4. 1"])
        #expect(names([row(1), row(0), row(0)]) == ["🥇 1", "2. 0", "3. 0"])
        #expect(names([row(9), row(8)], page: ListPage(.top(.video), count: 2, number: 2)) == ["🥉 9", "4. 8"])
        let weekly = replies.weekly(
            sections: [(.video, [row(1), row(0)])], confirmation: .confirmed(at: Self.now), now: Self.now, emoji: "🌟")
        #expect(weekly.fields[0].value.contains("🥇") && !weekly.fields[0].value.contains("🥈"))
    }

    @Test("A row shows link, votes, author and an age that the reader's client keeps up to date")
    func row() {
        let value = replies.ranking(
            kind: .channel, rows: [row(5, needed: 7)], total: 1, confirmation: .confirmed(at: Self.now), now: Self.now,
            emoji: "🌟"
        ).fields[0].value
        #expect(
            value == """
                [moss](\(Self.link))
                5 of 7 members · ███████▏░░ · 🌟 6 here (mine does not count)
                <@7> · <t:1789999910:R>
                """)
    }

    @Test("A list of 25 shows of each wish as much as fits: bars, or numbers, or neither votes nor author again")
    func detail() {
        let star = "<:\(String(repeating: "m", count: 32)):1234567890123456789>"
        let id = 123_456_789_012_345_678 as UInt64
        var long = row(99, needed: 99)
        long.text = String(repeating: "moss garden ", count: 100)
        long.link = "https://discord.com/channels/\(id)/\(id)/\(id)"
        long.authorID = Snowflake(id)
        var longest = long
        (longest.votes, longest.needed, longest.uncounted) = (99_999, 99_999, 3)
        (longest.authorID, longest.isConfirmed) = (Snowflake(.max), false)
        for (row, emoji, shows) in [
            (row(5, needed: 7), "🌟", "\n5 of 7 members · ███████▏░░ · 🌟 6 here (mine does not count)\n<@7>"),
            (long, "🌟", "\n99 of 99 members · 🌟 100 here (mine does not count) · <@"),
            (longest, star, "\n99996 of 99999 members · <t:"),
        ] {
            let card = replies.ranking(
                kind: .channel, rows: Array(repeating: row, count: 25), total: 25,
                confirmation: .unconfirmed(since: Self.now, why: String(repeating: "x", count: 400)), now: Self.now,
                emoji: emoji)
            #expect(card.fields.count == 25 && card.fields.allSatisfy { $0.value.contains(shows) })
            #expect(card.flaws.isEmpty)
        }
    }

    @Test("A time in the future is shown as now")
    func future() {
        #expect(PlainTime.live(Self.now.addingTimeInterval(1_000), now: Self.now) == "<t:1790000000:R>")
    }

    @Test("Titles say how much of a list is shown")
    func titles() {
        let sentences = replies.sentences
        #expect(sentences.listTitle("A", page: nil, shown: 3, total: 3) == "A")
        #expect(sentences.listTitle("A", page: nil, shown: 3, total: 9) == "A (3 of 9)")
        #expect(sentences.listTitle("A", page: ListPage(.top(.video)), shown: 3, total: 3) == "A")
        #expect(
            sentences.listTitle("A", page: ListPage(.top(.video), count: 3, number: 2), shown: 3, total: 9)
                == "A (9), page 2 of 3")
    }
}
