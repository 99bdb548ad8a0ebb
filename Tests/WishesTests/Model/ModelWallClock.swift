import Foundation
import Synchronization
import TestSupport

/// The wall clock of a model run: it follows the steady clock, and jumps when it is set.
final class ModelWallClock: Sendable {
    /// The clock that pauses are measured with. It never jumps.
    let steady: ManualClock
    private let offset = Mutex<TimeInterval>(0)

    init(_ steady: ManualClock) { self.steady = steady }

    /// What the wall clock shows.
    var now: Date { ModelWorld.date(steady).addingTimeInterval(offset.withLock(\.self)) }

    /// Sets the clock forward, or back.
    func jump(by seconds: TimeInterval) { offset.withLock { $0 += seconds } }
}
