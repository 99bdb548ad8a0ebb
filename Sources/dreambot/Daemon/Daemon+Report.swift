import Discord
import Foundation
import Logging
import Wishes

extension Daemon {
    /// Answers a request of the control socket: a line of JSON, which is `{"error": …}` when something failed.
    func answer(_ request: String) async -> Data {
        do {
            let words = request.split(separator: " ")
            switch (words.first, words.count) {
            case ("status", 1): return try await report().json()
            case ("reload", 1): return try JSONEncoder().encode(await reload())
            case ("log-level", 2):
                let level = Logger.Level(rawValue: String(words[1]))
                guard level != nil || words[1] == "configured" else { return Self.failure("there is no such level") }
                return try JSONEncoder().encode(["level": setLogLevel(level).rawValue])
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

    static func size(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
    }
}
