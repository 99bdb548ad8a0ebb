import Foundation

/// A metric with its samples, in Prometheus' text form.
///
/// Source: https://prometheus.io/docs/instrumenting/exposition_formats/
struct Metric: Sendable, Equatable {
    /// What its value does.
    enum Kind: String, Sendable {
        /// It only grows while the process lives.
        case counter
        /// It goes up and down.
        case gauge
        /// It counts observations by size.
        case histogram
    }

    /// A name and a value.
    struct Label: Sendable, Equatable {
        var name: String
        var value: String
    }

    /// One value.
    struct Sample: Sendable, Equatable {
        /// What follows the metric's name: `_bucket` and the like.
        var suffix = ""
        var labels: [Label] = []
        var value: Double
    }

    let name: String
    let help: String
    let kind: Kind
    let samples: [Sample]

    /// A metric of one value.
    static func gauge(_ name: String, _ help: String, _ value: Int) -> Metric {
        Metric(name: name, help: help, kind: .gauge, samples: [Sample(value: Double(value))])
    }

    /// A metric of one time.
    static func gauge(_ name: String, _ help: String, seconds: Double) -> Metric {
        Metric(name: name, help: help, kind: .gauge, samples: [Sample(value: seconds)])
    }

    /// A counter of one value.
    static func counter(_ name: String, _ help: String, _ value: Int) -> Metric {
        Metric(name: name, help: help, kind: .counter, samples: [Sample(value: Double(value))])
    }

    /// A counter of seconds.
    static func counter(_ name: String, _ help: String, seconds: Double) -> Metric {
        Metric(name: name, help: help, kind: .counter, samples: [Sample(value: seconds)])
    }

    /// A counter or gauge by one label, in the label's order.
    static func by(
        _ label: String, _ kind: Kind, _ name: String, _ help: String, _ values: [String: Int]
    ) -> Metric {
        let samples = values.sorted { $0.key < $1.key }.map {
            Sample(labels: [Label(name: label, value: $0.key)], value: Double($0.value))
        }
        return Metric(name: name, help: help, kind: kind, samples: samples)
    }

    /// A histogram. `counts` are the observations up to each bound, the smaller ones included.
    static func histogram(
        _ name: String, _ help: String, bounds: [Double], counts: [Int], total: Int, sum: Double
    ) -> Metric {
        let buckets = zip(bounds + [.infinity], counts + [total]).map { bound, count in
            Sample(suffix: "_bucket", labels: [Label(name: "le", value: Self.number(bound))], value: Double(count))
        }
        return Metric(
            name: name, help: help, kind: .histogram,
            samples: buckets + [Sample(suffix: "_sum", value: sum), Sample(suffix: "_count", value: Double(total))])
    }

    /// Its lines; none without samples.
    var text: String {
        guard !samples.isEmpty else { return "" }
        let lines = samples.map { sample in
            let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
            return name + sample.suffix + (labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}") + " "
                + Self.number(sample.value) + "\n"
        }
        return "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
            + lines.joined()
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        let text = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        return quotes ? text.replacing("\"", with: "\\\"") : text
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return Int(exactly: value).map(String.init) ?? "\(value)"
    }
}
