import Testing

/// The schema as each version left it, with a row or two in every table: what `sqlite3 FILE .dump` shows of it.
///
/// Frozen: these texts are never changed, also not when `Schema` is. A new migration adds a member to `all`.
struct FrozenSchema: Sendable, CustomTestStringConvertible {
    /// The last migration that the database has seen.
    let migration: String
    /// The statements that make the database.
    let sql: String

    var testDescription: String { migration }

    /// Every version, oldest first. Version 0.1.0 is the first.
    static let all = [
        FrozenSchema(migration: "1 wishes", sql: first),
        FrozenSchema(migration: "2 gateway", sql: first + second),
        FrozenSchema(migration: "3 thresholds", sql: first + second + third),
        FrozenSchema(migration: "5 weekly summaries", sql: first + second + third + fifth),
        FrozenSchema(migration: "6 command inbox", sql: first + second + third + fifth + sixth),
        FrozenSchema(migration: "7 application id", sql: first + second + third + fifth + sixth + seventh),
        FrozenSchema(migration: "8 vote emoji", sql: first + second + third + fifth + sixth + seventh + eighth),
        FrozenSchema(
            migration: "10 suggestions settings",
            sql: first + second + third + fifth + sixth + seventh + eighth + tenth),
        FrozenSchema(
            migration: "11 likeness",
            sql: first + second + third + fifth + sixth + seventh + eighth + tenth + eleventh),
        FrozenSchema(
            migration: "12 states",
            sql: first + second + third + fifth + sixth + seventh + eighth + tenth + eleventh + twelfth),
        FrozenSchema(
            migration: "13 electorates",
            sql: first + second + third + fifth + sixth + seventh + eighth + tenth + eleventh + twelfth + thirteenth),
        FrozenSchema(
            migration: "15 guild settings",
            sql: first + second + third + fifth + sixth + seventh + eighth + tenth + eleventh + twelfth + thirteenth
                + fifteenth),
        FrozenSchema(
            migration: "16 cards",
            sql: first + second + third + fifth + sixth + seventh + eighth + tenth + eleventh + twelfth + thirteenth
                + fifteenth + sixteenth),
        FrozenSchema(
            migration: "17 words",
            sql: first + second + third + fifth + sixth + seventh + eighth + tenth + eleventh + twelfth + thirteenth
                + fifteenth + sixteenth + seventeenth),
        FrozenSchema(
            migration: "18 pictures",
            sql: first + second + third + fifth + sixth + seventh + eighth + tenth + eleventh + twelfth + thirteenth
                + fifteenth + sixteenth + seventeenth + eighteenth),
        FrozenSchema(
            migration: "19 tidying",
            sql: first + second + third + fifth + sixth + seventh + eighth + tenth + eleventh + twelfth + thirteenth
                + fifteenth + sixteenth + seventeenth + eighteenth + nineteenth),
        FrozenSchema(
            migration: "20 threads",
            sql: first + second + third + fifth + sixth + seventh + eighth + tenth + eleventh + twelfth + thirteenth
                + fifteenth + sixteenth + seventeenth + eighteenth + nineteenth + twentieth),
        FrozenSchema(
            migration: "21 shards",
            sql: first + second + third + fifth + sixth + seventh + eighth + tenth + eleventh + twelfth + thirteenth
                + fifteenth + sixteenth + seventeenth + eighteenth + nineteenth + twentieth + twentyFirst),
    ]

    private static let first = """
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

        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
        INSERT INTO grdb_migrations VALUES ('1 wishes');

        INSERT INTO wishes VALUES
            (1, '0a1b2c', 1000, 2000, 5001, 'video', 'moss', NULL, 7, 6001, 'active', 3, 1790000000123, 4, 1,
                1789999999999, NULL, NULL, NULL),
            (2, 'import-5002', 1000, NULL, 5002, 'other', 'é', NULL, 0, NULL, 'granted', 0, NULL, 0, 0, 1763719200123,
                1763719200000, 9, 'at last'),
            (3, '0a1b2d', 1000, 2000, 5003, 'channel', 'for owls', 'owls', 7, 6003, 'manifesting', 8, 1790000000001, 0, 0,
                1790000000000, NULL, NULL, NULL);
        INSERT INTO wish_events VALUES
            (1, 1, 1789999999999, NULL, 'active', 7, 'wished'), (2, 2, 1790000000000, NULL, 'granted', 0, 'imported'),
            (5, 3, 1790000000002, 'active', 'manifesting', NULL, '8 of 10 members, 7 needed');
        INSERT INTO wish_intents VALUES
            ('0a1b2e', 1000, 2000, 'channel', 'for bats', 'bats', 7, 6004, 1790000000003);
        INSERT INTO manifestations VALUES (3, 8, 10, 7, 1790000000002, 1790000000004, NULL, NULL, NULL);
        INSERT INTO refusals VALUES (1, 'no category', 2, 0, 'no category');
        INSERT INTO guilds VALUES (1000, 'Dreamers', 2000), (1001, 'Empty', NULL);
        INSERT INTO sync_runs VALUES (1, 1000, 'start-up', 1790000000005, 81, 1, 0, 0, 0, 2, 1);

        """

    private static let second = """
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

        INSERT INTO grdb_migrations VALUES ('2 gateway');

        INSERT INTO identifies VALUES (1790000000006), (1790000000006);
        INSERT INTO gateway_session VALUES (1, 900, 'abc', 'wss://resume', 42, 1, 1790000000007);
        INSERT INTO gateway_session_guilds VALUES (1000), (1001);

        """

    private static let third = """
        CREATE TABLE thresholds (
            guild_id INTEGER PRIMARY KEY,
            basis_points INTEGER NOT NULL CHECK (basis_points BETWEEN 1000 AND 10000),
            set_by INTEGER NOT NULL,
            set_at INTEGER NOT NULL
        ) STRICT;

        INSERT INTO grdb_migrations VALUES ('3 thresholds');

        INSERT INTO thresholds VALUES (1000, 5000, 9, 1790000000008);

        """

    private static let fifth = """
        CREATE TABLE weekly_summaries (
            guild_id INTEGER PRIMARY KEY,
            done_at INTEGER NOT NULL,
            posting_since INTEGER
        ) STRICT;

        INSERT INTO grdb_migrations VALUES ('5 weekly summaries');

        INSERT INTO weekly_summaries VALUES (1000, 1789900000000, 1790000000009), (1001, 1789900000000, NULL);

        """

    private static let sixth = """
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

        INSERT INTO grdb_migrations VALUES ('6 command inbox');

        INSERT INTO command_inbox VALUES
            (6005, 1000, 2000, 7, 'Ann', '!wish other moss', '["5","6"]', 0, 1790000000010);
        INSERT INTO interaction_inbox VALUES (6006, 8, 1000, 'aW50', 'top:video:10:2', 'update', 1790000000011);

        """

    private static let seventh = """
        PRAGMA application_id = 1685220706;
        INSERT INTO grdb_migrations VALUES ('7 application id');

        """

    private static let eighth = """
        ALTER TABLE wishes ADD COLUMN vote_emoji TEXT;
        ALTER TABLE wish_intents ADD COLUMN vote_emoji TEXT;
        ALTER TABLE guilds ADD COLUMN vote_emoji TEXT;
        INSERT INTO grdb_migrations VALUES ('8 vote emoji');

        UPDATE wishes SET vote_emoji = '🌟' WHERE id < 3;
        UPDATE wish_intents SET vote_emoji = 'star:77';
        UPDATE guilds SET vote_emoji = '🌟' WHERE guild_id = 1000;

        """

    private static let tenth = """
        CREATE TABLE suggestions_settings (
            guild_id INTEGER PRIMARY KEY,
            setting TEXT NOT NULL
        ) STRICT;

        INSERT INTO grdb_migrations VALUES ('10 suggestions settings');

        INSERT INTO suggestions_settings VALUES (1000, 'suggestions');

        """

    private static let eleventh = """
        ALTER TABLE wishes ADD COLUMN likeness INTEGER;
        CREATE INDEX wishes_by_likeness ON wishes (guild_id, likeness) WHERE state IN ('active', 'manifesting');
        INSERT INTO grdb_migrations VALUES ('11 likeness');

        UPDATE wishes SET likeness = 7 WHERE id < 3;

        """

    /// The table is made anew, as that version did it; foreign keys must be off.
    private static let twelfth = """
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
        INSERT INTO grdb_migrations VALUES ('12 states');

        INSERT INTO wishes VALUES
            (4, '0a1b2f', 1000, 2000, 5004, 'video', 'bogs', NULL, 7, 'Ann', 6007, 'declined', 2, 1790000000001, 0, 0,
                1790000000000, NULL, NULL, NULL, '🌟', 8, 1, 0);
        INSERT INTO wish_events VALUES (6, 4, 1790000000003, 'active', 'declined', 9, 'declined by a moderator', 'too wet');

        """

    private static let thirteenth = """
        DROP TABLE thresholds;
        CREATE TABLE "thresholds" (
            guild_id INTEGER PRIMARY KEY,
            basis_points INTEGER CHECK (basis_points BETWEEN 1000 AND 10000),
            votes INTEGER CHECK (votes BETWEEN 1 AND 100000),
            set_by INTEGER NOT NULL,
            set_at INTEGER NOT NULL,
            CHECK ((basis_points IS NULL) <> (votes IS NULL))
        ) STRICT;

        INSERT INTO grdb_migrations VALUES ('13 electorates');

        INSERT INTO thresholds VALUES (1000, 5000, NULL, 9, 1790000000008), (1001, NULL, 25, 9, 1790000000008);

        """

    private static let fifteenth = """
        CREATE TABLE guild_settings (
            guild_id INTEGER NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            set_by INTEGER NOT NULL,
            set_at INTEGER NOT NULL,
            PRIMARY KEY (guild_id, name)
        ) STRICT;
        INSERT INTO grdb_migrations VALUES ('15 guild settings');

        INSERT INTO guild_settings VALUES (1000, 'voice', 'plain', 7, 1790000000000);

        """

    private static let sixteenth = """
        CREATE TABLE shown_cards (
            wish_id INTEGER PRIMARY KEY REFERENCES wishes (id),
            votes INTEGER,
            uncounted INTEGER,
            needed INTEGER,
            refused_look INTEGER
        ) STRICT;

        INSERT INTO grdb_migrations VALUES ('16 cards');

        INSERT INTO shown_cards VALUES (3, 6, 1, 7, NULL), (4, NULL, NULL, NULL, 1);

        """

    private static let seventeenth = """
        ALTER TABLE wishes ADD COLUMN words TEXT NOT NULL DEFAULT '';
        INSERT INTO grdb_migrations VALUES ('17 words');

        UPDATE wishes SET words = 'rnoss tour' WHERE id < 3;

        """

    private static let eighteenth = """
        ALTER TABLE wish_intents ADD COLUMN picture TEXT;
        INSERT INTO grdb_migrations VALUES ('18 pictures');

        INSERT INTO wish_intents (card_id, guild_id, channel_id, kind, text, author_id, command_id, created_at, picture)
            VALUES ('0a1b3e', 1001, 2001, 'other', 'ferns', 7, 6012, 1790000000000,
                '{"id":"8","filename":"a.png","size":3,"url":"https://cdn.discordapp.com/a.png"}');

        """

    private static let nineteenth = """
        CREATE TABLE tidying (
            answer_id INTEGER PRIMARY KEY,
            guild_id INTEGER NOT NULL,
            channel_id INTEGER NOT NULL,
            command_id INTEGER,
            text_hash INTEGER,
            due_at INTEGER NOT NULL
        ) STRICT;
        INSERT INTO grdb_migrations VALUES ('19 tidying');

        INSERT INTO tidying VALUES (6020, 1000, 2000, 6019, -5, 1790000120000), (6021, 1000, 2000, NULL, NULL, 1790000120000);

        """

    private static let twentieth = """
        CREATE TABLE wish_threads (
            wish_id INTEGER PRIMARY KEY REFERENCES wishes (id),
            state TEXT NOT NULL CHECK (state IN ('due', 'asked', 'open', 'closed'))
        ) STRICT;
        CREATE INDEX wish_threads_unfinished ON wish_threads (state) WHERE state <> 'closed';
        INSERT INTO grdb_migrations VALUES ('20 threads');

        INSERT INTO wish_threads VALUES (1, 'open'), (4, 'due');

        """

    private static let twentyFirst = """
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
        INSERT INTO grdb_migrations VALUES ('21 shards');

        INSERT INTO identifies VALUES (1790000000000, 3);

        """
}
