import Discord
import Foundation
import Logging

/// Notices what has changed under the bot between two runs: another vote emoji, an overridden threshold, an empty database beside its cards.
final class GuildNotices {
    private let store: WishStore
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let moderators: ModeratorChannel
    private let settings: @Sendable (Snowflake) -> GuildSettings
    private let now: @Sendable () -> Date
    private let log: Logger
    private let logOnce = LogOnce()
    /// Guilds whose stored threshold was compared with the configured one since the start and the last change of settings.
    private var comparedThresholds: Set<Snowflake> = []
    /// Guilds whose channel was compared with the database.
    private var compared: Set<Snowflake> = []

    init(_ parts: SharedParts) {
        store = parts.store
        port = parts.port
        guilds = parts.guilds
        moderators = parts.moderators
        settings = parts.dependencies.settings
        now = parts.dependencies.now
        log = parts.log
    }

    /// What the bot lacks in a guild; each is logged once. Empty while its own roles there are not known.
    func findings(of guild: Snowflake) -> [Finding] {
        guard let me = guilds.me, let directory = guilds.directory(of: guild), !directory.roles.isEmpty,
            let own = guilds.ownMember(in: guild)
        else { return [] }
        let faults = GuildInspection.findings(directory, me: me, own: own, settings: settings(guild), at: now())
            .filter(\.isFault)
        moderators.found(faults, in: guild)
        for fault in faults {
            logOnce("\(guild) \(fault)") {
                log.warning(
                    "The bot lacks something in this server.",
                    metadata: [
                        "guild": "\(guilds.label(of: guild))", "what": "\(fault.subject)",
                        "cure": "\(fault.cure ?? "")",
                    ])
            }
        }
        return faults
    }

    /// Writes down which emoji is configured, and says once when it was another. Throws: `DatabaseError`.
    func checkEmoji(of guild: Snowflake) async throws {
        let setting = settings(guild).voteEmoji
        guard let before = try await store.note(voteEmoji: setting, guild: guild) else { return }
        log.notice(
            """
            vote_emoji changed from \(OutsideText(before)) to \(OutsideText(setting)); wishes made before keep \
            \(OutsideText(before)).
            """,
            metadata: ["guild": "\(guilds.label(of: guild))"])
    }

    /// Settings have changed: thresholds are compared again.
    func settingsChanged() { comparedThresholds = [] }

    /// Logs that a stored threshold overrides another one in the configuration: once after the start and after each change
    /// of settings. Throws: `DatabaseError`.
    func checkThreshold(of guild: Snowflake) async throws {
        guard !comparedThresholds.contains(guild) else { return }
        let own = try await store.threshold(guild: guild)
        let configured = settings(guild).quorumRule
        guard comparedThresholds.insert(guild).inserted, let own, own.rule != configured else { return }
        log.notice(
            "A moderator's threshold overrides the configuration; !setthreshold reset goes back to it.",
            metadata: [
                "guild": "\(guilds.label(of: guild))", "threshold": "\(own.rule)",
                "configured": "\(configured)", "by": "\(own.setBy)",
            ])
    }

    /// The bot's cards in the suggestions channel of a guild of which the database knows nothing; nil when there are none.
    /// Looks at a guild's first sync, and when a moderator asks. Throws: `DatabaseError`.
    func unknownCards(
        in guild: Snowflake, _ channel: Snowflake, _ cause: SyncReport.Cause, for work: WorkContext
    ) async throws -> UnknownCards? {
        guard compared.insert(guild).inserted || cause == .request, try await store.isEmpty(guild: guild) else {
            return nil
        }
        guard let page = try? await port.serving(work).newestMessages(in: channel, limit: 100) else {
            compared.remove(guild)
            return nil
        }
        let count = page.count { $0.authorID == guilds.me && CardReader.read($0.embeds) != .other }
        // A wish may have been made meanwhile.
        guard count > 0, try await store.isEmpty(guild: guild) else { return nil }
        let found = UnknownCards(guild: guild, count: count)
        logOnce("\(guild)") {
            log.warning("\(found.description)", metadata: ["guild": "\(guilds.label(of: guild))"])
        }
        return found
    }
}

/// Cards of the bot of which the database knows nothing.
struct UnknownCards: Sendable, Equatable, CustomStringConvertible {
    let guild: Snowflake
    /// How many are among the newest messages.
    let count: Int

    /// The cause and the cure.
    var description: String {
        "the database holds no wish of this server, but \(count) of the newest messages are wishes; stop the bot and "
            + "restore a backup, or run dreambot import --from-discord \(guild)"
    }
}
