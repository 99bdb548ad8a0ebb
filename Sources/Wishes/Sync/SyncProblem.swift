import Discord

/// Why a sync is incomplete.
enum SyncProblem: Sendable, Hashable, CustomStringConvertible {
    /// The bot is not in the guild, or the guild is unavailable.
    case guildUnavailable
    /// A sync that was under way before takes longer than a caller waits.
    case syncUnderWay(longerThan: Duration)
    /// Events were lost while it ran, or the bot left the guild. What brought the gap to an end starts another sync.
    case interrupted
    /// SQLite has failed.
    case database(String)
    /// The channel may not be read.
    case channelForbidden(Snowflake, String)
    /// The channel was deleted.
    case channelDeleted(Snowflake, String)
    /// Discord did not answer, or not as expected.
    case channelUnreadable(Snowflake, String)
    /// Messages of wishes came in a form in which their votes cannot be read.
    case messagesUnreadable(Snowflake)
    /// Imported wishes do not name their channel, and there is no suggestions channel to look in.
    case channelUnknown
    /// The guild has no suggestions channel; its wishes are read in the channels that they name.
    case noSuggestionsChannel(SuggestionsChannel.Absence)
    /// An imported wish does not name its channel, and its message is not in the suggestions channel.
    case importedWithoutChannel(guessed: Snowflake, prefix: String)
    /// The members could not be listed, so no channel can be created. Counts are synced all the same.
    case membersUnlisted(String, Trouble)

    /// Whether asking again later may help: not where access is missing or a channel is gone.
    var isRetryable: Bool {
        switch self {
        case .database, .channelUnreadable, .membersUnlisted: true
        case .guildUnavailable, .syncUnderWay, .interrupted, .channelForbidden, .channelDeleted,
            .importedWithoutChannel, .messagesUnreadable, .channelUnknown, .noSuggestionsChannel:
            false
        }
    }

    /// The cause and the cure, for the operator. Members read `Sentences.problem(_:place:)`.
    var description: String {
        switch self {
        case .guildUnavailable: "guild not available"
        case .syncUnderWay(let limit): "a sync is under way that takes longer than \(limit)"
        case .interrupted: "the connection to the guild was interrupted meanwhile"
        case .database(let error): "the database failed: \(error)"
        case .channelForbidden(let channel, let error):
            "channel \(channel) cannot be read; give the bot View Channel and Read Message History there (\(error))"
        case .channelDeleted(let channel, let error):
            "channel \(channel) does not exist any more; if the next sync finds the same, its wishes end (\(error))"
        case .channelUnreadable(let channel, let error): "channel \(channel): \(error)"
        case .messagesUnreadable(let channel):
            "channel \(channel): Discord sent messages whose votes cannot be read; the next sync reads them again"
        case .channelUnknown:
            "imported without their channel_id, and there is no suggestions channel to look in; create it, or import "
                + "them again with it"
        case .noSuggestionsChannel(let absence): absence.description
        case .importedWithoutChannel(let channel, let prefix):
            "imported without their channel_id, and not found in channel \(channel); import them again with it, or "
                + "remove them with \(prefix)removewish"
        case .membersUnlisted(let error, _): "the members could not be listed, so nothing manifests: \(error)"
        }
    }

    /// What an error of Discord means for the wishes of a channel.
    init(_ error: PortError, in channel: Snowflake) {
        self =
            switch error.kind {
            case .forbidden: .channelForbidden(channel, error.description)
            case .channelGone: .channelDeleted(channel, error.description)
            default: .channelUnreadable(channel, error.description)
            }
    }
}

/// The problems of a sync, each with the number of wishes that it concerns: an error each.
struct SyncProblems: Sendable, Equatable {
    private var wishes: [SyncProblem: Int] = [:]

    /// None.
    init() {}

    /// One that concerns no wish in particular.
    init(_ problem: SyncProblem) { wishes[problem] = 0 }

    /// Adds a problem of so many wishes.
    mutating func add(_ problem: SyncProblem, wishes count: Int) { wishes[problem, default: 0] += count }

    /// Forgets that a channel is deleted: its wishes have ended.
    mutating func settle(deleted channel: Snowflake) {
        wishes = wishes.filter { problem, _ in
            if case .channelDeleted(channel, _) = problem { false } else { true }
        }
    }

    mutating func add(_ other: SyncProblems) { wishes.merge(other.wishes) { $0 + $1 } }

    /// Wishes about which Discord gave no answer.
    var errors: Int { wishes.values.reduce(0, +) }

    /// Whether asking again later may help.
    var areRetryable: Bool { wishes.keys.contains(where: \.isRetryable) }

    /// Every problem with its number of wishes.
    var counted: [(problem: SyncProblem, wishes: Int)] {
        wishes.map { ($0.key, $0.value) }.sorted { $0.problem.description < $1.problem.description }
    }

    /// Every problem in the operator's words.
    var texts: [String] { counted.map(\.problem.description) }

    /// The problem that concerns the most wishes.
    var foremost: SyncProblem? { counted.max { $0.wishes < $1.wishes }?.problem }
}
