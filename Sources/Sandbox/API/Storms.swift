import Foundation

/// A storm that is under way or was the last one.
struct RunningStorm: Sendable {
    var storm: ReactionStorm
    let began = ContinuousClock.now
    /// When the last event was sent, by the wall clock.
    var lastSentAt: Date?
    var isOver = false
}

extension Sandbox {
    /// Sends reactions to every connected session until the order's time is over. Throws: `Failure.invalid` when a storm is
    /// under way, when no session is connected, and when there is nothing to react to.
    public func startStorm(_ order: StormOrder) throws {
        guard storm?.isOver ?? true else { throw Failure.invalid("A storm is under way.") }
        guard (1...100_000).contains(order.perSecond), (0.0...3_600).contains(order.seconds), order.messages > 0,
            (0.0...1).contains(order.votes)
        else { throw Failure.invalid("A storm has 1 to 100,000 events a second for up to 3,600 seconds.") }
        let sessions = gatewayState.sessions.values.filter { $0.link != nil }
            .sorted { ($0.shard?.0 ?? 0, $0.id) < ($1.shard?.0 ?? 0, $1.id) }
        let new = ReactionStorm(order, shards: sessions.map(\.shard), in: world)
        guard !new.lanes.isEmpty, new.lanes.allSatisfy({ !$0.cards.isEmpty || !$0.others.isEmpty }) else {
            throw Failure.invalid("A storm needs connected sessions, and messages and humans in the guilds of each.")
        }
        storm = RunningStorm(storm: new)
        Task { await blow() }
    }

    /// What the current or last storm has sent, by shard.
    public var stormShares: [StormShare] { storm?.storm.lanes.map(\.share) ?? [] }

    /// Whether a storm is under way.
    public var isStormy: Bool { storm.map { !$0.isOver } ?? false }

    private func blow() async {
        while isStormy, let began = storm?.began, let order = storm?.storm.order {
            let seconds = (ContinuousClock.now - began) / .seconds(1)
            send(upTo: order.due(after: seconds))
            if seconds >= order.seconds { storm?.isOver = true }
            waiters.wakeAll()
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Sends what is due in every session, a part at a time, so that connections and requests have their turn.
    private func send(upTo due: Int) {
        guard let order = storm?.storm.order, let lanes = storm?.storm.lanes.count else { return }
        change { world in
            for place in 0..<lanes {
                while (storm?.storm.lanes[place].share.sent ?? due) < due, let next = storm?.storm.next(place) {
                    world.toggleReaction(order.emoji, by: next.user, next.target)
                }
            }
        }
        storm?.lastSentAt = clock.now()
    }
}
