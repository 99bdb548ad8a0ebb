import Discord
import Foundation

/// Which cards of a guild are edited, and when. Pure: what is outdated and the time go in, the card whose turn it is comes
/// out.
///
/// A changed state is shown at once. Changed votes are shown at most once in 30 s on a card that is younger than an hour,
/// and after a sync on an older one, because Discord limits the edits of old messages. A guild edits one card a second.
struct CardEdits: Sendable {
    /// A card that shows something older than what holds.
    struct Outdated: Sendable, Equatable {
        /// The row of the wish.
        var wish: Int64
        /// The message, whose id says how old it is.
        var message: Snowflake
        /// Whether more than its numbers has changed.
        var isState: Bool
    }

    /// What kept a card from being edited.
    enum Failure: Sendable, Equatable {
        /// Discord did not answer; the same edit may succeed later.
        case passing
        /// Discord takes no more edits of messages that are older than an hour.
        case tooManyOld
        /// Discord refuses this one.
        case refused
    }

    /// The pause between two edits in a guild.
    static let pause = Duration.seconds(1)
    /// The pause between two edits of one card because of its votes.
    static let votePause = Duration.seconds(30)
    /// The age from which Discord limits edits, in seconds.
    static let oldAge: TimeInterval = 3_600
    /// Cards whose last edits are remembered.
    private static let mostRemembered = 10_000

    private struct Waiting: Sendable {
        var card: Outdated
        var due: Duration
        var isOld: Bool
    }

    private var waiting: [Int64: Waiting] = [:]
    private var editedAt = BoundedMap<Int64, Duration>(limit: Self.mostRemembered)
    private var failures = BoundedMap<Int64, Int>(limit: Self.mostRemembered)
    private var lastEdit: Duration?
    /// Discord takes no edits of old cards; the next sync tries again.
    private var oldAwaitSync = false

    /// How many cards wait.
    var count: Int { waiting.count }

    /// When the next card is due; nil when none waits.
    var nextDue: Duration? {
        guard let first = waiting.values.map(\.due).min() else { return nil }
        return max(first, lastEdit.map { $0 + Self.pause } ?? first)
    }

    /// These cards are outdated. `isSync` says whether a sync has found them. `time` is the wall clock's.
    mutating func add(_ cards: [Outdated], isSync: Bool, now: Duration, time: Date) {
        if isSync { oldAwaitSync = false }
        for card in cards {
            let isOld = Self.isOld(card.message, at: time)
            guard !isOld || isSync || (card.isState && !oldAwaitSync) else { continue }
            let free = editedAt[card.wish].map { $0 + Self.votePause } ?? now
            let due = card.isState ? now : max(now, free)
            if let known = waiting[card.wish] {
                // A failed edit keeps its pause.
                let sooner = failures[card.wish] == nil ? min(known.due, due) : known.due
                waiting[card.wish] = Waiting(
                    card: Outdated(wish: card.wish, message: card.message, isState: card.isState || known.card.isState),
                    due: sooner, isOld: isOld)
            } else {
                waiting[card.wish] = Waiting(card: card, due: due, isOld: isOld)
            }
        }
    }

    /// Whether Discord limits the edits of a message.
    static func isOld(_ message: Snowflake, at time: Date) -> Bool {
        time.timeIntervalSince(message.creationDate) >= oldAge
    }

    /// The card whose turn it is: changed states first, then the one that is due longest. Nil when none is due yet.
    mutating func take(now: Duration) -> Outdated? {
        if let lastEdit, now < lastEdit + Self.pause { return nil }
        let due = waiting.values.filter { $0.due <= now }
        let next = due.min { left, right in
            if left.card.isState != right.card.isState { return left.card.isState }
            return (left.due, left.card.message) < (right.due, right.card.message)
        }
        guard let next else { return nil }
        waiting[next.card.wish] = nil
        (lastEdit, editedAt[next.card.wish]) = (now, now)
        return next.card
    }

    /// The card shows what holds.
    mutating func shown(_ card: Outdated) { failures[card.wish] = nil }

    /// The card that was taken is found to show what holds already: no edit was made, so the next one need not wait.
    mutating func skipped(_ card: Outdated) { (lastEdit, editedAt[card.wish], failures[card.wish]) = (nil, nil, nil) }

    /// The card that was taken could not be edited.
    mutating func failed(_ card: Outdated, _ failure: Failure, now: Duration, time: Date) {
        switch failure {
        case .passing:
            let times = (failures[card.wish] ?? 0) + 1
            failures[card.wish] = times
            let isOld = Self.isOld(card.message, at: time)
            waiting[card.wish] = Waiting(card: card, due: now + RetryPause.after(times), isOld: isOld)
        case .tooManyOld:
            oldAwaitSync = true
            waiting = waiting.filter { !$0.value.isOld }
        case .refused:
            failures[card.wish] = nil
        }
    }
}
