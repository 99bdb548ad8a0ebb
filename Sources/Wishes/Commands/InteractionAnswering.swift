import Discord
import Logging

/// Answers slash commands and buttons. What can be refused without asking anything is refused at once; before anything
/// else the answer is deferred, because Discord waits for three seconds only.
final class InteractionAnswering {
    private let store: WishStore
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let reception: CommandReception
    private let executor: CommandExecutor
    private let cards: CardPosting
    private let dependencies: SuggestionsCog.Dependencies
    private let twins: TwinWatch
    private let troubles: Troubles
    private let log: Logger

    init(_ parts: SharedParts, reception: CommandReception, executor: CommandExecutor, cards: CardPosting) {
        store = parts.store
        port = parts.port
        dependencies = parts.dependencies
        twins = parts.twins
        troubles = parts.troubles
        guilds = parts.guilds
        log = parts.log
        self.reception = reception
        self.executor = executor
        self.cards = cards
    }

    /// Answers one interaction.
    func respond(to interaction: Interaction, for work: WorkContext, sync: Syncing) async {
        let (handle, request) = (interaction.handle, SlashRequest(interaction.content))
        let port = port.serving(work)
        do throws(PortError) {
            guard let requester = reception.requester(of: interaction) else {
                let guild = interaction.guildID ?? handle.id
                // The guild is not there, so its language is what the interaction says.
                let language = Language(locale: interaction.locale) ?? Language(locale: interaction.guildLocale)
                let replies = dependencies.settings(guild).replies(in: language)
                let text =
                    reception.isAbsent(from: interaction.guildID)
                    ? replies.notInvited(application: handle.applicationID, guild: guild) : replies.stillStarting()
                return try await refuse(handle, text, port)
            }
            // Silence would look like a broken bot here: Discord shows "did not respond". One hidden answer costs little.
            guard
                reception.judge(requester.requestID, by: requester.userID, requester.role, in: requester.guildID)
                    == .pass
            else { return try await refuse(handle, dependencies.replies(to: requester).slower(requester.role), port) }
            if let refusal = refusal(of: request, requester) { return try await refuse(handle, refusal, port) }
            // A form is no answer to wait for: it comes back as an interaction of its own.
            if case .form(let form) = request { return try await open(form, requester, handle, port) }
            let deferral = Deferral(of: request, isButton: interaction.content.isButton)
            await remember(InboxInteraction(handle, in: requester.guildID, request, deferral, at: dependencies.now()))
            do throws(PortError) {
                try await port.respond(to: handle, with: deferral.response)
                try await deliver(await answer(request, requester, for: work, sync: sync), to: handle, deferral, port)
                await settled(handle.id, in: requester.guildID)
            } catch {
                // The next process may still answer, if the answer was deferred.
                if !error.isPassing { await settled(handle.id, in: requester.guildID) }
                throw error
            }
        } catch {
            couldNotAnswer(handle.id, interaction.guildID, error)
        }
    }

    /// Opens a form, unless nothing can be done with the wish that it is about.
    private func open(
        _ form: WishForm, _ requester: Requester, _ handle: InteractionHandle, _ port: any GuildPort
    ) async throws(PortError) {
        let replies = dependencies.replies(to: requester)
        let refusal: String?
        do {
            refusal = try await executor.refusal(of: form, requester)
        } catch {
            log.error(
                "A form could not be prepared.",
                metadata: ["guild": "\(guilds.label(of: requester.guildID))", "error": "\(error)"])
            refusal = replies.wishFailed(.storage)
        }
        if let refusal { return try await refuse(handle, refusal, port) }
        try await port.respond(to: handle, with: .form(replies.form(form)))
    }

    // MARK: Interactions of an earlier process

    /// Answers an interaction that an earlier process has accepted: a wish that was begun is finished, a list is made
    /// again; whether anything else was carried out is not known, so the member is asked to repeat it.
    func finish(_ row: InboxInteraction, for work: WorkContext, sync: Syncing) async {
        let (guild, port) = (row.guildID, port.serving(work))
        do {
            guard dependencies.now().timeIntervalSince(row.receivedAt) < InboxInteraction.lifetime else {
                throw PortError(.interactionGone, "Its 15 minutes are over.")
            }
            let answer = try await answer(row, for: work, sync: sync)
            try await deliver(answer, to: row.handle, row.deferral, port)
            await settled(row.interactionID, in: guild)
        } catch let error as PortError {
            if !error.isPassing { await settled(row.interactionID, in: guild) }
            couldNotAnswer(row.interactionID, guild, error)
        } catch {
            log.error("A command failed.", metadata: ["guild": "\(guilds.label(of: guild))", "error": "\(error)"])
        }
    }

    /// Throws: `DatabaseError`, `CancellationError`.
    private func answer(_ row: InboxInteraction, for work: WorkContext, sync: Syncing) async throws -> Answer {
        let replies = replies(row.guildID)
        switch row.request {
        case .page(let page): return .message(try await executor.page(page, in: row.guildID, sync: sync))
        case .stats: return .message(Self.message(for: try await executor.stats(of: row.guildID, sync: sync), replies))
        case .wish:
            switch try await cards.finish(command: row.interactionID, for: work) {
            case .posted(let link)?: return .message(InteractionAnswer(content: replies.wished(link)))
            case .unknown?: return .message(InteractionAnswer(content: replies.wishDoubtful()))
            case .failed(let error)?:
                let why = troubles.trouble(
                    error, needing: .toWish, likely: .sendMessages,
                    in: guilds.visibleSuggestions(of: row.guildID), of: row.guildID)
                return .message(InteractionAnswer(content: replies.wishFailed(why)))
            case nil: return .failure(replies.interrupted())
            }
        case .other: return .failure(replies.interrupted())
        }
    }

    private func remember(_ interaction: InboxInteraction) async {
        do {
            try await store.keep(interaction)
        } catch {
            log.error(
                "An interaction could not be stored; it is carried out now, but a stop would lose it.",
                metadata: ["guild": "\(guilds.label(of: interaction.guildID))", "error": "\(error)"])
        }
    }

    /// An interaction was answered, or cannot be answered any more. One whose wish is still being checked is kept: the
    /// member hears what became of it. Runs also while the process is being stopped: its tasks are cancelled then.
    private func settled(_ id: Snowflake, in guild: Snowflake) async {
        let (store, log, label) = (store, log, guilds.label(of: guild))
        await Task {
            do {
                if try await store.intent(command: id) == nil { try await store.forget(interaction: id) }
            } catch {
                log.warning(
                    "An answered interaction could not be removed from the inbox.",
                    metadata: ["guild": "\(label)", "error": "\(error)"])
            }
        }.value
    }

    private func replies(_ guild: Snowflake) -> Replies { dependencies.settings(guild).replies }

    /// Why a request is not even begun; nil when it is.
    private func refusal(of request: SlashRequest, _ requester: Requester) -> String? {
        let replies = dependencies.settings(requester.guildID).replies(in: requester.language, isSlash: true)
        switch request {
        case .unknownCommand: return replies.unknownCommand()
        case .unknownButton: return replies.unknownButton()
        case .unknownForm: return replies.unknownForm()
        case .form: return requester.role == .moderator ? nil : replies.notAModerator()
        case .usage(let verb, _) where verb.isForModerators && requester.role != .moderator:
            return replies.notAModerator()
        case .usage(let verb, let problem): return replies.usage(verb, problem: problem)
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
        let replies = dependencies.replies(to: requester)
        do {
            switch request {
            case .page(let page): return .message(try await executor.page(page, in: requester.guildID, sync: sync))
            case .command(let command):
                let reply = try await executor.execute(command, requester, for: work, sync: sync)
                return .message(Self.message(for: reply, replies))
            case .usage, .form, .unknownCommand, .unknownButton, .unknownForm:
                return .failure(replies.unknownCommand())
            }
        } catch {
            if !(error is CancellationError) {
                log.error(
                    "A command failed.",
                    metadata: ["guild": "\(guilds.label(of: requester.guildID))", "error": "\(error)"])
            }
            return .failure(replies.wishFailed(.storage))
        }
    }

    /// A reply in Discord's form. A message can be left without one; "thinking" cannot.
    private static func message(for reply: Reply?, _ replies: Replies) -> InteractionAnswer {
        switch reply {
        case .words(let text): InteractionAnswer(content: text)
        case .question(let text, let confirmation):
            InteractionAnswer(content: text, buttons: confirmation.buttons(labelled: replies.confirm()))
        case .card(let card): InteractionAnswer(embeds: [Embed(card)])
        case .picture(let card, let file): InteractionAnswer(embeds: [Embed(card, picture: file)], files: [file])
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
        case .message(var message):
            // The button that led here has done its work.
            if deferral == .update, message.buttons == nil { message.buttons = [] }
            try await port.editAnswer(to: handle, message)
        case .failure(let text):
            guard deferral != .hidden else {
                return try await port.editAnswer(to: handle, InteractionAnswer(content: text))
            }
            // Everybody sees "thinking …"; the error is for one.
            if deferral == .open { try await port.deleteAnswer(to: handle) }
            try await port.followUp(handle, InteractionAnswer(content: text, isEphemeral: true))
        }
    }

    private func couldNotAnswer(_ interaction: Snowflake, _ guildID: Snowflake?, _ error: PortError) {
        let label = guildID.map { guilds.label(of: $0) } ?? ""
        switch error.kind {
        case .interactionGone:
            log.notice("An interaction expired before it could be answered.", metadata: ["guild": "\(label)"])
        case .alreadyAnswered:
            log.notice("An interaction is answered already.", metadata: ["guild": "\(label)"])
            twins.foundAnswered(interaction, in: guildID)
        default:
            log.warning(
                "An interaction could not be answered.", metadata: ["guild": "\(label)", "error": "\(error)"])
        }
    }
}

extension Interaction.Content {
    /// Whether a button was pressed.
    var isButton: Bool { if case .component = self { true } else { false } }
}
