import Discord

/// Limits the answers to calls without a command: a help card is posted once in half a minute in a channel, whoever asks.
/// The one above says the same; `!wishhelp` is always answered.
///
/// Calls are timed by their message ids, not by their arrival.
struct CallPause: Sendable {
    /// The shortest time between two answers in a channel, in milliseconds.
    static let length: UInt64 = 30_000

    private var answered = BoundedMap<Snowflake, Snowflake>(limit: 10_000)

    /// Whether a call, given by its message id, is answered.
    mutating func admits(_ call: Snowflake, in channel: Snowflake) -> Bool {
        // One whose answer could not be posted comes again.
        guard let last = answered[channel], last != call else {
            answered[channel] = call
            return true
        }
        guard call.unixMilliseconds >= last.unixMilliseconds + Self.length else { return false }
        answered[channel] = call
        return true
    }
}
