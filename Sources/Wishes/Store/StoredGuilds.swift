import Discord
import GRDB
import Synchronization

/// What the database holds of each guild, in memory: a sync looks for a dozen things that hardly any guild has, and each look
/// must not cost a read. May hold a guild too many, never one too few.
final class StoredGuilds: Sendable {
    /// Of what a guild may have rows.
    enum Kind: Sendable, CaseIterable {
        /// Wishes, in whatever state, also those that are being made.
        case wishes
        /// Wishes that are being made.
        case intents
        /// Wishes for channels.
        case channelWishes
        /// Wishes of which it is not known which emoji votes for them.
        case wishesWithoutEmoji
        /// Channels of wishes that were begun.
        case manifestations
        /// Channels of wishes that Discord has refused.
        case refusals
        /// Threads of wishes that are not closed.
        case threads
        /// A threshold of its own.
        case threshold
        /// Weekly summaries that were dealt with.
        case weeklySummary
        /// Answers that are going to be deleted.
        case tidying

        /// Nil for what `wishes` tells.
        fileprivate var guilds: SQL? {
            switch self {
            case .wishes, .channelWishes, .wishesWithoutEmoji: nil
            case .intents: "SELECT guild_id FROM wish_intents"
            case .manifestations: "SELECT guild_id FROM manifestations JOIN wishes ON wishes.id = wish_id"
            case .refusals: "SELECT guild_id FROM refusals JOIN wishes ON wishes.id = wish_id"
            case .threads:
                """
                SELECT guild_id FROM wish_threads JOIN wishes ON wishes.id = wish_id WHERE wish_threads.state <> 'closed'
                """
            case .threshold: "SELECT guild_id FROM thresholds"
            case .weeklySummary: "SELECT guild_id FROM weekly_summaries"
            case .tidying: "SELECT guild_id FROM tidying"
            }
        }
    }

    /// The rows of a guild in `guilds` and `suggestions_settings`.
    struct Record: Sendable, Equatable {
        var name: String
        var suggestionsChannel: Snowflake?
        /// The setting that named the channel; nil when an older version stored it.
        var setting: String?
        var voteEmoji: String?
    }

    private struct State {
        var guilds: [Kind: Set<Snowflake>] = [:]
        var records: [Snowflake: Record] = [:]

        mutating func readWishes(_ db: Database) throws {
            guilds[.wishes] = guilds[.intents, default: []]
            let rows = try Row.fetchCursor(
                db,
                sql: "SELECT guild_id, MAX(kind = 'channel'), MAX(vote_emoji IS NULL) FROM wishes GROUP BY guild_id")
            while let row = try rows.next() {
                guilds[.wishes, default: []].insert(row[0])
                if row[1] { guilds[.channelWishes, default: []].insert(row[0]) }
                if row[2] { guilds[.wishesWithoutEmoji, default: []].insert(row[0]) }
            }
        }
    }

    /// Whether this process alone writes. A reader cannot know what a bot beside it has stored.
    private let isOnlyWriter: Bool
    private let state: Mutex<State>

    init(_ db: Database, isOnlyWriter: Bool) throws {
        self.isOnlyWriter = isOnlyWriter
        var state = State()
        if isOnlyWriter {
            for kind in Kind.allCases {
                state.guilds[kind] = try kind.guilds.map { try SQLRequest<Snowflake>(literal: $0).fetchSet(db) }
            }
            try state.readWishes(db)
            state.records = try Self.records(db)
        }
        self.state = Mutex(state)
    }

    /// What is stored of all guilds.
    static func records(_ db: Database) throws -> [Snowflake: Record] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT guild_id, name, suggestions_channel_id, setting, vote_emoji
                FROM guilds LEFT JOIN suggestions_settings USING (guild_id)
                """)
        var records: [Snowflake: Record] = [:]
        while let row = try rows.next() {
            records[row[0]] = Record(name: row[1], suggestionsChannel: row[2], setting: row[3], voteEmoji: row[4])
        }
        return records
    }

    /// Whether a guild may have such rows.
    func mayHave(_ kind: Kind, _ guild: Snowflake) -> Bool {
        !isOnlyWriter || state.withLock { $0.guilds[kind]?.contains(guild) ?? false }
    }

    /// Rows are about to be stored. Called before the transaction, so that no read finds the guild missing.
    func add(_ guild: Snowflake, _ kinds: Kind...) {
        state.withLock { state in
            for kind in kinds { state.guilds[kind, default: []].insert(guild) }
        }
    }

    /// Rows of any kind are about to be stored.
    func addAll(_ guild: Snowflake) {
        state.withLock { state in
            for kind in Kind.allCases { state.guilds[kind, default: []].insert(guild) }
        }
    }

    /// What is stored of a guild; nil where nothing is. Outside of transactions only the only writer may ask.
    func record(of guild: Snowflake) -> Record? { state.withLock { $0.records[guild] } }

    /// Whether `record` tells all that is stored.
    var hasRecords: Bool { isOnlyWriter }

    /// What is stored of a guild is this now.
    func stored(_ record: Record?, of guild: Snowflake) { state.withLock { $0.records[guild] = record } }

    /// This emoji is stored as the one that a guild has configured, if anything is stored of it.
    func noted(voteEmoji: String, of guild: Snowflake) {
        state.withLock { $0.records[guild]?.voteEmoji = voteEmoji }
    }

    /// What is stored of all guilds is this now.
    func stored(_ records: [Snowflake: Record]) { state.withLock { $0.records = records } }

    /// A channel is stored as suggestions channel of no guild any more.
    func forgotten(suggestionsChannel channel: Snowflake) {
        state.withLock { state in
            for (guild, record) in state.records where record.suggestionsChannel == channel {
                state.records[guild]?.suggestionsChannel = nil
            }
        }
    }
}
