/// Which commands a word may mean that is none of them. Other bots may use the same prefix, and their commands must stay
/// without an answer, so a word counts only if it is nearly a command of this bot and no usual command of another one.
enum CommandLikeness {
    /// Words for help in every language.
    static let help: Set<String> = ["help", "hilfe", "ayuda"]

    /// The verbs that a word may mean; none for a word that is far from all of them. The words of the slash commands in
    /// the guild's language count as well.
    static func verbs(like word: String, in language: Language = .english) -> [WishCommand.Verb] {
        guard (4...24).contains(word.count), !foreign.contains(word) else { return [] }
        let near = candidates(in: language).compactMap { candidate -> (verbs: [WishCommand.Verb], steps: Int)? in
            let steps = distance(word, candidate.word)
            guard steps <= tolerance(word, candidate.word), beginsAlike(word, candidate.word) else { return nil }
            return (candidate.verbs, steps)
        }
        return near.min { $0.steps < $1.steps }?.verbs ?? []
    }

    /// Edits between two short words, a swap of neighbours counting as one (optimal string alignment).
    static func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left), Array(right))
        var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count { rows[i][0] = i }
        for j in 0...b.count { rows[0][j] = j }
        for i in a.indices {
            for j in b.indices {
                let change = rows[i][j] + (a[i] == b[j] ? 0 : 1)
                rows[i + 1][j + 1] = min(rows[i][j + 1] + 1, rows[i + 1][j] + 1, change)
                guard i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] else { continue }
                rows[i + 1][j + 1] = min(rows[i + 1][j + 1], rows[i - 1][j - 1] + 1)
            }
        }
        return rows[a.count][b.count]
    }

    // MARK: What counts as near

    /// One edit for a short word, two from six letters on; fewer for words that are not about wishes.
    private static func tolerance(_ word: String, _ candidate: String) -> Int {
        if exact.contains(candidate) { return 0 }
        return common.contains(candidate) || min(word.count, candidate.count) < 6 ? 1 : 2
    }

    /// A typing error seldom changes the first letter, but another word does: `!fish` is no `!wish`.
    private static func beginsAlike(_ word: String, _ candidate: String) -> Bool {
        word.first == candidate.first || Array(word.prefix(2)) == Array(candidate.prefix(2).reversed())
    }

    private struct Candidate {
        let word: String
        let verbs: [WishCommand.Verb]
    }

    private static func candidates(in language: Language) -> [Candidate] {
        let typed = WishCommand.Verb.allCases.map { Candidate(word: $0.rawValue, verbs: [$0]) }
        guard language != .english else { return typed + lists }
        let translated = words.map { Candidate(word: language.wording($0).name, verbs: [$1]) }
        return typed + lists + translated
    }

    private static let topLists: [WishCommand.Verb] = [.topvideos, .topother, .topchannels]

    /// What members try for the lists.
    private static let lists = ["topwish", "topwishes", "wishes"].map { Candidate(word: $0, verbs: topLists) }

    /// The slash commands whose words are about wishes in every language. The words of others, such as `suche`, may be
    /// another bot's.
    private static let words: [(CommandWord, WishCommand.Verb)] = [
        (.wish, .wish), (.ownWishes, .mywishes), (.editWish, .editwish), (.manifestWish, .manifestwish),
        (.removeWish, .removewish), (.help, .wishhelp),
    ]

    /// Verbs that are words of every day: one edit away there is another one.
    private static let exact: Set<String> = ["plan", "done", "wishes"]
    private static let common: Set<String> = ["decline", "search", "stats", "config", "withdraw"]

    /// Usual commands of other bots, and words of every day, that are near a command of this one.
    private static let foreign: Set<String> = [
        "stat", "state", "status", "stars", "starts", "stays", "with", "wash", "wise", "wisp", "wist", "wits",
        "together", "confirm",
    ]
}
