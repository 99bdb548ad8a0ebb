import Discord
import Synchronization

/// Remembers what Discord has refused the bot, for exactly what the refusal said, so that it is not asked again. The one
/// memory of that for the whole program; `CarefulPort` asks it before every such request.
///
/// A refusal ends when the guild's permissions change, and after a day in any case. Each guild has a share of its own: the
/// refusals of one make no other's forgotten.
final class Refusals: Sendable {
    /// What was refused.
    enum Act: Sendable, Hashable {
        /// Text. Where it is refused, cards are too.
        case post
        /// Cards, which need Embed Links as well.
        case postCard
        /// Files, which need Attach Files as well.
        case postFile
        case react, delete, edit, startThread
        /// Its channel is the thread.
        case lockThread
        /// Its channel and its message are the user.
        case directMessage
        /// The guild's audit log; its channel is the guild.
        case readAuditLog
    }

    private struct Key: Sendable, Hashable {
        var act: Act
        var channel: Snowflake
        /// Nil when the refusal concerns the whole channel.
        var message: Snowflake?
    }

    private struct Refusal: Sendable {
        var error: PortError
        /// Until when it is believed.
        var until: Duration
    }

    /// How long a refusal is believed without any sign of a change.
    static let longest: Duration = .seconds(86_400)
    /// How many refusals of a guild are kept; beyond that its oldest are forgotten, which costs a few requests.
    static let mostOfGuild = 2_000

    private let elapsed: @Sendable () -> Duration
    private let known = Mutex<[Snowflake: BoundedMap<Key, Refusal>]>([:])
    /// How often the permissions of each guild have changed.
    private let changes = Mutex<[Snowflake: Int]>([:])

    init(elapsed: @escaping @Sendable () -> Duration) { self.elapsed = elapsed }

    /// Whether an act is known to be refused: in that channel, or under that message.
    func isRefused(_ act: Act, under message: Snowflake? = nil, in channel: Snowflake, _ guild: Snowflake) -> Bool {
        refusal(of: act, under: message, in: channel, guild) != nil
    }

    /// What Discord has answered to such a request; nil when it is not known to be refused.
    func refusal(
        of act: Act, under message: Snowflake? = nil, in channel: Snowflake, _ guild: Snowflake
    ) -> PortError? {
        var keys = [Key(act: act, channel: channel, message: nil)]
        if let message { keys.append(Key(act: act, channel: channel, message: message)) }
        keys += act.wider.map { Key(act: $0, channel: channel, message: nil) }
        guard let ofGuild = known.withLock({ $0[guild] }) else { return nil }
        let now = elapsed()
        return keys.lazy.compactMap { ofGuild[$0] }.first { now < $0.until }?.error
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
        case .message where act == .readAuditLog: key = Key(act: act, channel: channel, message: nil)
        case .message:
            guard let message else { return nil }
            key = Key(act: act, channel: channel, message: message)
        }
        let refusal = Refusal(error: error, until: elapsed() + Self.longest)
        known.withLock { $0[guild, default: BoundedMap(limit: Self.mostOfGuild)][key] = refusal }
        return reach
    }

    /// Roles, overwrites, a channel or the bot's own member have changed: what was refused may be allowed now. Returns
    /// whether anything was.
    @discardableResult
    func permissionsChanged(in guild: Snowflake) -> Bool {
        changes.withLock { $0[guild, default: 0] += 1 }
        return known.withLock { $0.removeValue(forKey: guild) } != nil
    }

    /// Names the permissions of a guild as they are known now. A refusal of a request that was sent under others says
    /// nothing about these.
    func permissions(of guild: Snowflake) -> Int { changes.withLock { $0[guild] ?? 0 } }

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

extension NewMessage {
    /// What Discord refuses when it refuses to take this.
    var act: Refusals.Act {
        if !files.isEmpty { return .postFile }
        return embeds?.isEmpty ?? true ? .post : .postCard
    }
}

extension Refusals.Act {
    /// Acts that need less: where one of them is refused, this one is too.
    fileprivate var wider: [Refusals.Act] {
        switch self {
        case .postCard: [.post]
        case .postFile: [.post, .postCard]
        default: []
        }
    }
}
