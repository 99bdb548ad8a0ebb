import Discord
import TestSupport

@testable import Wishes

extension ModelRun {
    /// Gives the bot the time that its outdated cards need: a second each, and ten minutes after Discord took no more edits.
    func letCardsBeEdited() async {
        for _ in 1...25 {
            let outdated = try? await process.store.outdatedLooks(guild: ModelWorld.guild)
            guard outdated?.isEmpty == false else { return }
            advance(by: .seconds(31))
            await breathe(3)
        }
    }

    /// Gives the bot time to edit its cards, one a second, and compares what they show with what holds. Cards that are
    /// older than an hour are edited after syncs.
    func cardDifferences() async throws -> [String] {
        // Two databases know different looks of one card.
        guard !backups.wasRestored, !hadTwin else { return [] }
        var found: [String] = []
        for round in 1...80 {
            found = try await outdatedCards()
            if found.isEmpty { break }
            advance(by: .seconds(31))
            await announceChannels()
            if round.isMultiple(of: 4) { _ = await process.cog.sync(ModelWorld.guild, cause: .request) }
            await breathe(3)
        }
        return found
    }

    private func outdatedCards() async throws -> [String] {
        let truth = ModelTruth(discord, wishes: wishes)
        return try await process.store.wishes(guild: ModelWorld.guild, states: WishState.allCases).compactMap { wish in
            guard let card = truth.cards[wish.messageID] else { return nil }
            let missing = truth.words(onCardOf: wish, card).filter { !card.text.contains($0) }
            return missing.isEmpty ? nil : "wish \(wish.messageID) does not show \(missing) on its card: \(card.text)"
        }
    }
}

extension ModelTruth {
    /// What the card of a wish has to say of its state and votes.
    fileprivate func words(onCardOf wish: Wish, _ card: Card) -> [String] {
        switch wish.state {
        case .active where wish.kind == .channel, .planned where wish.kind == .channel:
            ["Feed it with", "of \(needed == 1 ? "1 member" : "\(needed) members")", "🌟 \(card.votes + 1) here"]
        // The world begins with cards whose text the bot has not written; votes change nothing on these.
        case .active where card.text.isEmpty: []
        case .active, .planned: ["Feed it with"]
        case .granted: channels[wish.messageID]?.first.map { ["It took shape: <#\($0)>"] } ?? ["It is granted"]
        default: []
        }
    }
}
