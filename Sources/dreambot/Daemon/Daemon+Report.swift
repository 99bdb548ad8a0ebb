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
        let (running, now) = (shards.current, now())
        let links = running.map { (shard: $0.id, facts: $0.connection.liveness.current) }
        let stored = try await store.guildReports()
        var wishes: [CogReport] = []
        for shard in running { wishes.append(await shard.cog.report(stored)) }
        let overview = GatewayOverview(links.map(\.facts))
        return DaemonReport(
            version: Version.current, pid: getpid(), startedAt: startedAt, status: status.sentence,
            link: DaemonReport.Link(
                overview.state, links.map(\.facts), identifies: try await store.gateway.identifies(until: now).count,
                now: now, date: date(at: now)),
            shards: overview.count == 1
                ? nil
                : links.map { shard, facts in
                    DaemonReport.Shard(
                        number: shard.number, of: shard.count, state: facts.state.rawValue, events: facts.events)
                },
            database: .init(path: database, bytes: Self.size(database), logBytes: Self.size(database + "-wal")),
            wishes: CogReport(wishes))
    }

    /// Gives the wall-clock time of a moment of the gateway's clock.
    private func date(at now: Date) -> (ContinuousClock.Instant) -> Date {
        let instant = instant()
        return { now - (instant - $0) / .seconds(1) }
    }

    static func size(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
    }
}
