import Discord

/// Who created the channels of a guild, as its audit log shows it.
struct ChannelOrigins: Sendable, Equatable {
    /// The audit log cannot be read: nothing is known.
    static let unknown = ChannelOrigins(me: nil, entries: [])

    private let me: Snowflake?
    private let entries: [AuditLog.Entry]

    init(me: Snowflake?, entries: [AuditLog.Entry]) { (self.me, self.entries) = (me, entries) }

    /// Whether the log shows that another user created a channel. Channels without an entry are not others': the log
    /// may be behind, and holds 45 days.
    func isOthers(_ channel: Snowflake) -> Bool {
        guard let me else { return false }
        return entries.contains { $0.targetID == channel && $0.userID != me }
    }

    /// The channels that the bot created for this reason, oldest first.
    func channels(createdFor reason: String) -> [Snowflake] {
        guard let me else { return [] }
        return entries.filter { $0.userID == me && $0.reason == reason }.compactMap(\.targetID).sorted()
    }
}

/// Reads the audit logs of guilds, where the bot may.
///
/// Source: https://docs.discord.com/developers/resources/audit-log
final class AuditTrail {
    /// How long a refusal is remembered, unless permissions change: every refused request counts against the bot.
    private static let refusalPause = Duration.seconds(3_600)
    /// Pages of 100 entries that are read at most.
    private static let mostPages = 20

    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let elapsed: @Sendable () -> Duration
    private var refusedUntil: [Snowflake: Duration] = [:]

    init(port: any GuildPort, guilds: KnownGuilds, elapsed: @escaping @Sendable () -> Duration) {
        self.port = port
        self.guilds = guilds
        self.elapsed = elapsed
    }

    /// Permissions have changed: the bot may be allowed to read the log now.
    func permissionsChanged(in guild: Snowflake) { refusedUntil[guild] = nil }

    /// Who created channels since a message was posted; `unknown` without View Audit Log. Throws: `PortError` when Discord
    /// does not answer.
    func origins(
        in guild: Snowflake, since start: Snowflake, for work: WorkContext
    ) async throws(PortError) -> ChannelOrigins {
        guard let me = guilds.me else { return .unknown }
        if let end = refusedUntil[guild], elapsed() < end { return .unknown }
        let port = port.serving(work)
        var (entries, last) = ([AuditLog.Entry](), start)
        do {
            for _ in 0..<Self.mostPages {
                let page = try await port.channelCreations(in: guild, after: last)
                entries += page
                guard let newest = page.map(\.id).max(), newest > last else { break }
                last = newest
            }
        } catch {
            guard error.kind == .forbidden || error.kind == .refused else { throw error }
            refusedUntil[guild] = elapsed() + Self.refusalPause
            return .unknown
        }
        return ChannelOrigins(me: me, entries: entries)
    }
}
