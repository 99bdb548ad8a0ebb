import Discord

/// How commands are written, and what is said to a command that cannot be carried out.
extension Sentences {
    // MARK: Help

    var helpTitle: String { texts(.helpTitle) }

    func help(_ role: RequesterRole, channel: String?) -> [String] {
        var lines: [String] = []
        if role != .member {
            let form = form(.wish)
            lines.append(
                channel.map { texts(.helpWishIn, [.form: form, .channel: $0]) } ?? texts(.helpWish, [.form: form]))
        }
        let lists = [WishCommand.Verb.topvideos, .topother, .topchannels].map(form).joined(separator: ", ")
        lines.append(texts(.helpTop, [.commands: lists]))
        lines.append(texts(.helpManifestations, [.form: form(.manifestations)]))
        lines.append(texts(.helpQuorum, [.form: form(.quorum)]))
        lines.append(texts(.helpSearch, [.form: form(.search)]))
        lines.append(texts(.helpShow, [.form: form(.showwish)]))
        lines.append(texts(.helpStats, [.form: form(.stats)]))
        lines.append(texts(.helpMyWishes, [.form: form(.mywishes)]))
        lines.append(texts(.helpWithdraw, [.form: form(.withdraw)]))
        lines.append(texts(.helpEditWish, [.form: form(.editwish)]))
        if role == .moderator {
            lines.append(texts(.helpWeeklySummary, [.form: form(.weeklysummary)]))
            lines.append(texts(.helpSyncWishes, [.form: form(.syncwishes)]))
            lines.append(texts(.helpManifestWish, [.form: form(.manifestwish)]))
            lines.append(texts(.helpPlan, [.form: form(.plan)]))
            lines.append(texts(.helpDone, [.form: form(.done)]))
            lines.append(texts(.helpDecline, [.form: form(.decline)]))
            lines.append(texts(.helpRemoveWish, [.form: form(.removewish)]))
            lines.append(texts(.helpSetThreshold, [.form: form(.setthreshold)]))
            lines.append(texts(.helpConfig, [.form: form(.config)]))
        }
        lines.append(texts(.helpHelp, [.form: form(.wishhelp)]))
        lines.append(slashHint(role))
        return lines
    }

    /// The line of the help that lists the slash commands.
    private func slashHint(_ role: RequesterRole) -> String {
        let typed = SlashCommands.all.filter { $0.kind == .slash }
        let offered = typed.filter { role == .moderator || $0.defaultMemberPermissions == nil }
        let names = offered.filter { role != .member || $0.name != CommandWord.wish.english.name }
            .map { "`/\(name(of: $0))`" }
        return texts(.helpSlash, [.commands: names.joined(separator: ", ")])
    }

    // MARK: Forms

    func usage(_ verb: WishCommand.Verb, problem: Phrase?) -> String {
        let reason = problem.map { texts(.usageProblem, [.why: texts($0)]) + " " } ?? ""
        return reason + texts(.usage, [.form: form(verb)])
    }

    func didYouMean(_ verb: WishCommand.Verb) -> String { texts(.didYouMean, [.form: form(verb)]) }

    /// How a command is written, in code.
    func form(_ verb: WishCommand.Verb) -> String {
        let phrase: Phrase =
            switch verb {
            case .wish: isSlash ? .formSlashWish : .formWish
            case .topvideos, .topother, .topchannels: .formTop
            case .manifestations: .formManifestations
            case .search: .formSearch
            case .showwish: .formShow
            case .manifestwish: .formManifestWish
            case .removewish: .formRemoveWish
            case .quorum: .formQuorum
            case .setthreshold: .formSetThreshold
            case .config: .formConfig
            case .plan, .done: .formVerdict
            case .decline: .formDecline
            case .withdraw: .formWithdraw
            case .editwish: .formEditWish
            case .stats, .weeklysummary, .syncwishes, .mywishes, .wishhelp: .formPlain
            }
        return texts(phrase, [.command: typed(verb)])
    }

    /// A command as it is typed, without its arguments: `!wish`, or `/wish` by the name that Discord shows.
    func typed(_ verb: WishCommand.Verb) -> String {
        if isSlash, verb == .showwish { return slash(.wish) + " " + name(of: .wishShow) }
        if isSlash, let command = SlashCommands.all.first(where: { $0.name == verb.rawValue }) {
            return "/" + name(of: command)
        }
        return code(prefix) + verb.rawValue
    }

    /// A slash command by the name that Discord shows.
    func slash(_ word: CommandWord) -> String { "/" + name(of: word) }

    /// The name of a command or an option that Discord shows.
    func name(of word: CommandWord) -> String { texts.language.wording(word).name }

    private func name(of command: ApplicationCommand) -> String {
        texts.language.locales.first.flatMap { command.nameLocalizations[$0] } ?? command.name
    }

    func code(_ text: String) -> String { InertText.code(text, limit: 10) }

    // MARK: Commands that are not carried out

    func slower(_ allowed: Int) -> String { texts(.slower, [.count: "\(allowed)"]) }
    var tooBusy: String { texts(.tooBusy) }
    var nothingToSay: String { texts(.nothingToSay) }
    var unknownCommand: String { texts(.unknownCommand) }
    var unknownButton: String { texts(.unknownButton, [.command: slash(.top)]) }
    var stillStarting: String { texts(.stillStarting) }
    func notInvited(_ link: String) -> String { texts(.notInvited, [.link: link]) }
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
