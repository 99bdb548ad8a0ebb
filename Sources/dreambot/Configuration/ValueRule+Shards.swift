import Discord

extension ValueRule<ShardSetting> {
    private static let valid =
        "\"auto\", a whole number from 1 to \(ShardSetting.most), or a list like [\"0-9/20\"]: the shards 0 to 9 of 20"

    /// Over which shards the process works.
    static let shards = ValueRule { node, path, mistakes in
        switch node.value {
        case .string("auto"): return .auto
        case .array(let nodes): return some(nodes, node, path, &mistakes)
        default: break
        }
        if let count = ValueRule<Int>.shardCount(node.value) { return .count(count) }
        mistakes.add(
            path, at: node.position, found: "found \(PrintableText.naming(node.value))", valid: "valid is \(valid)")
        return nil
    }

    /// Ranges of one number of shards, none of them twice.
    private static func some(
        _ nodes: [JSONNode], _ list: JSONNode, _ path: SettingPath, _ mistakes: inout MistakeList
    ) -> ShardSetting? {
        var (numbers, count) = (Set<Int>(), Int?.none)
        var isValid = !nodes.isEmpty
        for (index, node) in nodes.enumerated() {
            let flaw: String
            if case .string(let text) = node.value, let range = ShardRange(text) {
                if range.last >= range.count {
                    flaw = "found \"\(text)\", but of \(range.count) shards the last is \(range.count - 1)"
                } else if let count, count != range.count {
                    flaw = "found \"\(text)\", but the ranges before are of \(count) shards"
                } else if !numbers.isDisjoint(with: range.first...range.last) {
                    flaw = "found \"\(text)\", which overlaps a range before it"
                } else {
                    count = range.count
                    numbers.formUnion(range.first...range.last)
                    continue
                }
            } else {
                flaw = "found \(PrintableText.naming(node.value))"
            }
            isValid = false
            mistakes.add(
                path.index(index), at: node.position, found: flaw,
                valid: "valid is a range like \"0-9/20\", or one shard like \"3/20\"; ranges do not overlap")
        }
        if nodes.isEmpty {
            mistakes.add(path, at: list.position, found: "found an empty list", valid: "valid is \(valid)")
        }
        guard isValid, let count else { return nil }
        return .some(numbers.sorted(), of: count)
    }
}

extension ValueRule<Int> {
    fileprivate static func shardCount(_ value: JSONValue) -> Int? {
        guard case .number(let number) = value, let count = Int(number), (1...ShardSetting.most).contains(count)
        else { return nil }
        return count
    }
}

/// `0-9/20`: shards of so many.
private struct ShardRange {
    let first: Int
    let last: Int
    let count: Int

    init?(_ text: String) {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, let count = Self.number(halves[1]), (1...ShardSetting.most).contains(count) else {
            return nil
        }
        let ends = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard (1...2).contains(ends.count), let first = Self.number(ends[0]),
            let last = Self.number(ends[ends.count - 1]),
            first <= last
        else { return nil }
        (self.first, self.last, self.count) = (first, last, count)
    }

    private static func number(_ text: Substring) -> Int? {
        guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }
}
