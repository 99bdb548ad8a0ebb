import Discord
import GRDB
import TestSupport

@testable import Wishes

extension ModelRun {
    /// Ends all faults, gives the bot time, and compares.
    func calm() async throws -> [String] {
        steps.append("calm")
        for process in processes {
            process.wire.calm()
            for call in process.wire.takeHanging() { call.answer() }
        }
        await renewRights()
        ModelWorld.setCategory(true, discord)
        await breathe(3)
        if isReliable {
            await process.finishSyncs()
            var differences: [String] = []
            // Pauses of 1 and 5 minutes are over by then.
            for _ in 1...24 {
                advance(by: .seconds(31))
                await announceChannels()
                await breathe(3)
                differences = try await differencesWithoutSync()
                if differences.isEmpty { break }
            }
            guard differences.isEmpty else { return differences }
        }
        advance(by: .seconds(31))
        if !isConnected {
            if random.chance(50) { await beginSession() } else { await resume() }
        } else if random.chance(50) {
            await resume()
        } else {
            // Events were lost, and no gap tells the bot so: a moderator's sync has to find out everything.
            await deliverDelayed()
        }
        for process in processes { await process.finishSyncs() }
        let differences = try await calmRounds() + cardDifferences()
        guard differences.isEmpty else { return differences }
        figures.channels += discord.with { $0.made.count }
        figures.failedWrites += log.messages.count { $0.contains("database is locked") }
        figures.refusals += log.messages.count { $0.contains("Missing Permissions") || $0.contains("Missing Access") }
        guard try await takeUpAbandonedDatabase() else { return [] }
        return try await calmRounds()
    }

    /// Syncs until all is right. A further sync changes nothing.
    private func calmRounds() async throws -> [String] {
        for round in 1...10 {
            let differences = try await calmRound()
            figures.calmRounds = max(figures.calmRounds, round)
            if differences.isEmpty { break }
            if round == 10 { return differences }
        }
        return try await calmRound()
    }

    /// Compares what the bot has done by events and retries alone: no command has asked for a sync.
    private func differencesWithoutSync() async throws -> [String] {
        let truth = ModelTruth(discord, wishes: wishes)
        let refused = try await process.store.refusedWishes()
        return try await process.store.wishes(guild: ModelWorld.guild, states: WishState.allCases).flatMap { wish in
            guard let card = truth.cards[wish.messageID] else { return [String]() }
            var words: [String] = []
            if wish.state == .active, card.votes != wish.votes {
                words.append("has \(card.votes) votes, stored are \(wish.votes)")
            }
            if wish.state == .active, !card.carriesOwnStar { words.append("lacks the bot's star") }
            if wish.state == .active, refused.contains(wish.id), card.supporters >= truth.needed {
                words.append("was refused and has no channel, although it is allowed now")
            }
            if wish.state == .granted, truth.answers[wish.messageID] == 0 { words.append("has no answer") }
            return words.map { "wish \(wish.messageID) \($0), and no event was lost" }
        }
    }

    private func calmRound() async throws -> [String] {
        advance(by: .seconds(31))
        await announceChannels()
        await withTaskGroup { group in
            for process in processes {
                group.addTask { _ = await process.cog.sync(ModelWorld.guild, cause: .request) }
            }
        }
        await breathe(3)
        await letCardsBeEdited()
        var differences: [String] = []
        for process in processes {
            let check = try await ModelCheck(
                ModelTruth(discord, wishes: wishes), process.store, hasOlderDatabase: backups.wasRestored || hadTwin)
            let found = check.differences(
                wishes: wishes, everSupporters: everSupporters, leastNeeded: leastNeeded)
            differences += process === twin ? found.map { "second process: \($0)" } : found
        }
        return differences
    }
}

extension WishStore {
    /// The wishes that were refused their channel and have none yet.
    fileprivate func refusedWishes() async throws -> Set<Int64> {
        try await read { try RefusalRow.select(RefusalRow.Columns.wishID, as: Int64.self).fetchSet($0) }
    }
}
