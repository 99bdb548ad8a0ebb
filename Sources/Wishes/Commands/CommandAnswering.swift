import Discord
import Logging

/// Answers commands in messages. Whatever goes wrong is told to the member who gave the command.
final class CommandAnswering {
    private let port: any GuildPort
    private let posting: MessagePosting
    private let refusals: Refusals
    private let executor: CommandExecutor
    private let dependencies: SuggestionsCog.Dependencies
    private let log: Logger
    private let logOnce = LogOnce()

    init(_ parts: SharedParts, executor: CommandExecutor) {
        port = parts.port
        posting = parts.posting
        refusals = parts.refusals
        dependencies = parts.dependencies
        log = parts.log
        self.executor = executor
    }

    /// Answers one command.
    func answer(_ call: CommandCall, for work: WorkContext, sync: Syncing) async {
        let replies = dependencies.settings(call.guildID).replies
        if call.isTooMany { return await reply(.words(replies.slower()), to: call, for: work) }
        switch call.reading {
        case .none: break
        case .almost(let verb): await reply(.words(replies.didYouMean(verb)), to: call, for: work)
        case .usage(let verb, _) where verb.isForModerators && call.role != .moderator:
            await reply(.words(replies.notAModerator()), to: call, for: work)
        case .usage(let verb, let problem):
            await reply(.words(replies.usage(verb, problem: problem)), to: call, for: work)
        case .command(let command): await execute(command, call, for: work, sync: sync)
        }
    }

    private func execute(_ command: WishCommand, _ call: CommandCall, for work: WorkContext, sync: Syncing) async {
        if command.isWish, call.message.carriesMore {
            // The message is deleted once the card is posted, and what it carries would go with it.
            return await reply(
                .words(dependencies.settings(call.guildID).replies.attachmentsNotKept()), to: call, for: work)
        }
        do {
            switch try await executor.execute(command, call.requester, for: work, sync: sync) {
            case nil: break
            // The card says it all, and the command has done its work.
            case .wished: await deleteCommand(call, for: work)
            case let answer?: await reply(answer, to: call, for: work)
            }
        } catch {
            log.error("A command failed.", metadata: ["guild": "\(call.guildID)", "error": "\(error)"])
            let replies = dependencies.settings(call.guildID).replies
            await reply(.words(replies.wishFailed("the database does not answer")), to: call, for: work)
        }
    }

    private func reply(_ reply: Reply, to call: CommandCall, for work: WorkContext) async {
        var message = NewMessage(replyTo: call.message.id, nonce: "r\(call.message.id)")
        switch reply {
        case .words(let text): message.content = text
        case .card(let card): message.embeds = [Embed(card)]
        case .wished(let link): message.content = dependencies.settings(call.guildID).replies.wished(link)
        }
        await posting.post(message, in: call.message.channelID, for: work)
    }

    private func deleteCommand(_ call: CommandCall, for work: WorkContext) async {
        let channel = call.message.channelID
        guard !refusals.isRefused(.delete, under: call.message.id, in: channel) else { return }
        do {
            try await port.serving(work).delete(call.message.id, in: channel)
        } catch {
            guard error.kind != .messageGone else { return }
            refusals.note(error, of: .delete, under: call.message.id, in: channel, call.guildID)
            logOnce("\(call.message.channelID)") {
                log.notice(
                    "Command messages cannot be deleted; give the bot Manage Messages in the suggestions channel.",
                    metadata: ["channel": "\(call.message.channelID)", "error": "\(error)"])
            }
        }
    }
}
