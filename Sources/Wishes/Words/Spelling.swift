/// What somebody probably meant.
public enum Spelling {
    /// The candidate nearest to a word, at most `distance` edits away (insert, delete, replace, swap neighbours);
    /// the first of equals.
    public static func nearest(to word: String, among candidates: [String], within distance: Int) -> String? {
        // Long words are no typing mistakes, and comparing them would cost the product of the lengths.
        guard word.utf8.count <= 128 else { return nil }
        let scored = candidates.map { ($0, edits(from: word.lowercased(), to: $0.lowercased())) }
        guard let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= distance else { return nil }
        return best.0
    }

    /// The number of edits between two words (optimal string alignment).
    static func edits(from source: String, to target: String) -> Int {
        let (from, to) = (Array(source), Array(target))
        var beforeLast: [Int] = []
        var last = Array(0...to.count)
        for row in from.indices {
            var current = [row + 1]
            for column in to.indices {
                let isSame = from[row] == to[column]
                var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
                if row > 0, column > 0, from[row] == to[column - 1], from[row - 1] == to[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[to.count]
    }
}
