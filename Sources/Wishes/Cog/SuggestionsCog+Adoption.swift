import Discord
import Foundation

extension SuggestionsCog {
    /// Finishes or drops the wishes that were begun by a process that died.
    func adoptIntents(in guild: Snowflake) async {
        do {
            for intent in try await store.intents(guild: guild) where !cardsInProgress.contains(intent.cardID) {
                await adopt(intent)
            }
        } catch {
            log.error("Unfinished wishes could not be read.", metadata: ["error": "\(error)"])
        }
    }

    private func adopt(_ intent: WishIntent) async {
        do {
            guard let card = try await findCard(of: intent) else {
                guard try await isHistoryReadable(intent.commandID, in: intent.channelID) else { return }
                // The request of a dead process may still be on its way.
                let left = timeInFlight(since: doubtfulCards[intent.cardID] ?? intent.createdAt)
                guard left <= .zero else { return scheduleRecovery(in: intent.guildID, after: left) }
                try await store.drop(intent)
                doubtfulCards[intent.cardID] = nil
                return log.notice(
                    "A wish whose card was never posted is dropped.", metadata: ["wish": "\(intent.cardID)"])
            }
            try await port.react(to: card, in: intent.channelID, with: voteEmoji(intent.guildID))
            try await store.activate(intent, message: card, why: "adopted", at: surroundings.now())
            doubtfulCards[intent.cardID] = nil
            log.info("A wish that was begun before is finished.", metadata: ["wish": "\(intent.cardID)"])
        } catch {
            log.warning(
                "An unfinished wish could not be looked into; trying again.",
                metadata: ["wish": "\(intent.cardID)", "error": "\(error)"])
            // A refusal is for the next sync to try.
            guard let error = error as? PortError, error.kind != .unreachable, error.kind != .uncertain else {
                return scheduleRecovery(in: intent.guildID, after: .seconds(30))
            }
        }
    }

    /// The card is posted seconds after the command, so it stands among the hundred messages that follow it.
    func findCard(of intent: WishIntent) async throws -> Snowflake? {
        let page = try await port.messages(in: intent.channelID, after: intent.commandID, limit: 100)
        return page.first { message in
            message.authorID == me && message.footers.contains { $0.contains("wish \(intent.cardID)") }
        }?.id
    }

    /// Without Read Message History every list is empty: only then absence says nothing.
    func isHistoryReadable(_ message: Snowflake, in channel: Snowflake) async throws(PortError) -> Bool {
        do {
            _ = try await port.message(message, in: channel)
            return true
        } catch {
            switch error.kind {
            case .messageGone: return true
            case .forbidden, .channelGone: return false
            default: throw error
            }
        }
    }
}
