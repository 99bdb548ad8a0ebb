import Discord

/// A page of a ranked list, as `/top` and its buttons ask for it. The buttons carry all of it, so that they work after
/// a restart and for as long as the message stands.
struct TopPage: Sendable, Equatable {
    /// What is ranked.
    let kind: WishKind
    /// Wishes on a page, 1–25.
    let count: Int
    /// Which page, from 1.
    let number: Int

    /// A page; what is out of range is brought into it.
    init(kind: WishKind, count: Int = 10, number: Int = 1) {
        self.kind = kind
        self.count = min(max(count, 1), 25)
        self.number = min(max(number, 1), Self.lastNumber)
    }

    /// Reads a button's id; nil for anything that no button of ours carries.
    init?(customID: String) {
        let parts = customID.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "top", let kind = WishKind(rawValue: String(parts[1])),
            let count = Int(parts[2]), let number = Int(parts[3])
        else { return nil }
        self.init(kind: kind, count: count, number: number)
        // Only one spelling of a page is ours: no signs, no leading zeros, nothing out of range.
        guard self.customID == customID else { return nil }
    }

    /// As a button carries it: `top:video:10:2`.
    var customID: String { Self.customID(kind, count, number) }

    /// A list longer than this many pages is nobody's.
    private static let lastNumber = 100_000

    private static func customID(_ kind: WishKind, _ count: Int, _ number: Int) -> String {
        "top:\(kind.rawValue):\(count):\(number)"
    }

    /// The pages that so many wishes fill; at least one, which may be empty.
    func pages(of total: Int) -> Int { max(1, (total + count - 1) / count) }

    /// This page, or the last one if the list has become shorter.
    func existing(of total: Int) -> TopPage { TopPage(kind: kind, count: count, number: min(number, pages(of: total))) }

    /// Wishes before this page.
    var offset: Int { (number - 1) * count }

    /// ◀ and ▶, each disabled at its end; none when everything is on one page.
    func buttons(of total: Int) -> [Button] {
        let pages = pages(of: total)
        guard pages > 1 else { return [] }
        return [
            Button(customID: Self.customID(kind, count, number - 1), label: "◀", isDisabled: number <= 1),
            Button(customID: Self.customID(kind, count, number + 1), label: "▶", isDisabled: number >= pages),
        ]
    }
}
