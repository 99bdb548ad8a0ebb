import Foundation
import Logging
import Wishes

/// Makes a backup at intervals, in a folder that keeps the newest ones.
struct BackupSchedule: Sendable {
    /// What the configuration says.
    struct Plan: Sendable, Equatable {
        /// Where the backups are.
        var folder: String
        /// The time from one to the next.
        var interval: Duration
        /// How many are kept.
        var keep: Int
    }

    /// The pause after a failure, if the interval is not shorter.
    private static let retryPause = Duration.seconds(3_600)

    let plan: Plan
    let database: String
    let clock: any Clock<Duration>
    let now: @Sendable () -> Date
    let log: Logger

    /// Runs until it is cancelled.
    func run() async {
        var pause = Self.pause(until: plan, newest: BackupFolder(plan.folder).backups.first?.date, at: now())
        var failures = 0
        while true {
            do { try await clock.sleep(for: pause) } catch { return }
            do {
                let facts = try BackupFolder(plan.folder).add(database, keep: plan.keep, at: now())
                log.info(
                    "Made a backup of the database.",
                    metadata: ["file": "\(facts.path)", "wishes": .number(facts.wishes), "bytes": .number(facts.bytes)])
                (pause, failures) = (plan.interval, 0)
            } catch {
                failures += 1
                pause = min(plan.interval, Self.retryPause)
                // One that goes on failing is reported once a day.
                guard failures % 24 == 1 else { continue }
                log.error(
                    "The backup of the database failed; it is tried again.",
                    metadata: ["error": "\(error)", "next": "\(pause)"])
            }
        }
    }

    /// How long until the next backup is due. A backup that is dated later than now counts as made now.
    static func pause(until plan: Plan, newest: Date?, at now: Date) -> Duration {
        guard let newest else { return .zero }
        let age = Duration.seconds(max(0, now.timeIntervalSince(newest)))
        return max(.zero, plan.interval - age)
    }
}
