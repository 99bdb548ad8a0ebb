import Discord
import Foundation
import Logging

/// Keeps the cards up to date: notices which show something older than what holds, and has them drawn one by one, behind
/// everything else. `CardEdits` decides when.
final class CardEditing {
    private let store: WishStore
    private let guilds: KnownGuilds
    private let lives: GuildLives
    private let drawing: CardDrawing
    private let numbers: CardNumbers
    private let now: @Sendable () -> Date
    private let elapsed: @Sendable () -> Duration
    private let log: Logger
    private var edits: [Snowflake: CardEdits] = [:]
    /// Guilds of which a card is being edited: the next one waits for it.
    private var underWay: Set<Snowflake> = []

    init(_ parts: SharedParts, drawing: CardDrawing) {
        store = parts.store
        guilds = parts.guilds
        lives = parts.lives
        numbers = CardNumbers(parts)
        now = parts.dependencies.now
        elapsed = parts.elapsed
        log = parts.log
        self.drawing = drawing
    }

    // MARK: What is outdated

    /// A sync has read all counts of a guild: every card is compared with them.
    func synced(_ guild: Snowflake) async {
        await add(in: guild, isSync: true) { try await self.numbers.outdated(in: guild) }
    }

    /// The votes of these wishes were confirmed.
    func confirmed(_ wishes: [Wish], in guild: Snowflake) async {
        guard !wishes.isEmpty else { return }
        await add(in: guild) { try await self.numbers.outdated(in: guild, among: wishes.map(\.id)) }
    }

    /// Something was done that may have changed what cards show besides their numbers.
    func statesMayHaveChanged(in guild: Snowflake) async { await add(in: guild) { [] } }

    private func add(
        in guild: Snowflake, isSync: Bool = false, _ numbers: () async throws -> [CardEdits.Outdated]
    ) async {
        guard guilds.isKnown(guild), !Task.isCancelled else { return }
        do {
            let looks = try await store.outdatedLooks(guild: guild)
                .map { CardEdits.Outdated(wish: $0.wish, message: $0.message, isState: true) }
            let outdated = try await looks + numbers()
            edits[guild, default: CardEdits()].add(outdated, isSync: isSync, now: elapsed(), time: now())
            schedule(guild)
        } catch {
            log.warning(
                "Looking for outdated cards failed; the next sync looks again.",
                metadata: ["guild": "\(guilds.label(of: guild))", "error": "\(error)"])
        }
    }

    private func schedule(_ guild: Snowflake) {
        guard let due = edits[guild]?.nextDue else { return }
        lives.signal(.cardsOutdated(after: max(.zero, due - elapsed())), in: guild)
    }

    // MARK: Editing

    /// Edits the card whose turn it is in a guild, if there is one.
    func editNext(in guild: Snowflake, for work: WorkContext) async {
        guard guilds.isKnown(guild) else {
            edits[guild] = nil
            return
        }
        guard underWay.insert(guild).inserted else { return }
        if let card = edits[guild]?.take(now: elapsed()) { await edit(card, in: guild, for: work) }
        underWay.remove(guild)
        schedule(guild)
    }

    private func edit(_ card: CardEdits.Outdated, in guild: Snowflake, for work: WorkContext) async {
        do {
            switch try await drawing.draw(card.wish, isNew: false, for: work) {
            case .drawn: edits[guild]?.shown(card)
            case .unchanged, .noCard, .gone, .underWay: edits[guild]?.skipped(card)
            case .later, .drawnInDoubt: failed(card, .passing, in: guild)
            case .tooManyOld: failed(card, .tooManyOld, in: guild)
            case .refused: failed(card, .refused, in: guild)
            }
        } catch {
            failed(card, .passing, in: guild)
            log.warning(
                "A card could not be brought up to date; trying again.",
                metadata: ["guild": "\(guilds.label(of: guild))", "wish": "\(card.message)", "error": "\(error)"])
        }
    }

    private func failed(_ card: CardEdits.Outdated, _ failure: CardEdits.Failure, in guild: Snowflake) {
        edits[guild]?.failed(card, failure, now: elapsed(), time: now())
    }
}
