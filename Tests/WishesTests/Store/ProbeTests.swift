import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("What the start and the watchdog ask of the store")
struct ProbeTests {
    @Test("A kept session is worth waiting for while it is younger than three minutes")
    func sessionLife() async throws {
        let folder = try TemporaryStore()
        let now = Date(timeIntervalSince1970: 1_790_000_000)
        #expect(try await folder.store.gateway.keptSessions(at: now).isEmpty)
        try await folder.store.gateway.keep(
            StoppedSession(
                resumable: ResumableSession(sessionID: "abc", url: "wss://resume", sequence: 42), botID: Snowflake(900),
                guilds: [], heardAt: now))
        for (age, left) in [(0, 180), (100, 80), (180, 0), (1_000, 0), (-500, 180)] {
            let kept = try await folder.store.gateway.keptSessions(at: now.addingTimeInterval(TimeInterval(age)))
            #expect(kept.map(\.lifeLeft) == [.seconds(left)], "age \(age)")
        }
    }

    @Test("The watchdog's probe really writes to the file")
    func probe() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "probe-\(UUID()).sqlite3").path
        let store = try WishStore(path: path)
        defer {
            store.close()
            for end in ["", "-wal", "-shm", ".lock"] { try? FileManager.default.removeItem(atPath: path + end) }
        }
        func size() throws -> Int {
            try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int ?? 0
        }
        try await store.probe()
        let before = try size()
        try await store.probe()
        #expect(try size() > before)
    }
}
