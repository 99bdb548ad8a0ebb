import Discord
import Logging

/// Answers commands in messages. A member whose command fails gets the reason as the answer.
final class CommandAnswering {
    private let port: any GuildPort
    private let posting: MessagePosting
    private let refusals: Refusals
    private let guilds: KnownGuilds
    private let executor: CommandExecutor
    private let inbox: CommandInbox
    private let dependencies: SuggestionsCog.Dependencies
    private let log: Logger
    private let logOnce = LogOnce()

    init(_ parts: SharedParts, executor: CommandExecutor, inbox: CommandInbox) {
        port = parts.port
        posting = parts.posting
        refusals = parts.refusals
        dependencies = parts.dependencies
        log = parts.log
        guilds = parts.guilds
        self.executor = executor
        self.inbox = inbox
    }

    /// Answers one command. Without an answer it stays in the inbox: another attempt, or the next process, answers it.
    func answer(_ call: CommandCall, for work: WorkContext, sync: Syncing) async {
        do {
            if try await carryOut(call, for: work, sync: sync) { return await inbox.answered(call.message.id) }
        } catch {
            log.notice(
                "A repeated command could not be checked for its answer; trying again after a reconnect or restart.",
                metadata: ["guild": "\(guilds.label(of: call.guildID))", "error": "\(error)"])
        }
        inbox.postponed(call.message.id)
    }

    /// Returns whether the member has an answer, or can get none.
    private func carryOut(
        _ call: CommandCall, for work: WorkContext, sync: Syncing
    ) async throws(PortError) -> Bool {
        let replies = dependencies.settings(call.guildID).replies
        if call.replayed != nil, try await isAnswered(call, for: work) { return true }
        if call.isOutdated(at: dependencies.now()) {
            return await reply(.words(replies.interrupted()), to: call, for: work)
        }
        if call.isTooMany { return await reply(.words(replies.slower(call.role)), to: call, for: work) }
        switch call.reading {
        case .none: return true
        case .almost(let verb): return await reply(.words(replies.didYouMean(verb)), to: call, for: work)
        case .usage(let verb, _) where verb.isForModerators && call.role != .moderator:
            return await reply(.words(replies.notAModerator()), to: call, for: work)
        case .usage(let verb, let problem):
            return await reply(.words(replies.usage(verb, problem: problem)), to: call, for: work)
        case .command(let command): return await execute(command, call, for: work, sync: sync)
        }
    }

    /// Whether an earlier attempt has answered: a reply of the bot is among the messages after the command. Discord
    /// refuses a known nonce for some minutes only.
    private func isAnswered(_ call: CommandCall, for work: WorkContext) async throws(PortError) -> Bool {
        var search = MessageSearch(in: call.message.channelID, after: call.message.id)
        while true {
            let finding = try await search.look(with: port.serving(work)) { message in
                message.authorID == guilds.me && message.replyTo == call.message.id ? message.id : nil
            }
            switch finding {
            case .found: return true
            case .unfinished: continue
            // Where nothing can be read, nothing is known of an answer.
            case .absent, .unreadable: return false
            }
        }
    }

    private func execute(
        _ command: WishCommand, _ call: CommandCall, for work: WorkContext, sync: Syncing
    ) async -> Bool {
        if command.isWish, call.message.carriesMore {
            // The message is deleted once the card is posted, and what it carries would go with it.
            return await reply(
                .words(dependencies.settings(call.guildID).replies.attachmentsNotKept()), to: call, for: work)
        }
        do {
            switch try await executor.execute(command, call.requester, for: work, sync: sync) {
            case nil: return true
            // The card says it all, and the command has done its work.
            case .wished: return await deleteCommand(call, for: work)
            case let answer?: return await reply(answer, to: call, for: work)
            }
        } catch is CancellationError {
            // The bot is being stopped: the next process carries the command out.
            return false
        } catch {
            log.error(
                "A command failed.", metadata: ["guild": "\(guilds.label(of: call.guildID))", "error": "\(error)"])
            let replies = dependencies.settings(call.guildID).replies
            return await reply(.words(replies.wishFailed(.storage)), to: call, for: work)
        }
    }

    private func reply(_ reply: Reply, to call: CommandCall, for work: WorkContext) async -> Bool {
        var message = NewMessage(replyTo: call.message.id, nonce: "r\(call.message.id)")
        switch reply {
        case .words(let text), .question(let text, _): message.content = text
        case .card(let card): message.embeds = [Embed(card)]
        case .picture(let card, let file): (message.embeds, message.files) = ([Embed(card, picture: file)], [file])
        case .wished(let link): message.content = dependencies.settings(call.guildID).replies.wished(link)
        }
        return await posting.post(message, in: call.message.channelID, for: work) != .unanswered
    }

    /// Deletes a command that its card replaces. Returns whether that is settled.
    private func deleteCommand(_ call: CommandCall, for work: WorkContext) async -> Bool {
        let channel = call.message.channelID
        guard !refusals.isRefused(.delete, under: call.message.id, in: channel, call.guildID) else { return true }
        do {
            try await port.serving(work).delete(call.message.id, in: channel)
            return true
        } catch {
            guard error.kind != .messageGone else { return true }
            refusals.note(error, of: .delete, under: call.message.id, in: channel, call.guildID)
            logOnce("\(call.message.channelID)") {
                log.notice(
                    "Command messages cannot be deleted; give the bot Manage Messages in the suggestions channel.",
                    metadata: [
                        "guild": "\(guilds.label(of: call.guildID))", "channel": "\(call.message.channelID)",
                        "error": "\(error)",
                    ])
            }
            return !error.isPassing
        }
    }
}
