import Discord
import GRDB

/// What is stored about a guild, as our own export holds it: its suggestions channel, which stays known when the bot cannot
/// see it any more, and the threshold that moderators have set.
struct KnownGuild: Codable, Sendable, Equatable {
    let guildID: FileID
    let name: String
    var suggestionsChannelID: FileID?
    let threshold: KnownThreshold?
    let voteEmoji: String?

    enum CodingKeys: String, CodingKey {
        case name, threshold
        case guildID = "guild_id"
        case suggestionsChannelID = "suggestions_channel_id"
        case voteEmoji = "vote_emoji"
    }

    /// All guilds, by id.
    static func fetchAll(_ db: Database) throws -> [KnownGuild] {
        let request = GuildRow.including(optional: GuildRow.threshold).order { $0.guildID }
        return try Row.fetchAll(db, request).map { row in
            KnownGuild(try GuildRow(row: row), threshold: row[ThresholdRow.scope])
        }
    }

    private init(_ guild: GuildRow, threshold: ThresholdRow?) {
        guildID = FileID(guild.guildID)
        name = guild.name
        suggestionsChannelID = guild.suggestionsChannelID.map { FileID($0) }
        self.threshold = threshold.map { KnownThreshold($0) }
        voteEmoji = guild.voteEmoji
    }

    /// Stores it, unless the guild is known: what was seen here is newer.
    func insert(in db: Database) throws {
        try GuildRow(
            guildID: guildID.snowflake, name: name.cut(to: FileLimits.name),
            suggestionsChannelID: suggestionsChannelID?.snowflake, voteEmoji: voteEmoji?.cut(to: FileLimits.name)
        ).insert(db, onConflict: .ignore)
        try threshold?.insert(for: guildID, in: db)
    }
}

/// A guild's threshold, as our own export holds it.
struct KnownThreshold: Codable, Sendable, Equatable {
    let basisPoints: Int?
    let votes: Int?
    let setBy: FileAuthor
    let setAt: FileTime

    enum CodingKeys: String, CodingKey {
        case votes
        case basisPoints = "basis_points"
        case setBy = "set_by"
        case setAt = "set_at"
    }

    fileprivate init(_ row: ThresholdRow) {
        (basisPoints, votes) = (row.basisPoints, row.votes)
        setBy = FileAuthor(row.setBy)
        setAt = FileTime(row.setAt)
    }

    /// Stores it, unless one was set here. One that no moderator could have set is left out.
    fileprivate func insert(for guild: FileID, in db: Database) throws {
        guard let rule else { return }
        try ThresholdRow(guildID: guild.snowflake, rule: rule, setBy: setBy.snowflake, setAt: setAt.date)
            .insert(db, onConflict: .ignore)
    }
    private var rule: QuorumRule? {
        switch (basisPoints, votes) {
        case (let points?, nil) where (1_000...10_000).contains(points): .share(basisPoints: points)
        case (nil, let votes?) where QuorumRule.numbers.contains(votes): .votes(votes)
        default: nil
        }
    }
}
