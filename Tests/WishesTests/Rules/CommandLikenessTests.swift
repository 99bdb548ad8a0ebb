import Discord
import Testing

@testable import Wishes

@Suite("Words that are nearly commands")
struct CommandLikenessTests {
    private func read(_ text: String, helps: Bool = true, in language: Language = .english) -> WishCommand.Reading {
        WishCommand.read(
            text, to: CommandAddress(prefix: "!", me: 42, role: 43, answersHelp: helps, language: language))
    }

    @Test(
        "A misspelt command means the nearest one: one edit in a short word, two from six letters on",
        arguments: [
            ("wihs", .wish), ("iwsh", .wish), ("wissh", .wish), ("wisj", .wish), ("mywish", .mywishes),
            ("mywhishes", .mywishes), ("editwihs", .editwish), ("withdarw", .withdraw), ("serach", .search),
            ("stast", .stats), ("sttas", .stats), ("confg", .config), ("quorm", .quorum), ("qourum", .quorum),
            ("topvidoes", .topvideos), ("topvideo", .topvideos), ("topchanel", .topchannels),
            ("manifestaions", .manifestations), ("showish", .showwish), ("whishhelp", .wishhelp),
            ("declin", .decline), ("setthreshhold", .setthreshold), ("weeklysumary", .weeklysummary),
        ] as [(String, WishCommand.Verb)])
    func near(word: String, verb: WishCommand.Verb) {
        #expect(CommandLikeness.verbs(like: word) == [verb])
        #expect(read("!\(word) 5001") == .almost([verb]))
        #expect(read("<@42> \(word)") == .almost([verb]))
    }

    @Test(
        "Who asks for the top wishes in other words is shown the three lists",
        arguments: ["topwish", "topwishes", "wishes"])
    func lists(word: String) { #expect(CommandLikeness.verbs(like: word) == [.topvideos, .topother, .topchannels]) }

    @Test(
        "Commands of other bots and words of every day get no answer",
        arguments: [
            "play", "skip", "queue", "pause", "resume", "stop", "volume", "lyrics", "nowplaying", "shuffle", "loop",
            "join", "leave", "seek", "ban", "unban", "kick", "mute", "unmute", "warn", "warns", "purge", "clear",
            "lock", "unlock", "slowmode", "nick", "modlogs", "case", "cases", "reason", "rank", "level", "levels",
            "leaderboard", "xp", "poll", "strawpoll", "vote", "giveaway", "greroll", "top", "topic", "ping", "prefix",
            "setprefix", "invite", "uptime", "info", "about", "serverinfo", "userinfo", "whois", "avatar", "roles",
            "role", "rolelist", "addrole", "removerole", "daily", "weekly", "work", "balance", "bal", "deposit",
            "with", "withdrawal", "fish", "hunt", "shop", "store", "buy", "sell", "inventory", "slots", "coinflip",
            "remind", "remindme", "quote", "meme", "cat", "dog", "hug", "start", "status", "state", "stat", "stars",
            "starboard", "ticket", "close", "new", "add", "remove", "rename", "tag", "tags", "suggest", "approve",
            "deny", "implemented", "consider", "accept", "reject", "define", "declare", "weather", "translate", "urban",
            "wiki", "wash", "wisdom", "wise", "together", "confirm", "configure", "confess", "settings", "setup",
            "plans", "planet", "plant", "dine", "gone", "dones", "edit", "editsnipe", "show", "sync", "manifest",
            "research", "8ball", "roll", "dice", "anime", "say", "embed", "announce", "birthday", "welcome",
            "autorole", "afk", "snipe", "calc", "math", "color", "emoji", "steal", "ship", "marry", "gif", "wist",
        ])
    func foreign(word: String) {
        for language in Language.allCases { #expect(read("!\(word)", in: language) == .none) }
        #expect(read("!\(word) something else") == .none)
    }

    @Test(
        "The words of the slash commands about wishes count in the server's language, and misspelt too",
        arguments: [
            ("wunsch", .german, .wish), ("wusnch", .german, .wish), ("meinewünsche", .german, .mywishes),
            ("meinewunsche", .german, .mywishes), ("wunschändern", .german, .editwish),
            ("wunschhilfe", .german, .wishhelp), ("deseo", .spanish, .wish), ("deseos", .spanish, .wish),
            ("misdeseos", .spanish, .mywishes), ("editardeseo", .spanish, .editwish),
        ] as [(String, Language, WishCommand.Verb)])
    func localized(word: String, language: Language, verb: WishCommand.Verb) {
        #expect(read("!\(word) video moss", in: language) == .almost([verb]))
        #expect(read("!\(word) video moss") == .none)
    }

    @Test(
        "Words of other languages' slash commands that may be another bot's get no answer",
        arguments: [
            ("suche", .german), ("statistik", .german), ("einstellungen", .german), ("planen", .german),
            ("erledigt", .german), ("mensch", .german), ("buscar", .spanish), ("ajustes", .spanish),
            ("favoritos", .spanish), ("desde", .spanish), ("hecho", .spanish),
        ] as [(String, Language)])
    func general(word: String, language: Language) { #expect(read("!\(word)", in: language) == .none) }

    @Test(
        "A mention of the bot or of its role alone, or with a word for help, is a call",
        arguments: [
            "<@42>", "<@!42>", "  <@&43> ", "<@42>?", "<@42> !", "<@42> help", "<@42> Help me", "<@&43> hilfe",
            "<@42> !help", "<@42> ayuda",
        ])
    func mentioned(text: String) {
        #expect(read(text) == .call(isMention: true))
        #expect(read(text, helps: false) == .call(isMention: true))
    }

    @Test("A command works behind a mention of the bot or of its role, with the prefix or without")
    func commands() {
        for text in ["<@42> wish video moss", "<@&43>wish video moss", "<@!42> !wish video moss"] {
            #expect(read(text) == .command(.wish(.video, text: "moss")))
        }
    }

    @Test("Help with the prefix is a call unless it is about another bot's command, or is switched off")
    func help() {
        for text in ["!help", "!HELP", "!hilfe", "!ayuda", "!help wish"] {
            #expect(read(text) == .call(isMention: false))
            #expect(read(text, helps: false) == .none)
        }
        for text in ["!help play", "!help me", "! help", "!helper", "!hlep"] { #expect(read(text) == .none) }
    }

    @Test(
        "What mentions others, or the bot somewhere else, is for others",
        arguments: [
            "<@44>", "<@&44> help", "hey <@42>", "<@42> <@44>", "<@42> thank you", "help",
        ])
    func others(text: String) { #expect(read(text) == .none) }

    @Test(
        "No text makes the reader stumble",
        arguments: [
            "!", "!\u{301}", "<@42", "<@42>\u{200B}", "!" + String(repeating: "w", count: 2_000),
            "!\u{202E}hsiw", "!👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦",
        ])
    func odd(text: String) { #expect(read(text) == .none) }
}

@Suite("Pause between answers to calls")
struct CallPauseTests {
    private func id(_ second: UInt64) -> Snowflake { Snowflake(unixMilliseconds: 1_790_000_000_000 + second * 1_000) }

    /// Which of these calls, by second and channel, are answered.
    private func answered(_ calls: [(second: UInt64, channel: Snowflake)]) -> [Bool] {
        var pause = CallPause()
        return calls.map { pause.admits(id($0.second), in: $0.channel) }
    }

    @Test("A channel gets one answer in thirty seconds, whoever calls; other channels are their own")
    func pause() {
        #expect(answered([(0, 1), (1, 2), (1, 1), (29, 1)]) == [true, true, false, false])
        #expect(answered([(0, 1), (30, 1), (31, 1)]) == [true, true, false])
    }

    @Test("A call whose answer could not be posted may come again; an older one is over")
    func again() { #expect(answered([(60, 1), (60, 1), (0, 1)]) == [true, true, false]) }
}
