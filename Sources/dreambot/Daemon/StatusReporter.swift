import Discord
import Foundation
import Logging
import Synchronization

/// Tells the service manager, and where it matters the log, what `ServiceStatus` makes of the daemon's state.
final class StatusReporter: Sendable {
    private let notifier: ServiceNotifier
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Date
    private let elapsed: @Sendable () -> Duration
    private let log: Logger
    private let shown = Mutex(Shown())
    private let inputs: AsyncStream<ServiceStatus.Input>
    private let sink: AsyncStream<ServiceStatus.Input>.Continuation

    init(
        _ notifier: ServiceNotifier, clock: any Clock<Duration>, now: @escaping @Sendable () -> Date,
        elapsed: @escaping @Sendable () -> Duration, log: Logger
    ) {
        (self.notifier, self.clock, self.now, self.elapsed, self.log) = (notifier, clock, now, elapsed, log)
        (inputs, sink) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1_024))
    }

    /// What is known of the daemon's state.
    struct Shown: Sendable, Equatable {
        /// The sentence that the service manager shows.
        var sentence = "Starting."
        /// Whether everything is as it should be.
        var isReady = false
        /// Whether the database refuses writes.
        var isStorageFailing = false
    }

    /// What is known now.
    var current: Shown { shown.withLock { $0 } }

    /// The sentence that is shown.
    var sentence: String { current.sentence }

    /// Something has happened.
    func note(_ input: ServiceStatus.Input) { sink.yield(input) }

    /// Runs until it is cancelled.
    func run() async {
        var (status, timer) = (ServiceStatus(), Task<Void, Never>?.none)
        for await input in inputs {
            let effects = status.apply(input, now: now(), elapsed: elapsed())
            shown.withLock { [status] in ($0.isReady, $0.isStorageFailing) = (status.isReady, status.isStorageFailing) }
            for effect in effects {
                guard case .wake(let number, let pause) = effect else {
                    perform(effect)
                    continue
                }
                timer?.cancel()
                timer = Task { [clock, sink] in
                    guard (try? await clock.sleep(for: pause)) != nil else { return }
                    sink.yield(.woke(number))
                }
            }
            if status.isReachable { timer?.cancel() }
        }
        timer?.cancel()
    }

    private func perform(_ effect: ServiceStatus.Effect) {
        switch effect {
        case .show(let sentence):
            shown.withLock { $0.sentence = sentence }
            notifier.send(["STATUS": sentence])
        case .warn(let since):
            log.warning(
                "Discord has been unreachable for two minutes; still trying. Check the network and https://discordstatus.com.",
                metadata: ["since": "\(since.utc)"])
        case .warnPartly(let since, let ready, let count):
            log.warning(
                "Some shards have not been connected for two minutes; still trying. Their guilds wait.",
                metadata: ["since": "\(since.utc)", "connected": "\(ready) of \(count)"])
        case .recovered(let length):
            log.warning("Discord is reachable again.", metadata: ["outage": "\(length.formattedSeconds)"])
        case .wake: break
        }
    }
}
