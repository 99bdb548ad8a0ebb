/// One of Discord's JSON error codes. Unknown codes survive and print as numbers.
/// Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
package struct APIErrorCode: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The number.
    package var rawValue: Int

    /// Wraps a number.
    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// The number.
    package var description: String { "\(rawValue)" }

    /// No particular error: only the HTTP status has a meaning.
    package static let general = APIErrorCode(rawValue: 0)
    /// The channel is deleted.
    package static let unknownChannel = APIErrorCode(rawValue: 10003)
    /// The guild is gone, or the bot is not in it.
    package static let unknownGuild = APIErrorCode(rawValue: 10004)
    /// Not a member of the guild.
    package static let unknownMember = APIErrorCode(rawValue: 10007)
    /// The message is deleted.
    package static let unknownMessage = APIErrorCode(rawValue: 10008)
    /// The interaction was never acknowledged, or its 15 minutes are over.
    package static let unknownWebhook = APIErrorCode(rawValue: 10015)
    /// Answered too late, or by another process.
    package static let unknownInteraction = APIErrorCode(rawValue: 10062)
    /// The name of a channel contains a banned word.
    package static let disallowedWords = APIErrorCode(rawValue: 20031)
    /// The message has 20 different reaction emoji.
    package static let tooManyReactions = APIErrorCode(rawValue: 30010)
    /// The guild has its 500 channels.
    package static let tooManyChannels = APIErrorCode(rawValue: 30013)
    /// Messages older than an hour were edited too often. The status is 429, but no time to wait is named.
    package static let tooManyOldEdits = APIErrorCode(rawValue: 30046)
    /// A file is larger than the guild allows.
    package static let fileTooLarge = APIErrorCode(rawValue: 40005)
    /// The interaction was already acknowledged.
    package static let alreadyAcknowledged = APIErrorCode(rawValue: 40060)
    /// The bot cannot see the resource. It may exist.
    package static let missingAccess = APIErrorCode(rawValue: 50001)
    /// The user takes no direct messages from the bot.
    package static let cannotMessageUser = APIErrorCode(rawValue: 50007)
    /// The bot lacks a permission for the action.
    package static let missingPermissions = APIErrorCode(rawValue: 50013)
    /// A bulk registration would remove the application's Entry Point command.
    package static let entryPointMissing = APIErrorCode(rawValue: 50240)
    /// The thread is archived.
    package static let threadArchived = APIErrorCode(rawValue: 50083)
    /// An interaction token has expired.
    package static let invalidWebhookToken = APIErrorCode(rawValue: 50027)
    /// The body was not accepted; the details say where.
    package static let invalidFormBody = APIErrorCode(rawValue: 50035)
    /// The account of the bot's owner needs two-factor authentication.
    package static let twoFactorRequired = APIErrorCode(rawValue: 60003)
    /// The message has a thread already.
    package static let threadExists = APIErrorCode(rawValue: 160_004)
    /// The thread is locked.
    package static let threadLocked = APIErrorCode(rawValue: 160_005)
    /// The guild has 1000 active threads.
    package static let tooManyThreads = APIErrorCode(rawValue: 160_006)
    /// The author of the message has blocked the bot.
    package static let reactionBlocked = APIErrorCode(rawValue: 90001)
}
