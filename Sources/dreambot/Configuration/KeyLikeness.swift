/// Finds the known key that a mistyped key is closest to.
enum KeyLikeness {
    /// The known key with the smallest edit distance, if that is near enough to be a slip: up to a third of its
    /// length, at least one; case, dashes and underscores do not count.
    static func nearest(to key: String, among known: [String]) -> String? {
        let wanted = folded(key)
        guard !wanted.isEmpty, wanted.count <= 40 else { return nil }
        let distances = known.map { (name: $0, distance: distance(wanted, folded($0))) }
        guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(1, folded(best.name).count / 3) ? best.name : nil
    }

    /// The number of insertions, deletions, replacements and swaps of neighbours between two texts.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, character) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var best = min(last[column + 1] + 1, current[column] + 1, last[column] + (character == other ? 0 : 1))
                if row > 0, column > 0, character == right[column - 1], left[row - 1] == other {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }

    private static func folded(_ key: String) -> [Character] {
        key.lowercased().filter { $0 != "_" && $0 != "-" }
    }
}
