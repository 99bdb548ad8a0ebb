import Discord

/// What Discord shows of a wish's end, whatever the database knows of it: it may come from a backup, or be a new one.
struct WishTraces: Sendable {
    /// None.
    static let none = WishTraces()

    /// The card is gone: Discord has answered 404 Unknown Message.
    var isCardGone = false
    /// A moderator has granted the wish: the card has the bot's own ✅, or the bot's answer under it says so.
    var isGrantedByHand = false
    /// The state in which the wish has ended, as its card shows; nil while the card shows no end.
    var ended: WishState?
    /// The channel that the bot has named on the card, or in an answer under it.
    var announced: Snowflake?
    /// Locks that are under the card.
    var locks: [CreationLock.Lock] = []
    /// Who created channels since the wish was made.
    var origins = ChannelOrigins.unknown
}

/// Looks for traces.
final class TraceSearch {
    /// The bot's reaction to the card of a wish that a moderator has granted.
    static let grantMark = Emoji(name: "✅")

    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let trail: AuditTrail
    private let settings: @Sendable (Snowflake) -> GuildSettings

    private enum Answer: Sendable {
        case granted
        case channel(Snowflake)
    }

    init(_ parts: SharedParts) {
        port = parts.port
        guilds = parts.guilds
        trail = parts.trail
        settings = parts.dependencies.settings
    }

    /// Looks at the card, at the bot's answers under it, and at the audit log. Throws: `PortError` when Discord does not
    /// answer.
    func traces(of wish: Wish, for work: WorkContext) async throws(PortError) -> WishTraces {
        guard let channel = wish.channelID, let me = guilds.me else { return .none }
        let port = port.serving(work)
        var traces = WishTraces()
        traces.origins = try await trail.origins(in: wish.guildID, since: wish.messageID, for: work)
        do {
            let card = try await port.message(wish.messageID, in: channel)
            // With the mark as vote emoji, the bot's own reaction is its star.
            if !settings(wish.guildID).emoji.matches(Self.grantMark), card.carriesOwnStar(Self.grantMark) {
                traces.isGrantedByHand = true
                return traces
            }
            read(card, of: wish, into: &traces)
        } catch {
            switch error.kind {
            case .messageGone: traces.isCardGone = true
            // The card was read when its votes were counted; what cannot be read now holds nothing up.
            case .forbidden, .channelGone: break
            default: throw error
            }
            return traces
        }
        let (message, replies) = (wish.messageID, settings(wish.guildID).replies)
        let found = try await port.search(in: channel, after: message) { reply -> Answer? in
            guard reply.authorID == me, reply.replyTo == message else { return nil }
            if let lock = CreationLock.lock(reply) { traces.locks.append(lock) }
            return Self.answer(in: reply, replies)
        }
        switch found {
        case .found(.granted): traces.isGrantedByHand = true
        case .found(.channel(let made)): traces.announced = made
        case .absent, .unfinished, .unreadable: break
        }
        return traces
    }

    /// Who created channels since the wish was made. Throws: `PortError` when Discord does not answer.
    func origins(of wish: Wish, for work: WorkContext) async throws(PortError) -> ChannelOrigins {
        try await trail.origins(in: wish.guildID, since: wish.messageID, for: work)
    }

    /// How the wish has ended, by its card. A removed wish has no card.
    private func read(_ posted: PostedMessage, of wish: Wish, into traces: inout WishTraces) {
        guard case .card(let card) = CardReader.read(posted.embeds), card.cardID == wish.cardID else { return }
        switch card.state {
        case .granted where card.channel != nil: traces.announced = card.channel.flatMap { $0 > posted.id ? $0 : nil }
        case .granted, .done, .declined, .withdrawn, .expired: traces.ended = card.state
        case .active, .planned, .manifesting, .removed, .deleted: break
        }
    }

    private static func answer(in message: PostedMessage, _ replies: Replies) -> Answer? {
        if replies.isCelebration(message.content) { return .granted }
        // The bot's own words, and nothing else that it may have said there.
        guard let made = replies.manifestedChannel(in: message.content), let card = message.replyTo, made > card else {
            return nil
        }
        return .channel(made)
    }
}
