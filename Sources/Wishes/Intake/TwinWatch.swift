import Discord
import Logging

/// Notices a second process that works with the same token, and reports it once.
///
/// Its traces are cards that the store does not know, although every card of this process is stored before it is posted;
/// and interactions that were answered already. What Discord repeats after a lost connection is no trace: an earlier
/// process may have left it.
final class TwinWatch {
    private let store: WishStore
    private let guilds: KnownGuilds
    private let log: Logger
    private let logOnce = LogOnce()
    /// Whether what comes now happens now.
    private var isLive = false
    /// Interactions that came live.
    private var interactions = RecentIDs<Snowflake>()
    /// Cards that this process has posted, or looked for: they may be known no more when their event comes.
    private var cards = RecentIDs<String>()

    init(store: WishStore, guilds: KnownGuilds, log: Logger) {
        self.store = store
        self.guilds = guilds
        self.log = log
    }

    /// An event has come, in its turn. `me` is the bot's account.
    func heard(_ event: GatewayEvent, me: Snowflake?) async {
        switch event {
        case .ready, .resumed: isLive = true
        case .disconnected: isLive = false
        case .interaction(let interaction): if isLive { _ = interactions.insert(interaction.handle.id) }
        case .messageCreate(let message): if isLive, message.author.id == me { await check(message) }
        default: break
        }
    }

    /// A card is this process's own.
    func isPosting(card: String) { _ = cards.insert(card) }

    /// Discord says that an interaction, which this process did not answer, is answered.
    func foundAnswered(_ interaction: Snowflake, in guild: Snowflake?) {
        guard !interactions.insert(interaction) else { return }
        report(in: guild, ["interaction": "\(interaction)"])
    }

    private func check(_ message: Message) async {
        guard case .card(let card) = CardReader.read(message.embeds ?? []), !cards.contains(card.cardID)
        else { return }
        // A database that fails proves nothing, and the next card is another chance.
        guard let isKnown = try? await store.knows(card: card.cardID), !isKnown else { return }
        report(in: message.guildID, ["channel": "\(message.channelID)", "message": "\(message.id)"])
    }

    private func report(in guild: Snowflake?, _ traces: Logger.Metadata) {
        var metadata = traces
        metadata["guild"] = guild.map { "\(guilds.label(of: $0))" }
        logOnce("twin") {
            log.error(
                """
                Another process uses this bot's token: wishes and channels may be made twice. Stop one of the two, or give it \
                the token of another application.
                """, metadata: metadata)
        }
    }
}
