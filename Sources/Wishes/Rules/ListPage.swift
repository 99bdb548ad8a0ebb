import Discord

/// A page of a list, requested by a slash command or by one of the list's buttons. The button's id holds all of it, so that
/// the button works after a restart and as long as the message exists.
///
/// Source: https://docs.discord.com/developers/components/reference#button
struct ListPage: Sendable, Equatable {
    /// What is listed.
    enum List: Sendable, Equatable {
        /// The open wishes of a kind, most votes first.
        case top(WishKind)
        /// Wishes that came true, of one kind or all, newest first.
        case manifestations(WishKind?)
        /// Wishes in which all these words occur, newest first.
        case search(SearchText)
    }

    /// What is listed.
    let list: List
    /// Wishes per page, 1–25.
    let count: Int
    /// The number of the page, from 1.
    let number: Int

    /// Makes a page; values out of range are brought into it.
    init(_ list: List, count: Int = 10, number: Int = 1) {
        self.list = list
        self.count = min(max(count, 1), 25)
        self.number = min(max(number, 1), Self.lastNumber)
    }

    /// Reads a button's id; nil for any text that `customID` does not give.
    init?(customID: String) {
        guard let page = Self.read(customID) else { return nil }
        self = page
        // Each page has one spelling: no signs, no leading zeros, no value out of range.
        guard Array(self.customID.utf8) == Array(customID.utf8) else { return nil }
    }

    private static func read(_ customID: String) -> ListPage? {
        let parts = customID.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4 else { return nil }
        if parts[0] == "search", let count = Int(parts[1]), let number = Int(parts[2]) {
            return SearchText(parts[3]).map { ListPage(.search($0), count: count, number: number) }
        }
        guard let list = List(parts[0], parts[1]), let count = Int(parts[2]), let number = Int(parts[3]) else {
            return nil
        }
        return ListPage(list, count: count, number: number)
    }

    /// The id of a button that leads to this page, such as `top:video:10:2`; at most 100 UTF-16 units.
    var customID: String { customID(number) }

    private func customID(_ number: Int) -> String {
        switch list {
        case .top(let kind): "top:\(kind.rawValue):\(count):\(number)"
        case .manifestations(let kind): "manifestations:\(kind?.rawValue ?? List.allKinds):\(count):\(number)"
        case .search(let text): "search:\(count):\(number):\(text.text)"
        }
    }

    /// No list is expected to have more pages.
    private static let lastNumber = 100_000

    /// The number of pages for so many wishes; at least one, which may be empty.
    func pages(of total: Int) -> Int { max(1, (total + count - 1) / count) }

    /// This page, or the last one if the list is shorter.
    func existing(of total: Int) -> ListPage { ListPage(list, count: count, number: min(number, pages(of: total))) }

    /// The number of wishes on the pages before.
    var offset: Int { (number - 1) * count }

    /// ◀ and ▶, disabled on the first and on the last page; none if there is only one page.
    func buttons(of total: Int) -> [Button] {
        let pages = pages(of: total)
        guard pages > 1 else { return [] }
        return [
            Button(customID: customID(number - 1), label: "◀", isDisabled: number <= 1),
            Button(customID: customID(number + 1), label: "▶", isDisabled: number >= pages),
        ]
    }
}

extension ListPage.List {
    /// In place of a kind.
    fileprivate static let allKinds = "all"

    /// A list other than a search.
    fileprivate init?(_ name: String, _ kind: String) {
        switch (name, WishKind(rawValue: kind)) {
        case ("top", let kind?): self = .top(kind)
        case ("manifestations", let kind?): self = .manifestations(kind)
        case ("manifestations", nil) where kind == Self.allKinds: self = .manifestations(nil)
        default: return nil
        }
    }
}
