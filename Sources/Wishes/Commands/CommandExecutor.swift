import Discord

/// How a verb gets a sync of the requester's guild: whoever carries the verb out lends it.
typealias Syncing = (SyncReport.Cause) async -> SyncReport

/// Does what a command asks for, whether it came as a message, a slash command or a button.
final class CommandExecutor {
    private let guilds: KnownGuilds
    private let dependencies: SuggestionsCog.Dependencies
    private let wishing: Wishing
    private let rankings: Rankings
    private let finding: WishFinding
    private let moderation: Moderation
    private let verdicts: Verdicts
    private let ownWishes: OwnWishes
    private let editing: WishEditing
    private let showing: ShowCommand
    private let threshold: ThresholdCommand
    private let config: ConfigCommand
    private let quorum: QuorumCommand
    private let summary: SummaryCommand

    init(
        _ parts: SharedParts, wishing: Wishing, rankings: Rankings, ownWishes: OwnWishes, drawing: CardDrawing
    ) {
        guilds = parts.guilds
        dependencies = parts.dependencies
        self.wishing = wishing
        self.rankings = rankings
        finding = WishFinding(parts)
        let notice = AuthorNotice(parts)
        moderation = Moderation(parts, drawing: drawing, notice: notice)
        verdicts = Verdicts(parts, drawing: drawing, notice: notice)
        self.ownWishes = ownWishes
        editing = WishEditing(parts, drawing: drawing)
        showing = ShowCommand(parts)
        threshold = ThresholdCommand(parts)
        config = ConfigCommand(parts, threshold: threshold)
        quorum = QuorumCommand(parts)
        summary = SummaryCommand(parts, rankings: rankings)
    }

    /// Carries a command out, for those who may; nil when there is nothing to say about it any more. Throws:
    /// `DatabaseError`.
    func execute(
        _ command: WishCommand, _ requester: Requester, for work: WorkContext, sync: Syncing
    ) async throws -> Reply? {
        let replies = dependencies.replies(to: requester)
        if let refusal = refusalByRole(of: command, requester) { return .words(refusal) }
        switch command {
        case .wish, .wishChannel: return try await wishing.wish(command, requester, for: work)
        case .top(let kind, let count):
            return try await list(ListPage(.top(kind), count: count), in: requester.guildID, sync: sync)
        case .manifestations(let kind, let count):
            return try await list(ListPage(.manifestations(kind), count: count), in: requester.guildID, sync: sync)
        case .search(let text): return try await list(ListPage(.search(text)), in: requester.guildID, sync: sync)
        case .show(let wish): return try await showing.show(wish, requester)
        case .stats: return try await stats(of: requester.guildID, sync: sync)
        case .weeklySummary: return try await summary.post(requester, await sync(.command), for: work)
        case .syncWishes:
            let settings = dependencies.settings(requester.guildID)
            return .card(replies.syncReport(SyncSummary(await sync(.request), settings)))
        case .manifestWish(let wish, let notes):
            return .words(try await moderation.grant(wish, notes: notes, requester, for: work))
        case .removeWish(let wish, let reason):
            return .words(try await moderation.remove(wish, reason: reason, requester, for: work))
        case .judge(let verdict, let wish, let note):
            return .words(try await verdicts.give(verdict, wish, note: note, requester, for: work))
        case .ownWishes: return .card(try await ownWishes.list(requester))
        case .withdraw(let wish): return .words(try await ownWishes.withdraw(wish, requester, for: work))
        case .editWish(let wish, let text):
            return .words(try await editing.edit(wish, text: text, requester, for: work))
        case .quorum(let wish): return try await quorum.explain(wish, requester, for: work)
        case .setThreshold(let rule, let isConfirmed):
            guard let rule else { return try await threshold.show(requester, for: work) }
            return try await threshold.change(to: rule, isConfirmed: isConfirmed, requester, for: work)
        case .resetThreshold(let isConfirmed):
            return try await threshold.change(to: nil, isConfirmed: isConfirmed, requester, for: work)
        case .config(let request): return try await config.carryOut(request, requester, for: work)
        case .help:
            let channel = try await guilds.suggestionsChannel(of: requester.guildID)
            return .card(replies.help(for: requester.role, suggestionsChannel: channel.map { "<#\($0)>" }))
        }
    }

    /// A page of a list, as slash commands and buttons ask for it. Throws: `DatabaseError`.
    func page(_ page: ListPage, in guild: Snowflake, sync: Syncing) async throws -> InteractionAnswer {
        let list = try await rankings.page(page, in: guild, isPaged: true, sync: sync)
        return InteractionAnswer(embeds: [Embed(list.card)], buttons: list.page.buttons(of: list.total))
    }

    /// The beginning of a list, as commands in messages ask for it.
    private func list(_ page: ListPage, in guild: Snowflake, sync: Syncing) async throws -> Reply {
        .card(try await rankings.page(page, in: guild, isPaged: false, sync: sync).card)
    }

    /// The figures of the last weeks. Throws: `DatabaseError`.
    func stats(of guild: Snowflake, sync: Syncing) async throws -> Reply {
        try await rankings.stats(of: guild, await sync(.command))
    }

    /// Why a form about a wish is not even opened; nil when it is. The wish is judged again when the form comes back.
    /// Throws: `DatabaseError`.
    func refusal(of form: WishForm, _ requester: Requester) async throws -> String? {
        do {
            _ = try await finding.wish(.message(form.message), in: requester.guildID, for: form.act.transition)
            return nil
        } catch let refusal as WishRefusal {
            return dependencies.replies(to: requester).wishRefused(refusal)
        }
    }

    /// What can be said against a command without asking anything of Discord or the database; nil when nothing can.
    func refusal(of command: WishCommand, _ requester: Requester) -> String? {
        refusalByRole(of: command, requester) ?? wishing.refusal(of: command, requester)
    }

    private func refusalByRole(of command: WishCommand, _ requester: Requester) -> String? {
        let replies = dependencies.replies(to: requester)
        if command.isForManagers { return requester.managesServer ? nil : replies.notAManager() }
        return command.isForModerators && requester.role != .moderator ? replies.notAModerator() : nil
    }
}
