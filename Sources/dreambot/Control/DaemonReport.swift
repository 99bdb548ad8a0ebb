import Discord
import Foundation
import Wishes

/// What `dreambot status` shows, as the daemon sends it.
struct DaemonReport: Sendable, Equatable, Codable {
    /// The program's version.
    var version: String
    /// The daemon's process.
    var pid: Int32
    /// When it started.
    var startedAt: Date
    /// The sentence that the service manager shows.
    var status: String
    /// The gateway connection.
    var link: Link
    /// The database.
    var database: Database
    /// Guilds and queues.
    var wishes: CogReport

    /// The gateway connection.
    struct Link: Sendable, Equatable, Codable {
        /// Its state, as in `GatewayLiveness.State`.
        var state: String
        /// Since when no events can arrive; nil while they can.
        var disconnectedSince: Date?
        /// Seconds since Discord last answered a heartbeat; nil if it never did.
        var acknowledgedSecondsAgo: Double?
        /// Identifies in the last 24 hours, of the 1,000 that Discord allows.
        var identifiesInADay: Int
        /// Events received by this process.
        var events: Int
        /// Sessions resumed by this process.
        var resumes: Int
        /// Connections lost by this process, by cause.
        var reconnects: [String: Int]
    }

    /// The database.
    struct Database: Sendable, Equatable, Codable {
        /// The file.
        var path: String
        /// Its size in bytes.
        var bytes: Int
        /// The size of its log of changes in bytes.
        var logBytes: Int
    }

    /// JSON with sorted keys and ISO 8601 times, one line.
    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(self)
    }

    /// From `json`. Throws: `DecodingError`.
    static func decode(_ data: Data) throws -> DaemonReport {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(DaemonReport.self, from: data)
    }
}

extension DaemonReport {
    /// What a person reads.
    func lines(at now: Date) -> [String] {
        var lines = [
            "dreambot \(version), process \(pid), running for \(Self.age(startedAt, now))", status,
            "gateway   \(link.state)" + (link.disconnectedSince.map { ", no events for \(Self.age($0, now))" } ?? "")
                + (link.acknowledgedSecondsAgo.map { ", last heartbeat answered \(Int($0)) s ago" } ?? "")
                + ", \(link.identifiesInADay) of 1000 identifies in 24 h",
            "traffic   \(link.events) events, \(link.resumes) resumes, "
                + "\(link.reconnects.values.reduce(0, +)) lost connections",
            "commands  \(wishes.unansweredCommands) without an answer yet",
            "database  \(database.path), \(Self.size(database.bytes)), log \(Self.size(database.logBytes))",
            "guilds    \(wishes.guilds.count)",
        ]
        for guild in wishes.guilds {
            let sync = guild.lastSyncAt.map { "synced \(Self.age($0, now)) ago" } ?? "not synced yet"
            lines.append(
                "  \(OutsideText(guild.name)) (\(guild.id)): \(guild.openWishes) open wishes, \(sync), \(guild.errors) errors, "
                    + "drift \(guild.drift)")
            if let own = guild.ownThreshold, own != guild.configuredThreshold {
                lines.append(
                    "    threshold \(own), set by a moderator; the configuration says \(guild.configuredThreshold ?? "another"), "
                        + "and !setthreshold reset goes back to it")
            }
            for stuck in guild.stuck {
                lines.append("    wish \(stuck.wish) has its votes but no channel: \(stuck.reason)")
            }
        }
        return lines
    }

    private static func age(_ date: Date, _ now: Date) -> String {
        let seconds = Int(max(0, now.timeIntervalSince(date)))
        return switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7_200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3_600) h"
        default: "\(seconds / 86_400) d"
        }
    }

    private static func size(_ bytes: Int) -> String {
        bytes < 10_000_000 ? "\(bytes / 1_000) kB" : "\(bytes / 1_000_000) MB"
    }
}
