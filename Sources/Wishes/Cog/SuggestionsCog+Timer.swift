import Discord

extension SuggestionsCog {
    /// Starts the guild's timer, unless it runs. The first time comes after half to the whole of the interval, because the
    /// guild has just been synced and the others are to come at other times.
    func startTimer(of guild: Snowflake) {
        guard let interval = surroundings.syncInterval, guilds[guild]?.timer == nil else { return }
        timers += 1
        guilds[guild]?.timer = timers
        enqueue(.timer(guild, timers, after: interval * (0.5 + surroundings.jitter() / 2)))
    }

    /// It is time to sync a guild. The next time comes an interval later, give or take a twentieth.
    func timePassed(in guild: Snowflake, _ timer: Int) async {
        guard let interval = surroundings.syncInterval, guilds[guild]?.timer == timer else { return }
        _ = await sync(guild, cause: .timer)
        enqueue(.timer(guild, timer, after: interval * (0.95 + surroundings.jitter() / 10)))
    }

    // MARK: After trouble

    /// The pause before trouble is looked at again that has been met so many times in a row: 1, 5, 30 minutes.
    static func repetitionPause(_ times: Int) -> Duration {
        switch times {
        case ...1: .seconds(60)
        case 2: .seconds(300)
        default: .seconds(1_800)
        }
    }

    /// Has a guild synced again after a pause if its sync met trouble that may pass: nobody who trusts the numbers should
    /// have to wait for the timer. A sync without trouble ends the repetitions.
    func repeatSync(of guild: Snowflake, if mayHeal: Bool) {
        guard mayHeal else {
            guilds[guild]?.repetition = nil
            guilds[guild]?.repetitions = 0
            return
        }
        guard let state = guilds[guild], state.repetition == nil else { return }
        timers += 1
        guilds[guild]?.repetition = timers
        guilds[guild]?.repetitions += 1
        let pause = Self.repetitionPause(state.repetitions + 1)
        log.notice(
            "A guild will be synced again, because trouble may pass.",
            metadata: ["guild": "\(state.directory.name)", "pause": "\(pause)"])
        // A moment more: what has such a pause of its own, as the listing of members, is over it by then.
        enqueue(.repetition(guild, timers, after: pause + .milliseconds(50)))
    }

    /// The pause is over; a repetition that has been overtaken does nothing.
    func troubleMayHavePassed(in guild: Snowflake, _ repetition: Int) async {
        guard guilds[guild]?.repetition == repetition else { return }
        guilds[guild]?.repetition = nil
        _ = await sync(guild, cause: .repetition)
    }
}
