import Discord

/// `!showwish`: shows one wish, whatever became of it.
final class ShowCommand {
    private let store: WishStore
    private let finding: WishFinding
    private let numbers: CardNumbers
    private let dependencies: SuggestionsCog.Dependencies

    init(_ parts: SharedParts) {
        store = parts.store
        finding = WishFinding(parts)
        numbers = CardNumbers(parts)
        dependencies = parts.dependencies
    }

    /// The wish that is meant. Throws: `DatabaseError`.
    func show(_ reference: WishReference, _ requester: Requester) async throws -> Reply {
        let replies = dependencies.replies(to: requester)
        do {
            let wish = try await finding.wish(reference, in: requester.guildID)
            guard WishState.listed.contains(wish.state) else { throw WishRefusal(wish.state) }
            guard let subject = try await store.cardSubject(of: wish.id) else { throw WishRefusal.deleted }
            let look = CardLook(
                subject, emoji: dependencies.settings(wish.guildID).emoji(of: wish).text,
                progress: try await numbers.known(of: wish))
            return .card(replies.details(of: wish, look, now: dependencies.now()))
        } catch let refusal as WishRefusal {
            return .words(replies.wishRefused(refusal))
        }
    }
}
