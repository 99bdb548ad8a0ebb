import Discord

/// Something to do besides taking in events. It takes longer than a moment, usually because Discord has to answer.
enum Job: Sendable {
    /// Carry out what a guild's life has decided.
    case life(GuildLife.Effect, Snowflake)
    /// Let the agenda continue at that time.
    case wake(at: Duration)
    /// Answer a command in a message.
    case answer(CommandCall)
    /// Answer a slash command or a button.
    case respond(Interaction)
    /// Leave a command unanswered because there are too many; with a word to the member, or without one.
    case decline(Declined, isAloud: Bool)
    /// Mark wishes as deleted whose messages were deleted before the first syncs were done.
    case delete([Snowflake])
    /// Answer a slash command that an earlier process left unanswered.
    case finish(InboxInteraction)
    /// Store, after a pause, what events have told and the database did not take.
    case storeEvents(after: Duration)
    /// End the wishes of a channel that was deleted before the first syncs were done.
    case deleteChannel(Channel)
    /// Report that several channels carry the marker of one wish.
    case reportDuplicates([Snowflake], Wish)
    /// Tell the moderators of a guild what needs a human.
    case tellModerators(ModeratorNotice, guild: Snowflake)
    /// Put the bot's own star back under messages of a channel.
    case restoreStars([Snowflake], channel: Snowflake, guild: Snowflake)
    /// Look at everything again that depends on the settings of a guild.
    case settingsChanged(Snowflake)
    /// Withdraw the wish of a card under which a member has put 🗑️, if it is theirs.
    case withdraw(Snowflake, by: Snowflake, guild: Snowflake)
    /// Register the slash commands of an application; of the bot's own if it is not known.
    case register(Snowflake?)

    /// A command that is left unanswered.
    enum Declined: Sendable {
        /// In a message.
        case call(CommandCall)
        /// A slash command or a button.
        case interaction(Interaction)
    }

    /// The guild that it is done for; guilds take turns.
    var guild: Snowflake? {
        switch self {
        case .life(_, let guild), .restoreStars(_, _, let guild), .tellModerators(_, let guild),
            .withdraw(_, _, let guild):
            guild
        case .answer(let call), .decline(.call(let call), _): call.guildID
        case .reportDuplicates(_, let wish): wish.guildID
        case .settingsChanged(let guild): guild
        case .respond(let interaction), .decline(.interaction(let interaction), _): interaction.guildID
        case .deleteChannel(let channel): channel.guildID
        case .finish(let interaction): interaction.guildID
        case .delete, .register, .wake, .storeEvents: nil
        }
    }

    /// Whether a wish may be in another state afterwards, so that its card is outdated.
    var mayChangeStates: Bool {
        switch self {
        case .answer, .respond, .finish, .withdraw, .life(.recover, _), .life(.confirm, _): true
        default: false
        }
    }

    /// Whether a member waits for the answer.
    var isInteractive: Bool { lane != .background }

    /// How urgent its requests are.
    var priority: RequestPriority {
        switch lane {
        case .act, .slashAct: .essential
        case .answer, .slashAnswer, .word, .silence: .reply
        case .background: .background
        }
    }
}

extension Job {
    /// What it queues with.
    enum Lane: Sendable, Hashable {
        /// Work that no member waits for: never queues.
        case background
        /// A command in a message that changes something. It is carried out, however long it has to wait.
        case act
        /// A command in a message that only shows something.
        case answer
        /// A slash command that changes something.
        case slashAct
        /// A slash command or a button that only shows something.
        case slashAnswer
        /// A word to a member whose command is not answered.
        case word
        /// Leaving a command without a word.
        case silence
    }

    /// What it queues with.
    var lane: Lane {
        switch self {
        case .answer(let call) where call.isTooMany: .word
        case .answer(let call): if case .command(let command) = call.reading, command.changes { .act } else { .answer }
        case .respond(let interaction):
            if case .command(let command) = SlashRequest(interaction.content), command.changes {
                .slashAct
            } else {
                .slashAnswer
            }
        case .finish: .answer
        case .decline(_, let isAloud): isAloud ? .word : .silence
        case .life, .wake, .delete, .deleteChannel, .storeEvents, .reportDuplicates, .tellModerators, .restoreStars,
            .settingsChanged, .withdraw, .register:
            .background
        }
    }
}

extension WishCommand {
    /// Whether it changes something, and does not only show it.
    fileprivate var changes: Bool {
        switch self {
        case .wish, .wishChannel, .manifestWish, .judge, .removeWish, .withdraw, .editWish, .resetThreshold: true
        case .setThreshold(let rule, _): rule != nil
        case .config(let request): request.setting != nil
        case .top, .quorum, .weeklySummary, .syncWishes, .manifestations, .search, .show, .stats, .ownWishes, .help:
            false
        }
    }
}
