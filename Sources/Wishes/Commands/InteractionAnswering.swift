import Discord
import Logging

/// Answers slash commands and buttons. What can be refused without asking anything is refused at once; before anything
/// else the answer is deferred, because Discord waits for three seconds only.
final class InteractionAnswering {
    private let port: any GuildPort
    private let reception: CommandReception
    private let executor: CommandExecutor
    private let dependencies: SuggestionsCog.Dependencies
    private let twins: TwinWatch
    private let log: Logger

    init(_ parts: SharedParts, reception: CommandReception, executor: CommandExecutor) {
        port = parts.port
        dependencies = parts.dependencies
        twins = parts.twins
        log = parts.log
        self.reception = reception
        self.executor = executor
    }

    /// Answers one interaction.
    func respond(to interaction: Interaction, for work: WorkContext, sync: Syncing) async {
        let (handle, request) = (interaction.handle, SlashRequest(interaction.content))
        let port = port.serving(work)
        do {
            guard let requester = reception.requester(of: interaction) else {
                let guild = interaction.guildID ?? handle.id
                let text =
                    reception.isAbsent(from: interaction.guildID)
                    ? replies(guild).notInvited(application: handle.applicationID, guild: guild)
                    : replies(guild).stillStarting()
                return try await refuse(handle, text, port)
            }
            // Silence would look like a broken bot here: Discord shows "did not respond". One hidden answer costs little.
            guard
                reception.judge(requester.requestID, by: requester.userID, requester.role, in: requester.guildID)
                    == .pass
            else { return try await refuse(handle, replies(requester.guildID).slower(), port) }
            if let refusal = refusal(of: request, requester) { return try await refuse(handle, refusal, port) }
            let deferral = Deferral(of: request, isButton: interaction.content.isButton)
            try await port.respond(to: handle, with: deferral.response)
            try await deliver(await answer(request, requester, for: work, sync: sync), to: handle, deferral, port)
        } catch {
            couldNotAnswer(interaction, error)
        }
    }

    private func replies(_ guild: Snowflake) -> Replies { dependencies.settings(guild).replies }

    /// Why a request is not even begun; nil when it is.
    private func refusal(of request: SlashRequest, _ requester: Requester) -> String? {
        let settings = dependencies.settings(requester.guildID)
        switch request {
        case .unknownCommand: return settings.replies.unknownCommand()
        case .unknownButton: return settings.replies.unknownButton()
        case .usage(let verb, _) where verb.isForModerators && requester.role != .moderator:
            return settings.replies.notAModerator()
        case .usage(let verb, let problem): return settings.slashReplies.usage(verb, problem: problem)
        case .page: return nil
        case .command(let command): return executor.refusal(of: command, requester)
        }
    }

    // MARK: Answering

    /// What becomes of a request.
    private enum Answer {
        /// This, for whom the deferral tells.
        case message(InteractionAnswer)
        /// An error, for the one who asked.
        case failure(String)
    }

    private func answer(
        _ request: SlashRequest, _ requester: Requester, for work: WorkContext, sync: Syncing
    ) async -> Answer {
        let replies = replies(requester.guildID)
        do {
            switch request {
            case .page(let page): return .message(try await executor.page(page, in: requester.guildID, sync: sync))
            case .command(let command):
                let reply = try await executor.execute(command, requester, for: work, sync: sync)
                return .message(Self.message(for: reply, replies))
            case .usage, .unknownCommand, .unknownButton: return .failure(replies.unknownCommand())
            }
        } catch {
            log.error("A command failed.", metadata: ["guild": "\(requester.guildID)", "error": "\(error)"])
            return .failure(replies.wishFailed("the database does not answer"))
        }
    }

    /// A reply in Discord's form. A message can be left without one; "thinking" cannot.
    private static func message(for reply: Reply?, _ replies: Replies) -> InteractionAnswer {
        switch reply {
        case .words(let text): InteractionAnswer(content: text)
        case .card(let card): InteractionAnswer(embeds: [Embed(card)])
        case .wished(let link): InteractionAnswer(content: replies.wished(link))
        case nil: InteractionAnswer(content: replies.nothingToSay())
        }
    }

    private func refuse(_ handle: InteractionHandle, _ text: String, _ port: any GuildPort) async throws(PortError) {
        try await port.respond(to: handle, with: .message(InteractionAnswer(content: text, isEphemeral: true)))
    }

    private func deliver(
        _ answer: Answer, to handle: InteractionHandle, _ deferral: Deferral, _ port: any GuildPort
    ) async throws(PortError) {
        switch answer {
        case .message(let message): try await port.editAnswer(to: handle, message)
        case .failure(let text):
            guard deferral != .hidden else {
                return try await port.editAnswer(to: handle, InteractionAnswer(content: text))
            }
            // Everybody sees "thinking …"; the error is for one.
            if deferral == .open { try await port.deleteAnswer(to: handle) }
            try await port.followUp(handle, InteractionAnswer(content: text, isEphemeral: true))
        }
    }

    private func couldNotAnswer(_ interaction: Interaction, _ error: PortError) {
        let guild = interaction.guildID.map { "\($0)" } ?? ""
        switch error.kind {
        case .interactionGone:
            log.notice("An interaction expired before it could be answered.", metadata: ["guild": "\(guild)"])
        case .alreadyAnswered:
            log.notice("An interaction is answered already.", metadata: ["guild": "\(guild)"])
            twins.foundAnswered(interaction.handle.id, in: interaction.guildID)
        default:
            log.warning(
                "An interaction could not be answered.", metadata: ["guild": "\(guild)", "error": "\(error)"])
        }
    }
}

extension Interaction.Content {
    /// Whether a button was pressed.
    var isButton: Bool { if case .component = self { true } else { false } }
}
