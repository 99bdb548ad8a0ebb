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
}
