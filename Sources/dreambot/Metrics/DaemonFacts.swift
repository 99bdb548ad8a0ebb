import Discord
import Foundation
import Wishes

/// What the metrics are made of, at one moment.
struct DaemonFacts: Sendable {
    /// The program's version.
    var version: String
    /// When the process started.
    var startedAt: Date
    /// The gateway connections, by shard.
    var gateways: [GatewayFacts]
    /// The REST interface.
    var rest: RESTTraffic
    /// Syncs, manifestations, commands.
    var cog: CogTally
    /// The database's figures; nil while it cannot be read.
    var store: StoreFigures?
    /// Sizes of the database's file and of its log of changes, in bytes.
    var databaseBytes: (file: Int, log: Int)
    /// Whether the database refuses writes.
    var isStorageFailing: Bool
    /// Whether the bot is connected and has read all votes, and the database takes writes.
    var isReady: Bool
    /// Whether each part of the program moves.
    var parts: [String: Bool]
    /// Lines that the log has dropped.
    var droppedLogLines: Int

    /// The metrics. Labels are few and never name a guild, channel, member or message.
    var metrics: [Metric] { process + gatewayMetrics + restMetrics + wishes + database }

    /// In Prometheus' text form.
    var text: String { metrics.map(\.text).joined() }

    private var process: [Metric] {
        [
            Metric(
                name: "dreambot_build_info", help: "The program's version, always 1.", kind: .gauge,
                samples: [.init(labels: [.init(name: "version", value: version)], value: 1)]),
            .gauge(
                "process_start_time_seconds", "When the process started, in seconds since 1970.",
                seconds: startedAt.timeIntervalSince1970),
            .gauge(
                "dreambot_ready", "1 while connected, with all votes read and a database that takes writes.",
                isReady ? 1 : 0),
            .by(
                "part", .gauge, "dreambot_part_moving", "1 while this part of the program moves, 0 when it is stuck.",
                parts.mapValues { $0 ? 1 : 0 }),
            .counter("dreambot_log_lines_dropped_total", "Log lines that their reader did not take.", droppedLogLines),
        ]
    }

    private var gatewayMetrics: [Metric] {
        GatewayMetrics(connections: gateways, identifiesInADay: store?.identifies).metrics
    }

    private var restMetrics: [Metric] {
        let requests = rest.requests.map { outcome, count in
            Metric.Sample(
                labels: [
                    .init(name: "route", value: outcome.template),
                    .init(name: "status", value: outcome.status.map(String.init) ?? "none"),
                ], value: Double(count))
        }
        return [
            Metric(
                name: "dreambot_rest_requests_total",
                help: "Requests to Discord, repeats included, by route and HTTP status (none: no answer).",
                kind: .counter,
                samples: requests.sorted { $0.labels.map(\.value).lexicographicallyPrecedes($1.labels.map(\.value)) }),
            .counter(
                "dreambot_rest_wait_seconds_total",
                "Seconds that requests have waited for their turn, which the rate limits decide.",
                seconds: rest.waited / .seconds(1)),
            .gauge("dreambot_rest_requests_waiting", "Requests that wait for their turn.", rest.waiting),
        ]
    }

    private var wishes: [Metric] {
        let results = CogTally.SyncResult.allCases.map { ($0.rawValue, cog.syncs[$0] ?? 0) }
        var metrics: [Metric] = [
            .by(
                "result", .counter, "dreambot_syncs_total", "Syncs of guilds, by result.",
                Dictionary(results) { first, _ in first }),
            .histogram(
                "dreambot_sync_duration_seconds", "How long syncs took.",
                bounds: CogTally.syncBounds, counts: cog.syncBuckets, total: cog.syncs.values.reduce(0, +),
                sum: cog.syncSeconds),
            .counter("dreambot_sync_requests_total", "Requests that syncs have cost.", cog.syncRequests),
            .counter(
                "dreambot_sync_drift_votes_total",
                "Votes by which syncs found the stored counts wrong, and corrected them.", cog.drift),
            .counter("dreambot_manifestations_total", "Wishes that have come true as a channel.", cog.manifestations),
            .counter(
                "dreambot_manifestation_refusals_total",
                "Refusals of a channel that a wish had its votes for.", cog.refusals),
            .gauge("dreambot_commands_unanswered", "Commands that have no answer yet.", cog.unanswered),
            .counter(
                "dreambot_commands_declined_total", "Commands given up because there were too many.",
                cog.declined),
        ]
        if let store {
            metrics += [
                .gauge("dreambot_wishes_open", "Wishes that are open.", store.openWishes),
                .gauge("dreambot_wishes_stuck", "Wishes that have their votes but no channel.", store.stuckWishes),
            ]
        }
        return metrics
    }

    private var database: [Metric] {
        [
            .gauge("dreambot_database_bytes", "Size of the database's file.", databaseBytes.file),
            .gauge("dreambot_database_wal_bytes", "Size of the database's log of changes.", databaseBytes.log),
            .gauge("dreambot_storage_failing", "1 while the database takes no writes.", isStorageFailing ? 1 : 0),
        ]
    }
}
