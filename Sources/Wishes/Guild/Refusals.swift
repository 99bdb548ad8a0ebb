import Discord

/// Remembers what Discord has refused the bot, for exactly what the refusal said, so that it is not asked again.
///
/// A refusal ends when the guild's permissions change, and after a day in any case.
final class Refusals {
    /// What was refused.
    enum Act: Sendable, Hashable { case post, react, delete }

    private struct Key: Hashable {
        var act: Act
        var channel: Snowflake
        /// Nil when the refusal concerns the whole channel.
        var message: Snowflake?
    }

    /// How long a refusal is believed without any sign of a change.
    static let longest: Duration = .seconds(86_400)
    /// How many refusals are kept; beyond that all are forgotten, which costs a few requests.
    static let most = 10_000

    private let elapsed: @Sendable () -> Duration
    private var known: [Key: (guild: Snowflake, until: Duration)] = [:]

    init(elapsed: @escaping @Sendable () -> Duration) { self.elapsed = elapsed }

    /// Whether an act is known to be refused: in that channel, or under that message.
    func isRefused(_ act: Act, under message: Snowflake? = nil, in channel: Snowflake) -> Bool {
        isKnown(Key(act: act, channel: channel, message: nil))
            || message.map { isKnown(Key(act: act, channel: channel, message: $0)) } ?? false
    }

    private func isKnown(_ key: Key) -> Bool {
        guard let refusal = known[key] else { return false }
        if elapsed() < refusal.until { return true }
        known[key] = nil
        return false
    }

    /// Takes note of an error. Returns how far the refusal reaches; nil when the error is no refusal that lasts.
    @discardableResult
    func note(
        _ error: PortError, of act: Act, under message: Snowflake? = nil, in channel: Snowflake, _ guild: Snowflake
    ) -> Reach? {
        guard let reach = Reach(error) else { return nil }
        let key: Key
        switch reach {
        case .channel: key = Key(act: act, channel: channel, message: nil)
        case .message:
            guard let message else { return nil }
            key = Key(act: act, channel: channel, message: message)
        }
        if known.count >= Self.most { known = [:] }
        known[key] = (guild, elapsed() + Self.longest)
        return reach
    }

    /// Roles, overwrites, a channel or the bot's own member have changed: what was refused may be allowed now. Returns
    /// whether anything was.
    @discardableResult
    func permissionsChanged(in guild: Snowflake) -> Bool {
        let before = known.count
        known = known.filter { $0.value.guild != guild }
        return known.count < before
    }

    /// What a refusal is about.
    enum Reach: Sendable, Equatable {
        /// Everything of its kind in the channel.
        case channel
        /// One message.
        case message

        /// Nil when the error is no refusal, or one that may not be repeated.
        /// Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
        init?(_ error: PortError) {
            switch (error.kind, error.code) {
            // The author has blocked the bot, the message has 20 emoji, it is a system message.
            case (_, .reactionBlocked), (_, .tooManyReactions), (_, APIErrorCode(rawValue: 50021)): self = .message
            // The emoji is unknown, the channel is an archived thread.
            case (.refused, APIErrorCode(rawValue: 10014)), (.refused, APIErrorCode(rawValue: 50083)): self = .channel
            case (.forbidden, nil), (.forbidden, .missingAccess), (.forbidden, .missingPermissions): self = .channel
            case (.forbidden, _), (.refused, _): self = .message
            default: return nil
            }
        }
    }
}
