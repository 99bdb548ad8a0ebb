import Discord

/// The next step towards the one channel of a claimed wish. Pure: facts go in, a step comes out.
enum ManifestationStep: Sendable, Equatable {
    /// The channel is known: post the answer under the wish.
    case announce(Snowflake)
    /// A channel with the wish's marker exists: it is the wish's channel. More than one is reported.
    case adopt(Snowflake, duplicates: [Snowflake])
    /// The last request may still be on its way: look again after that pause.
    case wait(Duration)
    /// The channel can be requested in this category.
    case request(category: Snowflake)
    /// It cannot be, for now.
    case refuse(ManifestationRefusal)
    /// A moderator has granted the wish; no channel is made.
    case grantedByHand
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

        /// Whether the channel may be requested again, so that Discord has to be asked first what was done already.
        var mayRequest: Bool { requestAge.map { $0 >= requestPause } ?? true }
    }

    /// The reason that the guild's audit log shows for a wish's channel.
    static func auditReason(_ wish: Wish) -> String { "Wish \(wish.messageID) reached its quorum" }

    /// Decides.
    init(_ facts: Facts) {
        let (record, wish) = (facts.record, facts.record.wish)
        if let channel = record.madeChannelID {
            self = .announce(channel)
            return
        }
        guard let link = wish.link, wish.channelName != nil else {
            self = .giveUp("the wish has no card or no channel name")
            return
        }
        let traces = facts.traces ?? .none
        let known = Self.channels(of: wish, link: link, traces.origins, facts.channels)
        let existing = known.filter { channel in facts.channels.contains { $0.id == channel } }
        if let first = existing.first ?? known.first {
            self = .adopt(first, duplicates: existing.count > 1 ? existing : [])
        } else if traces.isGrantedByHand, wish.state == .manifesting {
            self = .grantedByHand
        } else if let announced = traces.announced {
            self = .adopt(announced, duplicates: [])
        } else if let age = facts.requestAge, age < facts.requestPause || facts.traces == nil {
            // At the time of the question, not of its answer: a channel that arrived in between is not in the list.
            self = .wait(max(.zero, facts.requestPause - age) + .milliseconds(50))
        } else if wish.state != .manifesting {
            self = .close
        } else if traces.isCardGone {
            self = .cardGone
        } else if let left = facts.lockedFor {
            self = .wait(left)
        } else if let directory = facts.directory {
            let category = directory.category(facts.categoryName)?.id
            self = category.map { .request(category: $0) } ?? .refuse(.noCategory(facts.categoryName))
        } else {
            // What was requested may exist; that is checked when the guild is back.
            self = facts.requestAge == nil ? .giveUp("its guild is not available") : .wait(Self.requestInFlight)
        }
    }

    /// The wish's channels, oldest first: those that the audit log shows, and those that end with the link. A channel that
    /// is older than the wish, or that another user has created, is not believed: members may write any topic.
    private static func channels(
        of wish: Wish, link: String, _ origins: ChannelOrigins, _ channels: [Channel]
    ) -> [Snowflake] {
        let marked = channels.filter { channel in
            ChannelMarker.belongs(channel, to: link) && channel.id > wish.messageID && !origins.isOthers(channel.id)
        }
        return Set(marked.map(\.id) + origins.channels(createdFor: auditReason(wish))).sorted()
    }
}
