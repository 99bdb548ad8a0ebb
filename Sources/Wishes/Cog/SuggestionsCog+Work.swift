import Discord

extension SuggestionsCog {
    /// Something to do besides handling events.
    enum Work: Sendable {
        /// Bring a guild in line with Discord.
        case sync(Snowflake, SyncReport.Cause)
        /// Bring a guild in line with Discord because it is time, after a pause; the number names the guild's timer.
        case timer(Snowflake, Int, after: Duration)
        /// Look whether a guild's weekly summary is due, after a pause; the number names the guild's timer.
        case weekly(Snowflake, Int, after: Duration)
        /// Sync a guild again because trouble may have passed, after a pause; the number names the repetition.
        case repetition(Snowflake, Int, after: Duration)
        /// Confirm what events have touched in a guild, after a pause.
        case confirm(Snowflake, after: Duration)
        /// Look after wishes and manifestations that were begun, after a pause.
        case recover(Snowflake, after: Duration)
        /// Answer a command.
        case answer(CommandCall)
        /// Answer a slash command or a button.
        case respond(Interaction)
        /// Fetch a guild of a session that was resumed, after a pause.
        case load(Snowflake, after: Duration)
        /// Mark wishes as deleted whose messages were deleted before the first syncs were done.
        case delete([Snowflake])
        /// Tell that several channels carry the mark of one wish.
        case doubles([Snowflake], Wish)
        /// Put the bot's own star back under messages of a channel.
        case stars([Snowflake], channel: Snowflake, Snowflake)
        /// Register the slash commands of an application; of the bot's own if it is not known.
        case register(Snowflake?)

        /// The guild it is done for; the guilds take turns.
        var guild: Snowflake? {
            switch self {
            case .sync(let guild, _), .confirm(let guild, _), .recover(let guild, _), .load(let guild, _),
                .timer(let guild, _, _), .weekly(let guild, _, _), .repetition(let guild, _, _):
                guild
            case .answer(let call): call.guildID
            case .doubles(_, let wish): wish.guildID
            case .stars(_, _, let guild): guild
            case .respond(let interaction): interaction.guildID
            case .delete, .register: nil
            }
        }

        /// Whether somebody waits for what is said in the end.
        var isAsked: Bool {
            switch self {
            case .answer, .respond: true
            default: false
            }
        }
    }
}
