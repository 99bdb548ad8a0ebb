import Discord
import Foundation
import Wishes

extension Daemon {
    /// Answers a request of the control socket: a line of JSON, which is `{"error": …}` when something failed.
    func answer(_ request: String) async -> Data {
        do {
            switch request {
            case "status": return try await report().json()
            default: return Self.failure("this version does not know the request")
            }
        } catch {
            return Self.failure("\(error)")
        }
    }

    private static func failure(_ text: String) -> Data {
        (try? JSONEncoder().encode(["error": text])) ?? Data(#"{"error": ""}"#.utf8)
    }

    /// What there is to tell now. Throws: `DatabaseError`.
    func report() async throws -> DaemonReport {
        let (facts, now, instant) = (connection.liveness.current, now(), instant())
        return DaemonReport(
            version: Version.current, pid: getpid(), startedAt: startedAt, status: status.sentence,
            link: .init(
                state: facts.state.rawValue,
                disconnectedSince: facts.disconnectedSince.map { now - (instant - $0) / .seconds(1) },
                acknowledgedSecondsAgo: facts.lastACK.map { (instant - $0) / .seconds(1) },
                identifiesInADay: try await store.gateway.identifies(until: now).count, events: facts.events,
                resumes: facts.resumes, reconnects: facts.reconnects),
            database: .init(path: database, bytes: Self.size(database), logBytes: Self.size(database + "-wal")),
            wishes: try await cog.report())
    }

    private static func size(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
    }
}
