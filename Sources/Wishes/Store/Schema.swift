import GRDB

/// The database's shape. Append-only: a migration that has shipped is never changed, only followed by another.
enum Schema {
    /// Marks a file as ours: "drmb".
    static let applicationID = 0x6472_6D62
    /// The migration that every database of ours has seen.
    static let first = "1 wishes"

    /// The tables of a database, without SQLite's own.
    static func tables(in db: Database) throws -> Set<String> {
        try String.fetchSet(
            db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'")
    }

    /// The tables that these migrations make.
    static func tables(after applied: Set<String>) throws -> Set<String> {
        guard let last = migrator.migrations.last(where: applied.contains) else { return [] }
        let model = try DatabaseQueue()
        try migrator.migrate(model, upTo: last)
        return try model.read(tables(in:))
    }

    /// All migrations, oldest first. GRDB knows them by their names, so a name that has shipped never changes, and a gap
    /// in the numbers has no effect: 4, 9 and 14 were never used.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration(first) { db in
            try db.execute(sql: wishes)
            try db.execute(sql: manifestations)
            try db.execute(sql: guilds)
        }
        migrator.registerMigration("2 gateway") { db in
            try db.execute(sql: gateway)
        }
        migrator.registerMigration("3 thresholds") { db in
            try db.execute(sql: thresholds)
        }
        migrator.registerMigration("5 weekly summaries") { db in
            try db.execute(sql: weeklySummaries)
        }
        migrator.registerMigration("6 command inbox") { db in
            try db.execute(sql: inbox)
        }
        migrator.registerMigration("7 application id") { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        migrator.registerMigration("8 vote emoji") { db in
            try db.execute(sql: voteEmoji)
        }
        migrator.registerMigration("10 suggestions settings") { db in
            try db.execute(sql: suggestionsSettings)
        }
        migrator.registerMigration("11 likeness") { db in
            try db.execute(sql: likeness)
            try fillLikeness(db)
        }
        // Foreign keys are off meanwhile, and checked afterwards: that is GRDB's default.
        migrator.registerMigration("12 states") { db in
            try db.execute(sql: states)
        }
        migrator.registerMigration("13 electorates") { db in
            try db.execute(sql: electorates)
        }
        migrator.registerMigration("15 guild settings") { db in
            try db.execute(sql: guildSettings)
        }
        migrator.registerMigration("16 cards") { db in
            try db.execute(sql: shownCards)
        }
        migrator.registerMigration("17 words") { db in
            try db.execute(sql: "ALTER TABLE wishes ADD COLUMN words TEXT NOT NULL DEFAULT ''")
            try fillWords(db)
        }
        migrator.registerMigration("18 pictures") { db in
            // JSON: where the member's picture is.
            try db.execute(sql: "ALTER TABLE wish_intents ADD COLUMN picture TEXT")
        }
        migrator.registerMigration("19 tidying") { db in
            try db.execute(sql: tidying)
        }
        migrator.registerMigration("20 threads") { db in
            try db.execute(sql: threads)
        }
        migrator.registerMigration("21 shards") { db in
            try db.execute(sql: shards)
        }
        return migrator
    }

    /// Times are milliseconds since 1970, ids are snowflakes (which fit 63 bits until 2084).
    private static let wishes = """
        CREATE TABLE wishes (
            id INTEGER PRIMARY KEY,
            card_id TEXT NOT NULL UNIQUE,
            guild_id INTEGER NOT NULL,
            channel_id INTEGER,
            message_id INTEGER NOT NULL UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('video', 'channel', 'other')),
            text TEXT NOT NULL,
            channel_name TEXT,
            author_id INTEGER NOT NULL,
            command_id INTEGER UNIQUE,
            state TEXT NOT NULL CHECK (state IN ('active', 'manifesting', 'granted', 'removed', 'deleted')),
            votes INTEGER NOT NULL DEFAULT 0 CHECK (votes >= 0),
            confirmed_at INTEGER,
            revision INTEGER NOT NULL DEFAULT 0,
            touched INTEGER NOT NULL DEFAULT 0 CHECK (touched IN (0, 1)),
            created_at INTEGER NOT NULL,
            granted_at INTEGER,
            granted_by INTEGER,
            granted_notes TEXT
        ) STRICT;
        CREATE INDEX wishes_by_guild ON wishes (guild_id, state, channel_id, message_id);
        CREATE INDEX wishes_by_channel ON wishes (channel_id);
        CREATE INDEX wishes_touched ON wishes (guild_id) WHERE touched = 1;

        CREATE TABLE wish_events (
            id INTEGER PRIMARY KEY,
            wish_id INTEGER NOT NULL REFERENCES wishes (id),
            at INTEGER NOT NULL,
            from_state TEXT,
            to_state TEXT NOT NULL,
            actor_id INTEGER,
            why TEXT NOT NULL
        ) STRICT;
        CREATE INDEX wish_events_by_wish ON wish_events (wish_id, id);

        CREATE TABLE wish_intents (
            card_id TEXT PRIMARY KEY,
            guild_id INTEGER NOT NULL,
            channel_id INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('video', 'channel', 'other')),
            text TEXT NOT NULL,
            channel_name TEXT,
            author_id INTEGER NOT NULL,
            command_id INTEGER NOT NULL UNIQUE,
            created_at INTEGER NOT NULL
        ) STRICT;
        """

    private static let manifestations = """
        CREATE TABLE manifestations (
            wish_id INTEGER PRIMARY KEY REFERENCES wishes (id),
            tally INTEGER NOT NULL,
            electorate INTEGER NOT NULL,
            needed INTEGER NOT NULL,
            claimed_at INTEGER NOT NULL,
            requested_at INTEGER,
            made_channel_id INTEGER,
            answering_at INTEGER,
            answered_at INTEGER
        ) STRICT;

        CREATE TABLE refusals (
            wish_id INTEGER PRIMARY KEY REFERENCES wishes (id),
            reason TEXT NOT NULL,
            times INTEGER NOT NULL,
            pause_until INTEGER NOT NULL,
            said_reason TEXT
        ) STRICT;
        """

    private static let guilds = """
        CREATE TABLE guilds (
            guild_id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            suggestions_channel_id INTEGER
        ) STRICT;

        CREATE TABLE sync_runs (
            id INTEGER PRIMARY KEY,
            guild_id INTEGER NOT NULL,
            cause TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            milliseconds INTEGER NOT NULL,
            synced INTEGER NOT NULL,
            deleted INTEGER NOT NULL,
            errors INTEGER NOT NULL,
            manifested INTEGER NOT NULL,
            requests INTEGER NOT NULL,
            drift INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX sync_runs_by_guild ON sync_runs (guild_id, id);
        """

    /// The configured name or id under which each guild's suggestions channel was last seen.
    private static let suggestionsSettings = """
        CREATE TABLE suggestions_settings (
            guild_id INTEGER PRIMARY KEY,
            setting TEXT NOT NULL
        ) STRICT;
        """

    /// By what wishes are compared, as a hash; NULL for wishes that had ended before this version.
    private static let likeness = """
        ALTER TABLE wishes ADD COLUMN likeness INTEGER;
        CREATE INDEX wishes_by_likeness ON wishes (guild_id, likeness) WHERE state IN ('active', 'manifesting');
        """

    /// More states, and what a card shows of them: the author's name, what was said about a transition, and whether the
    /// card is up to date (`look` counts the changes, `look_shown` is what Discord has). SQLite cannot change a CHECK, so
    /// the table is made anew.
    ///
    /// Source: https://www.sqlite.org/lang_altertable.html#otheralter
    private static let states = """
        CREATE TABLE new_wishes (
            id INTEGER PRIMARY KEY,
            card_id TEXT NOT NULL UNIQUE,
            guild_id INTEGER NOT NULL,
            channel_id INTEGER,
            message_id INTEGER NOT NULL UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('video', 'channel', 'other')),
            text TEXT NOT NULL,
            channel_name TEXT,
            author_id INTEGER NOT NULL,
            author_name TEXT,
            command_id INTEGER UNIQUE,
            state TEXT NOT NULL CHECK (
                state IN (
                    'active', 'planned', 'manifesting', 'granted', 'done', 'declined', 'withdrawn', 'expired', 'removed',
                    'deleted')),
            votes INTEGER NOT NULL DEFAULT 0 CHECK (votes >= 0),
            confirmed_at INTEGER,
            revision INTEGER NOT NULL DEFAULT 0,
            touched INTEGER NOT NULL DEFAULT 0 CHECK (touched IN (0, 1)),
            created_at INTEGER NOT NULL,
            granted_at INTEGER,
            granted_by INTEGER,
            granted_notes TEXT,
            vote_emoji TEXT,
            likeness INTEGER,
            look INTEGER NOT NULL DEFAULT 0,
            look_shown INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        INSERT INTO new_wishes (
            id, card_id, guild_id, channel_id, message_id, kind, text, channel_name, author_id, command_id, state, votes,
            confirmed_at, revision, touched, created_at, granted_at, granted_by, granted_notes, vote_emoji, likeness)
        SELECT id, card_id, guild_id, channel_id, message_id, kind, text, channel_name, author_id, command_id, state, votes,
            confirmed_at, revision, touched, created_at, granted_at, granted_by, granted_notes, vote_emoji, likeness
        FROM wishes;
        DROP TABLE wishes;
        ALTER TABLE new_wishes RENAME TO wishes;
        CREATE INDEX wishes_by_guild ON wishes (guild_id, state, channel_id, message_id);
        CREATE INDEX wishes_by_channel ON wishes (channel_id);
        CREATE INDEX wishes_by_author ON wishes (guild_id, author_id);
        CREATE INDEX wishes_touched ON wishes (guild_id) WHERE touched = 1;
        CREATE INDEX wishes_by_likeness ON wishes (guild_id, likeness) WHERE state IN ('active', 'planned', 'manifesting');
        CREATE INDEX wishes_outdated ON wishes (guild_id) WHERE look <> look_shown;

        ALTER TABLE wish_events ADD COLUMN note TEXT;
        """

    private static func fillLikeness(_ db: Database) throws {
        let open = try Row.fetchAll(
            db, sql: "SELECT id, kind, text, channel_name FROM wishes WHERE state IN ('active', 'manifesting')")
        for row in open {
            let hash = WishLikeness(row["kind"], text: row["text"], channelName: row["channel_name"]).hash
            try db.execute(
                sql: "UPDATE wishes SET likeness = ? WHERE id = ?", arguments: [hash, row["id"] as Int64])
        }
    }

    /// What managers of guilds have set over the configuration, by its keys, as typed.
    private static let guildSettings = """
        CREATE TABLE guild_settings (
            guild_id INTEGER NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            set_by INTEGER NOT NULL,
            set_at INTEGER NOT NULL,
            PRIMARY KEY (guild_id, name)
        ) STRICT;
        """

    /// The words by which wishes are compared and searched, of every wish.
    private static func fillWords(_ db: Database) throws {
        for row in try Row.fetchAll(db, sql: "SELECT id, kind, text, channel_name FROM wishes") {
            let words = WishWords(row["kind"], text: row["text"], channelName: row["channel_name"])
            try db.execute(
                sql: "UPDATE wishes SET words = ? WHERE id = ?", arguments: [words.text, row["id"] as Int64])
        }
    }

    /// For each guild the moment whose summary was last dealt with, and since when the one that is due is being posted.
    private static let weeklySummaries = """
        CREATE TABLE weekly_summaries (
            guild_id INTEGER PRIMARY KEY,
            done_at INTEGER NOT NULL,
            posting_since INTEGER
        ) STRICT;
        """

    /// What members have asked for and have no answer to yet; `roles` is a JSON list of ids. The token of an interaction
    /// is valid for 15 minutes.
    private static let inbox = """
        ALTER TABLE wish_intents ADD COLUMN author_name TEXT;

        CREATE TABLE command_inbox (
            message_id INTEGER PRIMARY KEY,
            guild_id INTEGER NOT NULL,
            channel_id INTEGER NOT NULL,
            author_id INTEGER NOT NULL,
            author_name TEXT NOT NULL,
            content TEXT NOT NULL,
            roles TEXT NOT NULL,
            has_attachments INTEGER NOT NULL CHECK (has_attachments IN (0, 1)),
            received_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE interaction_inbox (
            interaction_id INTEGER PRIMARY KEY,
            application_id INTEGER NOT NULL,
            guild_id INTEGER NOT NULL,
            token TEXT NOT NULL,
            request TEXT NOT NULL,
            deferral TEXT NOT NULL CHECK (deferral IN ('hidden', 'open', 'update')),
            received_at INTEGER NOT NULL
        ) STRICT;
        """

    /// `gateway_session` holds the session of a bot that was stopped in good order: one row, or none.
    private static let gateway = """
        CREATE TABLE identifies (
            at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE gateway_session (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            bot_id INTEGER NOT NULL,
            session_id TEXT NOT NULL,
            resume_url TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            intents INTEGER NOT NULL,
            heard_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE gateway_session_guilds (
            guild_id INTEGER PRIMARY KEY
        ) STRICT;
        """

    /// One session for each shard. Which guilds are in it follows from their ids and the number of shards.
    private static let shards = """
        CREATE TABLE new_session (
            id INTEGER PRIMARY KEY,
            shard INTEGER NOT NULL UNIQUE CHECK (shard >= 0),
            shard_count INTEGER NOT NULL CHECK (shard_count > shard),
            bot_id INTEGER NOT NULL,
            session_id TEXT NOT NULL,
            resume_url TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            intents INTEGER NOT NULL,
            heard_at INTEGER NOT NULL
        ) STRICT;

        INSERT INTO new_session
            SELECT id, 0, 1, bot_id, session_id, resume_url, sequence, intents, heard_at FROM gateway_session;
        DROP TABLE gateway_session;
        ALTER TABLE new_session RENAME TO gateway_session;

        ALTER TABLE identifies ADD COLUMN shard INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE gateway_session_guilds ADD COLUMN picture BLOB;
        """

    /// The emoji that counts under each card, as it is configured or seen; and the one last configured in each guild. NULL:
    /// not written down yet.
    private static let voteEmoji = """
        ALTER TABLE wishes ADD COLUMN vote_emoji TEXT;
        ALTER TABLE wish_intents ADD COLUMN vote_emoji TEXT;
        ALTER TABLE guilds ADD COLUMN vote_emoji TEXT;
        """

    /// What the cards of channel wishes show of their votes, and which look of a wish Discord refused to show.
    private static let shownCards = """
        CREATE TABLE shown_cards (
            wish_id INTEGER PRIMARY KEY REFERENCES wishes (id),
            votes INTEGER,
            uncounted INTEGER,
            needed INTEGER,
            refused_look INTEGER
        ) STRICT;
        """

    /// The threads of wishes that were made while the guild wanted them.
    private static let threads = """
        CREATE TABLE wish_threads (
            wish_id INTEGER PRIMARY KEY REFERENCES wishes (id),
            state TEXT NOT NULL CHECK (state IN ('due', 'asked', 'open', 'closed'))
        ) STRICT;
        CREATE INDEX wish_threads_unfinished ON wish_threads (state) WHERE state <> 'closed';
        """

    /// The bot's answers to wishes that were refused, which are deleted after a while; `command_id` is the member's message
    /// that goes too, if its text was handed back.
    private static let tidying = """
        CREATE TABLE tidying (
            answer_id INTEGER PRIMARY KEY,
            guild_id INTEGER NOT NULL,
            channel_id INTEGER NOT NULL,
            command_id INTEGER,
            text_hash INTEGER,
            due_at INTEGER NOT NULL
        ) STRICT;
        """

    /// What moderators have set is a share or a number of votes.
    private static let electorates = """
        CREATE TABLE new_thresholds (
            guild_id INTEGER PRIMARY KEY,
            basis_points INTEGER CHECK (basis_points BETWEEN 1000 AND 10000),
            votes INTEGER CHECK (votes BETWEEN 1 AND 100000),
            set_by INTEGER NOT NULL,
            set_at INTEGER NOT NULL,
            CHECK ((basis_points IS NULL) <> (votes IS NULL))
        ) STRICT;
        INSERT INTO new_thresholds (guild_id, basis_points, set_by, set_at)
            SELECT guild_id, basis_points, set_by, set_at FROM thresholds;
        DROP TABLE thresholds;
        ALTER TABLE new_thresholds RENAME TO thresholds;
        """

    /// What moderators have set over the configuration, in hundredths of a percent.
    private static let thresholds = """
        CREATE TABLE thresholds (
            guild_id INTEGER PRIMARY KEY,
            basis_points INTEGER NOT NULL CHECK (basis_points BETWEEN 1000 AND 10000),
            set_by INTEGER NOT NULL,
            set_at INTEGER NOT NULL
        ) STRICT;
        """
}
