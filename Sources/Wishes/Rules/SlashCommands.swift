import Discord

/// The bot's slash commands. They are registered globally, so their descriptions are the same in every voice.
///
/// Source: https://docs.discord.com/developers/interactions/application-commands
enum SlashCommands {
    /// All commands, as they are registered.
    static let all = [
        wish, top, manifestations, weeklySummary, syncWishes, manifestWish, removeWish, setThreshold, help,
    ]

    /// The permission that shows moderators' commands to a member unless a server changes that. `RequesterRole` still
    /// decides who may give them.
    private static let moderators = Permissions.manageGuild

    private static let wish = ApplicationCommand(
        name: "wish", description: "Make a wish, in the suggestions channel",
        options: [
            .init(.subcommand, "video", "Wish for a video", options: [text("What it is about")]),
            .init(
                .subcommand, "channel", "Wish for a channel: with enough votes it is made",
                options: [
                    .init(.text, "name", "What it is called", isRequired: true, maxLength: 100),
                    .init(.text, "purpose", "What it is for", isRequired: true, maxLength: 1_500),
                ]),
            .init(.subcommand, "other", "Wish for something else", options: [text("What you wish for")]),
        ])

    private static func text(_ description: String) -> ApplicationCommand.Option {
        .init(.text, "text", description, isRequired: true, maxLength: 1_500)
    }

    private static let top = ApplicationCommand(
        name: "top", description: "The favourites, as Discord counts them right now",
        options: [
            .init(.text, "kind", "Which wishes", isRequired: true, choices: kinds),
            .init(.integer, "count", "How many on a page; 10 if left out", range: 1...25),
        ])

    private static let kinds: [ApplicationCommand.Choice] = [
        .init(name: "videos", value: WishKind.video.rawValue),
        .init(name: "channels", value: WishKind.channel.rawValue),
        .init(name: "other", value: WishKind.other.rawValue),
    ]

    private static let manifestations = ApplicationCommand(
        name: "manifestations", description: "The wishes that came true, newest first",
        options: [
            .init(.text, "kind", "Which wishes; all if left out", choices: kinds),
            .init(.integer, "count", "How many; 10 if left out", range: 1...25),
        ])

    private static let weeklySummary = ApplicationCommand(
        name: "weeklysummary", description: "Post the week's summary in the suggestions channel now",
        defaultMemberPermissions: moderators)

    private static let syncWishes = ApplicationCommand(
        name: "syncwishes", description: "Count everything again and say what was off",
        defaultMemberPermissions: moderators)

    private static let manifestWish = ApplicationCommand(
        name: "manifestwish", description: "Grant a wish by hand",
        options: [reference, .init(.text, "notes", "What to say about it", maxLength: 1_000)],
        defaultMemberPermissions: moderators)

    private static let removeWish = ApplicationCommand(
        name: "removewish", description: "Take a wish away, with its message", options: [reference],
        defaultMemberPermissions: moderators)

    private static let reference = ApplicationCommand.Option(
        .text, "wish", "The link to its message, that message's id, or the id in its footer", isRequired: true,
        maxLength: 200)

    private static let setThreshold = ApplicationCommand(
        name: "setthreshold", description: "The share of the members that a channel wish needs",
        options: [
            .init(.number, "threshold", "From 0.10 to 1.00; leave it out to see which one holds", range: 0.1...1),
            .init(.flag, "confirm", "Set it even if many channels are made at once"),
            .init(.flag, "reset", "Go back to the threshold of the bot's configuration"),
        ], defaultMemberPermissions: moderators)

    private static let help = ApplicationCommand(name: "wishhelp", description: "What you can do")
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
