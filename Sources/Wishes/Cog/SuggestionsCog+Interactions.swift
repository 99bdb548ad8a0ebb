import Discord
import Foundation

extension SuggestionsCog {
    /// A slash command was used or a button pressed. Discord may tell of it twice.
    func received(_ interaction: Interaction) {
        guard interaction.guildID != nil, recentInteractions.insert(interaction.handle.id) else { return }
        enqueue(.respond(interaction))
    }

    /// Answers a slash command or a button. What can be refused without asking anybody is refused at once; before
    /// anything else the answer is deferred, because Discord waits for three seconds only.
    func respond(to interaction: Interaction) async {
        let (handle, request) = (interaction.handle, SlashRequest(interaction.content))
        do {
            guard let requester = requester(of: interaction) else {
                let replies = replies(for: interaction.guildID ?? handle.id)
                return try await refuse(handle, replies.stillStarting())
            }
            // Silence would look like a broken bot here: Discord says "did not respond". One hidden answer costs little.
            guard judge(requester.requestID, by: requester.userID, requester.role, in: requester.guildID) == .pass
            else {
                return try await refuse(handle, replies(for: requester.guildID).slower())
            }
            if let refusal = refusal(of: request, requester) { return try await refuse(handle, refusal) }
            let deferral = Deferral(of: request, isButton: interaction.content.isButton)
            try await port.respond(to: handle, with: deferral.response)
            try await deliver(await answer(request, requester), to: handle, deferral)
        } catch {
            couldNotAnswer(interaction, error)
        }
    }

    /// Who asks; nil while the guild is not there.
    private func requester(of interaction: Interaction) -> Requester? {
        guard let guild = interaction.guildID, let directory = guilds[guild]?.directory,
            let channel = interaction.channelID, let member = interaction.member, let user = member.user
        else { return nil }
        // Discord's own sum of permissions is newer than what is known of the roles.
        let isManager = !interaction.permissions.isDisjoint(with: [.manageGuild, .administrator])
        let role = isManager ? .moderator : RequesterRole(user.id, member, directory, surroundings.settings(guild))
        return Requester(
            userID: user.id, name: member.nick ?? user.displayName, guildID: guild, channelID: channel, role: role,
            requestID: interaction.handle.id)
    }

    /// Why a request is not even begun; nil when it is.
    private func refusal(of request: SlashRequest, _ requester: Requester) -> String? {
        let replies = replies(for: requester.guildID)
        switch request {
        case .unknownCommand: return replies.unknownCommand()
        case .unknownButton: return replies.unknownButton()
        case .usage(let verb, _) where verb.isForModerators && requester.role != .moderator:
            return replies.notAModerator()
        case .usage(let verb, let problem):
            return slashReplies(for: requester.guildID).usage(verb.rawValue, problem: problem)
        case .page: return nil
        case .command(let command):
            guard !command.isForModerators || requester.role == .moderator else { return replies.notAModerator() }
            return refusal(ofWish: command, requester)
        }
    }

    // MARK: Answering

    /// What becomes of a request.
    private enum Answer {
        /// This, for whom the deferral says.
        case message(InteractionAnswer)
        /// An error, for the one who asked.
        case failure(String)
    }

    private func answer(_ request: SlashRequest, _ requester: Requester) async -> Answer {
        let replies = replies(for: requester.guildID)
        do {
            switch request {
            case .page(let page): return .message(try await answer(page, in: requester.guildID))
            case .command(let command):
                return .message(words(for: try await obey(command, requester), replies))
            case .usage, .unknownCommand, .unknownButton: return .failure(replies.unknownCommand())
            }
        } catch {
            log.error("A command failed.", metadata: ["guild": "\(requester.guildID)", "error": "\(error)"])
            return .failure(replies.wishFailed("the database does not answer"))
        }
    }

    private func answer(_ page: TopPage, in guild: Snowflake) async throws -> InteractionAnswer {
        let list = try await ranking(page, in: guild, isPaged: true)
        return InteractionAnswer(embeds: [Embed(list.card)], buttons: list.page.buttons(of: list.total))
    }

    /// A reply in Discord's form. A message can be left without one; "thinking" cannot.
    private func words(for reply: Reply?, _ replies: Replies) -> InteractionAnswer {
        switch reply {
        case .words(let text): InteractionAnswer(content: text)
        case .card(let card): InteractionAnswer(embeds: [Embed(card)])
        case .wished(let link): InteractionAnswer(content: replies.wished(link))
        case nil: InteractionAnswer(content: replies.nothingToSay())
        }
    }

    private func refuse(_ handle: InteractionHandle, _ text: String) async throws(PortError) {
        try await port.respond(to: handle, with: .message(InteractionAnswer(content: text, isEphemeral: true)))
    }

    private func deliver(_ answer: Answer, to handle: InteractionHandle, _ deferral: Deferral) async throws(PortError) {
        switch answer {
        case .message(let message): try await port.editAnswer(to: handle, message)
        case .failure(let text):
            guard deferral != .hidden else {
                return try await port.editAnswer(to: handle, InteractionAnswer(content: text))
            }
            // "Thinking…" was said to everybody; the error is for one.
            if deferral == .open { try await port.deleteAnswer(to: handle) }
            try await port.followUp(handle, InteractionAnswer(content: text, isEphemeral: true))
        }
    }

    private func couldNotAnswer(_ interaction: Interaction, _ error: PortError) {
        let guild = interaction.guildID.map { "\($0)" } ?? ""
        switch error.kind {
        case .interactionGone:
            log.notice("An interaction was over before it could be answered.", metadata: ["guild": "\(guild)"])
        case .alreadyAnswered:
            log.notice(
                "An interaction was answered by somebody else; is the bot running twice?",
                metadata: ["guild": "\(guild)"])
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
