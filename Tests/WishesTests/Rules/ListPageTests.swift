import Discord
import Testing

@testable import Wishes

@Suite("Pages of a list")
struct ListPageTests {
    private static let lists: [ListPage.List] =
        WishKind.allCases.flatMap { [.top($0), .manifestations($0)] } + [.manifestations(nil)]
        + ["moss", "a: b :c", "🦉 Eulen", "https://a.example/?b=c", String(repeating: "🦉", count: 40)].compactMap {
            SearchText($0).map { .search($0) }
        }

    @Test("A button's id holds the whole page and reads back as the same page", arguments: lists, [1, 10, 25])
    func roundTrip(list: ListPage.List, count: Int) {
        for number in [1, 2, 100_000] {
            let page = ListPage(list, count: count, number: number)
            #expect(ListPage(customID: page.customID) == page)
            #expect(page.customID.utf16.count <= 100)
        }
    }

    @Test(
        "An id that the bot would not write on a button is refused",
        arguments: [
            "", "top", "top:video:10", "top:video:10:2:", "top:video:10:0", "top:video:0:1", "top:video:26:1",
            "top:pony:10:1", "top:all:10:1", "top:video:+5:1", "top:video:05:1", "top:video:10:-1",
            "top:video:10:100001", "TOP:video:10:1", "top:video:10:99999999999999999999", " top:video:10:1",
            "top:video:10:1\n", "vote:1", "manifestations::10:1", "manifestations:10:1", "manifestations:all:10:0",
            "search:10:1", "search:10:1:", "search:10:1: moss", "search:10:1:moss  owl", "search:10:1:mo\u{200B}ss",
            "search:10:1:!?", "search:26:1:moss", "search:10:01:moss",
            "search:10:1:" + String(repeating: "x", count: 81), "search:10:1:e\u{301}\u{200B}",
        ])
    func foreign(id: String) {
        #expect(ListPage(customID: id) == nil)
    }

    @Test("No text of members who mean harm makes an id that is not its own", arguments: 0..<20 as Range<UInt64>)
    func hostile(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for units in [1, 20, 80, 2_000] {
            let text = HostileText.text(&random, units: units)
            if let page = ListPage(customID: "search:10:1:\(text)") {
                #expect(page.customID == "search:10:1:\(text)")
            }
            if let search = SearchText(text) {
                let page = ListPage(.search(search), count: 25, number: 100_000)
                #expect(ListPage(customID: page.customID) == page && page.customID.utf16.count <= 100)
            }
        }
    }

    @Test("Buttons lead to the next and previous page, disabled at the ends; a single page has no buttons")
    func buttons() {
        func ends(_ number: Int, total: Int) -> [String] {
            ListPage(.top(.video), count: 10, number: number).buttons(of: total).map {
                ($0.customID ?? "") + ($0.isDisabled ? " off" : "")
            }
        }
        #expect(ends(1, total: 0).isEmpty && ends(1, total: 10).isEmpty)
        #expect(ends(1, total: 11) == ["top:video:10:0 off", "top:video:10:2"])
        #expect(ends(2, total: 21) == ["top:video:10:1", "top:video:10:3"])
        #expect(ends(3, total: 21) == ["top:video:10:2", "top:video:10:4 off"])
    }

    @Test("A page beyond the end of the list becomes the last page")
    func shorter() {
        let page = ListPage(.top(.other), count: 5, number: 4)
        #expect(page.existing(of: 20).number == 4)
        #expect(page.existing(of: 15).number == 3 && page.existing(of: 15).offset == 10)
        #expect(page.existing(of: 0).number == 1 && page.existing(of: 0).offset == 0)
    }
}
