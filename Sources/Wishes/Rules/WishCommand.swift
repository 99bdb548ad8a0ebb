import Discord
import Foundation

/// A command to the bot, by message or slash command.
enum WishCommand: Sendable, Equatable {
    /// Wish for a video or something else. `isInsistent`: also when it is wished for already.
    case wish(WishKind, text: String, isInsistent: Bool = false)
    /// Wish for a channel; the name as typed. `isInsistent`: also when it is wished for already.
    case wishChannel(name: String, purpose: String, isInsistent: Bool = false)
    /// Show a ranked list of at most so many wishes.
    case top(WishKind, count: Int)
    /// Post the weekly summary now.
    case weeklySummary
    /// Sync now.
    case syncWishes
    /// Show wishes that came true, newest first: of one kind or all, and at most how many.
    case manifestations(WishKind?, count: Int)
    /// Show wishes with these words, newest first.
    case search(SearchText)
    /// Show one wish.
    case show(WishReference)
    /// Show the figures of the last weeks.
    case stats
    /// Grant a wish by hand; the notes as typed, possibly empty.
    case manifestWish(WishReference, notes: String)
    /// Decide about a wish; the reason or note as typed, possibly empty.
    case judge(Verdict, WishReference, note: String)
    /// Remove a wish; the reason as typed, possibly empty.
    case removeWish(WishReference, reason: String = "")
    /// Explain what a channel wish needs and has.
    case quorum(WishReference)
    /// Show the requester's own wishes.
    case ownWishes
    /// Take a wish of one's own back.
    case withdraw(WishReference)
    /// Change the text of a wish of one's own.
    case editWish(WishReference, text: String)
    /// Set what the votes for a channel wish must reach; nil shows it. `isConfirmed`: even if many channels are created
    /// at once.
    case setThreshold(QuorumRule?, isConfirmed: Bool = false)
    /// Go back to the configured rule. `isConfirmed`: even if many channels are created at once.
    case resetThreshold(isConfirmed: Bool = false)
    /// Show or change the settings of the guild.
    case config(ConfigRequest)
    /// Show the commands that the requester may give.
    case help

    /// Whether it asks for a card.
    var isWish: Bool {
        switch self {
        case .wish, .wishChannel: true
        default: false
        }
    }

    /// Whether only moderators may give it.
    var isForModerators: Bool {
        switch self {
        case .wish, .wishChannel, .top, .manifestations, .search, .show, .stats, .quorum, .ownWishes, .withdraw,
            .editWish,
            .help:
            false
        case .weeklySummary, .syncWishes, .manifestWish, .judge, .removeWish, .setThreshold, .resetThreshold, .config:
            true
        }
    }

    /// Whether only those may give it who may change the server itself.
    var isForManagers: Bool { if case .config = self { true } else { false } }

    /// Whether it only asks for a list or a report: whoever wants it later asks again.
    var isQuestion: Bool {
        switch self {
        case .top, .manifestations, .search, .show, .stats, .quorum, .weeklySummary, .syncWishes, .ownWishes,
            .help, .setThreshold(nil, _), .config(.show):
            true
        case .wish, .wishChannel, .manifestWish, .judge, .removeWish, .withdraw, .editWish, .setThreshold,
            .resetThreshold, .config:
            false
        }
    }

    /// The words of the commands, in the order in which help names them.
    enum Verb: String, CaseIterable, Sendable {
        case wish, topvideos, topother, topchannels, manifestations, search, showwish, stats, quorum, mywishes,
            withdraw, editwish
        case weeklysummary, syncwishes, manifestwish, plan, done, decline, removewish, setthreshold, config
        case wishhelp

        /// Whether only moderators may use it.
        var isForModerators: Bool {
            switch self {
            case .wish, .topvideos, .topother, .topchannels, .manifestations, .search, .showwish, .stats, .quorum,
                .mywishes, .withdraw, .editwish, .wishhelp:
                false
            case .weeklysummary, .syncwishes, .manifestwish, .plan, .done, .decline, .removewish, .setthreshold,
                .config:
                true
            }
        }
    }

    /// The result of reading a message.
    enum Reading: Sendable, Equatable {
        /// No command of this bot.
        case none
        /// A command.
        case command(WishCommand)
        /// A known verb with invalid arguments; the problem, or nil if the usage line says enough.
        case usage(Verb, problem: Phrase?)
        /// A misspelt verb.
        case almost(Verb)
    }

    /// Reads a message's text.
    static func read(_ content: String, prefix: String, me: Snowflake?) -> Reading {
        guard let rest = strip(content, prefix, me) else { return .none }
        let parts = rest.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard let first = parts.first else { return .none }
        let word = first.lowercased()
        guard let verb = Verb(rawValue: word) else {
            // Other bots may use the same prefix: only words close to a verb get an answer.
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
        // A space after the prefix, as in "! wow", means that it is no command.
        return rest.first?.isWhitespace == false ? rest : nil
    }

    private static func read(_ verb: Verb, arguments: String) -> Reading {
        switch verb {
        case .wish: readWish(arguments)
        case .topvideos: readTop(verb, .video, arguments)
        case .topother: readTop(verb, .other, arguments)
        case .topchannels: readTop(verb, .channel, arguments)
        case .manifestations: readManifestations(arguments)
        case .quorum: readQuorum(arguments)
        case .search: readSearch(arguments)
        case .showwish: readShow(arguments)
        case .stats: .command(.stats)
        case .weeklysummary: .command(.weeklySummary)
        case .syncwishes: .command(.syncWishes)
        case .manifestwish: readGrant(arguments)
        case .removewish: readRemoval(arguments)
        case .plan: readVerdict(.planned, verb, arguments)
        case .done: readVerdict(.done, verb, arguments)
        case .decline: readVerdict(.declined, verb, arguments)
        case .mywishes: .command(.ownWishes)
        case .withdraw: readWithdrawal(arguments)
        case .editwish: readEdit(arguments)
        case .setthreshold: readThreshold(arguments)
        case .config: readConfig(arguments)
        case .wishhelp: .command(.help)
        }
    }

    // MARK: Typing errors

    private static func nearest(to word: String) -> Verb? {
        // A short word such as "w" or "top" may be another bot's; a longer one within one or two edits is a typing
        // error.
        guard (4...16).contains(word.count) else { return nil }
        let ranked = Verb.allCases.map { ($0, distance(word, $0.rawValue)) }.min { $0.1 < $1.1 }
        guard let (verb, steps) = ranked, steps <= verb.tolerance else { return nil }
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

extension WishCommand.Verb {
    /// How many edits away a word may be to count as this verb misspelt. Common words get none: `!play` and `!define` are
    /// other bots'.
    fileprivate var tolerance: Int {
        switch self {
        case .plan, .done, .decline: 0
        default: rawValue.count > 6 ? 2 : 1
        }
    }
}
