import Discord
import Foundation

extension SuggestionsCog {
    /// How long a guild that could not be fetched is left alone.
    private static let loadPause = Duration.seconds(10)

    /// A session that an earlier process left behind is about to be resumed.
    package func restore(_ session: StoppedSession) {
        me = session.botID
        restoration = Restoration(guilds: session.guilds, heardAt: session.heardAt)
        awaitingFirstSync = session.guilds
    }

    /// What the next process needs to know to go on with this session, in which Discord was last heard at that time
    /// (nil: not by this process). Nil before there is a session.
    package func stopped(_ resumable: ResumableSession, heardAt: Date?) async -> StoppedSession? {
        await applyHeldDeletions()
        guard let me, let heardAt = heardAt ?? restoration?.heardAt else { return nil }
        let known = Set(guilds.keys).union(awaitingFirstSync).union(restoration?.pending ?? [])
        return StoppedSession(resumable: resumable, botID: me, guilds: known, heardAt: heardAt)
    }

    /// The session is ours: what its guilds look like has to be asked for.
    func loadGuilds() {
        guard let guilds = restoration?.startLoading() else { return }
        expectFirstSyncs(of: awaitingFirstSync)
        for guild in guilds { enqueue(.load(guild, after: .zero)) }
    }

    /// Fetches a guild; from then on it is as if GUILD_CREATE had come.
    func load(_ guild: Snowflake) async {
        guard restoration?.isPending(guild) == true else { return }
        do {
            let picture = try await port.guild(guild)
            // The gateway may have been quicker, or the bot was thrown out meanwhile.
            guard restoration?.isPending(guild) == true else { return }
            await arrived(picture)
        } catch {
            loadFailed(guild, error)
        }
    }

    private func loadFailed(_ guild: Snowflake, _ error: PortError) {
        let metadata: [String: String] = ["guild": "\(guild)", "error": "\(error)"]
        if error.kind == .forbidden || error.kind == .guildGone {
            log.notice("A guild is not there any more; its wishes are kept.", metadata: metadata.mapValues { "\($0)" })
            restoration?.forget(guild)
            return firstSyncDone(guild)
        }
        complain("load \(guild)") {
            log.warning("A guild could not be fetched; trying again.", metadata: metadata.mapValues { "\($0)" })
        }
        enqueue(.load(guild, after: Self.loadPause))
    }

    /// The guild is there: what was held back for it is applied before anything newer.
    func applyHeld(_ guild: Snowflake) async {
        while let event = restoration?.next(guild) { await apply(event) }
        restoration?.forget(guild)
    }

    /// Every guild has been synced: what was deleted meanwhile and could not be seen by a sync is deleted now.
    func finishRestoration() {
        guard let deletions = restoration?.takeDeletions() else { return }
        if restoration?.pending.isEmpty == true { restoration = nil }
        if !deletions.isEmpty { enqueue(.delete(deletions)) }
    }

    /// The session ends before its guilds have been synced: nothing that was heard in it may be lost.
    func applyHeldDeletions() async {
        guard let deletions = restoration?.takeDeletions(), !deletions.isEmpty else { return }
        await deleted(deletions)
    }
}
