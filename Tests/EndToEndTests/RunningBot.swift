import Discord
import Foundation
import TestSupport

@testable import dreambot

/// A bot that plays on a stage: a process of its own, or the daemon inside the test's process.
protocol RunningBot: Sendable {
    /// The lines of its log.
    var output: LineLog { get }
    /// Stops it cleanly and returns its exit code.
    @discardableResult
    func stop() async -> Int32
}

extension DaemonProcess: RunningBot {
    /// Sends SIGTERM.
    @discardableResult
    func stop() async -> Int32 { await stop(SIGTERM) }
}

/// The daemon inside the test's process: real sockets and a real database, but a clock that the test moves forward.
///
/// For tests of long pauses. Where a process is killed or restarted, and for signals and arguments, use
/// `DaemonProcess`.
final class DaemonInProcess: RunningBot {
    let output = LineLog()
    private let daemon: Daemon
    private let clock: SkippingClock
    private let running: Task<Int32, Never>

    /// Starts the daemon with the stage's configuration and clock; with another database or wall clock if one is given.
    init(_ stage: Stage, database: String? = nil, now: (@Sendable () -> Date)? = nil) throws {
        var configuration = try ConfigurationFile.load(path: stage.configurationFile)
        if let database { configuration.databasePath = database }
        let (output, clock) = (output, stage.clock)
        let daemon = try Daemon(
            configuration, token: Secret(Stage.token),
            log: configuration.logger(journal: false) { output.add($0) }, clock: clock, now: now ?? { clock.date })
        (self.daemon, self.clock) = (daemon, clock)
        running = Task {
            let code: Int32
            do {
                try await daemon.run()
                code = 0
            } catch {
                output.add("dreambot: \(error)")
                code = Exit.code(for: error).rawValue
            }
            daemon.close()
            output.finish()
            return code
        }
    }

    /// Moves the stage's clock forward.
    func skip(_ duration: Duration) async {
        clock.skip(duration)
        await daemon.timeHasPassed()
    }

    /// Moves the clock forward in steps until the log has a line with this text.
    func skip(until text: String) async {
        let limit = ContinuousClock.now + .patience
        while ContinuousClock.now < limit {
            if await output.line(containing: text, timeout: .milliseconds(200)) != nil { return }
            await skip(.seconds(6))
        }
    }

    @discardableResult
    func stop() async -> Int32 {
        daemon.stop()
        return await running.value
    }
}
