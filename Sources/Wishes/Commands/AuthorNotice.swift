import Discord
import Logging

/// How the author of a wish hears what became of it.
package enum AuthorTelling: String, Sendable, CaseIterable {
    /// By an answer under the wish that pings the author alone.
    case reply
    /// By a direct message.
    case directMessage = "direct_message"
    /// Not at all.
    case off
}

/// The mention behind an answer under a wish that pings its author.
enum AuthorPing {
    /// The line that follows the words.
    static func line(_ author: Snowflake) -> String { "\n<@\(author)>" }

    /// The words in front of such a line.
    static func words(of text: String) -> Substring {
        guard let end = text.lastIndex(of: "\n"), text[end...].wholeMatch(of: /\n<@[0-9]+>/) != nil else {
            return text[...]
        }
        return text[..<end]
    }
}

/// Tells the author of a wish what became of it, as the guild's settings want it. News is sent once: what a stop
/// interrupts is not repeated.
final class AuthorNotice {
    /// When more wishes expire at once, as after a change of the setting, only their cards tell.
    static let mostExpired = 25

    private let port: any GuildPort
    private let posting: MessagePosting
    private let guilds: KnownGuilds
    private let settings: @Sendable (Snowflake) -> GuildSettings
    private let log: Logger

    init(_ parts: SharedParts) {
        port = parts.port
        posting = parts.posting
        guilds = parts.guilds
        settings = parts.dependencies.settings
        log = parts.log
    }

    /// Whether there is someone to tell: an author who is known and has not done it themselves.
    private func isDue(_ wish: Wish, by actor: Snowflake?) -> Bool {
        wish.authorID != Wish.unknownAuthor && wish.authorID != actor
    }

    /// Tells the author what `actor` (nil: none) has made of a wish, in the words of the answer under it. Its channel is that of the
    /// card.
    func tell(
        _ wish: Wish, _ state: WishState, _ text: String, by actor: Snowflake?, in channel: Snowflake?,
        for work: WorkContext
    ) async {
        guard isDue(wish, by: actor) else { return }
        switch settings(wish.guildID).tellAuthors {
        case .off: return
        case .directMessage: await send(wish, text, for: work)
        case .reply:
            // At most 25 characters, different for each state.
            let nonce = "n\(state.rawValue.prefix(3))\(wish.messageID)"
            let answer = NewMessage(content: text, replyTo: wish.messageID, nonce: nonce)
            await posting.post(addressed(answer, to: wish, by: actor), in: channel, for: work)
        }
    }

    /// Tells the authors of wishes that have just expired, unless they are so many that the channel would be full of it.
    func expired(_ wishes: [Wish], for work: WorkContext) async {
        guard wishes.count <= Self.mostExpired else { return }
        for wish in wishes where !Task.isCancelled {
            let settings = settings(wish.guildID)
            await tell(
                wish, .expired, settings.replies.expiredNews(days: settings.expireAfterDays), by: nil,
                in: wish.channelID ?? guilds.visibleSuggestions(of: wish.guildID), for: work)
        }
    }

    /// Sends what was also posted under the wish, where authors hear by direct message.
    func repeatDirectly(_ wish: Wish, _ text: String, by actor: Snowflake?, for work: WorkContext) async {
        guard settings(wish.guildID).tellAuthors == .directMessage, isDue(wish, by: actor) else { return }
        await send(wish, text, for: work)
    }

    /// An answer under a wish with a mention that pings its author, where authors hear by answers.
    func addressed(_ message: NewMessage, to wish: Wish, by actor: Snowflake?) -> NewMessage {
        guard settings(wish.guildID).tellAuthors == .reply, isDue(wish, by: actor) else { return message }
        var message = message
        // Behind the words, by whose beginning a later process knows what the bot has said.
        message.content = (message.content ?? "") + AuthorPing.line(wish.authorID)
        message.pinged = [wish.authorID]
        return message
    }

    private func send(_ wish: Wish, _ text: String, for work: WorkContext) async {
        let words = settings(wish.guildID).replies.direct(
            text, about: wish, guildName: guilds.name(of: wish.guildID))
        do {
            _ = try await port.serving(work).directMessage(NewMessage(content: words), to: wish.authorID)
        } catch {
            // Many members take no direct messages from strangers. Nothing is posted in their place.
            log.debug(
                "An author could not be told by direct message.",
                metadata: [
                    "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)", "error": "\(error)",
                ])
        }
    }
}
