import Discord
import Logging

/// Brings the card of a wish on Discord up to what the database holds. A card that could not be edited stays marked as
/// outdated, and a later sync tries again.
final class CardDrawing {
    /// What came of an edit.
    enum Outcome: Sendable, Equatable {
        /// The card shows the wish as it is.
        case drawn
        /// There is no card of the bot's own to edit, or it is not known where.
        case noCard
        /// Its message is gone; the wish is deleted by now.
        case gone
        /// Discord gave no answer, or takes no edits for a while: a later sync edits the card.
        case later
        /// Discord refuses the edit.
        case refused(PortError)
    }

    /// How many outdated cards a sync edits; the next one goes on.
    private static let cardsPerSync = 20

    private let store: WishStore
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let quorums: Quorums
    private let dependencies: SuggestionsCog.Dependencies
    private let elapsed: @Sendable () -> Duration
    private let log: Logger
    /// Wishes for which an edit without an answer may still be on its way, and until when: it could arrive after a newer
    /// one, so what is drawn until then is drawn once more.
    private var doubtful = BoundedMap<Int64, Duration>(limit: 10_000)
    /// Whether the wishes whose edits an earlier process may have sent are among them.
    private var knowsEarlierEdits = false
    /// Wishes whose card is being edited: of two edits on their way at once, the older one could arrive last.
    private var inProgress: Set<Int64> = []
    /// Those of them that have changed meanwhile.
    private var again: Set<Int64> = []

    init(_ parts: SharedParts) {
        store = parts.store
        port = parts.port
        guilds = parts.guilds
        quorums = parts.quorums
        dependencies = parts.dependencies
        elapsed = parts.elapsed
        log = parts.log
    }

    /// Edits the card of a wish. Throws: `DatabaseError`.
    @discardableResult
    func draw(_ wish: Int64, for work: WorkContext) async throws -> Outcome {
        guard let subject = try await store.cardSubject(of: wish), ![.removed, .deleted].contains(subject.wish.state)
        else { return .noCard }
        try await doubtEarlierEdits(except: wish)
        return try await draw(subject, for: work)
    }

    /// Edits cards of a guild that are not up to date, until one cannot be edited now. Throws: `DatabaseError`.
    func drawOutdated(in guild: Snowflake, for work: WorkContext) async throws {
        try await doubtEarlierEdits()
        for subject in try await store.outdatedCards(guild: guild, limit: Self.cardsPerSync) {
            guard try await draw(subject, for: work) != .later else { return }
        }
    }

    private func draw(_ subject: CardSubject, for work: WorkContext) async throws -> Outcome {
        let id = subject.wish.id
        guard inProgress.insert(id).inserted else {
            again.insert(id)
            return .later
        }
        defer { inProgress.remove(id) }
        var outcome = try await edit(subject, for: work)
        while again.remove(id) != nil, let subject = try await store.cardSubject(of: id) {
            outcome = try await edit(subject, for: work)
        }
        return outcome
    }

    /// What is outdated when the process begins may have been edited by the one before, which has seen no answer.
    private func doubtEarlierEdits(except new: Int64? = nil) async throws {
        guard !knowsEarlierEdits else { return }
        let outdated = try await store.outdatedCards()
        guard !knowsEarlierEdits else { return }
        knowsEarlierEdits = true
        for id in outdated where id != new { doubtful[id] = ManifestationStep.requestInFlight }
    }

    private func edit(_ subject: CardSubject, for work: WorkContext) async throws -> Outcome {
        let wish = subject.wish
        guard wish.hasOwnCard, let channel = wish.channelID else {
            try await store.markShown(wish.id, look: subject.look)
            return .noCard
        }
        let settings = dependencies.settings(wish.guildID)
        let isCounting = wish.kind == .channel && wish.state.collectsVotes
        let needed = isCounting ? try await quorums.terms(in: wish.guildID)?.quorum(of: wish).needed : nil
        let look = CardLook(subject, emoji: settings.emoji(of: wish).text, needed: needed)
        let edit = MessageEdit(embeds: [Embed(settings.replies.card(look))])
        if let error = await send(edit, to: wish.messageID, in: channel, for: work) {
            return try await failed(error, subject)
        }
        await shown(subject)
        return .drawn
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
    private func shown(_ subject: CardSubject) async {
        let id = subject.wish.id
        if let until = doubtful[id], elapsed() < until { return }
        doubtful[id] = nil
        do {
            try await store.markShown(id, look: subject.look)
        } catch {
            log.debug("That a card is up to date could not be stored.", metadata: ["error": "\(error)"])
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
        case .unreachable, .tooManyEdits: return .later
        default: return .refused(error)
        }
    }
}
