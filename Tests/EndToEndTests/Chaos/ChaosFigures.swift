import Foundation
import Sandbox

/// What a run was made of.
struct ChaosFigures: Sendable {
    var seed: UInt64
    var rounds = 0
    var actions = 0
    var faults: [String: Int] = [:]
    var starts = 1
    var wishes = 0
    var channels = 0
    var longestDeafness: Duration = .zero
    var elapsed: Duration = .zero
    var identifies = 0
    /// Identifies that were answered with op 9 because there were too many within five seconds.
    var refusedIdentifies = 0
    var resumesAsked = 0
    var resumed = 0

    mutating func count(_ kind: String, _ times: Int = 1) {
        faults[kind, default: 0] += times
        if faults[kind] == 0 { faults[kind] = nil }
    }

    /// Takes over what the Sandbox has counted.
    mutating func read(_ sandbox: Sandbox) async {
        let (counters, portal) = (await sandbox.counters, await sandbox.portal)
        (identifies, resumesAsked, resumed) = (counters.identifies, counters.resumes, counters.resumed)
        refusedIdentifies = identifies - (portal.sessionStartTotal - portal.sessionStartRemaining)
    }

    /// The figures as they are printed.
    var text: String {
        let kinds = faults.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "  \(String($0.value).padding(toLength: 5, withPad: " ", startingAt: 0)) \($0.key)" }
        let lines =
            [
                "chaos: \(rounds) rounds in \(Self.seconds(elapsed)), seed \(seed)",
                "member actions: \(actions), wishes made: \(wishes), channels made: \(channels)",
                "identifies: \(identifies) (\(refusedIdentifies) refused as too many), resumes: \(resumed) of "
                    + "\(resumesAsked) asked, starts of the daemon: \(starts)",
                "longest deafness: \(Self.seconds(longestDeafness))",
                "faults: \(faults.values.reduce(0, +))",
            ] + kinds
        return lines.joined(separator: "\n")
    }

    static func seconds(_ duration: Duration) -> String {
        String(format: "%.1f s", duration / .seconds(1))
    }
}

/// Why a run ended early, with all that is needed to play it again.
struct ChaosFailure: Error, CustomStringConvertible {
    var seed: UInt64
    var round: Int
    var differences: [String]
    var steps: [String]
    var log: [String]

    var description: String {
        """
        Chaos, seed \(seed), round \(round). Again: scripts/chaos.sh --seed \(seed) --rounds \(round)
        What differs:
        \(differences.map { "  - " + $0 }.joined(separator: "\n"))
        What happened in this round:
        \(steps.map { "  " + $0 }.joined(separator: "\n"))
        The daemon's log:
        \(log.joined(separator: "\n"))
        """
    }
}
