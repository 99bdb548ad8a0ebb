import Discord
import GRDB

/// A wish whose card is being posted, as our own export holds it. After an import elsewhere, the start finds its card or
/// posts it, without its picture: the address of that holds for a day.
struct BegunWish: Codable, Sendable, Equatable {
    let cardID: String
    let guildID: FileID
    let channelID: FileID
    let kind: WishKind
    let text: String
    let channelName: String?
    let authorID: FileAuthor
    let commandID: FileID
    let createdAt: FileTime
    let voteEmoji: String?
    let authorName: String?

    enum CodingKeys: String, CodingKey {
        case cardID = "card_id"
        case guildID = "guild_id"
        case channelID = "channel_id"
        case kind = "type"
        case text = "description"
        case channelName = "channel_name"
        case authorID = "author_id"
        case commandID = "command_id"
        case createdAt = "created_at"
        case voteEmoji = "vote_emoji"
        case authorName = "author_name"
    }

    init(_ intent: WishIntent) {
        cardID = intent.cardID
        guildID = FileID(intent.guildID)
        channelID = FileID(intent.channelID)
        kind = intent.kind
        text = intent.text
        channelName = intent.channelName
        authorID = FileAuthor(intent.authorID)
        commandID = FileID(intent.commandID)
        createdAt = FileTime(intent.createdAt)
        voteEmoji = intent.voteEmoji
        authorName = intent.authorName
    }

    /// Why it would not be accepted as a wish; nil when it would.
    func flaw(reserved: ReservedNames) -> String? {
        guard ForeignWish.isCardID(cardID) else { return "card_id is not one of this bot's" }
        return WishRules.flaw(kind, text: text, channelName: channelName, isOpen: true, reserved: reserved)
    }

    private var intent: WishIntent {
        WishIntent(
            cardID: cardID, guildID: guildID.snowflake, channelID: channelID.snowflake, kind: kind, text: text,
            channelName: kind == .channel ? channelName.map(ChannelName.normalized) : nil,
            authorID: authorID.snowflake, commandID: commandID.snowflake, createdAt: createdAt.date,
            voteEmoji: voteEmoji?.cut(to: FileLimits.name), authorName: authorName?.cut(to: FileLimits.name))
    }

    /// Stores it, unless the wish exists already or was begun here as well.
    func insert(in db: Database) throws {
        let intent = intent
        let isCard = Wish.Columns.cardID == intent.cardID
        let isCommand = WishRow.Columns.commandID == intent.commandID
        guard try WishRow.filter(isCard || isCommand).isEmpty(db) else { return }
        try intent.insert(db, onConflict: .ignore)
    }
}
