import Sandbox

extension Chaos {
    /// Members do something. Lost means that no event tells of it.
    func act(_ action: ChaosAction, isLost: Bool, _ random: inout ChaosRandom) async throws {
        let what =
            switch action {
            case .wish: try await wish(&random)
            case .vote: await vote(.normal, isLost, &random)
            case .superReact: await vote(.burst, isLost, &random)
            case .unvote: await unvote(isLost, &random)
            case .everybodyVotes: await everybodyVotes(isLost, &random)
            case .deleteCard: await deleteCard(isLost, &random)
            case .clearStars: await clearStars(isLost, &random)
            case .join: await join(isLost, &random)
            case .leave: await leave(isLost, &random)
            }
        guard let what else { return }
        figures.actions += 1
        if isLost { figures.count("lost event") }
        steps.append("  \(what)\(isLost ? ", unheard" : "")")
        for card in await sandbox.truth(of: guild).cards {
            everSupporters[card.id, default: []].formUnion(card.supporters)
        }
    }

    private func wish(_ random: inout ChaosRandom) async throws -> String? {
        let number = figures.wishes + 1
        let text = random.pick([
            "channel Moss \(number): for moss \(number)", "channel Fern \(number): for fern \(number)",
            "video lighthouse \(number)", "other benches \(number)",
        ])
        try await sandbox.post("!wish \(text)", as: random.pick(await humans()), in: guild.suggestions)
        figures.wishes = number
        return "wish: \(text)"
    }

    private func vote(
        _ kind: Sandbox.ReactionKind, _ isLost: Bool, _ random: inout ChaosRandom
    ) async -> String? {
        guard let card = await card(&random) else { return nil }
        let count = await sandbox.react(
            Stage.star, to: card.id, in: guild.suggestions, by: random.some(of: await humans()), kind: kind,
            silent: isLost)
        return "\(count) \(kind == .burst ? "super reactions" : "votes") for \(card.id)"
    }

    private func unvote(_ isLost: Bool, _ random: inout ChaosRandom) async -> String? {
        guard let card = await card(&random) else { return nil }
        let users = random.some(of: card.supporters.sorted())
        let count = await sandbox.unreact(
            Stage.star, from: card.id, in: guild.suggestions, by: users, kind: random.pick([.normal, .normal, .burst]),
            silent: isLost)
        return "\(count) votes taken back from \(card.id)"
    }

    private func everybodyVotes(_ isLost: Bool, _ random: inout ChaosRandom) async -> String? {
        let truth = await sandbox.truth(of: guild)
        let channelWishes = truth.cards.filter { $0.isForChannel && !truth.answered.contains($0.id) }
        guard !channelWishes.isEmpty else { return nil }
        let card = random.pick(channelWishes)
        await sandbox.react(Stage.star, to: card.id, in: guild.suggestions, by: await humans(), silent: isLost)
        return "everybody votes for \(card.id)"
    }

    private func deleteCard(_ isLost: Bool, _ random: inout ChaosRandom) async -> String? {
        guard let card = await card(&random) else { return nil }
        await sandbox.delete(card.id, in: guild.suggestions, silent: isLost)
        return "card \(card.id) deleted"
    }

    private func clearStars(_ isLost: Bool, _ random: inout ChaosRandom) async -> String? {
        guard let card = await card(&random) else { return nil }
        let emoji: Sandbox.Emoji? = random.chance(50) ? Stage.star : nil
        await sandbox.clearReactions(of: card.id, in: guild.suggestions, emoji: emoji, silent: isLost)
        return "stars of \(card.id) cleared"
    }

    private func join(_ isLost: Bool, _ random: inout ChaosRandom) async -> String? {
        guard await humans().count < 16 else { return nil }
        let returning = away.filter { !moved.contains($0) }
        let member: Sandbox.Member
        if let user = returning.first, random.chance(50) {
            away.removeAll { $0 == user }
            member = await sandbox.addMember(again: user, to: guild.id, silent: isLost)
        } else {
            member = await sandbox.addMember(bot: random.chance(20), to: guild.id, silent: isLost)
        }
        moved.insert(member.id)
        return "\(member.id) joins"
    }

    private func leave(_ isLost: Bool, _ random: inout ChaosRandom) async -> String? {
        let free = await humans().filter { !founders.contains($0) && !moved.contains($0) }
        guard !free.isEmpty else { return nil }
        let user = random.pick(free)
        await sandbox.removeMember(user, from: guild.id, silent: isLost)
        moved.insert(user)
        away.append(user)
        return "\(user) leaves"
    }

    private func humans() async -> [Sandbox.ID] { await sandbox.humans(of: guild.id) }

    private func card(_ random: inout ChaosRandom) async -> ChaosTruth.Card? {
        let cards = await sandbox.truth(of: guild).cards
        return cards.isEmpty ? nil : random.pick(cards)
    }
}
