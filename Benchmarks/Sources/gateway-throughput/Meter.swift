import Foundation
import Synchronization

/// The costs of a run: time, CPU time and memory between reports.
final class Meter: Sendable {
    private struct Mark {
        var time: ContinuousClock.Instant
        var cpu: Double
        var memory: Int
    }

    private let events: Int
    private let rounds: Int
    private let marks = Mutex<[Mark]>([])

    init(events: Int, rounds: Int) {
        self.events = events
        self.rounds = rounds
    }

    /// Records a report of the bot; true when it was the last one.
    func take(_ line: String) -> Bool {
        guard line == "READY" || line.hasPrefix("SEEN") else { return false }
        let mark = Mark(time: .now, cpu: Self.cpuSeconds, memory: Self.residentKilobytes)
        let count = marks.withLock {
            $0.append(mark)
            return $0.count - 1
        }
        if count > 0 { Output.line("  \(line): \(text(count))") }
        return count == rounds
    }

    /// The medians over all rounds.
    var summary: String {
        let figures = (1...rounds).map(figures)
        func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
        let memory = marks.withLock { $0.map(\.memory) }
        return String(
            format: "median: %.0f events/s, %.2f µs CPU per event (%.0f events/s per core); memory %.1f → %.1f MB",
            median(figures.map(\.rate)), median(figures.map(\.cpu)), 1e6 / median(figures.map(\.cpu)),
            Double(memory.dropFirst().first ?? 0) / 1024, Double(memory.last ?? 0) / 1024)
    }

    private func figures(_ round: Int) -> (rate: Double, cpu: Double) {
        let (before, after) = marks.withLock { ($0[round - 1], $0[round]) }
        let seconds = (after.time - before.time) / .seconds(1)
        return (Double(events) / seconds, (after.cpu - before.cpu) * 1e6 / Double(events))
    }

    private func text(_ round: Int) -> String {
        let figures = figures(round)
        let memory = Double(marks.withLock { $0[round].memory }) / 1024
        return String(format: "%.0f events/s, %.2f µs CPU per event, %.1f MB", figures.rate, figures.cpu, memory)
    }

    private static var cpuSeconds: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    private static var residentKilobytes: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
