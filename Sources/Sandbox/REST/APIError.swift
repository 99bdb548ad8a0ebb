/// An error response: an HTTP status and a JSON body with Discord's code.
/// Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes
struct APIError: Error, Sendable, Equatable {
    var status: Int
    var code: Int
    var message: String
    var errors: JSON?

    init(_ status: Int, _ code: Int, _ message: String, errors: JSON? = nil) {
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors
    }

    static let unauthorized = APIError(401, 0, "401: Unauthorized")
    static let notFound = APIError(404, 0, "404: Not Found")
    static let methodNotAllowed = APIError(405, 0, "405: Method Not Allowed")
    static let badUserAgent = APIError(403, 40333, "internal network error")
    static let unknownChannel = APIError(404, 10003, "Unknown Channel")
    static let unknownGuild = APIError(404, 10004, "Unknown Guild")
    static let unknownMember = APIError(404, 10007, "Unknown Member")
    static let unknownMessage = APIError(404, 10008, "Unknown Message")
    static let unknownUser = APIError(404, 10013, "Unknown User")
    static let unknownEmoji = APIError(400, 10014, "Unknown Emoji")
    static let unknownWebhook = APIError(404, 10015, "Unknown Webhook")
    static let unknownInteraction = APIError(404, 10062, "Unknown interaction")
    static let unknownCommand = APIError(404, 10063, "Unknown application command")
    static let bannedName = APIError(
        400, 20031, "Channel name contains words that are not allowed.")
    static let tooManyEmoji = APIError(400, 30010, "Maximum number of reactions reached (20)")
    static let tooManyChannels = APIError(400, 30013, "Maximum number of server channels reached (500)")
    static let tooManyFiles = APIError(400, 30015, "Maximum number of attachments in a message reached (10)")
    static let tooManyOldEdits = APIError(
        429, 30046, "Maximum number of edits to messages older than 1 hour reached. Try again later.")
    static let fileTooLarge = APIError(413, 40005, "Request entity too large")
    static let alreadyAcknowledged = APIError(400, 40060, "Interaction has already been acknowledged.")
    static let missingAccess = APIError(403, 50001, "Missing Access")
    static let notTheAuthor = APIError(403, 50005, "Cannot edit a message authored by another user")
    static let emptyMessage = APIError(400, 50006, "Cannot send an empty message")
    static let cannotMessageUser = APIError(403, 50007, "Cannot send messages to this user")
    static let notText = APIError(400, 50008, "Cannot send messages in a non-text channel")
    static let wrongChannelType = APIError(400, 50024, "Cannot execute action on this channel type")
    static let missingPermissions = APIError(403, 50013, "Missing Permissions")
    static let bulkDeleteCount = APIError(
        400, 50016,
        "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete."
    )
    static let tooOld = APIError(400, 50034, "You can only bulk delete messages that are under 14 days old.")
    static let archivedThread = APIError(400, 50083, "Thread is archived")
    static let notJSON = APIError(400, 50109, "The request body contains invalid JSON.")
    static let threadExists = APIError(400, 160_004, "A thread has already been created for this message")
    static let lockedThread = APIError(400, 160_005, "Thread is locked")
    static let tooManyThreads = APIError(400, 160_006, "Maximum number of active threads reached")
    static let replyNeedsHistory = APIError(400, 160002, "Cannot reply without permission to read message history")

    /// 50035 with one error at a path of keys.
    static func invalid(_ path: [String], _ code: String, _ message: String) -> APIError {
        let leaf: JSON = ["_errors": [["code": .string(code), "message": .string(message)]]]
        let tree = path.reversed().reduce(leaf) { inner, key in .object([JSON.Pair(key, inner)]) }
        return APIError(400, 50035, "Invalid Form Body", errors: tree)
    }

    var json: JSON {
        var body: JSON = ["message": .string(message), "code": .int(code)]
        if let errors { body["errors"] = errors }
        return body
    }
}
