import Discord
import GRDB

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
        case commandID = "command_id"
        case state = "status"
        case createdAt = "created_at"
        case confirmedAt = "confirmed_at"
        case grantedAt = "granted_at"
        case grantedBy = "granted_by"
        case grantedNotes = "granted_notes"
        case madeChannelID = "made_channel_id"
    }

    /// From a row of `wishes` joined with its manifestation and its refusal.
    init(_ row: Row, history: [WishPart.Event]) {
        func time(_ column: String) -> FileTime? { (row[column] as Int64?).map { FileTime($0) } }
        func id(_ column: String) -> FileID? { (row[column] as Snowflake?).map { FileID($0) } }
        messageID = FileID(row["message_id"])
        cardID = row["card_id"]
        guildID = FileID(row["guild_id"])
        channelID = id("channel_id")
        kind = row["kind"]
        text = row["text"]
        channelName = row["channel_name"]
        authorID = FileAuthor(row["author_id"])
        commandID = id("command_id")
        votes = row["votes"]
        state = row["state"]
        createdAt = FileTime(row["created_at"])
        confirmedAt = time("confirmed_at")
        grantedAt = time("granted_at")
        grantedBy = id("granted_by")
        grantedNotes = row["granted_notes"]
        madeChannelID = id("made_channel_id")
        manifestation = time("claimed_at").map { claimed in
            .init(
                tally: row["tally"], electorate: row["electorate"], needed: row["needed"], claimedAt: claimed,
                requestedAt: time("requested_at"), answeringAt: time("answering_at"), answeredAt: time("answered_at"))
        }
        refusal = (row["reason"] as String?).map { reason in
            let pause: Int64 = row["pause_until"]
            return .init(
                reason: reason, times: row["times"], pauseUntil: pause > 0 ? FileTime(pause) : nil,
                saidReason: row["said_reason"])
        }
        self.history = history
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
            history.map(Self.told).joined(separator: "; "),
        ]
    }

    private static func told(_ event: WishPart.Event) -> String {
        let way = (event.from.map { $0.rawValue + " → " } ?? "") + event.to.rawValue
        let actor = event.actor.map { " by \($0.snowflake)" } ?? ""
        return "\(CivilTime.text(event.at.milliseconds)) \(way)\(actor) (\(event.why))"
    }
}
