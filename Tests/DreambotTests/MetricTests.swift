import Discord
import Foundation
import Testing
import Wishes

@testable import dreambot

@Suite("Metrics")
struct MetricTests {
    private static func sample(_ value: Double, _ label: String? = nil) -> Metric.Sample {
        Metric.Sample(labels: label.map { [.init(name: "cause", value: $0)] } ?? [], value: value)
    }

    @Test(
        "A metric is written as Prometheus reads it",
        arguments: [
            (Metric.gauge("a", "Help.", 3), "# HELP a Help.\n# TYPE a gauge\na 3\n"),
            (Metric.gauge("a", "b\\c\nd\"e", seconds: 0.25), "# HELP a b\\\\c\\nd\"e\n# TYPE a gauge\na 0.25\n"),
            (
                Metric.counter("a_total", "H", seconds: 1e300),
                "# HELP a_total H\n# TYPE a_total counter\na_total 1e+300\n"
            ),
            (Metric.gauge("a", "H", seconds: Double.nan), "# HELP a H\n# TYPE a gauge\na NaN\n"),
            (Metric.gauge("a", "H", seconds: -Double.infinity), "# HELP a H\n# TYPE a gauge\na -Inf\n"),
            (
                Metric(name: "a", help: "H", kind: .counter, samples: [sample(1, "x\"y\\z\n{}=,"), sample(2, "")]),
                "# HELP a H\n# TYPE a counter\na{cause=\"x\\\"y\\\\z\\n{}=,\"} 1\na{cause=\"\"} 2\n"
            ),
            (Metric.by("cause", .counter, "a", "H", [:]), ""),
            (
                Metric.by("cause", .counter, "a", "H", ["b": 2, "a": 1]),
                "# HELP a H\n# TYPE a counter\na{cause=\"a\"} 1\na{cause=\"b\"} 2\n"
            ),
            (
                Metric.histogram("a", "H", bounds: [0.5, 1], counts: [1, 3], total: 4, sum: 9.5),
                """
                # HELP a H
                # TYPE a histogram
                a_bucket{le="0.5"} 1
                a_bucket{le="1"} 3
                a_bucket{le="+Inf"} 4
                a_sum 9.5
                a_count 4

                """
            ),
        ] as [(Metric, String)])
    func text(metric: Metric, text: String) { #expect(metric.text == text) }

    private static func facts() -> DaemonFacts {
        var gateway = GatewayLiveness()
        gateway.state = .ready
        (gateway.latency, gateway.identifiesLeft) = (.milliseconds(87), 998)
        for code in 0..<5000 { gateway.reconnects["closed \(code)"] = 1 }
        gateway.reconnects["op 7"] = 2
        var rest = RESTTraffic()
        rest.requests[.init(template: "GET /gateway/bot", status: 200)] = 3
        rest.requests[.init(template: "GET /gateway/bot", status: nil)] = 1
        return DaemonFacts(
            version: "1.2.3", startedAt: Date(timeIntervalSince1970: 1_790_000_000.5),
            gateways: [GatewayFacts(shard: .only, liveness: gateway, acknowledgedSecondsAgo: 12.5)], rest: rest,
            cog: CogTally(), store: StoreFigures(),
            databaseBytes: (4096, 0), isStorageFailing: true, isReady: false,
            parts: ["gateway": true, "database": false], droppedLogLines: 7)
    }

    @Test("The gateway's state is one of a fixed set, of which one is 1")
    func states() {
        let lines = Self.facts().text.split(separator: "\n").filter { $0.hasPrefix("dreambot_gateway_state{") }
        #expect(lines.count == GatewayLiveness.State.allCases.count)
        #expect(lines.filter { $0.hasSuffix(" 1") } == ["dreambot_gateway_state{state=\"ready\"} 1"])
    }

    @Test("Of several shards each has its samples, named by its number")
    func shards() {
        var facts = Self.facts()
        facts.gateways = ShardID.all(of: 2).map { shard in
            var liveness = GatewayLiveness()
            (liveness.state, liveness.events) = (shard.number == 0 ? .ready : .resuming, 10 + shard.number)
            return GatewayFacts(shard: shard, liveness: liveness)
        }
        let lines = facts.text.split(separator: "\n")
        #expect(lines.contains("dreambot_gateway_events_total{shard=\"0\"} 10"))
        #expect(lines.contains("dreambot_gateway_events_total{shard=\"1\"} 11"))
        #expect(lines.contains("dreambot_gateway_state{shard=\"1\",state=\"resuming\"} 1"))
    }

    @Test("Whatever close codes a server sends, the causes stay few and none is lost")
    func boundedCauses() {
        let metric = Self.facts().metrics.first { $0.name == "dreambot_gateway_reconnects_total" }
        #expect(metric?.samples.count == 33)
        #expect(metric?.samples.map(\.value).reduce(0, +) == 5002)
    }

    @Test("What is not known is left out, and what fails is 0 or 1")
    func unknown() {
        var facts = Self.facts()
        let whole = facts.text
        for line in [
            "dreambot_storage_failing 1", "dreambot_ready 0", "dreambot_part_moving{part=\"database\"} 0",
            "dreambot_rest_requests_total{route=\"GET /gateway/bot\",status=\"none\"} 1",
            "dreambot_build_info{version=\"1.2.3\"} 1", "process_start_time_seconds 1790000000.5",
            "dreambot_gateway_heartbeat_latency_seconds 0.087", "dreambot_log_lines_dropped_total 7",
        ] { #expect(whole.split(separator: "\n").contains(Substring(line)), "\(line)") }
        (facts.store, facts.gateways) = (nil, [GatewayFacts(shard: .only, liveness: GatewayLiveness())])
        for name in ["identifies_24h", "ack_age", "latency", "identifies_left", "wishes_open"] {
            #expect(whole.contains(name) && !facts.text.contains(name), "\(name)")
        }
    }

    @Test("Every metric has a name, a help text and no sample twice")
    func form() {
        var names: Set<String> = []
        for metric in Self.facts().metrics {
            #expect(metric.name.wholeMatch(of: /[a-z_][a-z0-9_]*/) != nil)
            #expect(names.insert(metric.name).inserted, "\(metric.name) is there twice")
            #expect(metric.kind != .counter || metric.name.hasSuffix("_total"), "\(metric.name)")
            #expect(!metric.help.isEmpty)
            let lines = metric.samples.map { "\($0.suffix) \($0.labels)" }
            #expect(Set(lines).count == lines.count, "\(metric.name)")
        }
    }

    /// A panel of a dashboard, as far as it asks for metrics.
    private struct Dashboard: Decodable {
        struct Panel: Decodable {
            struct Target: Decodable { var refId, expr: String }
            struct Place: Decodable { var x, y, w, h: Int }
            var id: Int
            var title: String
            var gridPos: Place
            var targets: [Target]?
        }
        var uid: String
        var panels: [Panel]
    }

    @Test("The dashboard's panels have their own ids and places, and ask with metrics and labels that there are")
    func dashboard() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "contrib/grafana-dashboard.json")
        let dashboard = try JSONDecoder().decode(Dashboard.self, from: Data(contentsOf: file))
        let labels = Dictionary(
            Self.facts().metrics.map { metric in
                (metric.name, Set(metric.samples.flatMap { $0.labels.map(\.name) } + ["job", "instance", "le"]))
            }
        ) { first, _ in first }
        var (ids, places) = (Set<Int>(), Set<[Int]>())
        for panel in dashboard.panels {
            #expect(ids.insert(panel.id).inserted, "\(panel.title)")
            let place = panel.gridPos
            #expect(place.x >= 0 && place.x + place.w <= 24, "\(panel.title)")
            for x in place.x..<place.x + place.w {
                for y in place.y..<place.y + place.h { #expect(places.insert([x, y]).inserted, "\(panel.title)") }
            }
            for target in panel.targets ?? [] {
                let metrics = target.expr.matches(of: /((?:dreambot|process)_[a-z0-9_]+)(?:\{([^}]*)\})?/)
                #expect(!metrics.isEmpty, "\(panel.title): \(target.expr)")
                #expect(target.expr.count { $0 == "(" } == target.expr.count { $0 == ")" }, "\(target.expr)")
                for metric in metrics {
                    let name = String(metric.1.replacing(/_(bucket|sum|count)$/, with: ""))
                    let known = try #require(labels[name], "\(panel.title): \(name)")
                    for label in (metric.2 ?? "").matches(of: /([a-z_]+)\s*(?:=~|!~|!=|=)/) {
                        #expect(known.contains(String(label.1)), "\(panel.title): \(label.1)")
                    }
                }
            }
        }
        #expect(ids.count > 8)
    }

    @Test("The alert rules and the dashboard use only metrics that there are")
    func contrib() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let names = Set(Self.facts().metrics.map(\.name))
        for file in ["contrib/prometheus-alerts.yml", "contrib/grafana-dashboard.json"] {
            let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
            let used = text.matches(of: /dreambot_[a-z0-9_]+/).map {
                $0.output.replacing(/_(bucket|sum|count)$/, with: "")
            }
            #expect(used.count > 8)
            for name in used { #expect(names.contains(String(name)), "\(name) in \(file)") }
        }
    }
}
