import Discord

/// The commands that wait for their turn: decides which start, which wait, and which are given up. Pure; the time is a
/// parameter and never goes back.
///
/// Guilds take turns. Within a guild, what changes something passes before answers. When there are too many, the oldest
/// answers are given up, with one word to each member until the guild has caught up.
struct Backlog: Sendable {
    /// A job that may start now.
    struct Start: Sendable {
        var job: Job
        /// How long it has waited.
        var waited: Duration = .zero
    }

    private struct Waiting: Sendable {
        var job: Job
        var since: Duration
    }

    /// What waits and runs in one guild.
    private struct Line: Sendable {
        var waiting: [Job.Lane: [Waiting]] = [:]
        var running: [Job.Lane: Int] = [:]
        var answersInChannel: [Snowflake: Int] = [:]
        /// Members who got their word since the guild fell behind.
        var warned: Set<Snowflake> = []
        /// Whether the guild is in the ring.
        var isInRing = false
        /// Whether the last one that started of answers and words was a word.
        var wasWord = false

        var isEmpty: Bool { waiting.values.allSatisfy(\.isEmpty) }
        var isIdle: Bool { isEmpty && running.values.allSatisfy { $0 == 0 } }
    }

    private let limits: JobLimits
    private var lines: [Snowflake: Line] = [:]
    /// Guilds in which something waits; `turn` is the index of the next.
    private var ring: [Snowflake] = []
    private var turn = 0
    private var running: [Job.Lane: Int] = [:]
    private var waitingInAll: [Job.Lane: Int] = [:]

    init(_ limits: JobLimits = JobLimits()) { self.limits = limits }

    /// Commands that wait.
    var waitingCount: Int { waitingInAll.values.reduce(0, +) }
    /// Guilds of which anything is remembered.
    var guildCount: Int { lines.count }

    /// A command has come. Returns what starts now.
    mutating func add(_ job: Job, now: Duration) -> [Start] {
        let guild = job.guild ?? Snowflake(0)
        switch job.lane {
        case .background, .silence: return [Start(job: job)]
        case .slashAct, .slashAnswer:
            guard hasRoom(job.lane, guild) else { return giveUp(job, in: guild, now) }
            return [begin(job, guild, .zero)]
        case .act:
            guard canWait(.act, guild, limits.waitingActs) else {
                return giveUp(job, in: guild, now) + startWaiting(now)
            }
            enqueue(job, guild, now)
            return startWaiting(now)
        case .word:
            guard canWait(.word, guild, limits.waitingWords) else { return [Start(job: job.silenced)] }
            enqueue(job, guild, now)
            return startWaiting(now)
        case .answer:
            enqueue(job, guild, now)
            // What can start leaves the line before it is judged too long.
            let started = startWaiting(now)
            return started + shorten(guild, now) + startWaiting(now)
        }
    }

    /// A job that `add` or `finished` let start is done. Returns what starts now.
    mutating func finished(_ job: Job, now: Duration) -> [Start] {
        guard limits.running(job.lane) != nil else { return [] }
        let guild = job.guild ?? Snowflake(0)
        running[job.lane, default: 1] -= 1
        lines[guild]?.running[job.lane, default: 1] -= 1
        if let channel = job.answeredChannel {
            let left = (lines[guild]?.answersInChannel[channel] ?? 1) - 1
            lines[guild]?.answersInChannel[channel] = left > 0 ? left : nil
        }
        if lines[guild]?.isIdle == true { lines[guild] = nil }
        return startWaiting(now)
    }
}

extension Backlog {
    private func canWait(_ lane: Job.Lane, _ guild: Snowflake, _ limit: JobLimits.Waiting) -> Bool {
        waitingInAll[lane, default: 0] < limit.inAll
            && (lines[guild]?.waiting[lane]?.count ?? 0) < limit.perGuild
    }

    private func hasRoom(_ lane: Job.Lane, _ guild: Snowflake) -> Bool {
        guard let limit = limits.running(lane) else { return true }
        return running[lane, default: 0] < limit.inAll && (lines[guild]?.running[lane] ?? 0) < limit.perGuild
    }

    private mutating func enqueue(_ job: Job, _ guild: Snowflake, _ now: Duration) {
        if lines[guild]?.isInRing != true { ring.append(guild) }
        lines[guild, default: Line()].isInRing = true
        lines[guild]?.waiting[job.lane, default: []].append(Waiting(job: job, since: now))
        waitingInAll[job.lane, default: 0] += 1
    }

    private mutating func begin(_ job: Job, _ guild: Snowflake, _ waited: Duration) -> Start {
        running[job.lane, default: 0] += 1
        lines[guild, default: Line()].running[job.lane, default: 0] += 1
        if let channel = job.answeredChannel { lines[guild]?.answersInChannel[channel, default: 0] += 1 }
        return Start(job: job, waited: waited)
    }

    private mutating func take(_ place: Int, _ lane: Job.Lane, _ guild: Snowflake) -> Waiting? {
        waitingInAll[lane, default: 1] -= 1
        return lines[guild]?.waiting[lane]?.remove(at: place)
    }

    // MARK: Turns

    /// Goes round the guilds, one job each, until a whole round has started none.
    private mutating func startWaiting(_ now: Duration) -> [Start] {
        var starts: [Start] = []
        var blocked = 0
        while !ring.isEmpty, blocked < ring.count {
            if turn >= ring.count { turn = 0 }
            let guild = ring[turn]
            starts += giveUpLate(guild, now)
            if let start = startOne(guild, now) {
                starts.append(start)
                blocked = 0
            } else {
                blocked += 1
            }
            if lines[guild]?.isEmpty ?? true {
                ring.remove(at: turn)
                lines[guild]?.isInRing = false
                lines[guild]?.warned = []
                if lines[guild]?.isIdle == true { lines[guild] = nil }
            } else {
                turn += 1
            }
        }
        return starts
    }

    private mutating func startOne(_ guild: Snowflake, _ now: Duration) -> Start? {
        let wasWord = lines[guild]?.wasWord ?? false
        for lane in wasWord ? [Job.Lane.act, .answer, .word] : [.act, .word, .answer] where hasRoom(lane, guild) {
            guard let place = startable(lane, guild), let next = take(place, lane, guild) else { continue }
            if lane != .act { lines[guild]?.wasWord = lane == .word }
            return begin(next.job, guild, now - next.since)
        }
        return nil
    }

    /// The oldest job of a lane that may start; answers only where not too many run in their channel.
    private func startable(_ lane: Job.Lane, _ guild: Snowflake) -> Int? {
        guard let line = lines[guild], let waiting = line.waiting[lane] else { return nil }
        return waiting.firstIndex { entry in
            guard let channel = entry.job.answeredChannel else { return true }
            return line.answersInChannel[channel, default: 0] < limits.answersPerChannel
        }
    }

    // MARK: Giving up

    /// Gives the oldest answers of a guild up until there are few enough; where all guilds together have too many, the
    /// guild with the most gives one up.
    private mutating func shorten(_ guild: Snowflake, _ now: Duration) -> [Start] {
        var starts: [Start] = []
        while (lines[guild]?.waiting[.answer]?.count ?? 0) > limits.waitingAnswers.perGuild {
            guard let oldest = take(0, .answer, guild) else { break }
            starts += giveUp(oldest.job, in: guild, now)
        }
        while waitingInAll[.answer, default: 0] > limits.waitingAnswers.inAll {
            let longest = ring.max {
                (lines[$0]?.waiting[.answer]?.count ?? 0) < (lines[$1]?.waiting[.answer]?.count ?? 0)
            }
            guard let longest, let oldest = take(0, .answer, longest) else { break }
            starts += giveUp(oldest.job, in: longest, now)
        }
        return starts
    }

    /// Gives up what has waited longer than its patience.
    private mutating func giveUpLate(_ guild: Snowflake, _ now: Duration) -> [Start] {
        var starts: [Start] = []
        while let first = lines[guild]?.waiting[.answer]?.first, now - first.since > limits.answerPatience {
            guard let late = take(0, .answer, guild) else { break }
            starts += giveUp(late.job, in: guild, now)
        }
        while let first = lines[guild]?.waiting[.word]?.first, now - first.since > limits.wordPatience {
            guard let late = take(0, .word, guild) else { break }
            starts.append(Start(job: late.job.silenced))
        }
        return starts
    }

    /// Leaves a command unanswered. An interaction gets its word at once or never; a message when its turn comes, one for
    /// each member.
    private mutating func giveUp(_ job: Job, in guild: Snowflake, _ now: Duration) -> [Start] {
        let declined = job.declined
        if case .decline(.interaction, _) = declined {
            return hasRoom(.word, guild) ? [begin(declined, guild, .zero)] : [Start(job: declined.silenced)]
        }
        guard case .decline(.call(let call), _) = declined,
            canWait(.word, guild, limits.waitingWords), lines[guild]?.warned.contains(call.message.author.id) != true
        else { return [Start(job: declined.silenced)] }
        enqueue(declined, guild, now)
        lines[guild]?.warned.insert(call.message.author.id)
        return []
    }
}

extension Job {
    /// The channel in which an answer to a message is posted.
    fileprivate var answeredChannel: Snowflake? {
        if lane == .answer, case .answer(let call) = self { call.message.channelID } else { nil }
    }

    /// The job of leaving this command unanswered, with a word.
    fileprivate var declined: Job {
        switch self {
        case .answer(let call): .decline(.call(call), isAloud: true)
        case .respond(let interaction): .decline(.interaction(interaction), isAloud: true)
        default: self
        }
    }

    /// The same without a word.
    fileprivate var silenced: Job {
        switch self {
        case .decline(let command, _): .decline(command, isAloud: false)
        case .answer(let call): .decline(.call(call), isAloud: false)
        default: self
        }
    }
}
