import Discord

/// The next step towards the one channel of a claimed wish. Pure: facts go in, a step comes out.
enum ManifestationStep: Sendable, Equatable {
    /// The channel is known: post the answer under the wish.
    case announce(Snowflake)
    /// A channel exists that the bot has made for the wish. More than one is reported.
    case adopt(Snowflake, duplicates: [Snowflake])
    /// The last request may still be on its way: look again after that pause.
    case wait(Duration)
    /// The channel can be requested in this category.
    case request(category: Snowflake)
    /// It cannot be, for now.
    case refuse(ManifestationRefusal)
    /// A moderator has granted the wish; no channel is made.
    case grantedByHand
    /// The wish has ended before, as its card shows; no channel is made.
    case endedBefore(WishState)
    /// The card is gone; no channel is made.
    case cardGone
    /// The wish ended without a channel: nothing is left to be done.
    case close
    /// The wish does not say where its card is or what its channel is called, or its guild is not there.
    case giveUp(String)

    /// How long a request without an answer may still be on its way.
    static let requestInFlight = Duration.seconds(30)

    /// What is known at the moment of the decision.
    struct Facts: Sendable {
        var record: ManifestationRecord
        /// The channels of the guild, listed at `listedAt` or later.
        var channels: [Channel]
        /// What the guild looks like; nil while it is not there.
        var directory: GuildDirectory?
        /// The name or id of the category for new channels.
        var categoryName: String
        /// How long before the listing the channel was last requested; nil if it never was.
        var requestAge: Duration?
        /// How long after a request the next one may be made.
        var requestPause = ManifestationStep.requestInFlight
        /// What Discord shows of the wish's end; nil when Discord was not asked, because no request can follow.
        var traces: WishTraces? = WishTraces.none

        /// How long another process may be about to request the channel, as its lock says; nil for no such process.
        var lockedFor: Duration?
        /// The words that no wished channel may be named by.
        var reserved = ReservedNames(prefixes: [], names: [])

        /// Who created channels, when that was asked although no request can follow.
        var origins = ChannelOrigins.unknown

        /// Which channels the bot has made for the wish.
        var evidence: ChannelEvidence {
            let origins = traces?.origins ?? origins
            return ChannelEvidence(of: record.wish, among: channels, origins, requestedAt: record.requestedAt)
        }

        /// Whether the channel may be requested again, so that Discord has to be asked first what was done already.
        var mayRequest: Bool { requestAge.map { $0 >= requestPause } ?? true }
    }

    /// The reason that the guild's audit log shows for a wish's channel.
    static func auditReason(_ wish: Wish) -> String { auditReason(wish.messageID) }

    /// The same for the wish whose card is this message.
    static func auditReason(_ card: Snowflake) -> String { "Wish \(card) reached its quorum" }

    /// Decides.
    init(_ facts: Facts) {
        let (record, wish) = (facts.record, facts.record.wish)
        if let channel = record.madeChannelID {
            self = .announce(channel)
            return
        }
        guard wish.link != nil, let name = wish.channelName else {
            self = .giveUp("the wish has no card or no channel name")
            return
        }
        let traces = facts.traces ?? .none
        let evidence = facts.evidence
        let existing = evidence.made.filter { channel in facts.channels.contains { $0.id == channel } }
        if let first = existing.first ?? evidence.made.first {
            self = .adopt(first, duplicates: existing.count > 1 ? existing : [])
        } else if traces.isGrantedByHand, wish.state == .manifesting {
            self = .grantedByHand
        } else if let announced = traces.announced {
            self = .adopt(announced, duplicates: [])
        } else if let ended = traces.ended, wish.state == .manifesting {
            self = .endedBefore(ended)
        } else if let age = facts.requestAge, age < facts.requestPause || facts.traces == nil {
            // At the time of the question, not of its answer: a channel that arrived in between is not in the list.
            self = .wait(max(.zero, facts.requestPause - age) + .milliseconds(50))
        } else if wish.state != .manifesting {
            self = .close
        } else if traces.isCardGone {
            self = .cardGone
        } else if let left = facts.lockedFor {
            self = .wait(left)
        } else if let refusal = Self.refusal(of: name, evidence, facts) {
            self = .refuse(refusal)
        } else if let directory = facts.directory {
            let category = directory.category(facts.categoryName)?.id
            self = category.map { .request(category: $0) } ?? .refuse(.noCategory(facts.categoryName))
        } else {
            // What was requested may exist; that is checked when the guild is back.
            self = facts.requestAge == nil ? .giveUp("its guild is not available") : .wait(Self.requestInFlight)
        }
    }

    /// Why the channel may not be requested: one that may be the wish's own exists already, or the name is taken.
    private static func refusal(
        of name: String, _ evidence: ChannelEvidence, _ facts: Facts
    ) -> ManifestationRefusal? {
        if let unproved = evidence.unproved.first { return .unprovedChannel(unproved) }
        if let taken = facts.channels.oldest(like: name) { return .nameTaken(taken) }
        if let word = facts.reserved.word(in: name) { return .nameReserved(word) }
        return nil
    }
}
