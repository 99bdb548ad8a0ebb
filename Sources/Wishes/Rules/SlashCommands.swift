import Discord

/// The bot's slash commands and entries of messages' menus. They are registered globally, so their words are the same in
/// every voice; `CommandWord` has them in every language.
///
/// Source: https://docs.discord.com/developers/interactions/application-commands
enum SlashCommands {
    /// All commands, as they are registered.
    static let all = typed + menus

    private static let typed = [
        wish, top, manifestations, search, stats, quorum, ownWishes, withdraw, editWish, weeklySummary, syncWishes,
        manifestWish, plan, done, decline, removeWish, setThreshold, config, help,
    ]

    /// The permission that shows moderators' commands to a member unless a server changes that. `RequesterRole` still
    /// decides who may give them.
    private static let moderators = Permissions.manageGuild

    private static let wish = ApplicationCommand(
        .wish,
        options: [
            .init(
                .subcommand, .wishVideo,
                options: [.init(.text, .wishVideoText, isRequired: true, maxLength: 1_500), anyway]),
            .init(
                .subcommand, .wishChannel,
                options: [
                    .init(.text, .wishChannelName, isRequired: true, maxLength: 100),
                    .init(.text, .wishChannelPurpose, isRequired: true, maxLength: 1_500), anyway,
                ]),
            .init(
                .subcommand, .wishOther,
                options: [.init(.text, .wishOtherText, isRequired: true, maxLength: 1_500), anyway]),
            .init(.subcommand, .wishShow, options: [reference]),
        ])

    private static let anyway = ApplicationCommand.Option(.flag, .wishAnyway)

    private static let top = ApplicationCommand(
        .top,
        options: [
            .init(.text, .topKind, isRequired: true, choices: kinds), .init(.integer, .topCount, range: 1...25),
        ])

    private static let kinds: [ApplicationCommand.Choice] = [
        .init(.kindVideos, value: WishKind.video.rawValue), .init(.kindChannels, value: WishKind.channel.rawValue),
        .init(.kindOther, value: WishKind.other.rawValue),
    ]

    private static let manifestations = ApplicationCommand(
        .manifestations,
        options: [
            .init(.text, .manifestationsKind, choices: kinds), .init(.integer, .manifestationsCount, range: 1...25),
        ])

    private static let search = ApplicationCommand(
        .search,
        options: [
            .init(.text, .searchWords, isRequired: true, maxLength: SearchText.longest),
            .init(.integer, .topCount, range: 1...25),
        ])

    private static let stats = ApplicationCommand(.stats)

    private static let quorum = ApplicationCommand(.quorum, options: [reference])

    private static let weeklySummary = ApplicationCommand(.weeklySummary, defaultMemberPermissions: moderators)

    private static let syncWishes = ApplicationCommand(.syncWishes, defaultMemberPermissions: moderators)

    private static let manifestWish = ApplicationCommand(
        .manifestWish, options: [reference, .init(.text, .manifestWishNotes, maxLength: 1_000)],
        defaultMemberPermissions: moderators)

    private static let removeWish = ApplicationCommand(
        .removeWish, options: [reference, note(.removeWishReason)], defaultMemberPermissions: moderators)

    private static let plan = ApplicationCommand(
        .plan, options: [reference, note(.verdictNote)], defaultMemberPermissions: moderators)

    private static let done = ApplicationCommand(
        .done, options: [reference, note(.verdictNote)], defaultMemberPermissions: moderators)

    private static let decline = ApplicationCommand(
        .decline, options: [reference, note(.declineReason, isRequired: true)], defaultMemberPermissions: moderators)

    private static func note(_ word: CommandWord, isRequired: Bool = false) -> ApplicationCommand.Option {
        .init(.text, word, isRequired: isRequired, maxLength: WishForm.longestNote)
    }

    private static let menus = WishForm.Act.allCases.map {
        ApplicationCommand(menu: $0.word, defaultMemberPermissions: moderators)
    }

    private static let ownWishes = ApplicationCommand(.ownWishes)
    private static let withdraw = ApplicationCommand(.withdraw, options: [reference])
    private static let editWish = ApplicationCommand(
        .editWish, options: [reference, .init(.text, .editWishText, isRequired: true, maxLength: 1_500)])

    private static let reference = ApplicationCommand.Option(.text, .wishReference, isRequired: true, maxLength: 200)

    private static let setThreshold = ApplicationCommand(
        .setThreshold,
        options: [
            .init(.number, .setThresholdShare, range: 0.1...1),
            .init(.integer, .setThresholdVotes, range: 1...100_000), .init(.flag, .setThresholdConfirm),
            .init(.flag, .setThresholdReset),
        ], defaultMemberPermissions: moderators)

    private static let config = ApplicationCommand(
        .config,
        options: [
            .init(.subcommand, .configShow),
            .init(
                .subcommand, .configSet,
                options: [
                    setting, .init(.text, .configValue, isRequired: true, maxLength: ConfigRequest.longestValue),
                ]),
            .init(.subcommand, .configReset, options: [setting]),
        ], defaultMemberPermissions: moderators)

    /// The names are those of the configuration file, in every language.
    private static let setting = ApplicationCommand.Option(
        .text, .configSetting, isRequired: true, choices: ConfigCommand.names.map { .init(name: $0, value: $0) })

    private static let help = ApplicationCommand(.help)
}

extension SlashCommands {
    /// Whether exactly these commands are registered, in any order.
    static func areExactly(_ registered: [ApplicationCommand]) -> Bool {
        let order = { (commands: [ApplicationCommand]) in
            commands.sorted { ($0.name, $0.kind.rawValue) < ($1.name, $1.kind.rawValue) }
        }
        return order(registered) == order(all)
    }
}
