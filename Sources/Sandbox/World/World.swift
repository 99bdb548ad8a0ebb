import Foundation

/// Everything that exists in the simulated Discord, as a value. `now` is set before each change; each change leaves its
/// events in `outbox`.
struct World: Sendable {
    /// The time of the current change.
    var now: Date
    /// While true, changes leave no events in the outbox.
    var isSilent = false
    var portal: Sandbox.Portal
    var idGenerator = IDGenerator()
    let beganAt: Date
    /// Guilds whose ids were made for an even spread over shards.
    var spreadIDs: UInt64 = 0
    private(set) var outbox: [WorldEvent] = []
    /// Whether every change is recorded, silent ones too.
    var isWatched = false
    private(set) var record: [WorldEvent] = []

    var guilds: [ID: Sandbox.Guild] = [:]
    var guildOrder: [ID] = []
    var channels = ChannelTable()
    var logs: [ID: MessageLog] = [:]
    var users: [ID: Sandbox.User] = [:]
    var members: [ID: MemberList] = [:]
    var commands: [CommandScope: [JSON]] = [:] {
        didSet { commandsRevision += 1 }
    }
    /// Counts the changes of `commands`.
    private(set) var commandsRevision = 0
    var interactions: [ID: Interaction] = [:]
    /// Who created channels, oldest first, by guild.
    var channelCreations: [ID: [ChannelCreation]] = [:]
    var nonces: [NonceKey: NonceUse] = [:]
    /// The files of messages and options.
    var files = FileStore()
    /// When messages older than an hour were edited, by channel.
    var oldEdits: [ID: [Date]] = [:]
    /// How often messages older than an hour can be edited in a channel; beyond that edits get error 30046.
    var oldEditLimit = Sandbox.OldEditLimit()
    /// Users who take no direct messages.
    var withoutDirectMessages: Set<ID> = []
    /// Words in a channel name that are refused with error 20031.
    var bannedWords: [String] = []
    /// Channels a guild may have.
    var channelLimit = 500
    /// Channels a category may have.
    var categoryLimit = 50
    /// Seconds within which an interaction needs its first response.
    var interactionDeadline: TimeInterval = 3
    /// The gateway address that REST answers.
    var gatewayURL = ""

    init(portal: Sandbox.Portal, botName: String, now: Date) {
        self.now = now
        beganAt = now
        self.portal = portal
        let bot = idGenerator.next(at: now.addingTimeInterval(-86_400 * 30))
        self.portal.applicationID = bot
        users[bot] = Sandbox.User(id: bot, name: botName, displayName: nil, isBot: true)
    }

    var botID: ID { portal.applicationID }

    mutating func newID() -> ID { idGenerator.next(at: now) }

    mutating func emit(_ event: WorldEvent) {
        if isWatched { record.append(event) }
        if !isSilent { outbox.append(event) }
    }

    mutating func takeOutbox() -> [WorldEvent] {
        guard !outbox.isEmpty else { return [] }
        defer { outbox = [] }
        return outbox
    }

    /// Every change since the last call, silent ones too; empty unless watched.
    mutating func takeRecord() -> [WorldEvent] {
        guard !record.isEmpty else { return [] }
        defer { record = [] }
        return record
    }

    /// The guild's channels by position, then id, without threads.
    func channels(of guild: ID) -> [Sandbox.Channel] {
        channels.all(of: guild).filter { !$0.isThread }.sorted {
            ($0.position, $0.id) < ($1.position, $1.id)
        }
    }

    func rules(of guild: Sandbox.Guild) -> PermissionRules {
        PermissionRules(ownerID: guild.ownerID, guildID: guild.id, roles: guild.roles, now: now)
    }

    /// What a member may do in the guild; empty for users who are not members.
    func permissions(of user: ID, inGuild guildID: ID) -> Permissions {
        guard let guild = guilds[guildID], let member = members[guildID]?[user] else { return [] }
        return rules(of: guild).inGuild(member)
    }

    /// What a member may do in a channel; empty for users who are not members.
    func permissions(of user: ID, in channel: Sandbox.Channel) -> Permissions {
        if let recipient = channel.recipientID { return user == recipient || user == botID ? .direct : [] }
        guard let guild = guilds[channel.guildID], let member = members[channel.guildID]?[user] else { return [] }
        // The overwrites of a thread are those of its channel.
        let home = channel.isThread ? channel.parentID.flatMap { channels[$0] } ?? channel : channel
        return rules(of: guild).inChannel(member, home.overwrites, isThread: channel.isThread)
    }

    /// Whether the bot can view a channel. A category is visible when one of its channels is.
    func botSees(_ channel: Sandbox.Channel) -> Bool {
        if permissions(of: botID, in: channel).contains(.viewChannel) { return true }
        guard channel.kind == .category else { return false }
        return channels.all(of: channel.guildID).contains {
            $0.parentID == channel.id && !$0.isThread && permissions(of: botID, in: $0).contains(.viewChannel)
        }
    }
}
