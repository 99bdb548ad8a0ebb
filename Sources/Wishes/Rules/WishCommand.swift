import Discord
import Foundation

/// What somebody asked the bot for.
enum WishCommand: Sendable, Equatable {
    /// A video or something other.
    case wish(WishKind, text: String)
    /// A channel; the name as typed.
    case wishChannel(name: String, purpose: String)
    /// A ranked list of so many.
    case top(WishKind, count: Int)
    /// The weekly summary, now.
    case weeklySummary
    /// A sync, now.
    case syncWishes
    /// The share of the members that a channel wish needs, in hundredths of a percent; nil to ask for it.
    case setThreshold(Int?)
    /// What can be done.
    case help

    /// The words of the commands, in the order in which help names them.
    enum Verb: String, CaseIterable, Sendable {
        case wish, topvideos, topother, topchannels, weeklysummary, syncwishes, setthreshold, wishhelp

        /// Whether only moderators may use it.
        var isForModerators: Bool {
            switch self {
            case .wish, .topvideos, .topother, .topchannels, .wishhelp: false
            case .weeklysummary, .syncwishes, .setthreshold: true
            }
        }
    }

    /// What a message turned out to be.
    enum Reading: Sendable, Equatable {
        /// Not for this bot.
        case none
        /// A command.
        case command(WishCommand)
        /// A known verb with arguments that make no sense; the problem in plain words, if there is more to say than how
        /// it goes.
        case usage(Verb, problem: String?)
        /// Almost a verb.
        case almost(Verb)
    }

    /// Reads a message's text.
    static func read(_ content: String, prefix: String, me: Snowflake?) -> Reading {
        guard let rest = strip(content, prefix, me) else { return .none }
        let parts = rest.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard let first = parts.first else { return .none }
        let word = first.lowercased()
        guard let verb = Verb(rawValue: word) else {
            // Bots share prefixes: only what is nearly ours is answered.
            return nearest(to: word).map { .almost($0) } ?? .none
        }
        return read(verb, arguments: parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespacesAndNewlines) : "")
    }

    private static func strip(_ content: String, _ prefix: String, _ me: Snowflake?) -> Substring? {
        let text = content.drop(while: \.isWhitespace)
        let mentions = me.map { ["<@\($0)>", "<@!\($0)>"] } ?? []
        for mention in mentions where text.hasPrefix(mention) { return text.dropFirst(mention.count) }
        guard text.lowercased().hasPrefix(prefix.lowercased()) else { return nil }
        let rest = text.dropFirst(prefix.count)
        // "! wow" is somebody's feelings, not a command.
        return rest.first?.isWhitespace == false ? rest : nil
    }

    private static func read(_ verb: Verb, arguments: String) -> Reading {
        switch verb {
        case .wish: readWish(arguments)
        case .topvideos: readTop(verb, .video, arguments)
        case .topother: readTop(verb, .other, arguments)
        case .topchannels: readTop(verb, .channel, arguments)
        case .weeklysummary: .command(.weeklySummary)
        case .syncwishes: .command(.syncWishes)
        case .setthreshold: readThreshold(arguments)
        case .wishhelp: .command(.help)
        }
    }

    private static func readWish(_ arguments: String) -> Reading {
        let parts = arguments.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard let word = parts.first else { return .usage(.wish, problem: nil) }
        guard let kind = WishKind(rawValue: word.lowercased()) else {
            return .usage(.wish, problem: "say first what it is: video, channel or other")
        }
        let text = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespacesAndNewlines) : ""
        guard isMeaningful(text) else { return .usage(.wish, problem: "the wish itself is missing") }
        guard kind == .channel else { return .command(.wish(kind, text: text)) }
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, isMeaningful(String(halves[0])), isMeaningful(String(halves[1])) else {
            return .usage(.wish, problem: "a channel needs a name and a purpose with a colon between them")
        }
        return .command(
            .wishChannel(
                name: String(halves[0]), purpose: halves[1].trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// Whether anything can be seen in it.
    private static func isMeaningful(_ text: String) -> Bool {
        text.unicodeScalars.contains {
            !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
                && $0.properties.generalCategory != .control && $0.value != 0x2800
        }
    }

    private static func readTop(_ verb: Verb, _ kind: WishKind, _ arguments: String) -> Reading {
        guard let word = arguments.split(whereSeparator: \.isWhitespace).first else {
            return .command(.top(kind, count: 10))
        }
        let digits = word.drop { $0 == "+" || $0 == "-" }
        guard !digits.isEmpty, word.count - digits.count <= 1, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return .usage(verb, problem: "how many should be a whole number from 1 to 25")
        }
        // A number too large for an Int is just very large.
        let number = word.first == "-" ? 1 : Int(digits) ?? .max
        return .command(.top(kind, count: min(max(number, 1), 25)))
    }

    private static func readThreshold(_ arguments: String) -> Reading {
        if arguments.isEmpty { return .command(.setThreshold(nil)) }
        guard let points = Threshold.typed(arguments) else {
            return .usage(.setthreshold, problem: "the threshold goes from 0.10 to 1.00, as in 0.67 or 67 %")
        }
        return .command(.setThreshold(points))
    }

    // MARK: Typing errors

    private static func nearest(to word: String) -> Verb? {
        // "w" or "top" may be anybody's; a slip of one or two letters in a longer word is ours.
        guard (4...16).contains(word.count) else { return nil }
        let ranked = Verb.allCases.map { ($0, distance(word, $0.rawValue)) }.min { $0.1 < $1.1 }
        guard let (verb, steps) = ranked, steps <= (verb.rawValue.count > 6 ? 2 : 1) else { return nil }
        return verb
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
}
