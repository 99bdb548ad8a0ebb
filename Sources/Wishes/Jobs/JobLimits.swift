/// How many commands may be worked on and may wait, and for how long. The defaults fit Discord's limit of one message per
/// second and channel: more would only wait for that.
struct JobLimits: Sendable, Equatable {
    /// How many jobs of one lane run at once.
    struct Running: Sendable, Equatable {
        /// In one guild.
        var perGuild: Int
        /// In all guilds.
        var inAll: Int
    }

    /// How many commands of one lane wait.
    struct Waiting: Sendable, Equatable {
        /// In one guild.
        var perGuild: Int
        /// In all guilds.
        var inAll: Int
    }

    /// Running answers in one channel, so that a flood in one does not delay the others.
    var answersPerChannel = 3
    /// Running answers to messages.
    var answers = Running(perGuild: 8, inAll: 256)
    /// Running commands in messages that change something.
    var acts = Running(perGuild: 8, inAll: 256)
    /// Running slash commands, of both kinds each. They do not wait: Discord wants a first answer within 3 s.
    var slash = Running(perGuild: 32, inAll: 512)
    /// Running words to members whose commands are not answered.
    var words = Running(perGuild: 2, inAll: 64)
    /// Waiting answers. When they are full, the oldest is given up.
    var waitingAnswers = Waiting(perGuild: 100, inAll: 2_000)
    /// Waiting commands that change something. When they are full, the newest is refused.
    var waitingActs = Waiting(perGuild: 500, inAll: 5_000)
    /// Waiting words. When they are full, a command is given up without one.
    var waitingWords = Waiting(perGuild: 100, inAll: 2_000)
    /// How long an answer waits before it is given up.
    var answerPatience: Duration = .seconds(60)
    /// How long a word waits before it is left unsaid.
    var wordPatience: Duration = .seconds(180)
    /// Equal pieces of background work of a guild that run at once; one more waits.
    var equalWork = 4

    /// Guilds that are synced in the background at once; the others wait, so that the first are right soon.
    var guildSyncs = 64

    /// Guilds that are fetched, or whose weekly summary is checked, at once. All come due when a session begins, and every
    /// task takes memory.
    var guildChecks = 64

    /// The limits of one of so many shards in a process. Each may have four guilds in work, also if that is more in all.
    init(shards: Int = 1) {
        guildSyncs = max(4, guildSyncs / max(1, shards))
        guildChecks = max(4, guildChecks / max(1, shards))
    }

    /// How long the requests of an answer may wait that has waited so long itself: enough for one window of Discord's.
    static func patienceLeft(after waited: Duration) -> Duration { max(.seconds(10), .seconds(60) - waited) }

    /// The bound of a lane; nil for lanes without one.
    func running(_ lane: Job.Lane) -> Running? {
        switch lane {
        case .answer: answers
        case .act: acts
        case .slashAct, .slashAnswer: slash
        case .word: words
        case .background, .silence: nil
        }
    }
}
