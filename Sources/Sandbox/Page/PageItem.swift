/// A part of the world that a page draws. A change names the part; its state is read when it is sent.
enum PageItem: Hashable, Sendable {
    case guild(ID)
    case channel(ID, guild: ID)
    case member(ID, guild: ID)
    case message(ID, channel: ID)
    /// An interaction with the answers that only its user sees.
    case answers(interaction: ID)
    /// The channel of the direct messages with a user.
    case direct(ID)
    case commands
    /// Whether the bot is connected, and whether its process runs.
    case bot

    /// The parts that an event changes.
    static func changed(by event: WorldEvent) -> [PageItem] {
        switch event {
        case .guildCreate(let id), .guildUpdate(let id), .guildDelete(let id, _): [.guild(id)]
        case .channelCreate(let channel), .channelUpdate(let channel), .channelDelete(let channel):
            [.channel(channel.id, guild: channel.guildID)]
        case .threadCreate(let thread), .threadUpdate(let thread), .threadDelete(let thread),
            .threadMembersUpdate(let thread, _):
            changed(by: thread)
        case .threadListSync: []
        case .roleCreate(let guild, _), .roleUpdate(let guild, _), .roleDelete(let guild, _): [.guild(guild)]
        case .memberAdd(let guild, let member), .memberUpdate(let guild, let member):
            [.member(member.id, guild: guild)]
        case .memberRemove(let guild, let user): [.member(user, guild: guild)]
        case .messageCreate(let message), .messageUpdate(let message), .messageDelete(let message):
            message.guildID == .noGuild ? [.direct(message.channelID), item(message)] : [item(message)]
        case .messageDeleteBulk(let messages): messages.map { item($0) }
        case .reactionAdd(let vote), .reactionRemove(let vote): [.message(vote.messageID, channel: vote.channelID)]
        case .reactionsCleared(let message), .emojiCleared(let message, _): [item(message)]
        case .interaction(let interaction): [.answers(interaction: interaction.id)]
        }
    }

    /// The thread, and the message that it belongs to, which has the same id.
    private static func changed(by thread: Sandbox.Channel) -> [PageItem] {
        let channel = PageItem.channel(thread.id, guild: thread.guildID)
        guard let parent = thread.parentID else { return [channel] }
        return [channel, .message(thread.id, channel: parent)]
    }

    private static func item(_ message: Sandbox.Message) -> PageItem {
        guard message.isEphemeral, let interaction = message.interaction?["id"]?.id else {
            return .message(message.id, channel: message.channelID)
        }
        return .answers(interaction: interaction)
    }
}

/// What one page has not been sent yet. A part that changes twice before it is sent is sent once; beyond the limit, the
/// page is sent everything anew.
struct PageBacklog: Sendable {
    /// Parts kept for one page.
    static let limit = 2000

    private(set) var items: [PageItem] = []
    private var known: Set<PageItem> = []
    /// Whether the page needs everything: at its start and after an overflow.
    private(set) var needsAll = true

    mutating func add(_ item: PageItem) {
        guard !needsAll, known.insert(item).inserted else { return }
        items.append(item)
        if items.count > Self.limit { self = PageBacklog() }
    }

    /// The waiting parts in the order of their first change; nil when the page needs everything. Nothing waits then.
    mutating func take() -> [PageItem]? {
        defer {
            (items, known) = ([], [])
            needsAll = false
        }
        return needsAll ? nil : items
    }
}
