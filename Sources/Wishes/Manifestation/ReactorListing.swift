import Discord

/// Reads who reacted to a wish. Has no state.
final class ReactorListing {
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let settings: @Sendable (Snowflake) -> GuildSettings

    init(_ parts: SharedParts) {
        port = parts.port
        guilds = parts.guilds
        settings = parts.dependencies.settings
    }

    /// Reads both lists of reactors, until no new id appears, without the bot. None while the card's channel is not
    /// known.
    func reactors(of wish: Wish, for work: WorkContext) async throws(PortError) -> Reactors {
        guard let channel = wish.channelID else { return Reactors() }
        let port = port.serving(work)
        let emoji = settings(wish.guildID).emoji(of: wish)
        var reactors = Reactors()
        for kind in ReactionKind.allCases {
            var users: [Snowflake: Bool] = [:]
            var last = Snowflake(0)
            while true {
                let page = try await port.reactors(
                    of: wish.messageID, in: channel, emoji: emoji, kind: kind, after: last)
                for user in page { users[user.id] = user.isHuman }
                guard page.count >= 100, let highest = page.map(\.id).max(), highest > last else { break }
                last = highest
            }
            if let me = guilds.me, users.removeValue(forKey: me) != nil { reactors.hasOwn = true }
            reactors.isHuman.merge(users) { first, _ in first }
            reactors.listed += users.count
        }
        return reactors
    }
}
