import Discord
import Foundation

/// What a reconciliation found.
struct Reconciliation: Sendable {
    /// Wishes whose count changed.
    var changed = 0
    /// Wishes whose message is gone.
    var deleted = 0
    /// Channels made.
    var manifested = 0
    /// Votes by which the stored counts were off.
    var drift = 0
    /// Each error's reason, with the number of wishes it concerns.
    var problems: [String: Int] = [:]
    /// Whether asking again may help: not where access is missing or a channel is gone.
    var mayHeal = false
    /// Wishes that were touched by events meanwhile, and must be read again.
    var outdated: [Int64] = []
    /// Channel wishes with a count that Discord has just confirmed.
    var candidates: [Wish] = []

    mutating func add(_ other: Reconciliation) {
        changed += other.changed
        deleted += other.deleted
        manifested += other.manifested
        drift += other.drift
        problems.merge(other.problems) { $0 + $1 }
        mayHeal = mayHeal || other.mayHeal
        outdated += other.outdated
        candidates += other.candidates
    }
}

extension SuggestionsCog {
    /// Times that wishes touched meanwhile are read again before their last count is taken as it is.
    private static let rounds = 3

    /// The one mechanism that brings wishes in line with Discord: a whole guild or a few wishes, it is all the same.
    /// Channels are read in parallel, the pages of one channel in order. `fallback` is the channel of imported wishes
    /// that do not know their own.
    func reconcile(_ wishes: [Wish], in guild: Snowflake, fallback: Snowflake) async -> Reconciliation {
        var total = Reconciliation()
        var remaining = wishes
        for round in 1...Self.rounds where !remaining.isEmpty {
            let found = await reconcileOnce(remaining, in: guild, fallback, force: round == Self.rounds)
            total.add(found)
            remaining = (try? await store.wishes(ids: found.outdated)) ?? []
        }
        for wish in total.candidates where await considerManifestation(of: wish) { total.manifested += 1 }
        return total
    }

    private func reconcileOnce(
        _ wishes: [Wish], in guild: Snowflake, _ fallback: Snowflake, force: Bool
    ) async -> Reconciliation {
        let byChannel = Dictionary(grouping: wishes) { $0.channelID ?? fallback }
        return await withTaskGroup { group in
            for (channel, wishes) in byChannel {
                group.addTask { await self.reconcile(wishes, channel: channel, guild: guild, force: force) }
            }
            var total = Reconciliation()
            for await found in group { total.add(found) }
            return total
        }
    }

    private func reconcile(
        _ wishes: [Wish], channel: Snowflake, guild: Snowflake, force: Bool
    ) async -> Reconciliation {
        var known = Dictionary(wishes.map { ($0.messageID, $0) }) { first, _ in first }
        var plan = SyncPlan(messages: known.keys)
        var result = Reconciliation()
        do {
            while let step = plan.next, !Task.isCancelled {
                // The revisions of the moment before the request: what an event changes after it wins over the answer.
                let covered = plan.coveredByNext.compactMap { known[$0]?.id }
                for wish in try await store.wishes(ids: covered) { known[wish.messageID] = wish }
                let findings = await ask(step, channel, &plan)
                result.add(try await settle(findings, known, channel, guild, force: force))
            }
        } catch {
            result.problems["the database failed: \(error)", default: 0] += 1
            result.mayHeal = true
        }
        return result
    }

    private func ask(_ step: SyncPlan.Step, _ channel: Snowflake, _ plan: inout SyncPlan) async -> [SyncPlan.Finding] {
        do {
            switch step {
            case .page(let after, let limit):
                return plan.received(page: try await port.messages(in: channel, after: after, limit: limit))
            case .probe(let message):
                return plan.received(probe: try await port.message(message, in: channel))
            }
        } catch {
            return plan.failed(error)
        }
    }

    /// Stores what an answer proves, in one transaction, and restores the bot's star where it is missing.
    private func settle(
        _ findings: [SyncPlan.Finding], _ known: [Snowflake: Wish], _ channel: Snowflake, _ guild: Snowflake,
        force: Bool
    ) async throws -> Reconciliation {
        let emoji = voteEmoji(guild)
        var (result, confirmations, gone, starless) = (Reconciliation(), [Confirmation](), [Snowflake](), [Snowflake]())
        var missing: [Snowflake] = []
        for finding in findings {
            switch finding {
            case .stands(let message, let posted):
                guard var wish = known[message] else { continue }
                wish.channelID = channel
                confirmations.append(Confirmation(wish: wish, votes: posted.votes(for: emoji)))
                if !posted.carriesOwnStar(emoji) { starless.append(message) }
            case .gone(let message) where known[message]?.channelID == nil: missing.append(message)
            case .gone(let message): gone.append(message)
            case .unknown(_, let error):
                result.problems[Self.advice(on: error, channel), default: 0] += 1
                if error.kind != .forbidden, error.kind != .channelGone { result.mayHeal = true }
            }
        }
        let stored = try await store.confirm(confirmations, at: surroundings.now(), force: force)
        result.changed = stored.changed.count
        result.drift = stored.drift
        result.outdated = force ? [] : stored.outdated
        for message in missing {
            if try await store.isHome(channel, guild: guild, of: message) {
                gone.append(message)
            } else {
                result.problems[strayAdvice(channel, guild), default: 0] += 1
            }
        }
        result.deleted = try await store.markDeleted(messages: gone, why: "message gone", at: surroundings.now())
        let outdated = Set(result.outdated)
        result.candidates = confirmations.filter { $0.wish.kind == .channel && !outdated.contains($0.wish.id) }
            .map { confirmation in
                var wish = confirmation.wish
                wish.votes = confirmation.votes
                return wish
            }
        returnStars(under: starless, channel, guild)
        return result
    }

    /// An imported wish may not know its channel. That it is not where wishes are made now does not end it.
    private func strayAdvice(_ channel: Snowflake, _ guild: Snowflake) -> String {
        let prefix = surroundings.settings(guild).prefix
        return "imported without their channel_id, and not found in channel \(channel); import them again with it, or "
            + "take them away with \(prefix)removewish"
    }

    /// The error and its cure, the same for all wishes of a channel, so that it is said once.
    private static func advice(on error: PortError, _ channel: Snowflake) -> String {
        switch error.kind {
        case .forbidden:
            "channel \(channel) cannot be read; give the bot View Channel and Read Message History there "
                + "(\(error))"
        case .channelGone: "channel \(channel) does not exist any more; its wishes are kept (\(error))"
        default: "channel \(channel): \(error)"
        }
    }
}
