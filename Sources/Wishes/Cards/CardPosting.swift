import Discord
import Foundation
import Logging

/// Posts the cards of wishes: intent stored, card posted, star seeded, wish activated. The only owner of cards on their
/// way.
///
/// If a step fails, what was done before it is undone; if the process dies, the next one finishes or drops the intent.
final class CardPosting {
    /// What became of a wish.
    enum Outcome: Sendable, Equatable {
        /// The card is posted.
        case posted(Snowflake)
        /// The same command was carried out before.
        case repeated
        /// The request got no answer; what came of it is being checked.
        case unknown
        /// Discord refused a step or was out of reach; nothing is left of the wish.
        case failed(PortError)
    }

    private let store: WishStore
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let lives: GuildLives
    private let twins: TwinWatch
    private let dependencies: SuggestionsCog.Dependencies
    private let elapsed: @Sendable () -> Duration
    private let log: Logger
    /// Cards being posted right now; only the task that posts one may finish or drop it.
    private var inProgress: Set<String> = []
    /// Messages that got votes while cards were being posted: one of them may be a card that is not stored yet.
    private var earlyVotes = EarlyVotes()
    /// Cards whose request ended without an answer, and when: they may come yet.
    private var unanswered: [String: Duration] = [:]

    init(_ parts: SharedParts) {
        store = parts.store
        port = parts.port
        guilds = parts.guilds
        lives = parts.lives
        twins = parts.twins
        dependencies = parts.dependencies
        elapsed = parts.elapsed
        log = parts.log
    }

    /// Votes have come for these messages.
    func votesCame(for messages: some Sequence<Snowflake>) {
        if isPosting { earlyVotes.insert(messages) }
    }

    /// Whether a message that is no wish may be the card of one.
    var isPosting: Bool { !inProgress.isEmpty }

    // MARK: A new card

    /// Carries a wish out. `needed` is how many votes a channel wish needs, if that is known. Throws: `DatabaseError`.
    func post(_ intent: WishIntent, by authorName: String, needed: Int?, for work: WorkContext) async throws -> Outcome
    {
        inProgress.insert(intent.cardID)
        twins.isPosting(card: intent.cardID)
        defer {
            inProgress.remove(intent.cardID)
            if inProgress.isEmpty { earlyVotes = EarlyVotes() }
        }
        guard try await store.begin(intent) else { return .repeated }
        do {
            let card = try await send(intent, by: authorName, needed: needed, for: work)
            try await seed(card, intent, for: work)
            try await store.activate(intent, message: card, why: "wished", at: dependencies.now())
            // A vote may have been quicker than the database: it found no wish, so Discord is asked.
            if earlyVotes.mayContain(card) {
                _ = try await store.record([VoteHint(messageID: card, delta: 0)])
                lives.signal(.touched, in: intent.guildID)
            }
            return .posted(card)
        } catch let error as Unanswered {
            log.warning(
                "Posting a wish got no answer; checking whether its card exists.",
                metadata: [
                    "guild": "\(guilds.name(of: intent.guildID))", "wish": "\(intent.cardID)",
                    "error": "\(error.cause)",
                ])
            return .unknown
        } catch let error as PortError {
            log.warning(
                "A wish could not be posted.",
                metadata: ["guild": "\(guilds.name(of: intent.guildID))", "error": "\(error)"])
            return .failed(error)
        } catch {
            // The intent is stored, and the card may be posted: a later look finishes the wish or drops it.
            checkLater(intent)
            throw error
        }
    }

    private func send(
        _ intent: WishIntent, by authorName: String, needed: Int?, for work: WorkContext
    ) async throws -> Snowflake {
        let settings = dependencies.settings(intent.guildID)
        let card = settings.replies.wishCard(
            kind: intent.kind, text: intent.text, channelName: intent.channelName, authorName: authorName,
            authorID: intent.authorID, needed: needed, emoji: settings.emoji(keptAs: intent.voteEmoji).text,
            cardID: intent.cardID)
        do {
            return try await port.serving(work).post(
                NewMessage(embeds: [Embed(card)], nonce: "c\(intent.cardID)"), in: intent.channelID)
        } catch {
            guard error.kind == .uncertain else {
                try await store.drop(intent)
                throw error
            }
            // It may come yet: the intent stays until nothing can be on its way any more.
            checkLater(intent)
            guard let card = try? await find(intent, for: work) else { throw Unanswered(cause: error) }
            unanswered[intent.cardID] = nil
            return card
        }
    }

    private func emoji(of intent: WishIntent) -> Emoji {
        dependencies.settings(intent.guildID).emoji(keptAs: intent.voteEmoji)
    }

    /// A request for a card got no answer.
    private struct Unanswered: Error {
        let cause: PortError
    }

    /// Keeps an intent for a later look at its card, which may exist, or come yet.
    private func checkLater(_ intent: WishIntent) {
        unanswered[intent.cardID] = elapsed()
        lives.signal(.recoveryNeeded(after: ManifestationStep.requestInFlight), in: intent.guildID)
    }

    /// Puts the first star under a card. Without it people would not see where to vote: then the card is deleted again.
    private func seed(_ card: Snowflake, _ intent: WishIntent, for work: WorkContext) async throws {
        let port = port.serving(work)
        do {
            try await port.react(to: card, in: intent.channelID, with: emoji(of: intent))
        } catch {
            do {
                try await port.delete(card, in: intent.channelID)
            } catch  where error.kind != .messageGone {
                // The card may still be there, without a star: it is adopted.
                checkLater(intent)
                throw Unanswered(cause: error)
            } catch {}
            try await store.drop(intent)
            throw error
        }
    }

    // MARK: Cards that were begun

    /// Finishes or drops the wishes that were begun by a process that died, or whose requests got no answer.
    func adoptIntents(in guild: Snowflake, for work: WorkContext) async {
        do {
            for intent in try await store.intents(guild: guild) where !inProgress.contains(intent.cardID) {
                await adopt(intent, for: work)
            }
        } catch {
            log.error(
                "Reading unfinished wishes failed; retrying in 30 s.",
                metadata: ["guild": "\(guilds.name(of: guild))", "error": "\(error)"])
            lives.signal(.recoveryNeeded(after: .seconds(30)), in: guild)
        }
    }

    private func adopt(_ intent: WishIntent, for work: WorkContext) async {
        twins.isPosting(card: intent.cardID)
        let metadata: Logger.Metadata = [
            "guild": "\(guilds.name(of: intent.guildID))", "wish": "\(intent.cardID)",
        ]
        do {
            guard let card = try await find(intent, for: work) else {
                return try await dropIfLost(intent, metadata, for: work)
            }
            try await port.serving(work).react(
                to: card, in: intent.channelID, with: emoji(of: intent))
            try await store.activate(intent, message: card, why: "adopted", at: dependencies.now())
            unanswered[intent.cardID] = nil
            log.info("Finished a wish that was begun before.", metadata: metadata)
        } catch {
            log.warning(
                "An unfinished wish could not be checked; trying again.",
                metadata: metadata.merging(["error": "\(error)"]) { $1 })
            // A refusal is for the next sync to try.
            guard let error = error as? PortError, error.kind != .unreachable, error.kind != .uncertain else {
                return lives.signal(.recoveryNeeded(after: .seconds(30)), in: intent.guildID)
            }
        }
    }

    /// Drops an intent whose card cannot come any more.
    private func dropIfLost(_ intent: WishIntent, _ metadata: Logger.Metadata, for work: WorkContext) async throws {
        guard try await port.serving(work).isHistoryReadable(intent.commandID, in: intent.channelID) else { return }
        // The request of a dead process may still be on its way; it left before this process began.
        let left = ManifestationStep.requestInFlight - (elapsed() - unanswered[intent.cardID, default: .zero])
        guard left <= .zero else {
            return lives.signal(.recoveryNeeded(after: left + .milliseconds(50)), in: intent.guildID)
        }
        try await store.drop(intent)
        unanswered[intent.cardID] = nil
        log.notice("Dropped a wish whose card was never posted.", metadata: metadata)
    }

    /// The card is posted seconds after the command, so it is among the hundred messages that follow it.
    private func find(_ intent: WishIntent, for work: WorkContext) async throws -> Snowflake? {
        let page = try await port.serving(work).messages(in: intent.channelID, after: intent.commandID, limit: 100)
        return page.first { message in
            message.authorID == guilds.me && message.footers.contains { $0.contains("wish \(intent.cardID)") }
        }?.id
    }
}
