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
    }

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
        let marked = facts.channels.filter { ChannelMarker.belongs($0, to: link) }.map(\.id).sorted()
        if let first = marked.first {
            self = .adopt(first, duplicates: marked.count > 1 ? marked : [])
        } else if let age = facts.requestAge, age < Self.requestInFlight {
            // At the time of the question, not of its answer: a channel that arrived in between is not in the list.
            self = .wait(Self.requestInFlight - age + .milliseconds(50))
        } else if let directory = facts.directory {
            let category = directory.category(facts.categoryName)?.id
            self = category.map { .request(category: $0) } ?? .refuse(.noCategory(facts.categoryName))
        } else {
            // What was requested may exist; that is checked when the guild is back.
            self = facts.requestAge == nil ? .giveUp("its guild is not available") : .wait(Self.requestInFlight)
        }
    }
}
