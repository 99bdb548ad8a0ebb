import Foundation
import TestSupport

/// Requests still under way although their caller has given up. They arrive within 30 seconds or never.
final class LateRequests: @unchecked Sendable {
    private struct Entry {
        var call: FakeDiscord.Call
        var work: FakeDiscord.Work
        var deadline: Duration
    }

    private static let longest = Duration.milliseconds(29_900)

    private let clock: ManualClock
    private let lock = NSLock()
    private var entries: [Entry] = []

    init(_ clock: ManualClock) { self.clock = clock }

    var isEmpty: Bool { lock.withLock { entries.isEmpty } }

    /// Adds a request that left at that time; after 30 seconds it can no longer arrive.
    func add(_ call: FakeDiscord.Call, _ work: @escaping FakeDiscord.Work, began: Duration) {
        let deadline = began + Self.longest
        guard deadline > clock.now.offset else { return }
        lock.withLock { entries.append(Entry(call: call, work: work, deadline: deadline)) }
    }

    /// Requests due by that time arrive or are lost, as `arrives` decides. Returns those that arrived.
    func settle(by time: Duration, _ arrives: () -> Bool) -> [FakeDiscord.Call] {
        let due = lock.withLock {
            let due = entries.filter { $0.deadline <= time }
            entries.removeAll { $0.deadline <= time }
            return due
        }
        let arriving = due.filter { _ in arrives() }
        for entry in arriving { entry.work() }
        return arriving.map(\.call)
    }

    /// The oldest one arrives.
    func arrive() -> FakeDiscord.Call? {
        let first = lock.withLock { entries.isEmpty ? nil : entries.removeFirst() }
        first?.work()
        return first?.call
    }
}
