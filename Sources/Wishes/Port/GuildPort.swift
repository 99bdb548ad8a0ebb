import Discord
import Foundation

/// The few verbs that wishes need of Discord.
///
/// Reads may be repeated by the implementation; writes happen at most once per call. Errors say whether something may
/// have happened all the same.
package protocol GuildPort: InteractionPort {
    /// The same port for one piece of work: its calls have that guild, that priority, and that tally.
    func serving(_ work: WorkContext) -> any GuildPort
    /// A page of the messages above an id, at most 100, in any order. Empty without Read Message History.
    func messages(in channel: Snowflake, after: Snowflake, limit: Int) async throws(PortError) -> [PostedMessage]
    /// The newest messages of a channel, at most 100, in any order.
    func newestMessages(in channel: Snowflake, limit: Int) async throws(PortError) -> [PostedMessage]
    /// One message.
    func message(_ message: Snowflake, in channel: Snowflake) async throws(PortError) -> PostedMessage
    /// Who reacted with an emoji: a page of at most 100 above a user id, of one kind.
    func reactors(
        of message: Snowflake, in channel: Snowflake, emoji: Emoji, kind: ReactionKind, after: Snowflake
    ) async throws(PortError) -> [User]
    /// Posts a message, with its files, and returns its id.
    func post(_ message: NewMessage, in channel: Snowflake) async throws(PortError) -> Snowflake
    /// Posts a message with a nonce, and returns the one that has this nonce now: it may be of an earlier call, or of
    /// another process. `messageGone` when that one was deleted meanwhile.
    func postOnce(_ message: NewMessage, in channel: Snowflake) async throws(PortError) -> PostedMessage
    /// Adds the bot's own reaction. Harmless when it is there.
    func react(to message: Snowflake, in channel: Snowflake, with emoji: Emoji) async throws(PortError)
    /// Changes one of the bot's own messages. `tooManyEdits` when messages older than an hour were edited too often.
    func editMessage(_ message: Snowflake, in channel: Snowflake, _ edit: MessageEdit) async throws(PortError)
    /// Deletes a message.
    func delete(_ message: Snowflake, in channel: Snowflake) async throws(PortError)
    /// Starts the thread of a message, or finds that it has one. Returns its id, which is that of the message.
    func startThread(
        under message: Snowflake, in channel: Snowflake, name: String, patience: ThreadPatience
    ) async throws(PortError) -> Snowflake
    /// Closes a thread, so that only moderators can open it again. Needs Manage Threads. Harmless when it is closed.
    func lockThread(_ thread: Snowflake) async throws(PortError)
    /// Sends a user a direct message and returns its id. `forbidden` when the user takes none from the bot.
    func directMessage(_ message: NewMessage, to user: Snowflake) async throws(PortError) -> Snowflake
    /// The bytes of a file of a message. `refused` when it has more than `limit` bytes, is gone, or is not at Discord's.
    func fetchAttachment(_ attachment: MessageAttachment, limit: Int) async throws(PortError) -> [UInt8]
    /// A guild as it is now, with its roles and the channels that the bot can see.
    func guild(_ guild: Snowflake) async throws(PortError) -> GuildCreate
    /// The channels of a guild that the bot can see.
    func channels(of guild: Snowflake) async throws(PortError) -> [Channel]
    /// Makes a text channel. Never repeated: there is no way to say "only once".
    func createTextChannel(_ channel: NewTextChannel, in guild: Snowflake) async throws(PortError) -> Channel
    /// Who created channels: a page of at most 100 entries of the guild's audit log above an entry's id. `forbidden`
    /// without View Audit Log.
    func channelCreations(in guild: Snowflake, after: Snowflake) async throws(PortError) -> [AuditLog.Entry]
    /// A page of at most 1000 members above a user id, by id; each has its user.
    func members(of guild: Snowflake, after: Snowflake) async throws(PortError) -> [Member]
    /// Somebody waits for what is under way for a guild, or no longer does: it passes before other work.
    func prefer(_ guild: Snowflake, _ isPreferred: Bool) async
}

extension GuildPort {
    /// Where nothing queues, nothing passes.
    package func prefer(_ guild: Snowflake, _ isPreferred: Bool) async {}
}

/// A message in a channel, as far as wishes care.
package struct PostedMessage: Sendable, Equatable {
    /// The message.
    package var id: Snowflake
    /// Who wrote it.
    package var authorID: Snowflake
    /// Its text.
    package var content: String
    /// Its reactions; empty when there are none.
    package var reactions: [Reaction]
    /// The headings of its cards.
    package var titles: [String]
    /// The small print of its cards, where a card's id stands.
    package var footers: [String]
    /// Its cards, whole.
    package var embeds: [Embed]
    /// Its files.
    package var attachments: [MessageAttachment]
    /// Whether it carries what is neither text nor among its files, such as a sticker or a poll.
    package var carriesOther = false
    /// The message that it answers.
    package var replyTo: Snowflake?
    /// Whether its reactions could be read at all.
    package var isReadable = true
    /// What is known of reactions that could not be read; nil when there are none.
    package var reactionList: ReactionList?

    /// Makes a message.
    package init(
        id: Snowflake, authorID: Snowflake, content: String = "", reactions: [Reaction] = [],
        titles: [String] = [], footers: [String] = [], embeds: [Embed] = [], attachments: [MessageAttachment] = [],
        replyTo: Snowflake? = nil
    ) {
        self.id = id
        self.authorID = authorID
        self.content = content
        self.reactions = reactions
        self.titles = titles
        self.footers = footers
        self.embeds = embeds
        self.attachments = attachments
        self.replyTo = replyTo
    }

    /// Whether the votes are known, also when there are none.
    func knowsVotes(for emoji: Emoji) -> Bool { isReadable && reactionList?.knowsCount(of: emoji) ?? true }

    /// The votes as people see them, without the bot's own star: `count − me − me_burst`, never below 0.
    func votes(for emoji: Emoji) -> Int {
        guard let reaction = reaction(for: emoji) else { return 0 }
        return max(0, reaction.count - (reaction.me ? 1 : 0) - (reaction.meBurst == true ? 1 : 0))
    }

    /// The reaction with an emoji; with that very spelling, if there is one of each.
    func reaction(for emoji: Emoji) -> Reaction? {
        reactions.first { $0.emoji == emoji } ?? reactions.first { $0.emoji.matches(emoji) }
    }

    /// Whether the bot's own star is there.
    func carriesOwnStar(_ emoji: Emoji) -> Bool {
        reactions.contains { $0.emoji.matches(emoji) && ($0.me || $0.meBurst == true) }
    }
}

/// A channel to be made.
package struct NewTextChannel: Sendable, Equatable {
    /// Normalised, 1–100 characters.
    package var name: String
    /// At most 1024 characters; ends with the marker.
    package var topic: String
    /// The category; nil for none.
    package var category: Snowflake?
    /// For the guild's audit log.
    package var reason: String
}

/// Why Discord did not do what was asked.
package struct PortError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What can be concluded.
    package enum Kind: Sendable, Equatable {
        /// 404 Unknown Message.
        case messageGone
        /// 404 Unknown Channel.
        case channelGone
        /// 404 Unknown Guild.
        case guildGone
        /// 403: the bot may not. It may again later.
        case forbidden
        /// The guild has as many channels as a guild can have.
        case guildFull
        /// The category has as many channels as a category can have.
        case categoryFull
        /// The name holds a word that this guild or Discord forbids.
        case bannedWord
        /// Nobody can answer the interaction any more: its time is over.
        case interactionGone
        /// Somebody has answered the interaction already.
        case alreadyAnswered
        /// Registering would remove the application's Entry Point command.
        case entryPointMissing
        /// Messages older than an hour were edited too often: for a while only younger ones can be.
        case tooManyEdits
        /// Discord refuses the request for another reason; repeating it changes nothing.
        case refused
        /// The channel belongs to another guild than the one for which it is asked: Discord was not asked.
        case otherGuild
        /// No answer, or one that says nothing; it is certain that nothing was done.
        case unreachable
        /// No answer, and it may have been done all the same.
        case uncertain
    }

    /// What can be concluded.
    package var kind: Kind
    /// One sentence for the operator.
    package var description: String
    /// Discord's code, if it sent one.
    package var code: APIErrorCode?

    /// Makes an error.
    package init(_ kind: Kind, _ description: String, code: APIErrorCode? = nil) {
        self.kind = kind
        self.description = description
        self.code = code
    }

    /// Whether there was no clear answer: the same request may succeed later.
    var isPassing: Bool { kind == .unreachable || kind == .uncertain }

    /// Whether this error is proof of that.
    func proves(_ kind: Kind) -> Bool { self.kind == kind }
}
