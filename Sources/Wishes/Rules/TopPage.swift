import Discord

/// A page of a ranked list, requested by `/top` or by one of its buttons. The button's id holds all of it, so that the
/// button works after a restart and as long as the message exists.
///
/// Source: https://docs.discord.com/developers/components/reference#button
struct TopPage: Sendable, Equatable {
    /// The kind of wish.
    let kind: WishKind
    /// Wishes per page, 1–25.
    let count: Int
    /// The number of the page, from 1.
    let number: Int

    /// Makes a page; values out of range are brought into it.
    init(kind: WishKind, count: Int = 10, number: Int = 1) {
        self.kind = kind
        self.count = min(max(count, 1), 25)
        self.number = min(max(number, 1), Self.lastNumber)
    }

    /// Reads a button's id; nil for any text that `customID` does not give.
    init?(customID: String) {
        let parts = customID.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "top", let kind = WishKind(rawValue: String(parts[1])),
            let count = Int(parts[2]), let number = Int(parts[3])
        else { return nil }
        self.init(kind: kind, count: count, number: number)
        // Each page has one spelling: no signs, no leading zeros, no value out of range.
        guard self.customID == customID else { return nil }
    }

    /// The id of a button that leads to this page, such as `top:video:10:2`.
    var customID: String { Self.customID(kind, count, number) }

    /// No list is expected to have more pages.
    private static let lastNumber = 100_000

    private static func customID(_ kind: WishKind, _ count: Int, _ number: Int) -> String {
        "top:\(kind.rawValue):\(count):\(number)"
    }

    /// The number of pages for so many wishes; at least one, which may be empty.
    func pages(of total: Int) -> Int { max(1, (total + count - 1) / count) }

    /// This page, or the last one if the list is shorter.
    func existing(of total: Int) -> TopPage { TopPage(kind: kind, count: count, number: min(number, pages(of: total))) }

    /// The number of wishes on the pages before.
    var offset: Int { (number - 1) * count }

    /// ◀ and ▶, disabled on the first and on the last page; none if there is only one page.
    func buttons(of total: Int) -> [Button] {
        let pages = pages(of: total)
        guard pages > 1 else { return [] }
        return [
            Button(customID: Self.customID(kind, count, number - 1), label: "◀", isDisabled: number <= 1),
            Button(customID: Self.customID(kind, count, number + 1), label: "▶", isDisabled: number >= pages),
        ]
    }
}
