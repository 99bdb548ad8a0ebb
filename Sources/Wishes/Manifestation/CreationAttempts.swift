import Discord

/// When this process last requested each channel, and how often in a row it got no answer. The only owner of both.
///
/// Times are by the clock that pauses are measured with. A request of an earlier process counts as made at the start of
/// this one.
final class CreationAttempts {
    private struct Attempt {
        var guild: Snowflake
        var at: Duration
        /// Requests without an answer, in a row.
        var unanswered = 0
    }

    private var attempts: [Int64: Attempt] = [:]

    /// A channel is requested.
    func began(_ wish: Wish, at time: Duration) {
        attempts[wish.id, default: Attempt(guild: wish.guildID, at: time)].at = time
    }

    /// A request got no answer, or one that says nothing. It may have waited its turn for long and left just now.
    func gotNoAnswer(_ wish: Wish, at time: Duration) {
        began(wish, at: time)
        attempts[wish.id]?.unanswered += 1
    }

    /// It is known what came of the requests.
    func ended(_ wish: Wish) { attempts[wish.id] = nil }

    /// Permissions, roles, categories or channels of a guild have changed: the next request may be answered. Returns
    /// whether that ends a pause.
    func conditionsChanged(in guild: Snowflake) -> Bool {
        let waiting = attempts.filter { $0.value.guild == guild && $0.value.unanswered > 1 }.keys
        for wish in waiting { attempts[wish]?.unanswered = 1 }
        return !waiting.isEmpty
    }

    /// How long ago the channel was requested, if it ever was.
    func age(_ wish: Wish, at time: Duration) -> Duration { time - (attempts[wish.id]?.at ?? .zero) }

    /// How long after a request the next one may be made: 30 s, then 1, 5, and always 30 minutes.
    func pause(_ wish: Wish) -> Duration {
        let unanswered = attempts[wish.id]?.unanswered ?? 0
        return unanswered < 2 ? ManifestationStep.requestInFlight : RetryPause.after(unanswered - 1)
    }
}
