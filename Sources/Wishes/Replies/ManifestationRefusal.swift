import Discord

/// Why a wish at quorum did not become a channel.
enum ManifestationRefusal: Sendable, Hashable {
    /// A permission is missing: in the operator's words, and in the members'.
    case forbidden(String, Trouble)
    /// The server has as many channels as Discord allows.
    case guildFull
    /// The category has as many channels as Discord allows.
    case categoryFull
    /// Discord does not allow a word in the name.
    case bannedWord
    /// The server has no category of the configured name.
    case noCategory(String)
    /// A channel has the name already.
    case nameTaken(Snowflake)
    /// The name looks like this reserved word.
    case nameReserved(String)
    /// A channel carries the wish's link, and whether the bot made it cannot be seen.
    case unprovedChannel(Snowflake)
    /// Anything else: in the operator's words, and in the members'.
    case other(String, Trouble)

    /// The reason in the operator's words, at most 250 UTF-16 units. It is stored and logged, so it must stay the same
    /// from release to release. Members read `Sentences.refusal(_:)`.
    var key: String {
        switch self {
        case .forbidden(let permission, _): "missing permission " + Self.plain(permission, otherwise: "Manage Channels")
        case .guildFull: "the server has 500 channels, as many as Discord allows"
        case .categoryFull: "the category has 50 channels, as many as Discord allows"
        case .bannedWord: "Discord does not allow a word in the channel's name"
        case .noCategory(let name): "no category named “\(Self.plain(name, otherwise: "?"))”"
        case .nameTaken(let channel): "channel \(channel) has that name already"
        case .nameReserved(let word): "the word “\(Self.plain(word, otherwise: "?"))” is reserved"
        case .unprovedChannel(let channel):
            "the topic of channel \(channel) names this wish, but who made the channel cannot be seen; give the bot View "
                + "Audit Log, or change the topic, or grant the wish by hand"
        case .other(let why, _): Self.plain(why, otherwise: "Discord refused the channel")
        }
    }

    private static func plain(_ text: String, otherwise: String) -> String {
        let text = InertText.plain(text, limit: 200)
        return text.isEmpty ? otherwise : text
    }
}

extension ManifestationRefusal {
    /// The refusal that was stored under this key. What an unknown key says is for operators.
    init(key: String) {
        let fixed: [ManifestationRefusal] = [.guildFull, .categoryFull, .bannedWord]
        if let refusal = fixed.first(where: { $0.key == key }) {
            self = refusal
        } else if let name = Self.part(of: key, "no category named “", "”") {
            self = .noCategory(name)
        } else if let channel = Self.part(of: key, "channel ", " has that name already").flatMap({ Snowflake($0) }) {
            self = .nameTaken(channel)
        } else if let word = Self.part(of: key, "the word “", "” is reserved") {
            self = .nameReserved(word)
        } else if let channel = Self.part(of: key, "the topic of channel ", " names").flatMap({ Snowflake($0) }) {
            self = .unprovedChannel(channel)
        } else if key.hasPrefix("missing permission") {
            self = .forbidden(key, .lacking(.manageChannels, in: nil))
        } else {
            self = .other(key, .refused)
        }
    }

    /// The part of a key between its beginning and a later text; nil for another key.
    private static func part(of key: String, _ beginning: String, _ end: String) -> String? {
        guard key.hasPrefix(beginning), let end = key.dropFirst(beginning.count).firstRange(of: end) else { return nil }
        return String(key[key.index(key.startIndex, offsetBy: beginning.count)..<end.lowerBound])
    }

    /// The refusal that an error of Discord's means for a wish; `trouble` is what the error means for members.
    init(_ error: PortError, _ trouble: Trouble) {
        self =
            switch error.kind {
            case .forbidden: .forbidden(error.description, trouble)
            case .guildFull: .guildFull
            case .categoryFull: .categoryFull
            case .bannedWord: .bannedWord
            default: .other(error.description, trouble)
            }
    }
}
