import Discord
import Foundation

extension SuggestionsCog {
    /// Takes a wish: intent stored, card posted, star seeded, wish activated, command deleted. If a step fails, what
    /// was done before it is undone; if the process dies, `adoptIntents` finishes or drops it.
    func wish(
        _ kind: WishKind, text: String, channelName: String?, _ call: CommandCall, _ replies: Replies
    ) async throws {
        guard let channel = try await placeForWish(call, replies) else { return }
        let intent = WishIntent(
            cardID: surroundings.newCardID(), guildID: call.guildID, channelID: channel, kind: kind, text: text,
            channelName: channelName, authorID: call.message.author.id, commandID: call.message.id,
            createdAt: surroundings.now())
        cardsInProgress.insert(intent.cardID)
        defer { cardPosted(intent) }
        guard try await store.begin(intent) else { return }
        if kind == .channel {
            // The card says how many votes are needed; if the members cannot be listed, it stands without.
            var ignored = SyncReport(guildID: call.guildID, guildName: "", cause: .command)
            await ensureElectorate(of: call.guildID, &ignored)
        }
        do {
            let card = try await post(intent, by: call.message, replies)
            try await seed(card, intent)
            try await store.activate(intent, message: card, why: "wished", at: surroundings.now())
            // Somebody may have been quicker than the database: such votes hit no wish, so Discord is asked.
            if earlyVotes.contains(card) {
                _ = try await store.record([VoteHint(messageID: card, delta: 0)])
                scheduleConfirmation(in: intent.guildID)
            }
        } catch let error as PortError {
            log.warning("A wish could not be posted.", metadata: ["guild": "\(call.guildID)", "error": "\(error)"])
            return await reply(replies.wishFailed(Self.cure(error)), to: call)
        }
        await deleteCommand(call)
    }

    private func cardPosted(_ intent: WishIntent) {
        cardsInProgress.remove(intent.cardID)
        if cardsInProgress.isEmpty { earlyVotes = [] }
    }

    private func placeForWish(_ call: CommandCall, _ replies: Replies) async throws -> Snowflake? {
        let channel = try await suggestionsChannel(of: call.guildID)
        guard let channel else {
            let name = surroundings.settings(call.guildID).suggestionsChannel
            await reply(replies.noSuggestionsChannel(name), to: call)
            return nil
        }
        guard call.message.channelID == channel else {
            await reply(replies.wrongChannel("<#\(channel)>"), to: call)
            return nil
        }
        guard call.person != .member else {
            await reply(replies.notADreamer(), to: call)
            return nil
        }
        return channel
    }

    private func post(_ intent: WishIntent, by message: Message, _ replies: Replies) async throws -> Snowflake {
        let name = message.member?.nick ?? message.author.globalName ?? message.author.username
        let card = replies.wishCard(
            kind: intent.kind.rawValue, text: intent.text, channelName: intent.channelName, authorName: name,
            authorID: intent.authorID.rawValue,
            needed: try await intent.kind == .channel ? needed(in: intent.guildID) : nil,
            emoji: emojiText(intent.guildID), cardID: intent.cardID)
        do {
            return try await port.post(
                NewMessage(embeds: [Embed(card)], nonce: "c\(intent.cardID)"), in: intent.channelID)
        } catch {
            guard error.kind == .uncertain else {
                try await store.drop(intent)
                throw error
            }
            if let card = try await findCard(of: intent) { return card }
            // It may come yet: the intent stays until nothing can be on its way any more.
            doubtfulCards[intent.cardID] = surroundings.now()
            scheduleRecovery(in: intent.guildID, after: .seconds(Self.requestInFlight))
            throw error
        }
    }

    /// Puts the first star under a card. Without it people would not see where to vote: then the card goes again.
    private func seed(_ card: Snowflake, _ intent: WishIntent) async throws {
        do {
            try await port.react(to: card, in: intent.channelID, with: voteEmoji(intent.guildID))
        } catch {
            do {
                try await port.delete(card, in: intent.channelID)
                try await store.drop(intent)
            } catch {
                // The card may still stand: the intent stays, and the next sync adopts the card.
                log.warning("A card without a star could not be deleted.", metadata: ["error": "\(error)"])
            }
            throw error
        }
    }

    private func deleteCommand(_ call: CommandCall) async {
        do {
            try await port.delete(call.message.id, in: call.message.channelID)
        } catch {
            guard error.kind != .messageGone else { return }
            complain("command \(call.message.channelID)") {
                log.notice(
                    "Command messages cannot be deleted; give the bot Manage Messages in the suggestions channel.",
                    metadata: ["channel": "\(call.message.channelID)", "error": "\(error)"])
            }
        }
    }

    /// The cause and the cure for the member who wished.
    private static func cure(_ error: PortError) -> String {
        switch error.kind {
        case .forbidden:
            "the bot may not post here; it needs View Channel, Send Messages, Embed Links, Add Reactions and "
                + "Read Message History in this channel"
        case .unreachable, .uncertain: "Discord did not answer in time"
        default: "Discord refused it"
        }
    }

    // MARK: After a crash

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
                return log.notice(
                    "A wish whose card was never posted is dropped.", metadata: ["wish": "\(intent.cardID)"])
            }
            try await port.react(to: card, in: intent.channelID, with: voteEmoji(intent.guildID))
            try await store.activate(intent, message: card, why: "adopted", at: surroundings.now())
            log.info("A wish that was begun before is finished.", metadata: ["wish": "\(intent.cardID)"])
        } catch {
            log.warning(
                "An unfinished wish could not be looked into; the next sync tries again.",
                metadata: ["wish": "\(intent.cardID)", "error": "\(error)"])
        }
    }

    /// The card is posted seconds after the command, so it stands among the hundred messages that follow it.
    private func findCard(of intent: WishIntent) async throws -> Snowflake? {
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
