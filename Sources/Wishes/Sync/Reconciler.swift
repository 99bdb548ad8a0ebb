import Discord
import Foundation

/// The one mechanism that brings wishes in line with Discord: a whole guild or a few wishes, it is all the same.
///
/// Has no state of its own. `SyncPlan` decides what to request and what an answer proves; the store keeps it only if no
/// event has touched the wish since the request.
struct Reconciler: Sendable {
    /// Times that wishes touched meanwhile are read again before their last count is taken as it is.
    private static let rounds = 3

    let store: WishStore
    let port: any GuildPort
    let settings: @Sendable (Snowflake) -> GuildSettings
    /// The wall clock, for what is stored.
    let now: @Sendable () -> Date

    /// What a reconciliation is done for.
    struct Assignment: Sendable {
        var guild: Snowflake
        /// The channel of imported wishes that do not know their own.
        var fallback: Snowflake?
        var work: WorkContext
        /// Whether no gap in the guild's events has come since it began. What was read before a gap is not stored after
        /// it: the sync after the gap may have stored something newer.
        var isCurrent: @Sendable () async -> Bool
    }

    /// Reads the messages of these wishes and stores their counts. Channels are read in parallel, the pages of one
    /// channel in order.
    func reconcile(_ wishes: [Wish], _ task: Assignment) async -> Reconciliation {
        var total = Reconciliation()
        var remaining = wishes
        for round in 1...Self.rounds where !remaining.isEmpty {
            var found = await reconcileOnce(remaining, task, force: round == Self.rounds)
            do {
                remaining = try await store.wishes(ids: found.outdated)
            } catch {
                found.problems.add(.database("\(error)"), wishes: found.outdated.count)
                remaining = []
            }
            total.add(found)
        }
        return total
    }

    private func reconcileOnce(_ wishes: [Wish], _ task: Assignment, force: Bool) async -> Reconciliation {
        let known = wishes.filter { $0.channelID != nil || task.fallback != nil }
        let byChannel = Dictionary(grouping: known) { $0.channelID ?? task.fallback ?? Snowflake(0) }
        return await withTaskGroup { group in
            for (channel, wishes) in byChannel {
                group.addTask { await reconcile(wishes, channel: channel, task, force: force) }
            }
            var total = Reconciliation()
            if known.count < wishes.count {
                total.problems.add(.channelUnknown, wishes: wishes.count - known.count)
            }
            for await found in group { total.add(found) }
            return total
        }
    }

    private func reconcile(_ wishes: [Wish], channel: Snowflake, _ task: Assignment, force: Bool) async
        -> Reconciliation
    {
        let port = port.serving(task.work)
        var known = Dictionary(wishes.map { ($0.messageID, $0) }) { first, _ in first }
        var plan = SyncPlan(messages: known.keys)
        var result = Reconciliation()
        do {
            while let step = plan.next, !Task.isCancelled {
                // The revisions of the moment before the request: what an event changes after it wins over the answer.
                let covered = plan.coveredByNext.compactMap { known[$0]?.id }
                for wish in try await store.wishes(ids: covered) { known[wish.messageID] = wish }
                let findings = await Self.ask(step, channel, &plan, port)
                guard await task.isCurrent() else {
                    result.problems.add(.interrupted, wishes: max(1, findings.count))
                    return result
                }
                result.add(try await settle(findings, known, channel, task, force: force))
            }
        } catch {
            result.problems.add(.database("\(error)"), wishes: 1)
        }
        return result
    }

    private static func ask(
        _ step: SyncPlan.Step, _ channel: Snowflake, _ plan: inout SyncPlan, _ port: any GuildPort
    ) async -> [SyncPlan.Finding] {
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

    /// Stores what an answer proves, in one transaction. Throws: `DatabaseError`.
    private func settle(
        _ findings: [SyncPlan.Finding], _ known: [Snowflake: Wish], _ channel: Snowflake, _ task: Assignment,
        force: Bool
    ) async throws -> Reconciliation {
        let settings = settings(task.guild)
        var (result, confirmations) = (Reconciliation(), [Confirmation]())
        var (gone, missing): ([Snowflake], [Snowflake]) = ([], [])
        for finding in findings {
            switch finding {
            case .exists(let message, let posted):
                guard var wish = known[message] else { continue }
                wish.channelID = channel
                let emoji = settings.emoji(of: wish)
                guard posted.knowsVotes(for: emoji) else {
                    result.problems.add(.messagesUnreadable(channel), wishes: 1)
                    continue
                }
                // Kept as it is seen there: the reactors are listed by that spelling.
                if let seen = posted.reaction(for: emoji)?.emoji, seen.id == nil { wish.voteEmoji = seen.setting }
                confirmations.append(Confirmation(wish: wish, votes: posted.votes(for: emoji)))
                if !emoji.matches(OwnWishes.bin), case let bins = posted.votes(for: OwnWishes.bin), bins > 0 {
                    result.binned.append((wish, bins))
                }
                if !posted.carriesOwnStar(emoji) { result.withoutOwnStar[channel, default: []].append(message) }
            case .gone(let message) where known[message]?.channelID == nil: missing.append(message)
            case .gone(let message): gone.append(message)
            case .unknown(let message, let error) where error.kind == .channelGone && known[message]?.channelID != nil:
                // Discord's word, not an absence; `GuildSync` has it confirmed.
                result.deletedChannels.insert(channel)
                result.problems.add(SyncProblem(error, in: channel), wishes: 1)
            case .unknown(_, let error): result.problems.add(SyncProblem(error, in: channel), wishes: 1)
            }
        }
        let stored = try await store.confirm(confirmations, at: now(), force: force)
        result.changed = stored.changed.count
        result.drift = stored.drift
        result.outdated = force ? [] : stored.outdated
        for message in missing {
            // An imported wish may not know its channel. That it is not where wishes are made now does not end it.
            if try await store.isHome(channel, guild: task.guild, of: message) {
                gone.append(message)
            } else {
                result.problems.add(.importedWithoutChannel(guessed: channel, prefix: settings.prefix), wishes: 1)
            }
        }
        result.deleted = try await store.markDeleted(messages: gone, why: "message gone", at: now()).total
        result.candidates = Self.candidates(confirmations, without: Set(result.outdated))
        return result
    }

    private static func candidates(_ confirmations: [Confirmation], without outdated: Set<Int64>) -> [Wish] {
        confirmations.filter { $0.wish.kind == .channel && !outdated.contains($0.wish.id) }
            .map { confirmation in
                var wish = confirmation.wish
                wish.votes = confirmation.votes
                return wish
            }
    }
}
