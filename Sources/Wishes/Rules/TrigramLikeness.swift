/// Tells which of many wishes are nearly the same as one: other forms of the same words, typing errors, another order.
///
/// Two things must agree. The trigrams of all words (Jaccard's index) are quick to compare and find what may be the same.
/// But they also find what differs in the one word that matters, "the history of Rome" and "the history of Greece": so
/// `DistinctWords` must agree too. A wish of nothing but emoji or fillers is like no other.
struct TrigramLikeness: Sendable {
    /// The common share of all trigrams from which on two wishes may be the same. The tables of the tests show what lies on
    /// either side.
    static let threshold = 0.6

    private let kind: WishKind
    private let words: DistinctWords
    private var walk = TrigramWalk()
    /// Which buckets hold a trigram of the wish, and how many there are.
    private var mine = [Bool](repeating: false, count: TrigramWalk.buckets)
    private var count = 0
    /// Which comparison has met a bucket last, so that a trigram that occurs twice counts once.
    private var met = [UInt32](repeating: 0, count: TrigramWalk.buckets)
    private var comparison: UInt32 = 0

    /// Compares with this one: what `WishWords.compared` gives of it.
    init(to line: Substring, _ kind: WishKind) {
        self.kind = kind
        words = DistinctWords(line, kind)
        walk.read(line, kind)
        for bucket in walk.found where !mine[bucket] {
            mine[bucket] = true
            count += 1
        }
    }

    /// The common share of all trigrams of a wish of the same kind; nil when it is another wish.
    mutating func likeness(of line: Substring) -> Double? {
        let share = share(of: line)
        return share >= Self.threshold && words.agree(with: DistinctWords(line, kind)) ? share : nil
    }

    private mutating func share(of line: Substring) -> Double {
        comparison += 1
        var (common, all) = (0, count)
        walk.read(line, kind)
        for bucket in walk.found where met[bucket] != comparison {
            met[bucket] = comparison
            if mine[bucket] { common += 1 } else { all += 1 }
        }
        return all == 0 ? 0 : Double(common) / Double(all)
    }
}

/// Finds the trigrams of a line of words. Two spaces before each word and one after it are part of it, so that its
/// beginning weighs more.
struct TrigramWalk: Sendable {
    /// Trigrams are numbered by a hash: of a hundred, two share a number less than once in ten lines.
    static let buckets = 1 << 16
    /// Further characters are not read.
    static let longest = 512

    /// The numbers of the trigrams in order, those of fillers left out.
    private(set) var found: [Int] = []
    private var first = space
    private var second = space

    private static let space: UInt32 = 32

    /// Reads another line.
    mutating func read(_ line: Substring, _ kind: WishKind) {
        // Bytes are quicker to read than characters, and mostly the same.
        if line.utf8.allSatisfy({ $0 < 0x80 }) {
            read(line.utf8.lazy.map { UInt32($0) }, kind)
        } else {
            read(line.unicodeScalars.lazy.map(\.value), kind)
        }
    }

    private mutating func read(_ characters: some Sequence<UInt32>, _ kind: WishKind) {
        found.removeAll(keepingCapacity: true)
        (first, second) = (Self.space, Self.space)
        var (start, word, isInWord, rest) = (0, FillerWords.emptyKey, false, Self.longest)
        for character in characters {
            rest -= 1
            if character == Self.space || rest < 0 {
                if isInWord { end(word, from: start, kind) }
                if rest < 0 { return }
                (start, word, isInWord) = (found.count, FillerWords.emptyKey, false)
                continue
            }
            isInWord = true
            add(character)
            (first, second) = (second, character)
            word = FillerWords.key(word, character)
        }
        if isInWord { end(word, from: start, kind) }
    }

    private mutating func end(_ word: UInt64, from start: Int, _ kind: WishKind) {
        if FillerWords.has(word, kind) { found.removeLast(found.count - start) } else { add(Self.space) }
        (first, second) = (Self.space, Self.space)
    }

    private mutating func add(_ third: UInt32) {
        let mixed = ((first &* 31 &+ second) &* 31 &+ third) &* 0x9E37_79B1
        found.append(Int(mixed >> 16))
    }
}
