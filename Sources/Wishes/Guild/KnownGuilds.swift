import Discord
import Logging

/// What the gateway and REST have told about the guilds: their directories and human members. The only owner of both.
final class KnownGuilds {
    private struct Entry {
        var directory: GuildDirectory
        var electorate = Electorate()
    }

    private let settings: @Sendable (Snowflake) -> GuildSettings
    private let store: WishStore
    private var entries: [Snowflake: Entry] = [:]
    /// What the database knows of each guild's suggestions channel, so that it is not written again and again.
    private var remembered: [Snowflake: Remembered] = [:]
    /// The bot's own account, known from READY.
    private(set) var me: Snowflake?

    private struct Remembered: Equatable {
        var name: String
        var channel: Snowflake?
    }

    init(store: WishStore, settings: @escaping @Sendable (Snowflake) -> GuildSettings) {
        self.store = store
        self.settings = settings
    }

    /// The guilds that are there.
    var ids: Set<Snowflake> { Set(entries.keys) }

    func isKnown(_ guild: Snowflake) -> Bool { entries[guild] != nil }

    /// What a guild looks like; nil while it is not there.
    func directory(of guild: Snowflake) -> GuildDirectory? { entries[guild]?.directory }

    /// The name for log lines: the guild's, or its id while it is not there.
    func name(of guild: Snowflake) -> String { entries[guild]?.directory.name ?? "\(guild)" }

    /// The human members; nil until they have been listed.
    func members(of guild: Snowflake) -> MemberSet? { entries[guild]?.electorate.members }

    // MARK: Changes

    /// Which account the bot is.
    func identify(as user: Snowflake) { me = user }

    /// A session lists these guilds: whatever else was known is gone. Returns the guilds that left.
    func keep(only listed: Set<Snowflake>) -> [Snowflake] {
        let gone = entries.keys.filter { !listed.contains($0) }
        for guild in gone { forget(guild) }
        return gone
    }

    /// A guild has arrived, or arrived again. Members may have changed unseen, so they have to be listed anew.
    func arrived(_ directory: GuildDirectory) {
        entries[directory.id, default: Entry(directory: directory)].directory = directory
        entries[directory.id]?.electorate.forget()
    }

    /// The bot was removed from a guild.
    func forget(_ guild: Snowflake) {
        entries[guild] = nil
        remembered[guild] = nil
    }

    /// Changes a guild's directory, if the guild is there.
    func update(_ guild: Snowflake, _ change: (inout GuildDirectory) -> Void) {
        guard var directory = entries[guild]?.directory else { return }
        change(&directory)
        entries[guild]?.directory = directory
    }

    /// A member has joined.
    func joined(_ user: User, _ guild: Snowflake) {
        entries[guild]?.electorate.joined(user)
        entries[guild]?.directory.changeMemberCount(by: 1)
    }

    /// A member has left.
    func left(_ user: Snowflake, _ guild: Snowflake) {
        entries[guild]?.electorate.left(user)
        entries[guild]?.directory.changeMemberCount(by: -1)
    }

    // MARK: Listing members

    /// A listing begins; nil while the guild is not there.
    func beginListing(_ guild: Snowflake) -> Electorate.Listing? { entries[guild]?.electorate.beginListing() }

    /// A listing is complete. Returns whether it counts: not if the guild left or arrived again since it began.
    func finish(_ listing: Electorate.Listing, _ humans: [Snowflake], in guild: Snowflake) -> Bool {
        entries[guild]?.electorate.finishListing(listing, humans) ?? false
    }

    /// A listing has failed.
    func abandon(_ listing: Electorate.Listing, in guild: Snowflake) {
        entries[guild]?.electorate.abandonListing(listing)
    }

    // MARK: The suggestions channel

    /// The suggestions channel of a guild: as configured, or the one seen before, also when it is hidden now. Nil when
    /// there never was one, or while the guild is not there. Throws: `DatabaseError`.
    func suggestionsChannel(of guild: Snowflake) async throws -> Snowflake? {
        guard let directory = entries[guild]?.directory else { return nil }
        let visible = directory.textChannel(settings(guild).suggestionsChannel)?.id
        let known = Remembered(name: directory.name, channel: visible)
        if remembered[guild] != known {
            try await store.remember(guild: guild, name: directory.name, suggestionsChannel: visible)
            if isKnown(guild) { remembered[guild] = known }
        }
        if let visible { return visible }
        return try await store.knownSuggestionsChannel(guild: guild)
    }
}
