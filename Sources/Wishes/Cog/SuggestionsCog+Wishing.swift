import Discord
import Foundation

extension SuggestionsCog {
    /// Takes a wish: intent stored, card posted, star seeded, wish activated. If a step fails, what was done before it
    /// is undone; if the process dies, `adoptIntents` finishes or drops it. Nil when it was taken before.
    func wish(_ kind: WishKind, text: String, channelName: String?, _ requester: Requester) async throws -> Reply? {
        let channel = try await suggestionsChannel(of: requester.guildID)
        guard let channel, requester.channelID == channel, requester.role != .member else {
            return .words(whyNoWish(requester, suggestions: channel))
        }
        let intent = WishIntent(
            cardID: surroundings.newCardID(), guildID: requester.guildID, channelID: channel, kind: kind, text: text,
            channelName: channelName, authorID: requester.userID, commandID: requester.requestID,
            createdAt: surroundings.now())
        cardsInProgress.insert(intent.cardID)
        defer { cardPosted(intent) }
        guard try await store.begin(intent) else { return nil }
        if kind == .channel {
            // The card says how many votes are needed; if the members cannot be listed, it stands without.
            var ignored = SyncReport(guildID: requester.guildID, guildName: "", cause: .command)
            await ensureElectorate(of: requester.guildID, &ignored)
        }
        do {
            let card = try await post(intent, by: requester)
            try await seed(card, intent)
            try await store.activate(intent, message: card, why: "wished", at: surroundings.now())
            // Somebody may have been quicker than the database: such votes hit no wish, so Discord is asked.
            if earlyVotes.contains(card) {
                _ = try await store.record([VoteHint(messageID: card, delta: 0)])
                scheduleConfirmation(in: intent.guildID)
            }
            return .wished(link: "https://discord.com/channels/\(intent.guildID)/\(intent.channelID)/\(card)")
        } catch let doubt as DoubtfulCard {
            log.warning(
                "Whether a wish stands is not known; looking for it.",
                metadata: ["guild": "\(requester.guildID)", "wish": "\(intent.cardID)", "error": "\(doubt.error)"])
            return .words(replies(for: requester.guildID).wishDoubtful())
        } catch let error as PortError {
            log.warning(
                "A wish could not be posted.", metadata: ["guild": "\(requester.guildID)", "error": "\(error)"])
            return .words(replies(for: requester.guildID).wishFailed(Self.cure(error)))
        }
    }

    private func cardPosted(_ intent: WishIntent) {
        cardsInProgress.remove(intent.cardID)
        if cardsInProgress.isEmpty { earlyVotes = [] }
    }

    /// Why somebody cannot wish here.
    private func whyNoWish(_ requester: Requester, suggestions channel: Snowflake?) -> String {
        let replies = replies(for: requester.guildID)
        guard let channel else {
            return replies.noSuggestionsChannel(surroundings.settings(requester.guildID).suggestionsChannel)
        }
        return requester.channelID == channel ? replies.notADreamer() : replies.wrongChannel("<#\(channel)>")
    }

    /// What can be said against a wish without asking the database: nil when nothing can, or when it is no wish.
    func refusal(ofWish command: WishCommand, _ requester: Requester) -> String? {
        switch command {
        case .wish, .wishChannel: break
        default: return nil
        }
        let setting = surroundings.settings(requester.guildID).suggestionsChannel
        let channel = guilds[requester.guildID]?.directory.textChannel(setting)?.id
        guard requester.role != .member, channel.map({ $0 == requester.channelID }) ?? true else {
            return whyNoWish(requester, suggestions: channel ?? requester.channelID)
        }
        guard case .wishChannel(let name, _) = command,
            case .refused(let why) = judge(channelName: name, in: requester.guildID)
        else { return nil }
        return replies(for: requester.guildID).channelNameRefused(why)
    }

    /// Whether a channel may be wished for under that name.
    func judge(channelName name: String, in guild: Snowflake) -> ChannelName.Verdict {
        ChannelName.judge(name, reserved: surroundings.settings(guild).reservedChannelPrefixes)
    }

    private func post(_ intent: WishIntent, by requester: Requester) async throws -> Snowflake {
        let card = replies(for: requester.guildID).wishCard(
            kind: intent.kind.rawValue, text: intent.text, channelName: intent.channelName, authorName: requester.name,
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
            // It may come yet: the intent stays until nothing can be on its way any more.
            leaveInDoubt(intent)
            guard let card = try? await findCard(of: intent) else { throw DoubtfulCard(error: error) }
            doubtfulCards[intent.cardID] = nil
            return card
        }
    }

    /// Keeps an intent for a look after the card, which may stand, or come yet.
    private func leaveInDoubt(_ intent: WishIntent) {
        doubtfulCards[intent.cardID] = surroundings.now()
        scheduleRecovery(in: intent.guildID, after: .seconds(Self.requestInFlight))
    }

    /// Nobody knows whether the card of a wish stands, or will.
    private struct DoubtfulCard: Error {
        let error: PortError
    }

    /// Puts the first star under a card. Without it people would not see where to vote: then the card goes again.
    private func seed(_ card: Snowflake, _ intent: WishIntent) async throws {
        do {
            try await port.react(to: card, in: intent.channelID, with: voteEmoji(intent.guildID))
        } catch {
            do {
                try await port.delete(card, in: intent.channelID)
            } catch  where error.kind != .messageGone {
                // The card may still stand, without a star: it is adopted.
                leaveInDoubt(intent)
                throw DoubtfulCard(error: error)
            } catch {}
            try await store.drop(intent)
            throw error
        }
    }

    func deleteCommand(_ call: CommandCall) async {
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
}
