import Discord
import Foundation
import GRDB

/// A row of `gateway_session`, one for each shard.
struct GatewaySessionRow: StoredRow {
    static let databaseTableName = "gateway_session"

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case id, shard, sequence, intents
        case shardCount = "shard_count"
        case botID = "bot_id"
        case sessionID = "session_id"
        case resumeURL = "resume_url"
        case heardAt = "heard_at"
    }
    typealias Columns = CodingKeys

    /// Given by the database.
    var id: Int64?
    /// The shard's number.
    var shard: Int
    var shardCount: Int
    var botID: Snowflake
    var sessionID: String
    var resumeURL: String
    var sequence: Int
    /// The intents with which it was identified.
    var intents: Int
    var heardAt: Date

    init(_ session: StoppedSession, intents: GatewayIntents) {
        (shard, shardCount) = (session.shard.number, session.shard.count)
        botID = session.botID
        sessionID = session.resumable.sessionID
        resumeURL = session.resumable.url
        sequence = session.resumable.sequence
        self.intents = intents.rawValue
        heardAt = session.heardAt
    }

    /// Whose session it is.
    var shardID: ShardID { ShardID(shard, of: shardCount) }

    /// The session, with the guilds that were in it.
    func session(guilds: Set<Snowflake>) -> StoppedSession {
        StoppedSession(
            shard: shardID, resumable: ResumableSession(sessionID: sessionID, url: resumeURL, sequence: sequence),
            botID: botID, guilds: guilds, heardAt: heardAt)
    }
}

/// A row of `gateway_session_guilds`.
struct GatewaySessionGuildRow: StoredRow {
    static let databaseTableName = "gateway_session_guilds"

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case guildID = "guild_id"
        case picture
    }
    typealias Columns = CodingKeys

    var guildID: Snowflake
    /// As `GuildPicture` writes it.
    var picture: Data?

    /// Those whose guilds a shard holds, as `ShardID.holds` says.
    static func held(by shard: ShardID) -> QueryInterfaceRequest<GatewaySessionGuildRow> {
        filter(sql: "(guild_id >> 22) % ? = ?", arguments: [shard.count, shard.number])
    }
}

/// A row of `identifies`.
struct IdentifyRow: StoredRow {
    static let databaseTableName = "identifies"

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case at, shard
    }
    typealias Columns = CodingKeys

    var at: Date
    /// The number of the shard that sent it.
    var shard: Int
}
