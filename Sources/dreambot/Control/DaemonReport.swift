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
    /// The gateway connection; the sum of several.
    var link: Link
    /// Each of several shards; nil for a bot that is not sharded.
    var shards: [Shard]?
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

    /// A shard.
    struct Shard: Sendable, Equatable, Codable {
        /// Its number.
        var number: Int
        /// How many there are in all.
        var of: Int
        /// The state of its connection, as in `GatewayLiveness.State`.
        var state: String
        /// Events received by it in this process.
        var events: Int
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
