import Discord
import Foundation
import Logging

/// Posts the cards of wishes: intent stored, card posted, star seeded, wish activated. The only owner of cards on their
/// way.
///
/// If a step fails, what was done before it is undone. If the process dies, the next one adopts the card, or posts it when
/// it is certain that there is none.
final class CardPosting {
    /// What became of a wish.
    enum Outcome: Sendable, Equatable {
        /// The card is posted.
        case posted(Snowflake)
        /// The request got no answer; what came of it is being checked.
        case unknown
        /// It was not taken.
        case refused(WishObjection)
        /// Discord refused a step or was out of reach; nothing is left of the wish.
        case failed(PortError)
    }

    /// What became of a wish that was begun before.
    enum Ending: Sendable, Equatable {
        /// The card is posted; the link to it.
        case posted(link: String)
        /// Nothing is known yet.
        case unknown
        /// Discord refuses it.
        case failed(PortError)
    }

    private let store: WishStore
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let quorums: Quorums
    private let lives: GuildLives
    private let twins: TwinWatch
    private let notice: CardNotice
    private let dependencies: SuggestionsCog.Dependencies
    private let elapsed: @Sendable () -> Duration
    private let log: Logger
    private let claims = CardClaims()
    /// Messages that got votes while cards were being posted: one of them may be a card that is not stored yet.
    private var earlyVotes = EarlyVotes()
    /// Commands whose card was requested without an answer, and when: it may come yet.
    private var unanswered: [Snowflake: Duration] = [:]
    /// How far the channels were searched for the cards of commands.
    private var searches: [Snowflake: MessageSearch] = [:]

    init(_ parts: SharedParts) {
        store = parts.store
        port = parts.port
        guilds = parts.guilds
        quorums = parts.quorums
        lives = parts.lives
        twins = parts.twins
        notice = CardNotice(parts)
        dependencies = parts.dependencies
        elapsed = parts.elapsed
        log = parts.log
    }

    /// Votes have come for these messages.
    func votesCame(for messages: some Sequence<Snowflake>) {
        if isPosting { earlyVotes.insert(messages) }
    }

    /// Whether a message that is no wish may be the card of one.
    var isPosting: Bool { !claims.isEmpty }

    private func release(_ command: Snowflake) {
        claims.release(command)
        if claims.isEmpty { earlyVotes = EarlyVotes() }
    }

    // MARK: A new card

    /// Carries a wish out; one that was carried out or begun before is finished instead. `needed` is how many votes a
    /// channel wish needs, if that is known. `mayExist` says whether an earlier process may have posted the card and the
    /// database does not know of it, `isInsistent` whether it is made also when it is wished for already. Throws:
    /// `DatabaseError`, `CancellationError`.
    func post(
        _ intent: WishIntent, needed: Int?, mayExist: Bool, isInsistent: Bool, for work: WorkContext
    ) async throws -> Outcome {
        if let outcome = try await postNew(intent, needed, mayExist: mayExist, isInsistent, for: work) {
            return outcome
        }
        return try await conclude(intent.commandID, for: work) ?? .unknown
    }

    /// Nil when the command was carried out or begun before.
    private func postNew(
        _ intent: WishIntent, _ needed: Int?, mayExist: Bool, _ isInsistent: Bool, for work: WorkContext
    ) async throws -> Outcome? {
        try await claims.claim(intent.commandID)
        defer { release(intent.commandID) }
        let quotas = dependencies.settings(intent.guildID).quotas
        switch try await store.begin(intent, within: quotas, isInsistent: isInsistent) {
        case .begun: break
        case .known: return nil
        case .refused(let objection): return .refused(objection)
        }
        do {
            if mayExist, let card = try await existing(intent, for: work) {
                try await complete(intent, card, for: work)
                return .posted(card)
            }
            let card = try await send(intent, needed: needed, for: work)
            try await seed(card, intent, for: work)
            try await activate(intent, card, showing: needed, why: "wished")
            return .posted(card)
        } catch let error as Unanswered {
            log.warning(
                "Posting a wish got no answer; checking whether its card exists.",
                metadata: metadata(intent).merging(["error": "\(error.cause)"]) { $1 })
            return .unknown
        } catch let error as PortError {
            log.warning(
                "A wish could not be posted.",
                metadata: ["guild": "\(guilds.label(of: intent.guildID))", "error": "\(error)"])
            return .failed(error)
        }
    }

    /// The card of a wish that is new to the database.
    private func existing(_ intent: WishIntent, for work: WorkContext) async throws -> Snowflake? {
        do {
            while true {
                switch try await look(for: intent, for: work) {
                case .found(let card): return card
                case .absent, .unreadable: return nil
                case .unfinished: continue
                }
            }
        } catch {
            // Nothing was requested for it.
            try await store.drop(intent)
            throw error
        }
    }

    private func send(_ intent: WishIntent, needed: Int?, for work: WorkContext) async throws -> Snowflake {
        do {
            return try await port.serving(work).post(card(of: intent, needed: needed), in: intent.channelID)
        } catch {
            guard error.kind == .uncertain else {
                try await store.drop(intent)
                throw error
            }
            // It may come yet: the intent stays until nothing can be on its way any more.
            checkLater(intent)
            guard case .found(let card)? = try? await look(for: intent, for: work) else {
                throw Unanswered(cause: error)
            }
            unanswered[intent.commandID] = nil
            return card
        }
    }

    private func emoji(of intent: WishIntent) -> Emoji {
        dependencies.settings(intent.guildID).emoji(keptAs: intent.voteEmoji)
    }

    private func card(of intent: WishIntent, needed: Int?) -> NewMessage {
        twins.isPosting(card: intent.cardID)
        let settings = dependencies.settings(intent.guildID)
        let card = settings.replies.wishCard(
            kind: intent.kind, text: intent.text, channelName: intent.channelName, authorName: intent.authorName,
            authorID: intent.authorID, needed: needed, emoji: emoji(of: intent).text, cardID: intent.cardID)
        return NewMessage(embeds: [Embed(card)], nonce: "c\(intent.cardID)")
    }

    /// A request for a card got no answer.
    private struct Unanswered: Error {
        let cause: PortError
    }

    /// Keeps an intent for a later look at its card, which may exist, or come yet.
    private func checkLater(_ intent: WishIntent) {
        unanswered[intent.commandID] = elapsed()
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

    /// `needed` is what the card says that a channel wish needs; nil if it says nothing, or that is not known.
    private func activate(
        _ intent: WishIntent, _ card: Snowflake, showing needed: Int? = nil, why: String
    ) async throws {
        let shown = intent.kind == .channel ? needed.map(VoteProgress.beginning) : nil
        try await store.activate(intent, message: card, shown: shown, why: why, at: dependencies.now())
        forget(intent)
        // A vote may have been quicker than the database: it found no wish, so Discord is asked.
        if earlyVotes.mayContain(card) {
            _ = try await store.record([VoteHint(messageID: card, delta: 0)])
            lives.signal(.touched, in: intent.guildID)
        }
    }

    private func forget(_ intent: WishIntent) {
        unanswered[intent.commandID] = nil
        searches[intent.commandID] = nil
    }

    // MARK: Cards that were begun

    /// Finishes the wish that a command has begun, or tells what became of it; nil when it has begun none. Waits while its
    /// request may be on its way. Throws: `DatabaseError`, `CancellationError`.
    func finish(command: Snowflake, for work: WorkContext) async throws -> Ending? {
        switch try await conclude(command, for: work) {
        case .posted?: return try await store.wish(command: command)?.link.map { .posted(link: $0) } ?? .unknown
        case .unknown?: return .unknown
        case .failed(let error)?: return .failed(error)
        // Only a wish that is new is not taken.
        case .refused?, nil: return nil
        }
    }

    private func conclude(_ command: Snowflake, for work: WorkContext) async throws -> Outcome? {
        while let progress = try await proceed(command, for: work) {
            switch progress {
            case .done(let outcome): return outcome
            // Unclaimed meanwhile: a sync may find the card.
            case .again(let pause): try await dependencies.clock.sleep(for: min(pause, Self.longestPause))
            case .later: return .unknown
            }
        }
        return nil
    }

    /// The longest pause between two looks for a card while a member waits for it.
    private static let longestPause = Duration.seconds(10)

    private func proceed(_ command: Snowflake, for work: WorkContext) async throws -> Progress? {
        try await claims.claim(command)
        defer { release(command) }
        if let wish = try await store.wish(command: command) { return .done(.posted(wish.messageID)) }
        guard let intent = try await store.intent(command: command) else { return nil }
        return await advance(intent, for: work)
    }

    /// Finishes the wishes that were begun by a process that died, or whose requests got no answer.
    func adoptIntents(in guild: Snowflake, for work: WorkContext) async {
        do {
            for intent in try await store.intents(guild: guild) {
                guard await claims.claimUnlessBusy(intent.commandID) else { continue }
                defer { release(intent.commandID) }
                // Another task may have finished it meanwhile.
                guard try await store.intent(command: intent.commandID) != nil else { continue }
                await adopt(intent, for: work)
            }
        } catch {
            log.error(
                "Reading unfinished wishes failed; retrying in 30 s.",
                metadata: ["guild": "\(guilds.label(of: guild))", "error": "\(error)"])
            lives.signal(.recoveryNeeded(after: .seconds(30)), in: guild)
        }
    }

    private func adopt(_ intent: WishIntent, for work: WorkContext) async {
        switch await advance(intent, for: work) {
        case .done(.posted(let card)):
            let link = Wish.link(guild: intent.guildID, channel: intent.channelID, message: card)
            await notice.posted(intent, link: link, for: work)
        case .done(.failed(let error)): await notice.refused(intent, error, for: work)
        case .again(let pause): lives.signal(.recoveryNeeded(after: pause), in: intent.guildID)
        case .done(.unknown), .done(.refused), .later: break
        }
    }

    /// How far a wish that was begun has come.
    private enum Progress {
        case done(Outcome)
        /// It is looked at again after that time.
        case again(Duration)
        /// A later sync looks at it again.
        case later
    }

    /// Adopts the card of a wish, or posts it when it is certain that there is none. Only Discord's refusal ends a wish.
    private func advance(_ intent: WishIntent, for work: WorkContext) async -> Progress {
        do {
            claims.beginLook(intent.commandID)
            defer { claims.endLook(intent.commandID) }
            let finding = try await look(for: intent, for: work)
            if case .absent = finding { claims.endLook(intent.commandID) }
            switch finding {
            case .found(let card):
                try await complete(intent, card, for: work)
                log.info("Finished a wish that was begun before.", metadata: metadata(intent))
                return .done(.posted(card))
            case .unfinished: return .again(.seconds(1))
            case .unreadable: return .later
            case .absent:
                // The request of a dead process may still be on its way; it left before this process began.
                let age = elapsed() - unanswered[intent.commandID, default: .zero]
                guard age >= ManifestationStep.requestInFlight else {
                    return .again(ManifestationStep.requestInFlight - age + .milliseconds(50))
                }
                return try await postLost(intent, for: work)
            }
        } catch {
            log.warning(
                "An unfinished wish could not be checked; trying again.",
                metadata: metadata(intent).merging(["error": "\(error)"]) { $1 })
            guard let error = error as? PortError, !error.isPassing else {
                lives.signal(.recoveryNeeded(after: .seconds(30)), in: intent.guildID)
                return .later
            }
            // A refusal is for the next sync to try, unless nothing is left to try.
            return error.kind == .channelGone ? await end(intent, error) : .later
        }
    }

    private func complete(_ intent: WishIntent, _ card: Snowflake, for work: WorkContext) async throws {
        try await port.serving(work).react(
            to: card, in: intent.channelID, with: emoji(of: intent))
        try await activate(intent, card, why: "adopted")
    }

    /// Posts the card of a wish whose request never arrived: its intent holds all that the card says.
    private func postLost(_ intent: WishIntent, for work: WorkContext) async throws -> Progress {
        let needed =
            intent.kind == .channel
            ? try await quorums.terms(in: intent.guildID)?.quorum(ofWishBy: intent.authorID).needed : nil
        let message: Snowflake
        do {
            message = try await port.serving(work).post(card(of: intent, needed: needed), in: intent.channelID)
        } catch {
            if error.kind == .uncertain { unanswered[intent.commandID] = elapsed() }
            guard !error.isPassing else { throw error }
            return await end(intent, error)
        }
        log.notice("Posted a wish that an earlier process had begun.", metadata: metadata(intent))
        try await complete(intent, message, for: work)
        return .done(.posted(message))
    }

    /// Discord refuses the card for good.
    private func end(_ intent: WishIntent, _ error: PortError) async -> Progress {
        do {
            try await store.drop(intent)
        } catch {
            return .later
        }
        forget(intent)
        log.notice(
            "Gave up a wish that was begun before: Discord refuses its card.",
            metadata: metadata(intent).merging(["error": "\(error)"]) { $1 })
        return .done(.failed(error))
    }

    private func metadata(_ intent: WishIntent) -> Logger.Metadata {
        ["guild": "\(guilds.label(of: intent.guildID))", "wish": "\(intent.cardID)"]
    }

    /// Looks for the card of a wish among the messages after its command, from where the last look ended.
    private func look(
        for intent: WishIntent, for work: WorkContext
    ) async throws(PortError) -> SearchFinding<Snowflake> {
        var search = searches[intent.commandID] ?? MessageSearch(in: intent.channelID, after: intent.commandID)
        let finding = try await search.look(with: port.serving(work)) { message in
            message.authorID == guilds.me && message.footers.contains("wish \(intent.cardID)") ? message.id : nil
        }
        searches[intent.commandID] = search
        return finding
    }
}
