import Foundation

/// Everything that exists in the pretend Discord. A value: the time is put in before each change, and what a change
/// means to the gateway is left in `outbox`.
struct World: Sendable {
    /// The time of the change under way.
    var now: Date
    /// While true, changes leave nothing in the outbox: they happened while nobody was told.
    var isSilent = false
    var portal: Sandbox.Portal
    var mint = IDMint()
    private(set) var outbox: [Happening] = []

    var guilds: [ID: Sandbox.Guild] = [:]
    var guildOrder: [ID] = []
    var channels: [ID: Sandbox.Channel] = [:]
    var logs: [ID: MessageLog] = [:]
    var users: [ID: Sandbox.User] = [:]
    var members: [ID: MemberRoll] = [:]
    var commands: [CommandScope: [JSON]] = [:]
    var interactions: [ID: Interaction] = [:]
    var nonces: [NonceKey: NonceUse] = [:]
    /// Words that make a channel name be refused with 20031.
    var bannedWords: [String] = []
    /// Channels a guild may have.
    var channelLimit = 500
    /// Channels a category may have.
    var categoryLimit = 50
    /// Seconds within which the first answer to an interaction has to come.
    var interactionPatience: TimeInterval = 3
    /// The gateway address answered by REST.
    var gatewayURL = ""

    init(portal: Sandbox.Portal, botName: String, now: Date) {
        self.now = now
        self.portal = portal
        let bot = mint.next(at: now.addingTimeInterval(-86_400 * 30))
        self.portal.applicationID = bot
        users[bot] = Sandbox.User(id: bot, name: botName, displayName: nil, isBot: true)
    }

    var botID: ID { portal.applicationID }

    mutating func newID() -> ID { mint.next(at: now) }

    mutating func emit(_ happening: Happening) {
        if !isSilent { outbox.append(happening) }
    }

    mutating func takeOutbox() -> [Happening] {
        guard !outbox.isEmpty else { return [] }
        defer { outbox = [] }
        return outbox
    }

    /// The guild's channels, ordered as the sidebar shows them.
    func channels(of guild: ID) -> [Sandbox.Channel] {
        channels.values.filter { $0.guildID == guild }.sorted { ($0.position, $0.id) < ($1.position, $1.id) }
    }

    func rules(of guild: Sandbox.Guild) -> PermissionRules {
        PermissionRules(ownerID: guild.ownerID, guildID: guild.id, roles: guild.roles, now: now)
    }

    /// What a member may do in the guild; nothing for somebody who is not a member.
    func permissions(of user: ID, inGuild guildID: ID) -> Permissions {
        guard let guild = guilds[guildID], let member = members[guildID]?[user] else { return [] }
        return rules(of: guild).inGuild(member)
    }

    /// What a member may do in a channel; nothing for somebody who is not a member.
    func permissions(of user: ID, in channel: Sandbox.Channel) -> Permissions {
        guard let guild = guilds[channel.guildID], let member = members[channel.guildID]?[user] else { return [] }
        return rules(of: guild).inChannel(member, channel.overwrites)
    }

    /// Whether the bot sees a channel; a category is seen when any of its channels is.
    func botSees(_ channel: Sandbox.Channel) -> Bool {
        if permissions(of: botID, in: channel).contains(.viewChannel) { return true }
        guard channel.kind == .category else { return false }
        return channels.values.contains {
            $0.parentID == channel.id && permissions(of: botID, in: $0).contains(.viewChannel)
        }
    }
}
