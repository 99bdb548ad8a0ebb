import Foundation

/// Reads the arguments of each verb.
extension WishCommand {
    static func readWish(_ arguments: String) -> Reading {
        var parts = arguments.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        let isInsistent = parts.first?.lowercased() == insistence
        if isInsistent { parts = parts.dropFirst().last?.split(maxSplits: 1, whereSeparator: \.isWhitespace) ?? [] }
        guard let word = parts.first else { return .usage(.wish, problem: nil) }
        guard let kind = WishKind(rawValue: word.lowercased()) else {
            return .usage(.wish, problem: .problemKind)
        }
        let text = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespacesAndNewlines) : ""
        guard kind == .channel, isMeaningful(text) else {
            return wish(for: kind, text: text, isInsistent: isInsistent)
        }
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return wish(
            channel: String(halves[0]), purpose: halves.count == 2 ? String(halves[1]) : "", isInsistent: isInsistent)
    }

    /// The word before the kind with which a moderator wishes for what is wished for already.
    static let insistence = "anyway"

    /// A wish for a video or something else, by message or slash command.
    static func wish(for kind: WishKind, text: String, isInsistent: Bool = false) -> Reading {
        guard isMeaningful(text) else { return .usage(.wish, problem: .problemText) }
        return .command(
            .wish(kind, text: text.trimmingCharacters(in: .whitespacesAndNewlines), isInsistent: isInsistent))
    }

    /// A wish for a channel, by message or slash command.
    static func wish(channel name: String, purpose: String, isInsistent: Bool = false) -> Reading {
        guard isMeaningful(name), isMeaningful(purpose) else {
            return .usage(.wish, problem: .problemChannel)
        }
        return .command(
            .wishChannel(
                name: name, purpose: purpose.trimmingCharacters(in: .whitespacesAndNewlines), isInsistent: isInsistent))
    }

    /// Whether the text has a visible character: a card without any of the wish's text cannot be read back.
    private static func isMeaningful(_ text: String) -> Bool { !VisibleText.line(text).isEmpty }

    static func readTop(_ verb: Verb, _ kind: WishKind, _ arguments: String) -> Reading {
        guard let word = arguments.split(whereSeparator: \.isWhitespace).first else {
            return .command(.top(kind, count: 10))
        }
        guard let count = readCount(word) else {
            return .usage(verb, problem: .problemCount)
        }
        return .command(.top(kind, count: count))
    }

    /// Kind and number in either order, each at most once.
    static func readManifestations(_ arguments: String) -> Reading {
        var (kind, count) = (WishKind?.none, Int?.none)
        for word in arguments.split(whereSeparator: \.isWhitespace) {
            if kind == nil, let read = readKind(word) {
                kind = read
            } else if count == nil, let read = readCount(word) {
                count = read
            } else {
                return .usage(.manifestations, problem: .problemKindAndCount)
            }
        }
        return .command(.manifestations(kind, count: count ?? 10))
    }

    private static func readKind(_ word: Substring) -> WishKind? {
        let word = word.lowercased()
        return WishKind(rawValue: word) ?? WishKind.allCases.first { word == $0.rawValue + "s" }
    }

    /// An integer brought into 1–25; nil for any other text. One that overflows `Int` counts as 25.
    private static func readCount(_ word: Substring) -> Int? {
        let digits = word.drop { $0 == "+" || $0 == "-" }
        guard !digits.isEmpty, word.count - digits.count <= 1, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        let number = word.first == "-" ? 1 : Int(digits) ?? .max
        return min(max(number, 1), 25)
    }

    static func readSearch(_ arguments: String) -> Reading {
        if arguments.isEmpty { return .usage(.search, problem: nil) }
        return SearchText(arguments).map { .command(.search($0)) } ?? .usage(.search, problem: .problemSearch)
    }

    /// Showing a wish, by message or slash command.
    static func readShow(_ arguments: String) -> Reading {
        guard !arguments.isEmpty else { return .usage(.showwish, problem: nil) }
        guard let reference = WishReference(arguments) else { return .usage(.showwish, problem: .problemWish) }
        return .command(.show(reference))
    }

    static func readThreshold(_ arguments: String) -> Reading {
        if arguments.isEmpty { return .command(.setThreshold(nil)) }
        let (share, isConfirmed) = withoutConfirmation(arguments)
        if share.lowercased() == thresholdReset { return .command(.resetThreshold(isConfirmed: isConfirmed)) }
        guard let rule = QuorumRule.typed(share) else {
            return .usage(.setthreshold, problem: Threshold.range)
        }
        return .command(.setThreshold(rule, isConfirmed: isConfirmed))
    }

    /// The word that goes back to the configured threshold.
    static let thresholdReset = "reset"

    /// The word that confirms a command with a large effect.
    static let confirmation = "confirm"

    static func withoutConfirmation(_ arguments: String) -> (rest: String, isConfirmed: Bool) {
        guard let last = arguments.split(whereSeparator: \.isWhitespace).last, last.lowercased() == confirmation else {
            return (arguments, false)
        }
        return (arguments.dropLast(confirmation.count).trimmingCharacters(in: .whitespaces), true)
    }

    static func readGrant(_ arguments: String) -> Reading {
        let parts = arguments.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard let word = parts.first else { return .usage(.manifestwish, problem: nil) }
        return grant(word, notes: parts.count > 1 ? String(parts[1]) : "")
    }

    /// Granting a wish by hand, by message or slash command.
    static func grant(_ word: some StringProtocol, notes: String) -> Reading {
        guard let reference = WishReference(word) else { return .usage(.manifestwish, problem: .problemWish) }
        let notes = notes.trimmingCharacters(in: .whitespacesAndNewlines)
        return .command(.manifestWish(reference, notes: isMeaningful(notes) ? notes : ""))
    }

    // MARK: States

    static func readVerdict(_ verdict: Verdict, _ verb: Verb, _ arguments: String) -> Reading {
        let (word, note) = wordAndRest(arguments)
        guard let word else { return .usage(verb, problem: nil) }
        return judge(verdict, verb, word, note: note)
    }

    /// A verdict, by message, slash command or form. A refusal needs a reason.
    static func judge(_ verdict: Verdict, _ verb: Verb, _ word: some StringProtocol, note: String) -> Reading {
        guard let reference = WishReference(word) else { return .usage(verb, problem: .problemWish) }
        let note = note.trimmingCharacters(in: .whitespacesAndNewlines)
        guard isMeaningful(note) else {
            return verdict == .declined
                ? .usage(verb, problem: .problemReason) : .command(.judge(verdict, reference, note: ""))
        }
        return .command(.judge(verdict, reference, note: note))
    }

    static func readWithdrawal(_ arguments: String) -> Reading {
        guard !arguments.isEmpty else { return .usage(.withdraw, problem: nil) }
        // One wish at a time: a withdrawal cannot be undone.
        guard let reference = WishReference(arguments) else { return .usage(.withdraw, problem: .problemWish) }
        return .command(.withdraw(reference))
    }

    static func readEdit(_ arguments: String) -> Reading {
        let (word, text) = wordAndRest(arguments)
        guard let word else { return .usage(.editwish, problem: nil) }
        return edit(word, text: text)
    }

    /// A new text for a wish, by message or slash command.
    static func edit(_ word: some StringProtocol, text: String) -> Reading {
        guard let reference = WishReference(word) else { return .usage(.editwish, problem: .problemWish) }
        guard isMeaningful(text) else { return .usage(.editwish, problem: .problemNewText) }
        return .command(.editWish(reference, text: text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    private static func wordAndRest(_ arguments: String) -> (word: Substring?, rest: String) {
        let parts = arguments.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        return (parts.first, parts.count > 1 ? String(parts[1]) : "")
    }

    // MARK: Granting and removing

    static func readRemoval(_ arguments: String) -> Reading {
        guard !arguments.isEmpty else { return .usage(.removewish, problem: nil) }
        // One wish at a time: further words may name a second wish, and a removal cannot be undone.
        guard let reference = WishReference(arguments) else { return .usage(.removewish, problem: .problemWish) }
        return .command(.removeWish(reference))
    }

    /// Removing a wish, by slash command or form.
    static func remove(_ word: some StringProtocol, reason: String) -> Reading {
        guard let reference = WishReference(word) else { return .usage(.removewish, problem: .problemWish) }
        let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
        return .command(.removeWish(reference, reason: isMeaningful(reason) ? reason : ""))
    }

    static func readQuorum(_ arguments: String) -> Reading {
        guard !arguments.isEmpty else { return .usage(.quorum, problem: nil) }
        guard let reference = WishReference(arguments) else { return .usage(.quorum, problem: .problemWish) }
        return .command(.quorum(reference))
    }
}
