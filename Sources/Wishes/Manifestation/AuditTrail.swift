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

    /// Whether the log shows that the bot created a channel for this reason.
    func isOwn(_ channel: Snowflake, createdFor reason: String) -> Bool {
        entries.contains { $0.targetID == channel && $0.userID == me && $0.reason == reason }
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
    /// Pages of 100 entries that are read at most.
    fileprivate static let mostPages = 20

    private let port: any GuildPort
    private let guilds: KnownGuilds

    init(port: any GuildPort, guilds: KnownGuilds) {
        self.port = port
        self.guilds = guilds
    }

    /// Who created channels since a message was posted; `unknown` without View Audit Log. Throws: `PortError` when Discord
    /// does not answer.
    func origins(
        in guild: Snowflake, since start: Snowflake, for work: WorkContext
    ) async throws(PortError) -> ChannelOrigins {
        guard let me = guilds.me else { return .unknown }
        return try await port.serving(work).channelOrigins(in: guild, since: start, me: me)
    }
}

extension GuildPort {
    /// Who created channels since a message was posted; `unknown` without View Audit Log. Throws: `PortError` when Discord
    /// does not answer.
    func channelOrigins(
        in guild: Snowflake, since start: Snowflake, me: Snowflake
    ) async throws(PortError) -> ChannelOrigins {
        var (entries, last) = ([AuditLog.Entry](), start)
        do {
            for _ in 0..<AuditTrail.mostPages {
                let page = try await channelCreations(in: guild, after: last)
                entries += page
                guard let newest = page.map(\.id).max(), newest > last else { break }
                last = newest
            }
        } catch {
            guard error.kind == .forbidden || error.kind == .refused else { throw error }
            return .unknown
        }
        return ChannelOrigins(me: me, entries: entries)
    }
}
