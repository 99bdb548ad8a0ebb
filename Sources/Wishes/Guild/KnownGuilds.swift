import Discord
import Foundation
import Logging

/// What the gateway and REST have told about the guilds: their directories and who may vote. The only owner of both.
final class KnownGuilds {
    private struct Entry {
        var directory: GuildDirectory
        var electorate = Electorate()
        /// The bot's own membership; nil while it is not known.
        var own: Member?
        /// The suggestions channel that was last found.
        var suggestions: Snowflake?
        /// Whether it is in an outage, in which nothing is heard of it.
        var isUnavailable = false
    }

    /// To which guild each channel belongs.
    let homes = ChannelHomes()

    private let settings: @Sendable (Snowflake) -> GuildSettings
    private let languages: GuildLanguages
    private let store: WishStore
    private let log: Logger
    private let logOnce = LogOnce()
    private var entries: [Snowflake: Entry] = [:]
    /// What guilds were called that are not there now.
    private var names: BoundedMap<Snowflake, String>
    /// Channels that were deleted, which a write under way may still name.
    private var deletedChannels: Set<Snowflake> = []
    /// The guilds that the session lists; nil before there is a session.
    private var listed: Set<Snowflake>?
    /// The bot's own account, known from READY.
    private(set) var me: Snowflake?

    init(
        store: WishStore, settings: @escaping @Sendable (Snowflake) -> GuildSettings,
        languages: GuildLanguages = GuildLanguages(), log: Logger = Logger(label: "wishes.guilds")
    ) {
        self.store = store
        self.settings = settings
        self.languages = languages
        self.log = log
        names = BoundedMap(limit: 10_000)
    }

    /// The guilds that are there.
    var ids: Set<Snowflake> { Set(entries.keys) }

    func isKnown(_ guild: Snowflake) -> Bool { entries[guild] != nil }

    /// What a guild looks like; nil while it is not there.
    func directory(of guild: Snowflake) -> GuildDirectory? { entries[guild]?.directory }

    /// The guild's name, as it is or was last known; its id if that was never seen.
    func name(of guild: Snowflake) -> String { knownName(of: guild) ?? "\(guild)" }

    private func knownName(of guild: Snowflake) -> String? {
        entries[guild]?.directory.name ?? names[guild] ?? store.stored.record(of: guild)?.name
    }

    /// What log lines call a guild: its name and id, `Dreamers (1234)`, or the id alone if its name was never seen.
    func label(of guild: Snowflake) -> String {
        knownName(of: guild).map { "\($0) (\(guild))" } ?? "\(guild)"
    }

    /// The members who may vote; nil until they have been listed, and while it is not known who may.
    func electorate(of guild: Snowflake) -> MemberSet? {
        guard let electorate = entries[guild]?.electorate, electorate.members != nil,
            let franchise = try? franchise(of: guild), franchise == electorate.franchise
        else { return nil }
        return electorate.members
    }

    /// Who may vote in a guild, by its settings, roles and channels; nil while the guild is not there. Throws:
    /// `Franchise.Gap`.
    func franchise(of guild: Snowflake) throws(Franchise.Gap) -> Franchise? {
        guard let entry = entries[guild] else { return nil }
        let settings = settings(guild)
        // Nearly every guild: nothing has to be looked up.
        guard settings.electorate != .members else { return .members }
        let channel = visibleSuggestions(of: guild) ?? entry.suggestions
        return try Franchise(
            settings.electorate, in: entry.directory, suggestions: channel.flatMap { entry.directory.channels[$0] })
    }

    /// The role that Discord has made for the bot when it was invited; nil where there is none.
    func ownRole(in guild: Snowflake) -> Snowflake? {
        guard let me else { return nil }
        return entries[guild]?.directory.roles.elements.first { $0.botID == me }?.id
    }

    // MARK: Changes

    /// Which account the bot is.
    func identify(as user: Snowflake) { me = user }

    /// A session lists these guilds: whatever else was known is gone. Returns the guilds that left.
    func keep(only listed: Set<Snowflake>) -> [Snowflake] {
        expect(listed)
        let gone = entries.keys.filter { !listed.contains($0) }
        for guild in gone { forget(guild) }
        return gone
    }

    /// A session has these guilds, which arrive one by one.
    func expect(_ guilds: Set<Snowflake>) { listed = guilds }

    /// Whether the bot is no member of a guild, as far as the session tells; false before there is one.
    func isAbsent(_ guild: Snowflake) -> Bool {
        guard let listed else { return false }
        return !listed.contains(guild) && entries[guild] == nil
    }

    /// A guild has arrived, or arrived again. Members may have changed unseen, so they have to be listed anew.
    func arrived(_ directory: GuildDirectory, own: Member? = nil) {
        listed?.insert(directory.id)
        languages.set(directory.language, of: directory.id)
        homes.change(from: channels(of: directory.id), to: directory.channels.ids, in: directory.id)
        entries[directory.id, default: Entry(directory: directory)].directory = directory
        entries[directory.id]?.electorate.forget()
        entries[directory.id]?.isUnavailable = false
        if let own { entries[directory.id]?.own = own }
    }

    /// A guild is in an outage. What is known of it may be out of date when it is over.
    func becameUnavailable(_ guild: Snowflake) { entries[guild]?.isUnavailable = true }

    /// The bot was removed from a guild.
    func forget(_ guild: Snowflake) {
        homes.change(from: channels(of: guild), to: [], in: guild)
        if let name = entries[guild]?.directory.name { names[guild] = name }
        entries[guild] = nil
        languages.set(nil, of: guild)
        listed?.remove(guild)
    }

    /// Changes a guild's directory, if the guild is there.
    func update(_ guild: Snowflake, _ change: (inout GuildDirectory) -> Void) {
        guard var directory = entries[guild]?.directory else { return }
        let channels = directory.channels
        change(&directory)
        entries[guild]?.directory = directory
        languages.set(directory.language, of: guild)
        guard !directory.channels.hasSameIDs(as: channels) else { return }
        homes.change(from: channels.ids, to: directory.channels.ids, in: guild)
    }

    private func channels(of guild: Snowflake) -> [Snowflake] {
        entries[guild].map { Array($0.directory.channels.ids) } ?? []
    }

    /// The bot's own roles in a guild are these. Returns whether they have changed.
    func update(own member: Member, in guild: Snowflake) -> Bool {
        guard let known = entries[guild]?.own else {
            entries[guild]?.own = member
            return true
        }
        entries[guild]?.own = member
        return Set(known.roles) != Set(member.roles) || known.timedOutUntil != member.timedOutUntil
    }

    /// Events may have been lost: the bot's own roles are not known until the gateway names them again.
    func forgetOwn(in guild: Snowflake) { entries[guild]?.own = nil }

    /// The bot's own membership; nil while it is not known.
    func ownMember(in guild: Snowflake) -> Member? { entries[guild]?.own }

    /// What the bot may do in a channel; nil when its own roles or the channel are not known. An answer of Discord's
    /// may still be different: this only saves requests that would be refused.
    func ownPermissions(in channel: Snowflake, of guild: Snowflake, at now: Date) -> Permissions? {
        guard let me, let entry = entries[guild], let own = entry.own, let channel = entry.directory.channels[channel],
            !channel.isHidden, !entry.directory.roles.isEmpty
        else { return nil }
        return PermissionCheck(me, own, in: entry.directory, channel).permissions(at: now)
    }

    /// The suggestions channel of a guild as the gateway shows it; nil when the bot cannot see it.
    func visibleSuggestions(of guild: Snowflake) -> Snowflake? {
        entries[guild]?.directory.textChannel(settings(guild).suggestionsChannel)?.id
    }

    /// Whether the bot can read the suggestions channel of a guild; nil when its own roles are not known.
    func readsSuggestions(of guild: Snowflake, at now: Date) -> Bool? {
        guard isKnown(guild) else { return nil }
        guard let channel = visibleSuggestions(of: guild) else { return false }
        return ownPermissions(in: channel, of: guild, at: now)?.isSuperset(of: [.viewChannel, .readMessageHistory])
    }

    /// A member has joined.
    func joined(_ member: Member, _ guild: Snowflake) {
        saw(member, guild)
        entries[guild]?.directory.changeMemberCount(by: 1)
    }

    /// A member has joined, got other roles, or accepted the guild's rules.
    func saw(_ member: Member, _ guild: Snowflake) {
        guard let user = member.user?.id, entries[guild]?.electorate.isInUse == true,
            let franchise = try? franchise(of: guild)
        else { return }
        entries[guild]?.electorate.saw(user, mayVote: franchise.objection(to: member) == nil)
    }

    /// A member has left.
    func left(_ user: Snowflake, _ guild: Snowflake) {
        entries[guild]?.electorate.left(user)
        entries[guild]?.directory.changeMemberCount(by: -1)
    }

    // MARK: Listing members

    /// A listing begins; nil while the guild is not there. Throws: `Franchise.Gap`.
    func beginListing(_ guild: Snowflake) throws(Franchise.Gap) -> Electorate.Listing? {
        guard let franchise = try franchise(of: guild) else { return nil }
        return entries[guild]?.electorate.beginListing(for: franchise)
    }

    /// A listing is complete, with those who may vote. Returns whether the electorate is known now: not if the guild left,
    /// arrived again, or changed who may vote since the listing began.
    func finish(_ listing: Electorate.Listing, _ voters: [Snowflake], in guild: Snowflake) -> Bool {
        entries[guild]?.electorate.finishListing(listing, voters)
        return electorate(of: guild) != nil
    }

    /// A listing has failed.
    func abandon(_ listing: Electorate.Listing, in guild: Snowflake) {
        entries[guild]?.electorate.abandonListing(listing)
    }

    // MARK: Over a restart

    /// What the next process needs to know of a guild; nil while that is not certain. `listedAt`: when its members were
    /// listed, nil if that is in doubt.
    func picture(of guild: Snowflake, listedAt: Date?) -> GuildPicture? {
        guard let entry = entries[guild], !entry.isUnavailable else { return nil }
        return GuildPicture(entry.directory, own: entry.own, voters: listedAt.flatMap { voters(of: guild, $0) })
    }

    private func voters(of guild: Snowflake, _ listedAt: Date) -> GuildPicture.Voters? {
        guard entries[guild]?.electorate.isBeingListed == false, let members = electorate(of: guild) else { return nil }
        return GuildPicture.Voters(
            rule: settings(guild).electorate, suggestions: visibleSuggestions(of: guild) ?? entries[guild]?.suggestions,
            listedAt: listedAt, members: members.sortedIDs)
    }

    /// A guild is as the last process knew it. Returns whether its voters are known, which they are not when the settings
    /// have changed who may vote.
    func restore(_ picture: GuildPicture, _ directory: GuildDirectory) -> Bool {
        arrived(directory, own: picture.own)
        guard let voters = picture.voters,
            let franchise = try? Franchise(
                voters.rule, in: directory, suggestions: voters.suggestions.flatMap { directory.channels[$0] }),
            franchise == (try? self.franchise(of: directory.id))
        else { return false }
        entries[directory.id]?.electorate = Electorate(MemberSet(voters.members), chosenBy: franchise)
        return true
    }

    // MARK: The suggestions channel

    /// The suggestions channel of a guild. Nil while the guild is not there, and when there is none. Throws:
    /// `DatabaseError`.
    func suggestionsChannel(of guild: Snowflake) async throws -> Snowflake? { try await suggestions(of: guild)?.id }

    /// The suggestions channel of a guild, or why there is none; nil while the guild is not there. Throws:
    /// `DatabaseError`.
    func suggestions(of guild: Snowflake) async throws -> SuggestionsChannel? {
        guard let directory = entries[guild]?.directory else { return nil }
        let settings = settings(guild)
        let setting = settings.suggestionsChannel
        let visible = directory.textChannel(setting)?.id
        try await store.remember(
            guild: guild, name: directory.name, suggestionsChannel: visible, setting: setting,
            voteEmoji: settings.voteEmoji)
        if let visible, !deletedChannels.contains(visible) {
            entries[guild]?.suggestions = visible
            return .found(visible)
        }
        var before = try await store.suggestionsChannelBefore(guild: guild)
        if let channel = before?.channel, deletedChannels.contains(channel) {
            // It was deleted while it was being stored.
            try await store.forgetSuggestionsChannel(channel)
            before = nil
        }
        // Read again: it may have changed meanwhile.
        guard let current = entries[guild]?.directory else { return nil }
        let found = SuggestionsChannel(configured: setting, in: current, before: before)
        entries[guild]?.suggestions = found.id
        if case .absent(let absence) = found, absence != .noSuchChannel(setting) {
            logOnce("\(guild) \(absence)") {
                log.warning(
                    "The configured suggestions channel cannot be used.",
                    metadata: ["guild": "\(label(of: guild))", "problem": "\(absence)"])
            }
        }
        return found
    }

    /// A channel was deleted: it is no suggestions channel any more.
    func channelDeleted(_ channel: Snowflake, in guild: Snowflake) {
        update(guild) { $0.remove(channel: channel) }
        if deletedChannels.count >= 10_000 { deletedChannels = [] }
        deletedChannels.insert(channel)
    }
}
