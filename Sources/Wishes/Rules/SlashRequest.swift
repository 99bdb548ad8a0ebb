import Discord
import Foundation

/// The request of a slash command, an entry of a message's menu, a form or a button.
enum SlashRequest: Sendable, Equatable {
    /// A command that can also be given in a message.
    case command(WishCommand)
    /// A page of a list.
    case page(ListPage)
    /// A known command with invalid arguments, and what is wrong with them.
    case usage(WishCommand.Verb, problem: Phrase?)
    /// A command that this version does not know.
    case unknownCommand
    /// A form about a wish is to be opened.
    case form(WishForm)
    /// A button that this version does not know.
    case unknownButton
    /// A form that this version does not know.
    case unknownForm

    /// Reads an interaction. Discord checks types and choices, but a client may still offer commands of an older
    /// version.
    init(_ content: Interaction.Content) {
        switch content {
        case .component(let customID, _):
            self =
                ListPage(customID: customID).map { .page($0) }
                ?? ConfirmButton(customID: customID).map { .command($0.command) } ?? .unknownButton
        case .command(let use) where use.kind == .messageMenu: self = Self.readMenu(use) ?? .unknownCommand
        case .command(let use): self = Self.read(use) ?? .unknownCommand
        case .form(let submission):
            self =
                WishForm(customID: submission.customID).flatMap { SlashRequest($0.reading(submission.values)) }
                ?? .unknownForm
        }
    }

    private static func read(_ use: CommandUse) -> SlashRequest? {
        switch use.name {
        case "wish": readWish(use.options)
        case "top": readTop(use.options)
        case "manifestations": readManifestations(use.options)
        case "quorum": SlashRequest(WishCommand.readQuorum(use.options.trimmed("wish")))
        case "search": readSearch(use.options)
        case "stats": .command(.stats)
        case "weeklysummary": .command(.weeklySummary)
        case "syncwishes": .command(.syncWishes)
        case "manifestwish":
            SlashRequest(WishCommand.grant(use.options.trimmed("wish"), notes: use.options.text("notes") ?? ""))
        case "removewish":
            SlashRequest(WishCommand.remove(use.options.trimmed("wish"), reason: use.options.text("reason") ?? ""))
        case "plan": readVerdict(.planned, .plan, use.options, "note")
        case "done": readVerdict(.done, .done, use.options, "note")
        case "decline": readVerdict(.declined, .decline, use.options, "reason")
        case "mywishes": .command(.ownWishes)
        case "withdraw": SlashRequest(WishCommand.readWithdrawal(use.options.trimmed("wish")))
        case "editwish":
            SlashRequest(WishCommand.edit(use.options.trimmed("wish"), text: use.options.text("text") ?? ""))
        case "setthreshold": readThreshold(use.options)
        case "config": readConfig(use.options)
        case "wishhelp": .command(.help)
        default: nil
        }
    }

    private static func readMenu(_ use: CommandUse) -> SlashRequest? {
        let act = WishForm.Act.allCases.first { $0.word.english.name == use.name }
        guard let act, let message = use.target else { return nil }
        return .form(WishForm(act, message))
    }

    private static func readWish(_ options: [CommandUse.Option]) -> SlashRequest? {
        guard let chosen = options.first else { return nil }
        let filled = chosen.options ?? []
        if chosen.name == "show" { return SlashRequest(WishCommand.readShow(filled.trimmed("wish"))) }
        guard let kind = WishKind(rawValue: chosen.name) else { return nil }
        let isInsistent = filled.flag(WishCommand.insistence)
        let reading =
            kind == .channel
            ? WishCommand.wish(
                channel: filled.text("name") ?? "", purpose: filled.text("purpose") ?? "", isInsistent: isInsistent)
            : WishCommand.wish(for: kind, text: filled.text("text") ?? "", isInsistent: isInsistent)
        return SlashRequest(reading)
    }

    private static func readTop(_ options: [CommandUse.Option]) -> SlashRequest? {
        guard let kind = options.text("kind").flatMap(WishKind.init(rawValue:)) else { return nil }
        return .page(ListPage(.top(kind), count: options.count(otherwise: 10)))
    }

    private static func readManifestations(_ options: [CommandUse.Option]) -> SlashRequest? {
        let kind = options.text("kind").map(WishKind.init(rawValue:))
        // An unknown kind is an error; only a missing one means all kinds.
        if case .some(nil) = kind { return nil }
        return .page(ListPage(.manifestations(kind ?? nil), count: options.count(otherwise: 10)))
    }

    private static func readSearch(_ options: [CommandUse.Option]) -> SlashRequest {
        guard let text = SearchText(options.text("words") ?? "") else {
            return .usage(.search, problem: .problemSearch)
        }
        return .page(ListPage(.search(text), count: options.count(otherwise: 10)))
    }

    private static func readVerdict(
        _ verdict: Verdict, _ verb: WishCommand.Verb, _ options: [CommandUse.Option], _ note: String
    ) -> SlashRequest? {
        SlashRequest(WishCommand.judge(verdict, verb, options.trimmed("wish"), note: options.text(note) ?? ""))
    }

    private static func readThreshold(_ options: [CommandUse.Option]) -> SlashRequest {
        let (share, votes) = (options.number("threshold"), options.number("votes"))
        guard share == nil || votes == nil else {
            return .usage(.setthreshold, problem: .problemThresholdOrVotes)
        }
        if options.flag("reset") {
            guard share == nil, votes == nil else {
                return .usage(.setthreshold, problem: .problemThresholdOrReset)
            }
            return .command(.resetThreshold(isConfirmed: options.flag("confirm")))
        }
        guard share != nil || votes != nil else { return .command(.setThreshold(nil)) }
        let rule =
            share.flatMap(Threshold.basisPoints).map { QuorumRule.share(basisPoints: $0) }
            ?? votes.flatMap { Int(exactly: $0) }.flatMap { QuorumRule.numbers.contains($0) ? .votes($0) : nil }
        guard let rule else { return .usage(.setthreshold, problem: Threshold.range) }
        return .command(.setThreshold(rule, isConfirmed: options.flag("confirm")))
    }

    private static func readConfig(_ options: [CommandUse.Option]) -> SlashRequest? {
        guard let chosen = options.first else { return nil }
        let filled = chosen.options ?? []
        switch chosen.name {
        case "show": return .command(.config(.show))
        case "set":
            return SlashRequest(
                WishCommand.config(
                    set: filled.trimmed("setting"), to: filled.text("value") ?? "", isConfirmed: false))
        case "reset": return .command(.config(.reset(filled.trimmed("setting"))))
        default: return nil
        }
    }

    private init?(_ reading: WishCommand.Reading) {
        switch reading {
        case .command(let command): self = .command(command)
        case .usage(let verb, let problem): self = .usage(verb, problem: problem)
        case .none, .almost: return nil
        }
    }
}

extension [CommandUse.Option] {
    /// The text of an option.
    fileprivate func text(_ name: String) -> String? {
        guard case .text(let text)? = first(where: { $0.name == name })?.value else { return nil }
        return text
    }

    /// The text of an option without white space around it; empty if it is missing.
    fileprivate func trimmed(_ name: String) -> String {
        (text(name) ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The requested count, brought into 1–25.
    fileprivate func count(otherwise count: Int) -> Int {
        number("count").map { Int(Swift.min(Swift.max($0, 1), 25)) } ?? count
    }

    /// Whether an option says yes.
    fileprivate func flag(_ name: String) -> Bool { first { $0.name == name }?.value == .flag(true) }

    /// The number of an option.
    fileprivate func number(_ name: String) -> Double? {
        guard case .number(let number)? = first(where: { $0.name == name })?.value else { return nil }
        return number
    }
}
