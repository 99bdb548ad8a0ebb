import Discord
import Foundation
import Logging
import Wishes

extension Daemon {
    /// Prometheus' text form, version 0.0.4.
    private static let metricsType = "text/plain; version=0.0.4; charset=utf-8"
    /// How long a scrape waits for the database; without its answer the figures are left out.
    private static let figuresPatience = Duration.seconds(2)

    /// Serves metrics and health, if that is configured. An address that cannot be had is a warning.
    func serveMetrics() -> MetricsServer? {
        guard let metricsAddress else { return nil }
        do throws(MetricsListener.Failure) {
            let listener = try MetricsListener(metricsAddress)
            log.info("Serving metrics and health.", metadata: ["address": "\(listener.address)"])
            if !listener.address.isLocal {
                log.notice(
                    "Metrics can be read from other machines, without encryption or a password.",
                    metadata: ["address": "\(listener.address)"])
            }
            return MetricsServer(listener) { await page($0) }
        } catch {
            log.warning(
                "Metrics and health are not served.", metadata: ["address": "\(metricsAddress)", "error": "\(error)"])
            return nil
        }
    }

    /// The answer to a path.
    func page(_ path: String) async -> HTTPReply {
        switch path {
        case "/metrics": return HTTPReply(status: 200, contentType: Self.metricsType, body: await facts().text)
        case "/livez":
            let stuck = watchdog.stuck
            return stuck.isEmpty ? .line(200, "ok") : .line(503, "Stuck: \(stuck.joined(separator: ", ")).")
        case "/readyz":
            let shown = status.current
            return .line(shown.isReady ? 200 : 503, shown.sentence)
        default: return .line(404, "Served here: /metrics, /livez, /readyz.")
        }
    }

    private func facts() async -> DaemonFacts {
        let (running, shown, stuck, instant) = (shards.current, status.current, watchdog.stuck, instant())
        let figures = await figures()
        return DaemonFacts(
            version: Version.current, startedAt: startedAt,
            gateways: running.map { shard in
                let liveness = shard.connection.liveness.current
                return GatewayFacts(
                    shard: shard.id, liveness: liveness,
                    acknowledgedSecondsAgo: liveness.lastACK.map { (instant - $0) / .seconds(1) })
            },
            rest: access.rest.traffic.current,
            cog: running.map(\.cog.counts.current).reduce(into: CogTally()) { $0 += $1 }, store: figures,
            databaseBytes: (Self.size(database), Self.size(database + "-wal")),
            isStorageFailing: shown.isStorageFailing, isReady: shown.isReady,
            parts: Dictionary(watchdog.parts.map { ($0.name, !stuck.contains($0.name)) }) { first, _ in first },
            droppedLogLines: logDropped())
    }

    private func figures() async -> StoreFigures? {
        let (answers, sink) = AsyncStream.makeStream(of: StoreFigures?.self)
        let reading = Task { sink.yield(try? await store.figures(at: now())) }
        let alarm = Task {
            try? await ContinuousClock().sleep(for: Self.figuresPatience)
            sink.yield(nil)
        }
        defer {
            reading.cancel()
            alarm.cancel()
        }
        for await figures in answers { return figures }
        return nil
    }
}
