import Discord
import Foundation
import Logging
import TestSupport
import Testing
import Wishes

@testable import dreambot

@Suite("Backups at intervals")
struct BackupScheduleTests {
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)
    private static let plan = BackupSchedule.Plan(folder: "/backups", interval: .seconds(86_400), keep: 7)

    @Test(
        "The next backup is due an interval after the newest one, at once where there is none, never later than an interval",
        arguments: [(nil, 0), (0, 86_400), (3_600, 82_800), (86_400, 0), (1_000_000, 0), (-1_000_000, 86_400)]
            as [(Double?, Int)])
    func pause(age: Double?, expected: Int) {
        let newest = age.map { Self.now - $0 }
        #expect(BackupSchedule.pause(until: Self.plan, newest: newest, at: Self.now) == .seconds(expected))
    }

    @Test("A backup is made every interval, a failed one is tried again within an hour and reported once")
    func rounds() async throws {
        let folder = try TemporaryFolder()
        let database = folder.path + "/wishes.sqlite3"
        let store = try WishStore(path: database)
        defer { store.close() }
        let (clock, log) = (ManualClock(), LogRecorder())
        var plan = Self.plan
        plan.folder = folder.path + "/backups"
        let schedule = BackupSchedule(
            plan: plan, database: database, clock: clock, now: { Self.now + clock.now.offset / .seconds(1) },
            log: Logger(label: "test") { _ in log.handler })
        let backups = BackupFolder(plan.folder)
        // Something is in the folder's place.
        try Data().write(to: URL(fileURLWithPath: plan.folder))
        let running = Task { await schedule.run() }
        for hour in 1...2 {
            #expect(await clock.nextWake() == .seconds(3_600 * hour))
            #expect(log.messages(at: .error).count == 1)
            if hour == 2 { try FileManager.default.removeItem(atPath: plan.folder) }
            clock.advance(by: .seconds(3_600))
        }
        #expect(await clock.nextWake() == .seconds(7_200 + 86_400))
        #expect(backups.backups.count == 1)
        clock.advance(by: .seconds(86_400))
        #expect(await eventually { backups.backups.count == 2 })
        running.cancel()
        await running.value
    }
}
