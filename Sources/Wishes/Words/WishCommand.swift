/// What a member asks for, read from a message.
enum WishCommand: Sendable, Equatable {
    /// A new wish.
    case wish(WishRequest)
    /// The ranked list of a kind, with so many wishes (1–25).
    case top(WishKind, count: Int)
    /// The weekly summary, now.
    case weeklySummary
    /// A sync of the guild, now.
    case syncWishes
    /// What this person may do.
    case help

    /// The verb that this command starts with.
    var verb: CommandVerb {
        switch self {
        case .wish: .wish
        case .top(.video, _): .topVideos
        case .top(.other, _): .topOther
        case .top(.channel, _): .topChannels
        case .weeklySummary: .weeklySummary
        case .syncWishes: .syncWishes
        case .help: .help
        }
    }
}

/// A wish as it was typed, trimmed of white space around it.
enum WishRequest: Sendable, Equatable {
    case video(text: String)
    case other(text: String)
    /// The name is raw: `ChannelName` decides what becomes of it.
    case channel(name: String, purpose: String)

    /// What is asked for.
    var kind: WishKind {
        switch self {
        case .video: .video
        case .other: .other
        case .channel: .channel
        }
    }

    /// The text that says what it is about: a channel's purpose.
    var text: String {
        switch self {
        case .video(let text), .other(let text), .channel(_, let text): text
        }
    }
}

/// What a message turned out to be.
enum ParsedMessage: Sendable, Equatable {
    /// No command of any bot, as far as can be told.
    case notACommand
    /// Prefix and a word that is none of our verbs. Without a suggestion it is probably meant for another bot.
    case unknown(word: String, suggestion: CommandVerb?)
    /// A complete command.
    case command(WishCommand)
    /// Our verb, used wrongly.
    case usage(CommandVerb, UsageProblem)
}

/// How a command was used wrongly.
enum UsageProblem: Error, Sendable, Equatable {
    /// `!wish` without a kind.
    case missingKind
    /// `!wish` with a word that is no kind.
    case unknownKind(String)
    /// Nothing to read after the kind.
    case missingText
    /// A channel wish without a colon between name and purpose.
    case missingColon
    /// Nothing to read before the colon.
    case missingName
    /// Nothing to read after the colon.
    case missingPurpose
    /// A count that is not a number.
    case notANumber(String)
}
