import Discord
import Foundation
import GRDB

/// The one row of `gateway_session`.
struct GatewaySessionRow: StoredRow {
    static let databaseTableName = "gateway_session"

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case id, sequence, intents
        case botID = "bot_id"
        case sessionID = "session_id"
        case resumeURL = "resume_url"
        case heardAt = "heard_at"
    }
    typealias Columns = CodingKeys

    /// Always 1.
    var id = 1
    var botID: Snowflake
    var sessionID: String
    var resumeURL: String
    var sequence: Int
    /// The intents with which it was identified.
    var intents: Int
    var heardAt: Date

    init(_ session: StoppedSession, intents: GatewayIntents) {
        botID = session.botID
        sessionID = session.resumable.sessionID
        resumeURL = session.resumable.url
        sequence = session.resumable.sequence
        self.intents = intents.rawValue
        heardAt = session.heardAt
    }

    /// The session, with the guilds that were in it.
    func session(guilds: Set<Snowflake>) -> StoppedSession {
        StoppedSession(
            resumable: ResumableSession(sessionID: sessionID, url: resumeURL, sequence: sequence), botID: botID,
            guilds: guilds, heardAt: heardAt)
    }
}

/// A row of `gateway_session_guilds`.
struct GatewaySessionGuildRow: StoredRow {
    static let databaseTableName = "gateway_session_guilds"

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case guildID = "guild_id"
    }
    typealias Columns = CodingKeys

    var guildID: Snowflake
}

/// A row of `identifies`.
struct IdentifyRow: StoredRow {
    static let databaseTableName = "identifies"

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case at
    }
    typealias Columns = CodingKeys

    var at: Date
}
