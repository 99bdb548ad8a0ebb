import Discord
import Logging

/// Brings the card of a wish on Discord up to what the database holds. A card that could not be edited stays marked as
/// outdated, and a later sync tries again.
final class CardDrawing {
    /// What came of an edit.
    enum Outcome: Sendable, Equatable {
        /// The card shows the wish as it is.
        case drawn
        /// It does, but an older edit may still be on its way: it is to be drawn once more.
        case drawnInDoubt
        /// It did so before.
        case unchanged
        /// There is no card of the bot's own to edit, or it is not known where.
        case noCard
        /// Its message is gone; the wish is deleted by now.
        case gone
        /// Discord gave no answer; the card is edited later.
        case later
        /// Discord takes no edits of old messages for a while; a later sync edits the card.
        case tooManyOld
        /// Another edit of it is under way, and will show the newest.
        case underWay
        /// Discord refuses the edit.
        case refused(Trouble)
    }

    /// How long no old card of a guild is edited after Discord has refused one.
    private static let oldPause = Duration.seconds(600)

    private let store: WishStore
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let troubles: Troubles
    private let numbers: CardNumbers
    private let dependencies: SuggestionsCog.Dependencies
    private let elapsed: @Sendable () -> Duration
    private let log: Logger
    /// Wishes for which an edit without an answer may still be on its way, and until when: it could arrive after a newer
    /// one, so what is drawn until then is drawn once more.
    private var doubtful = BoundedMap<Int64, Duration>(limit: 10_000)
    /// Whether the wishes whose edits an earlier process may have sent are among them.
    private var knowsEarlierEdits = false
    /// Until when no old card of a guild is edited.
    private var oldFrom = BoundedMap<Snowflake, Duration>(limit: 10_000)
    /// Wishes whose card is being edited: of two edits on their way at once, the older one could arrive last.
    private var inProgress: Set<Int64> = []
    /// Those of them that have changed meanwhile.
    private var again: Set<Int64> = []
    /// Commands that want to know what came of the edit under way.
    private var waiting: [Int64: [CheckedContinuation<Outcome, Never>]] = [:]

    init(_ parts: SharedParts) {
        store = parts.store
        port = parts.port
        guilds = parts.guilds
        troubles = parts.troubles
        numbers = CardNumbers(parts)
        dependencies = parts.dependencies
        elapsed = parts.elapsed
        log = parts.log
    }

    /// Edits the card of a wish if it shows something older. `isNew` says that it has changed just now: then no earlier
    /// process can have edited it. Throws: `DatabaseError`.
    @discardableResult
    func draw(_ wish: Int64, isNew: Bool = true, for work: WorkContext) async throws -> Outcome {
        guard let subject = try await store.cardSubject(of: wish), subject.wish.state != .removed else {
            return .noCard
        }
        guard subject.wish.state != .deleted else { return .gone }
        try await doubtEarlierEdits(except: isNew ? wish : nil)
        return try await draw(subject, waits: isNew, for: work)
    }

    /// `waits`: until an edit that is under way shows the newest, and says what came of it.
    private func draw(_ subject: CardSubject, waits: Bool, for work: WorkContext) async throws -> Outcome {
        let id = subject.wish.id
        guard inProgress.insert(id).inserted else {
            again.insert(id)
            guard waits else { return .underWay }
            return await withCheckedContinuation { waiting[id, default: []].append($0) }
        }
        var outcome = Outcome.later
        defer {
            inProgress.remove(id)
            for waiter in waiting.removeValue(forKey: id) ?? [] { waiter.resume(returning: outcome) }
        }
        outcome = try await edit(subject, for: work)
        while again.remove(id) != nil, let subject = try await store.cardSubject(of: id) {
            outcome = try await edit(subject, for: work)
        }
        return outcome
    }

    /// What is outdated when the process begins may have been edited by the one before, which has seen no answer.
    private func doubtEarlierEdits(except new: Int64? = nil) async throws {
        guard !knowsEarlierEdits else { return }
        let outdated = try await store.outdatedLooks()
        guard !knowsEarlierEdits else { return }
        knowsEarlierEdits = true
        for id in outdated where id != new { doubtful[id] = ManifestationStep.requestInFlight }
    }

    private func edit(_ subject: CardSubject, for work: WorkContext) async throws -> Outcome {
        let wish = subject.wish
        guard wish.hasOwnCard, let channel = wish.channelID else {
            try await store.markShown(wish.id, look: subject.look, nil)
            return .noCard
        }
        let card = try await store.shownCard(of: wish.id)
        // It was queued while Discord refused the same look.
        guard card?.refusedLook != subject.look else { return .unchanged }
        let shown = card?.progress
        let progress: VoteProgress?
        do {
            progress = try await numbers.progress(of: wish, shown: shown, for: work)
        } catch let error as PortError {
            return try await failed(error, subject)
        }
        guard subject.look != subject.lookShown || progress != shown || doubtful[wish.id] != nil else {
            return .unchanged
        }
        guard !isTooOld(wish) else { return .tooManyOld }
        let settings = dependencies.settings(wish.guildID)
        let look = CardLook(subject, emoji: settings.emoji(of: wish).text, progress: progress)
        let edit = MessageEdit(embeds: [Embed(settings.replies.card(look))])
        if let error = await send(edit, to: wish.messageID, in: channel, for: work) {
            return try await failed(error, subject)
        }
        return await drawn(subject, progress)
    }

    /// Whether Discord has said that it takes no edits of old cards now, and this is one.
    private func isTooOld(_ wish: Wish) -> Bool {
        guard let oldFrom = oldFrom[wish.guildID], elapsed() < oldFrom else { return false }
        return CardEdits.isOld(wish.messageID, at: dependencies.now())
    }

    /// Returns the error, if there was one.
    private func send(
        _ edit: MessageEdit, to message: Snowflake, in channel: Snowflake, for work: WorkContext
    ) async -> PortError? {
        do {
            try await port.serving(work).editMessage(message, in: channel, edit)
            return nil
        } catch {
            return error
        }
    }

    /// Discord has a card as it is. When that cannot be stored, the card is drawn once more.
    private func drawn(_ subject: CardSubject, _ progress: VoteProgress?) async -> Outcome {
        let id = subject.wish.id
        if let until = doubtful[id], elapsed() < until { return .drawnInDoubt }
        doubtful[id] = nil
        do {
            try await store.markShown(id, look: subject.look, progress)
            return .drawn
        } catch {
            log.debug("That a card is up to date could not be stored.", metadata: ["error": "\(error)"])
            return .drawnInDoubt
        }
    }

    private func failed(_ error: PortError, _ subject: CardSubject) async throws -> Outcome {
        let wish = subject.wish
        log.debug(
            "A card could not be edited.",
            metadata: [
                "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)", "error": "\(error)",
            ])
        switch error.kind {
        case .messageGone:
            _ = try await store.markDeleted(messages: [wish.messageID], why: "message gone", at: dependencies.now())
            return .gone
        case .uncertain:
            doubtful[wish.id] = elapsed() + ManifestationStep.requestInFlight
            return .later
        case .unreachable: return .later
        case .tooManyEdits:
            oldFrom[wish.guildID] = elapsed() + Self.oldPause
            return .tooManyOld
        default:
            // What the bot may not do in a whole channel is remembered for the channel, until its permissions change.
            if Refusals.Reach(error) != .channel { try await store.markRefused(wish.id, look: subject.look) }
            return .refused(
                troubles.trouble(
                    error, needing: .toPostCards, likely: .viewChannel, in: wish.channelID, of: wish.guildID))
        }
    }
}
