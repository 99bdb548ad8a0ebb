import Discord
import Foundation

/// A command in a message, with everything needed to answer it.
struct CommandCall: Sendable {
    /// What was written.
    var reading: WishCommand.Reading
    /// The message.
    var message: Message
    /// Where.
    var guildID: Snowflake
    /// What the author may do.
    var role: RequesterRole
    /// Whether the author may change the server itself.
    var managesServer = false
    /// Whether it is the one command too many, which is answered with "slower".
    var isTooMany = false
    /// Whether an earlier process may have carried it out.
    var mayBeRepeated = false
    /// The row of the inbox, when it is carried out after a restart or for the second time.
    var replayed: InboxCommand?

    /// How old a list or a report may become before its member has forgotten the question, in seconds.
    private static let longestUse: TimeInterval = 15 * 60

    /// Whether the answer would come too late to be of use. A time in the future counts as now.
    func isOutdated(at now: Date) -> Bool {
        guard let replayed, reading.isQuestion else { return false }
        return now.timeIntervalSince(replayed.receivedAt) > Self.longestUse
    }

    /// The author, as verbs want to know them.
    var requester: Requester {
        Requester(
            userID: message.author.id, name: message.member?.nick ?? message.author.displayName, guildID: guildID,
            channelID: message.channelID, role: role, managesServer: managesServer, requestID: message.id,
            mayBeRepeated: mayBeRepeated, enclosure: Enclosure(message))
    }
}

extension WishCommand.Reading {
    /// Whether it only asks for a list, a report or help.
    fileprivate var isQuestion: Bool {
        switch self {
        case .command(let command): command.isQuestion
        case .call: true
        case .none, .usage, .almost: false
        }
    }
}
