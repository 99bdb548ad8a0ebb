import Discord
import Logging

/// A moderator's decision about a wish that neither grants nor removes it.
enum Verdict: Sendable, Equatable {
    /// It is going to be fulfilled.
    case planned
    /// It is not.
    case declined
    /// It is fulfilled.
    case done

    /// The transition.
    var transition: WishTransition {
        switch self {
        case .planned: .plan
        case .declined: .decline
        case .done: .finish
        }
    }

    /// The state that it leads to.
    var state: WishState {
        switch self {
        case .planned: .planned
        case .declined: .declined
        case .done: .done
        }
    }

    /// For the history. It is stored, and must not change.
    var why: String { "\(state.rawValue) by a moderator" }
}

/// `!plan`, `!decline` and `!done`: the verdict is stored, then shown on the card, then told to the author.
final class Verdicts {
    private let store: WishStore
    private let guilds: KnownGuilds
    private let finding: WishFinding
    private let drawing: CardDrawing
    private let notice: AuthorNotice
    private let dependencies: SuggestionsCog.Dependencies
    private let log: Logger

    init(_ parts: SharedParts, drawing: CardDrawing, notice: AuthorNotice) {
        store = parts.store
        guilds = parts.guilds
        dependencies = parts.dependencies
        log = parts.log
        finding = WishFinding(parts)
        (self.drawing, self.notice) = (drawing, notice)
    }

    /// Gives a verdict. Throws: `DatabaseError`.
    func give(
        _ verdict: Verdict, _ reference: WishReference, note: String, _ requester: Requester, for work: WorkContext
    ) async throws -> String {
        let replies = dependencies.replies(to: requester)
        do {
            let wish = try await finding.wish(reference, in: requester.guildID, for: verdict.transition)
            let isApplied = try await store.apply(
                verdict.transition, to: wish.id, actor: requester.userID, why: verdict.why, note: note,
                at: dependencies.now())
            guard isApplied else { throw try await finding.refusal(of: wish) }
            log.info(
                "A moderator has decided about a wish.",
                metadata: [
                    "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)",
                    "state": "\(verdict.state.rawValue)", "by": "\(requester.userID)",
                ])
            let drawn = try await drawing.draw(wish.id, for: work)
            guard drawn != .gone else { throw WishRefusal.deleted }
            await notice.tell(
                wish, verdict.state, dependencies.settings(wish.guildID).replies.news(verdict, note: note),
                by: requester.userID,
                in: try await finding.channel(of: wish), for: work)
            return replies.verdict(verdict, of: wish, drawn)
        } catch let refusal as WishRefusal {
            return replies.wishRefused(refusal)
        }
    }
}
