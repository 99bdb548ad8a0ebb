import Discord

extension Sentences {
    // MARK: Slash commands and buttons

    func wished(_ link: String) -> String {
        say("Your wish is posted: \(link)", "Your wish has a shape now, o bearer mine: \(link)")
    }

    func weeklyPosted(_ channel: String) -> String {
        say("The summary is posted in \(channel).", "It is told in \(channel), o bearer mine.")
    }

    var nothingToSay: String { say("Done.", "It is done.") }

    var unknownCommand: String {
        say(
            "I no longer know this command. Reload Discord, then try again.",
            "That word has lost its meaning, o bearer mine. Reload Discord, then speak again.")
    }

    var unknownButton: String {
        say(
            "This button no longer works. Use /top for a fresh list.",
            "That button is an echo, o bearer mine. Use /top for a fresh list.")
    }

    var stillStarting: String {
        say(
            "I am still starting. Try again in a moment.",
            "I am not yet awake, o bearer mine. Try again in a moment.")
    }

    func notInvited(_ link: String) -> String {
        say(
            "My commands are here, but I am not: this server has not invited the bot itself. Invite it: \(link)",
            "You call me, o bearer mine, but only my words were let in. Invite me as well: \(link)")
    }

    var attachmentsNotKept: String {
        say(
            "A card holds text only: pictures, files, stickers and polls would be lost. Your message is unchanged; "
                + "wish again without them, or put a link into the text.",
            "A wish is words alone, o bearer mine: pictures, files, stickers and polls would be lost. "
                + "Your message is untouched; speak it again without them, or with a link.")
    }

    func rankingTitle(_ kind: WishKind, page: TopPage, total: Int) -> String {
        let pages = page.pages(of: total)
        return sectionTitle(kind) + (pages > 1 ? " (\(total)), page \(page.number) of \(pages)" : "")
    }

    /// The line of the help that lists the slash commands.
    func slashHint(_ role: RequesterRole) -> String {
        let offered = SlashCommands.all.filter { role == .moderator || $0.defaultMemberPermissions == nil }
        let names = offered.filter { role != .member || $0.name != "wish" }.map { "`/\($0.name)`" }
            .joined(separator: ", ")
        return say("As slash commands: \(names)", "Spoken with a slash as well: \(names)")
    }
}

extension Replies {
    /// The wish's card is posted.
    func wished(_ link: String) -> String { sentences.wished(link) }
    /// The summary is posted, in another channel.
    func weeklyPosted(_ channel: String) -> String { sentences.weeklyPosted(channel) }
    /// The command was carried out and has no other answer.
    func nothingToSay() -> String { sentences.nothingToSay }
    /// The command was registered by another version.
    func unknownCommand() -> String { sentences.unknownCommand }
    /// The button was posted by another version.
    func unknownButton() -> String { sentences.unknownButton }
    /// Only the commands were invited into the guild, not the bot.
    func notInvited(application: Snowflake, guild: Snowflake) -> String {
        sentences.notInvited(
            "<https://discord.com/oauth2/authorize?client_id=\(application)&scope=bot%20applications.commands"
                + "&permissions=93264&guild_id=\(guild)>")
    }
    /// A wish in a message with attachments, which would be deleted with it.
    func attachmentsNotKept() -> String { sentences.attachmentsNotKept }
    /// The guild is not loaded yet.
    func stillStarting() -> String { sentences.stillStarting }
}
