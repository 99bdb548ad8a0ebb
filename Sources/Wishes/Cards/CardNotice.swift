import Discord
import Logging

/// Tells members what became of a wish whose result was not known when they were answered.
final class CardNotice {
    private let store: WishStore
    private let port: any GuildPort
    private let posting: MessagePosting
    private let guilds: KnownGuilds
    private let troubles: Troubles
    private let settings: @Sendable (Snowflake) -> GuildSettings
    private let log: Logger

    init(_ parts: SharedParts) {
        store = parts.store
        port = parts.port
        posting = parts.posting
        guilds = parts.guilds
        troubles = parts.troubles
        settings = parts.dependencies.settings
        log = parts.log
    }

    /// The card is posted. Whoever used a slash command gets the link; others see the card.
    func posted(_ intent: WishIntent, link: String, for work: WorkContext) async {
        _ = await edit(intent, settings(intent.guildID).replies.wished(link), for: work)
    }

    /// Discord refuses the card.
    func refused(_ intent: WishIntent, _ error: PortError, for work: WorkContext) async {
        let why = troubles.trouble(
            error, needing: .toWish, likely: .sendMessages, in: intent.channelID, of: intent.guildID)
        let text = settings(intent.guildID).replies.wishFailed(why)
        guard await !edit(intent, text, for: work) else { return }
        await posting.post(
            NewMessage(content: text, replyTo: intent.commandID, nonce: "x\(intent.commandID)"), in: intent.channelID,
            for: work)
    }

    /// Edits the answer to the interaction with which the wish was made; false when there is none that can be edited.
    private func edit(_ intent: WishIntent, _ text: String, for work: WorkContext) async -> Bool {
        do {
            guard let row = try await store.interaction(intent.commandID) else { return false }
            try await store.forget(interaction: row.interactionID)
            try await port.serving(work).editAnswer(to: row.handle, InteractionAnswer(content: text))
            return true
        } catch {
            log.notice(
                "The answer to a slash command could not be edited.",
                metadata: [
                    "guild": "\(guilds.label(of: intent.guildID))", "wish": "\(intent.cardID)", "error": "\(error)",
                ])
            return false
        }
    }
}
