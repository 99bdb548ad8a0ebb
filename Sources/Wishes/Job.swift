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
    /// Finish an interaction that an earlier process has accepted.
    case finish(InboxInteraction)
    /// Mark wishes as deleted whose messages were deleted before the first syncs were done.
    case delete([Snowflake])
    /// Report that several channels carry the marker of one wish.
    case reportDuplicates([Snowflake], Wish)
    /// Put the bot's own star back under messages of a channel.
    case restoreStars([Snowflake], channel: Snowflake, guild: Snowflake)
    /// Register the slash commands of an application; of the bot's own if it is not known.
    case register(Snowflake?)

    /// The guild that it is done for; guilds take turns.
    var guild: Snowflake? {
        switch self {
        case .life(_, let guild), .restoreStars(_, _, let guild): guild
        case .answer(let call): call.guildID
        case .reportDuplicates(_, let wish): wish.guildID
        case .respond(let interaction): interaction.guildID
        case .finish(let interaction): interaction.guildID
        case .delete, .register, .wake: nil
        }
    }

    /// Whether a member waits for the answer.
    var isInteractive: Bool {
        switch self {
        case .answer, .respond, .finish: true
        default: false
        }
    }
}

/// The jobs that are waiting, in order, and the count of commands that have no answer yet.
final class JobQueue {
    /// The jobs, for the one loop that starts them.
    let jobs: AsyncStream<Job>
    private let sink: AsyncStream<Job>.Continuation
    private var unanswered = 0
    private var waiters: [AsyncStream<Void>.Continuation] = []

    init() { (jobs, sink) = AsyncStream.makeStream() }

    /// Adds a job.
    func add(_ job: Job) {
        if job.isInteractive { unanswered += 1 }
        sink.yield(job)
    }

    /// A job is done.
    func finished(_ job: Job) {
        guard job.isInteractive else { return }
        unanswered -= 1
        guard unanswered == 0 else { return }
        for waiter in waiters { waiter.finish() }
        waiters = []
    }

    /// Returns when every command that has come is answered, or the calling task is cancelled.
    func allAnswered() async {
        guard unanswered > 0 else { return }
        let (allAnswered, end) = AsyncStream.makeStream(of: Void.self)
        waiters.append(end)
        for await _ in allAnswered {}
    }
}
