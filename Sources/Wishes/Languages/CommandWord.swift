import Discord

/// The commands, options and choices that Discord shows, by name. A new one gets a case here, and its words in `English`,
/// `German` and `Spanish`.
///
/// The English name is the one that is registered and that an interaction brings; others are localizations. They are the
/// same in every server and voice. Limits: a name 1–32 in lower case, a description 1–100, a choice 1–100; an entry of a
/// menu 1–32 in any case.
/// Source: https://docs.discord.com/developers/interactions/application-commands#localization
enum CommandWord: CaseIterable, Sendable {
    case wish, wishVideo, wishVideoText, wishChannel, wishChannelName, wishChannelPurpose, wishOther, wishOtherText
    case wishAnyway, wishShow
    case search, searchWords, stats
    case top, topKind, topCount
    case kindVideos, kindChannels, kindOther
    case manifestations, manifestationsKind, manifestationsCount
    case weeklySummary, syncWishes
    case manifestWish, manifestWishNotes, removeWish, wishReference
    case quorum
    case setThreshold, setThresholdShare, setThresholdVotes, setThresholdConfirm, setThresholdReset
    case ownWishes, withdraw, editWish, editWishText
    case plan, done, verdictNote, decline, declineReason, removeWishReason
    case menuGrant, menuDecline, menuRemove
    case config, configShow, configSet, configReset, configSetting, configValue
    case help

    /// As it is registered.
    var english: CommandWording { Language.english.wording(self) }

    /// Its names by Discord's locales.
    var names: [String: String] { localized(\.name) }

    /// Its descriptions by Discord's locales.
    var descriptions: [String: String] { localized(\.description) }

    private func localized(_ part: (CommandWording) -> String) -> [String: String] {
        var texts: [String: String] = [:]
        for language in Language.allCases {
            for locale in language.locales { texts[locale] = part(language.wording(self)) }
        }
        return texts
    }
}

extension ApplicationCommand {
    /// A slash command in every language.
    init(_ word: CommandWord, options: [Option] = [], defaultMemberPermissions: Permissions? = nil) {
        self.init(
            name: word.english.name, description: word.english.description, options: options,
            defaultMemberPermissions: defaultMemberPermissions)
        nameLocalizations = word.names
        descriptionLocalizations = word.descriptions
    }
}

extension ApplicationCommand {
    /// An entry of the menu of a message in every language.
    init(menu word: CommandWord, defaultMemberPermissions: Permissions? = nil) {
        self.init(
            menu: .messageMenu, name: word.english.name, nameLocalizations: word.names,
            defaultMemberPermissions: defaultMemberPermissions)
    }
}

extension ApplicationCommand.Option {
    /// An option in every language.
    init(
        _ type: ApplicationCommand.Kind, _ word: CommandWord, isRequired: Bool = false,
        choices: [ApplicationCommand.Choice]? = nil, options: [ApplicationCommand.Option]? = nil,
        range: ClosedRange<Double>? = nil, maxLength: Int? = nil
    ) {
        self.init(
            type, word.english.name, word.english.description, isRequired: isRequired, choices: choices,
            options: options, range: range, maxLength: maxLength)
        nameLocalizations = word.names
        descriptionLocalizations = word.descriptions
    }
}

extension ApplicationCommand.Choice {
    /// A choice in every language.
    init(_ word: CommandWord, value: String) {
        self.init(name: word.english.name, value: value)
        nameLocalizations = word.names
    }
}
