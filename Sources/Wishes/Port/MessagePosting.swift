import Discord
import Foundation
import Logging

/// Posts messages that nothing depends on: answers, refusals, reports.
final class MessagePosting {
    /// Shown under a command whose answer cannot be posted.
    static let warning = Emoji(name: "⚠️")

    /// What became of a message.
    enum Outcome: Sendable, Equatable {
        /// It is there.
        case posted
        /// The bot may not post it: not before something changes.
        case refused
        /// Discord gave no answer: another attempt may help.
        case unanswered
    }

    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let refusals: Refusals
    private let now: @Sendable () -> Date
    private let log: Logger
    private let logOnce = LogOnce()

    init(
        port: any GuildPort, guilds: KnownGuilds, refusals: Refusals, now: @escaping @Sendable () -> Date, log: Logger
    ) {
        self.port = port
        self.guilds = guilds
        self.refusals = refusals
        self.now = now
        self.log = log
    }

    /// Posts a message, unless it is known that the bot may not post there; one that cannot be posted is logged, once
    /// for a channel and kind of error. The member whom it answers gets ⚠️ under their message instead.
    ///
    /// Where files are not allowed, a message is posted without its files.
    @discardableResult
    func post(_ message: NewMessage, in channel: Snowflake?, for work: WorkContext) async -> Outcome {
        guard let channel else { return .refused }
        let guild = work.guild ?? Snowflake(0)
        let message = mayPost(message.act, in: channel, of: guild) ? message : message.withoutFiles
        guard mayPost(message.act, in: channel, of: guild) else {
            logOnce("\(channel) may not post") {
                log.warning(
                    "Answers cannot be posted; give the bot View Channel and Send Messages in this channel.",
                    metadata: ["guild": "\(guilds.label(of: guild))", "channel": "\(channel)"])
            }
            await warn(under: message.replyTo, in: channel, guild, for: work)
            return .refused
        }
        do {
            _ = try await port.serving(work).post(message, in: channel)
            return .posted
        } catch {
            logOnce("\(channel) \(error.kind)") {
                log.warning(
                    "An answer could not be posted.",
                    metadata: [
                        "guild": "\(guilds.label(of: guild))", "channel": "\(channel)", "error": "\(error)",
                    ])
            }
            guard refusals.note(error, of: message.act, in: channel, guild) != nil else {
                return error.isPassing ? .unanswered : .refused
            }
            if !message.files.isEmpty { return await post(message.withoutFiles, in: channel, for: work) }
            await warn(under: message.replyTo, in: channel, guild, for: work)
            return .refused
        }
    }

    /// Whether the bot may post cards in a channel, files too, or text alone, as far as is known.
    func mayPost(_ act: Refusals.Act = .postCard, in channel: Snowflake, of guild: Snowflake) -> Bool {
        if refusals.isRefused(act, in: channel, guild) { return false }
        let needed: Permissions = act == .postFile ? [.sendMessages, .attachFiles] : .sendMessages
        return guilds.ownPermissions(in: channel, of: guild, at: now())?.isSuperset(of: needed) ?? true
    }

    private func warn(
        under message: Snowflake?, in channel: Snowflake, _ guild: Snowflake, for work: WorkContext
    ) async {
        guard let message, !refusals.isRefused(.react, under: message, in: channel, guild) else { return }
        let mine = guilds.ownPermissions(in: channel, of: guild, at: now())
        guard mine?.isSuperset(of: [.addReactions, .readMessageHistory]) ?? true else { return }
        do {
            try await port.serving(work).react(to: message, in: channel, with: Self.warning)
        } catch {
            refusals.note(error, of: .react, under: message, in: channel, guild)
        }
    }
}

extension NewMessage {
    /// The same without its files, and without the pictures of its cards that are among them.
    fileprivate var withoutFiles: NewMessage {
        var message = self
        message.embeds = embeds?.map { card in
            var card = card
            if files.contains(where: { $0.embedURL == card.image?.url }) { card.image = nil }
            return card
        }
        message.files = []
        return message
    }
}

extension GuildPort {
    /// Whether the history of a channel can be read. Without Read Message History every list of messages is empty, and
    /// only a request for one message tells. Throws: `PortError` when Discord gives no clear answer.
    func isHistoryReadable(_ message: Snowflake, in channel: Snowflake) async throws(PortError) -> Bool {
        do {
            _ = try await self.message(message, in: channel)
            return true
        } catch {
            switch error.kind {
            case .messageGone: return true
            case .forbidden, .channelGone: return false
            default: throw error
            }
        }
    }
}
