import Discord
import Foundation
import GRDB

/// What the cog knows of itself, for the operator.
package struct CogReport: Sendable, Equatable, Codable {
    /// A guild that the bot is a member of.
    package struct Guild: Sendable, Equatable, Codable {
        /// Its id.
        package var id: String
        /// Its name; the id while it is not available.
        package var name: String
        /// Wishes that are open.
        package var openWishes = 0
        /// When its counts were last read whole; nil if they never were.
        package var lastSyncAt: Date?
        /// What that sync could not read.
        package var errors = 0
        /// By how many votes the stored counts were wrong at that sync.
        package var drift = 0
        /// The threshold that moderators have set over the configuration, as `50 %`; nil when the configured one applies.
        package var ownThreshold: String?
        /// The configured threshold.
        package var configuredThreshold: String?
        /// Wishes at quorum that have no channel.
        package var stuck: [Stuck] = []
    }

    /// A wish at quorum without its channel.
    package struct Stuck: Sendable, Equatable, Codable {
        /// The id of its message.
        package var wish: String
        /// Why there is no channel yet.
        package var reason: String
    }

    /// The guilds, by name.
    package var guilds: [Guild]
    /// Commands that have come and have no answer yet.
    package var unansweredCommands: Int

    /// Of several shards, each with guilds of its own.
    package init(_ shards: [CogReport]) {
        self.init(
            guilds: shards.flatMap(\.guilds).sorted { ($0.name, $0.id) < ($1.name, $1.id) },
            unansweredCommands: shards.map(\.unansweredCommands).reduce(0, +))
    }

    init(guilds: [Guild], unansweredCommands: Int) {
        (self.guilds, self.unansweredCommands) = (guilds, unansweredCommands)
    }
}

extension SuggestionsCog {
    /// What there is to tell now. `stored`: from `WishStore.guildReports`, for all shards.
    package func report(_ stored: [Snowflake: CogReport.Guild]) -> CogReport {
        let guilds = parts.guilds.ids.map { id in
            var guild = stored[id] ?? CogReport.Guild(id: "\(id)", name: "")
            guild.name = parts.guilds.name(of: id)
            guild.configuredThreshold = parts.dependencies.settings(id).quorumRule.description
            return guild
        }
        return CogReport(
            guilds: guilds.sorted { ($0.name, $0.id) < ($1.name, $1.id) }, unansweredCommands: parts.jobs.unanswered)
    }
}

extension WishStore {
    /// What is stored of every guild, without its name. Throws: `DatabaseError`.
    package func guildReports() async throws -> [Snowflake: CogReport.Guild] {
        try await read { db in
            var guilds: [Snowflake: CogReport.Guild] = [:]
            func change(_ id: Snowflake, _ change: (inout CogReport.Guild) -> Void) {
                change(&guilds[id, default: CogReport.Guild(id: "\(id)", name: "")])
            }
            let counts = """
                SELECT guild_id, COUNT(*) FROM wishes WHERE state IN \(WishState.collectingInSQL) GROUP BY guild_id
                """
            for row in try Row.fetchAll(db, sql: counts) { change(row[0]) { $0.openWishes = row[1] } }
            let syncs = """
                SELECT guild_id, started_at, errors, drift FROM sync_runs
                WHERE id IN (SELECT MAX(id) FROM sync_runs GROUP BY guild_id)
                """
            for row in try Row.fetchAll(db, sql: syncs) {
                let at: StoredTime = row[1]
                change(row[0]) { ($0.lastSyncAt, $0.errors, $0.drift) = (at.date, row[2], row[3]) }
            }
            for row in try ThresholdRow.fetchAll(db) {
                change(row.guildID) { $0.ownThreshold = row.rule.description }
            }
            let stuck = """
                SELECT guild_id, message_id, COALESCE(reason, 'its channel is being created') FROM wishes
                LEFT JOIN refusals ON refusals.wish_id = wishes.id
                WHERE (state IN \(WishState.collectingInSQL) AND reason IS NOT NULL) OR state = 'manifesting' ORDER BY message_id
                """
            for row in try Row.fetchAll(db, sql: stuck) {
                let wish: Snowflake = row[1]
                change(row[0]) { $0.stuck.append(CogReport.Stuck(wish: "\(wish)", reason: row[2])) }
            }
            return guilds
        }
    }
}
