import Discord

/// The bot's sentences, each a function of what it says. The words are in `Languages/`.
struct Sentences: Sendable {
    let texts: Texts
    /// The prefix of commands in messages.
    let prefix: String
    /// Whether commands are given with a slash, by the names that Discord shows.
    let isSlash: Bool

    init(texts: Texts, prefix: String, isSlash: Bool = false) {
        (self.texts, self.prefix, self.isSlash) = (texts, prefix, isSlash)
    }

    /// Sentences without texts of admins.
    init(voice: Voice, prefix: String, language: Language = .english) {
        self.init(texts: Texts(language: language, voice: voice), prefix: prefix)
    }

    /// The sentences of every language and voice, for what older messages say.
    static let all = Language.allCases.flatMap { language in
        Voice.allCases.map { Sentences(voice: $0, prefix: "", language: language) }
    }

    /// For sentences whose words are not in `Languages/` yet.
    func say(_ plain: String, _ ahamkara: String) -> String { texts.voice == .plain ? plain : ahamkara }

    // MARK: Cards

    func wishTitle(_ kind: WishKind) -> String {
        switch kind {
        case .video: texts(.wishTitleVideo)
        case .channel: texts(.wishTitleChannel)
        case .other: texts(.wishTitleOther)
        }
    }

    /// A mention, unless the member was forgotten.
    func person(_ user: Snowflake) -> String { user == Wish.unknownAuthor ? texts(.formerMember) : "<@\(user)>" }

    func wishedBy(_ name: String) -> String { texts(.wishedBy, [.name: name]) }

    // MARK: What becomes of a wish

    var manifesting: String { texts(.manifesting) }
    func manifested(_ channel: String) -> String { texts(.manifested, [.channel: channel]) }
    func doubled(_ channels: String) -> String { texts(.doubled, [.channels: channels]) }
    func manifestationRefused(_ why: String) -> String { texts(.manifestationRefused, [.why: why]) }

    // MARK: Lists

    func sectionTitle(_ kind: WishKind) -> String {
        switch kind {
        case .video: texts(.sectionVideo)
        case .channel: texts(.sectionChannel)
        case .other: texts(.sectionOther)
        }
    }

    func emptyList(_ kind: WishKind) -> String {
        let command = typed(.wish)
        let form =
            kind == .channel
            ? texts(.formWishChannel, [.command: command])
            : texts(.formWishText, [.command: command, .kind: kind.rawValue])
        return texts(.emptyList, [.form: form])
    }

    func manifestationsTitle(_ kind: WishKind?) -> String {
        switch kind {
        case .video: texts(.manifestationsTitleVideo)
        case .channel: texts(.manifestationsTitleChannel)
        case .other: texts(.manifestationsTitleOther)
        case nil: texts(.manifestationsTitle)
        }
    }

    func nothingManifested(_ kind: WishKind?) -> String {
        switch kind {
        case nil: texts(.nothingManifested)
        case .video: texts(.noVideoManifested)
        case .channel: texts(.noChannelManifested)
        case .other: texts(.noOtherManifested)
        }
    }

    func grantedBy(_ moderator: String) -> String { texts(.grantedBy, [.moderator: moderator]) }

    func carriedBy(_ votes: Int, of members: Int) -> String {
        texts(.carriedBy, [.count: "\(votes)", .total: "\(members)"])
    }

    func confirmed(_ time: String) -> String { texts(.confirmed, [.time: time]) }

    func unconfirmed(since: String?, why: String) -> String {
        let age = since.map { texts(.numbersAsOf, [.time: $0]) } ?? texts(.numbersNeverConfirmed)
        return texts(.unconfirmed, [.why: why, .age: age])
    }

    // MARK: Reports

    var weeklyTitle: String { texts(.weeklyTitle) }
    var weeklyLead: String { texts(.weeklyLead) }
    var weeklyNothing: String { texts(.weeklyNothing) }
    var weeklyDuplicate: String { texts(.weeklyDuplicate) }
    func weeklyFailed(_ why: String) -> String { texts(.weeklyFailed, [.why: why]) }
    func weeklyPosted(_ channel: String) -> String { texts(.weeklyPosted, [.channel: channel]) }

    var syncTitle: String { texts(.syncTitle) }

    /// The four numbers of a sync.
    func syncNumbers(_ summary: SyncSummary) -> String {
        let numbers: [(Phrase, Int)] = [
            (.syncUpdated, summary.synced), (.syncDeleted, summary.deleted), (.syncErrors, summary.errors),
            (.syncManifested, summary.manifested),
        ]
        return numbers.map { texts($0.0, [.count: "\($0.1)"]) }.joined(separator: " · ")
    }

    func syncCost(_ summary: SyncSummary) -> String {
        let requests = texts(.syncRequests, summary.requests)
        return "\(PlainTime.span(summary.duration)) · \(requests) · " + texts(.syncDrift, [.count: "\(summary.drift)"])
    }
}
