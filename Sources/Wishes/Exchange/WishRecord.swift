import Discord

/// A wish as our own export holds it.
struct WishRecord: Encodable, Sendable {
    let messageID: FileID
    private let cardID: String
    private let guildID: FileID
    private let channelID: FileID?
    private let kind: WishKind
    private let text: String
    private let channelName: String?
    private let authorID: FileAuthor
    private let authorName: String?
    private let commandID: FileID?
    private let votes: Int
    private let state: WishState
    private let createdAt: FileTime
    private let confirmedAt: FileTime?
    private let grantedAt: FileTime?
    private let grantedBy: FileID?
    private let grantedNotes: String?
    private let madeChannelID: FileID?
    private let manifestation: WishPart.Manifestation?
    private let refusal: WishPart.Refusal?
    private let voteEmoji: String?
    private let history: [WishPart.Event]

    private enum CodingKeys: String, CodingKey {
        case votes, manifestation, refusal, history
        case messageID = "message_id"
        case cardID = "card_id"
        case guildID = "guild_id"
        case channelID = "channel_id"
        case kind = "type"
        case text = "description"
        case channelName = "channel_name"
        case authorID = "author_id"
        case authorName = "author_name"
        case commandID = "command_id"
        case state = "status"
        case createdAt = "created_at"
        case confirmedAt = "confirmed_at"
        case grantedAt = "granted_at"
        case grantedBy = "granted_by"
        case grantedNotes = "granted_notes"
        case madeChannelID = "made_channel_id"
        case voteEmoji = "vote_emoji"
    }

    init(_ stored: WishRow, manifestation: ManifestationRow?, refusal: RefusalRow?, history: [WishPart.Event]) {
        let wish = stored.wish
        messageID = FileID(wish.messageID)
        cardID = wish.cardID
        guildID = FileID(wish.guildID)
        channelID = wish.channelID.map { FileID($0) }
        kind = wish.kind
        text = wish.text
        channelName = wish.channelName
        authorID = FileAuthor(wish.authorID)
        authorName = stored.authorName
        commandID = stored.commandID.map { FileID($0) }
        votes = wish.votes
        state = wish.state
        createdAt = FileTime(wish.createdAt)
        confirmedAt = wish.confirmedAt.map { FileTime($0) }
        grantedAt = stored.grantedAt.map { FileTime($0) }
        grantedBy = stored.grantedBy.map { FileID($0) }
        grantedNotes = stored.grantedNotes
        madeChannelID = manifestation?.madeChannelID.map { FileID($0) }
        self.manifestation = manifestation.map { WishPart.Manifestation($0) }
        self.refusal = refusal.map { WishPart.Refusal($0) }
        self.history = history
        voteEmoji = wish.voteEmoji
    }

    // MARK: As a line of a table

    /// The head of the table.
    static let columns = [
        "message_id", "card_id", "guild_id", "channel_id", "type", "description", "channel_name", "author_id", "votes",
        "status", "created_at", "confirmed_at", "granted_at", "granted_by", "granted_notes", "made_channel_id",
        "history",
    ]

    /// The line, in the order of `columns`.
    var fields: [String] {
        func time(_ time: FileTime?) -> String { time.map { CivilTime.text($0.milliseconds) } ?? "" }
        func id(_ id: FileID?) -> String { id?.snowflake.description ?? "" }
        return [
            id(messageID), cardID, id(guildID), id(channelID), kind.rawValue, text, channelName ?? "",
            authorID.snowflake.description, String(votes), state.rawValue, time(createdAt), time(confirmedAt),
            time(grantedAt), id(grantedBy), grantedNotes ?? "", id(madeChannelID),
            history.map(Self.line).joined(separator: "; "),
        ]
    }

    private static func line(_ event: WishPart.Event) -> String {
        let way = (event.from.map { $0.rawValue + " → " } ?? "") + event.to.rawValue
        let actor = event.actor.map { " by \($0.snowflake)" } ?? ""
        let note = event.note.map { ": " + $0 } ?? ""
        return "\(CivilTime.text(event.at.milliseconds)) \(way)\(actor) (\(event.why))\(note)"
    }
}
