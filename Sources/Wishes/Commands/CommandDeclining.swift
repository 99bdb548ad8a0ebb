import Discord
import Logging

/// Leaves commands unanswered because there are too many at once. The member gets one word, the operator a count.
final class CommandDeclining {
    /// The shortest time between two log lines of a guild.
    private static let logPause = Duration.seconds(60)

    private struct Count {
        var declined = 0
        var loggedAt: Duration?
    }

    private let port: any GuildPort
    private let inbox: CommandInbox
    private let posting: MessagePosting
    private let guilds: KnownGuilds
    private let settings: @Sendable (Snowflake) -> GuildSettings
    private let elapsed: @Sendable () -> Duration
    private let log: Logger
    private let totals: CogCounts
    private var counts = BoundedMap<Snowflake, Count>(limit: 10_000)

    init(_ parts: SharedParts, inbox: CommandInbox) {
        port = parts.port
        self.inbox = inbox
        posting = parts.posting
        guilds = parts.guilds
        settings = parts.dependencies.settings
        elapsed = parts.elapsed
        log = parts.log
        totals = parts.counts
    }

    /// Leaves a command unanswered; with a word to the member when `isAloud`.
    func decline(_ command: Job.Declined, isAloud: Bool, for work: WorkContext) async {
        totals.update { $0.declined += 1 }
        if let guild = work.guild { count(guild) }
        // Given up: no later process is to answer it.
        if case .call(let call) = command { await inbox.answered(call.message.id) }
        guard isAloud else { return }
        switch command {
        case .call(let call):
            let message = NewMessage(
                content: settings(call.guildID).replies.tooBusy(), replyTo: call.message.id,
                nonce: "r\(call.message.id)")
            await posting.post(message, in: call.message.channelID, for: work)
        case .interaction(let interaction):
            let words = settings(interaction.guildID ?? interaction.handle.id)
                .replies(in: Language(locale: interaction.locale)).tooBusy()
            // Whether it arrives changes nothing: nothing was begun.
            try? await port.serving(work).respond(
                to: interaction.handle, with: .message(InteractionAnswer(content: words, isEphemeral: true)))
        }
    }

    private func count(_ guild: Snowflake) {
        var count = counts[guild] ?? Count()
        count.declined += 1
        if count.loggedAt.map({ elapsed() - $0 >= Self.logPause }) ?? true {
            log.warning(
                "Commands were left unanswered: more come than Discord's limits let the bot answer.",
                metadata: ["guild": "\(guilds.label(of: guild))", "count": .number(count.declined)])
            count = Count(loggedAt: elapsed())
        }
        counts[guild] = count
    }
}
