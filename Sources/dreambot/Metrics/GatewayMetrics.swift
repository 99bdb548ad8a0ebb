import Discord

/// A gateway connection, for the metrics.
struct GatewayFacts: Sendable {
    /// Which shard it is for.
    var shard: ShardID
    /// Its facts.
    var liveness: GatewayLiveness
    /// Seconds since Discord last answered a heartbeat; nil if it never did.
    var acknowledgedSecondsAgo: Double?
}

/// Metrics of the gateway connections. With one there is no label for it; with several, each sample has the label `shard`.
struct GatewayMetrics: Sendable {
    let connections: [GatewayFacts]
    /// Identifies in the last 24 hours, of all shards; nil while the database cannot be read.
    let identifiesInADay: Int?

    var metrics: [Metric] {
        var metrics: [Metric] = [
            metric("dreambot_gateway_state", .gauge, "1 for the state that the gateway connection is in.") { facts in
                GatewayLiveness.State.allCases.map(\.rawValue).sorted().map { state in
                    .init(
                        labels: [.init(name: "state", value: state)],
                        value: state == facts.liveness.state.rawValue ? 1 : 0)
                }
            },
            counter("dreambot_gateway_events_total", "Events received.") { $0.events },
            counter("dreambot_gateway_identifies_total", "Identifies sent.") { $0.identifies },
            counter("dreambot_gateway_resumes_total", "Sessions resumed.") { $0.resumes },
            metric(
                "dreambot_gateway_reconnects_total", .counter, "Connections lost and attempts failed, by cause."
            ) { facts in
                Self.bounded(facts.liveness.reconnects).sorted { $0.key < $1.key }.map { cause, count in
                    .init(labels: [.init(name: "cause", value: cause)], value: Double(count))
                }
            },
            metric(
                "dreambot_gateway_heartbeat_ack_age_seconds", .gauge, "Seconds since Discord answered a heartbeat."
            ) { facts in facts.acknowledgedSecondsAgo.map { [.init(value: $0)] } ?? [] },
            metric(
                "dreambot_gateway_heartbeat_latency_seconds", .gauge,
                "How long Discord took to answer the last heartbeat."
            ) { facts in facts.liveness.latency.map { [.init(value: $0 / .seconds(1))] } ?? [] },
        ]
        // Of the whole bot: the lowest answer is the safest.
        if let left = connections.compactMap(\.liveness.identifiesLeft).min() {
            metrics.append(
                .gauge(
                    "dreambot_gateway_identifies_left",
                    "Identifies that Discord still allowed when the bot last asked, at its last connection.", left))
        }
        if let identifiesInADay {
            metrics.append(
                .gauge("dreambot_gateway_identifies_24h", "Identifies in the last 24 hours.", identifiesInADay))
        }
        return metrics.filter { !$0.samples.isEmpty }
    }

    private func counter(_ name: String, _ help: String, _ value: (GatewayLiveness) -> Int) -> Metric {
        metric(name, .counter, help) { [.init(value: Double(value($0.liveness)))] }
    }

    private func metric(
        _ name: String, _ kind: Metric.Kind, _ help: String, _ samples: (GatewayFacts) -> [Metric.Sample]
    ) -> Metric {
        let isSharded = connections.contains { $0.shard != .only }
        let all = connections.flatMap { facts in
            samples(facts).map { sample in
                guard isSharded else { return sample }
                var named = sample
                named.labels.insert(.init(name: "shard", value: "\(facts.shard.number)"), at: 0)
                return named
            }
        }
        return Metric(name: name, help: help, kind: kind, samples: all)
    }

    /// Close codes that are not Discord's count as one, so that no server can make more labels.
    private static func bounded(_ reconnects: [String: Int]) -> [String: Int] {
        let codes = Array(1000...1015) + Array(4000...4014)
        let known = Set(codes.map { "closed \($0)" })
        let pairs = reconnects.map { cause, count in
            (!cause.hasPrefix("closed ") || known.contains(cause) ? cause : "closed otherwise", count)
        }
        return Dictionary(pairs, uniquingKeysWith: +)
    }
}
