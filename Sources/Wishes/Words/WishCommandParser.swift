/// Reads commands out of messages. Total: any text gives an answer, whatever its length.
struct WishCommandParser: Sendable {
    /// How many wishes a ranked list shows when nothing is said.
    static let defaultCount = 10
    /// How many wishes a ranked list can show.
    static let countRange = 1...25

    /// What a command starts with, compared without regard to case. When empty, only a mention works.
    let prefix: String
    /// The bot's user id: its mention works as prefix too.
    let botID: UInt64

    /// Reads a message's content.
    func parse(_ content: String) -> ParsedMessage {
        guard let body = commandBody(of: content.drop(while: \.isWhitespace)) else { return .notACommand }
        let (word, rest) = Self.firstWord(of: body)
        guard let first = word.first, first.isLetter else { return .notACommand }
        guard let verb = CommandVerb(rawValue: word.lowercased()) else {
            return .unknown(word: String(word), suggestion: CommandVerb.nearest(to: String(word)))
        }
        do throws(UsageProblem) {
            return .command(try Self.command(verb, rest))
        } catch {
            return .usage(verb, error)
        }
    }

    private func commandBody(of content: Substring) -> Substring? {
        for start in ["<@\(botID)>", "<@!\(botID)>", prefix] where !start.isEmpty {
            let head = content.prefix(start.count)
            if head.lowercased() == start.lowercased() { return content.dropFirst(start.count) }
        }
        return nil
    }

    private static func command(_ verb: CommandVerb, _ rest: Substring) throws(UsageProblem) -> WishCommand {
        switch verb {
        case .wish: .wish(try wish(rest))
        case .topVideos: .top(.video, count: try count(rest))
        case .topOther: .top(.other, count: try count(rest))
        case .topChannels: .top(.channel, count: try count(rest))
        case .weeklySummary: .weeklySummary
        case .syncWishes: .syncWishes
        case .help: .help
        }
    }

    private static func wish(_ arguments: Substring) throws(UsageProblem) -> WishRequest {
        let (word, rest) = firstWord(of: arguments)
        guard !word.isEmpty else { throw .missingKind }
        guard let kind = WishKind(rawValue: word.lowercased()) else { throw .unknownKind(String(word)) }
        switch kind {
        case .video: return .video(text: try text(rest, else: .missingText))
        case .other: return .other(text: try text(rest, else: .missingText))
        case .channel: return try channel(rest)
        }
    }

    private static func channel(_ arguments: Substring) throws(UsageProblem) -> WishRequest {
        guard !InertText.isBlank(String(arguments)) else { throw .missingText }
        // Keyboards for Chinese and Japanese type the wide colon.
        guard let colon = arguments.firstIndex(where: { $0 == ":" || $0 == "：" }) else { throw .missingColon }
        let name = try text(arguments[..<colon], else: .missingName)
        return .channel(name: name, purpose: try text(arguments[arguments.index(after: colon)...], else: .missingPurpose))
    }

    private static func text(_ raw: Substring, else problem: UsageProblem) throws(UsageProblem) -> String {
        guard !InertText.isBlank(String(raw)) else { throw problem }
        return String(trimmed(raw))
    }

    private static func count(_ arguments: Substring) throws(UsageProblem) -> Int {
        let text = trimmed(arguments)
        guard !text.isEmpty else { return defaultCount }
        let digits = text.drop { $0 == "+" || $0 == "-" }
        guard text.count - digits.count <= 1, !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { throw .notANumber(String(text)) }
        // What does not fit into an Int is a number all the same, and clamped like any other.
        let number = Int(text) ?? (text.first == "-" ? Int.min : Int.max)
        return min(max(number, countRange.lowerBound), countRange.upperBound)
    }

    private static func firstWord(of text: Substring) -> (word: Substring, rest: Substring) {
        let start = text.drop(while: \.isWhitespace)
        let word = start.prefix { !$0.isWhitespace }
        return (word, start.dropFirst(word.count))
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
