import Discord

/// The bot's sentences, each in both voices. `CardReader` and `Replies.isWeekly` recognise titles by their words: a
/// title that changes here is no longer found on older messages.
struct Sentences: Sendable {
    let voice: Voice
    let prefix: String

    func say(_ plain: String, _ ahamkara: String) -> String { voice == .plain ? plain : ahamkara }

    // MARK: Wishes

    func wishTitle(_ kind: WishKind) -> String {
        switch kind {
        case .video: say("A video is wished for", "A vision is wished for, o bearer mine")
        case .channel: say("A channel is wished for", "A place is wished for, o bearer mine")
        case .other: say("A wish", "A wish, o bearer mine")
        }
    }

    /// A mention, unless the member was forgotten.
    func person(_ user: Snowflake) -> String { user == Wish.unknownAuthor ? "a former member" : "<@\(user)>" }

    func wishedBy(_ name: String) -> String { say("Wished by \(name)", "Whispered by \(name)") }

    /// `needed` changes with the members and the threshold, so the card says as of when.
    func howToVote(_ emoji: String, needed: Int?) -> String {
        guard let needed else { return say("Vote with \(emoji)", "Feed it with \(emoji)") }
        let stars = needed == 1 ? "1 vote" : "\(needed) votes"
        return say(
            "Vote with \(emoji) — at \(stars), as of today, the channel is made",
            "Feed it with \(emoji) — at \(stars), as of today, it takes shape")
    }

    var manifesting: String {
        say("This wish has the votes that it needs.", "Enough have wished. Listen: it takes shape, o bearer mine.")
    }

    func manifested(_ channel: String) -> String {
        say("This wish has come true: \(channel)", "It is spoken, and so it is: \(channel), o bearer mine.")
    }

    func doubled(_ channels: String) -> String {
        say(
            "More than one channel was made for this wish: \(channels). A moderator may delete those that are not wanted.",
            "One wish, and more than one shape of it: \(channels). A moderator may unmake what is not wanted.")
    }

    func manifestationRefused(_ why: String) -> String {
        say(
            "This wish has enough votes, but its channel cannot be made: \(why). I shall try again.",
            "Enough have wished, and yet the world resists: \(why). I shall try again, o bearer mine.")
    }

    func wishFailed(_ why: String) -> String {
        say(
            "That did not work: \(why). Nothing was kept; please try again.",
            "The wish slipped away: \(why). Nothing was kept, o bearer mine; speak it again.")
    }

    func wishDoubtful() -> String {
        say(
            "Discord did not say whether that worked. Your card appears within a minute, or I tell you why not.",
            "The world did not answer, o bearer mine. Your wish takes shape within a minute, or I tell you why not.")
    }

    var interrupted: String {
        say(
            "I was restarted before I could answer that. Please ask again.",
            "Sleep took me before I could answer, o bearer mine. Ask again.")
    }

    func wrongChannel(_ channel: String) -> String {
        say("Wishes are made in \(channel).", "Not here, o bearer mine. Wishes are made in \(channel).")
    }

    func noSuggestionsChannel(_ name: String) -> String {
        say(
            "This server has no channel named \(name) that I can see. Create it, or give me access.",
            "I see no channel named \(name), o bearer mine. Create it, or give me access.")
    }

    func suggestionsChannelIsNoText(_ name: String) -> String {
        say(
            "The channel \(name) is no text channel. Wishes need a text channel of that name, or another name in my settings.",
            "\(name) is no place for words, o bearer mine. Wishes need a text channel of that name, or another name in my settings."
        )
    }

    func suggestionsChannelMistyped(_ name: String, before: String) -> String {
        say(
            "My settings name the channel \(name), which does not exist; before, wishes were made in \(before). Correct the setting, or create the channel.",
            "I was sent to \(name), o bearer mine, and it is nowhere; before, wishes were made in \(before). Correct the setting, or create the channel."
        )
    }

    var notADreamer: String {
        say(
            "You need one of the roles that may wish.",
            "Your wishes have no voice yet: you need one of the roles that may wish.")
    }

    var notAModerator: String {
        say("Only moderators may do that.", "That is for moderators alone, o bearer mine.")
    }

    func channelNameRefused(_ why: String) -> String {
        say("That name is not allowed: \(why).", "That name will not hold, o bearer mine: \(why).")
    }

    func channelExists(_ channel: String) -> String {
        say(
            "That channel exists already: \(channel). Nothing was posted.",
            "That place has its shape already, o bearer mine: \(channel). Nothing was posted.")
    }

    func uncounted(_ votes: Int) -> String {
        "\(votes) of them not counted (not members any more, bots, or double votes)"
    }

    // MARK: Lists

    func rankingTitle(_ kind: WishKind, shown: Int, total: Int) -> String {
        let of = total > shown ? " (\(shown) of \(total))" : ""
        return sectionTitle(kind) + of
    }

    func sectionTitle(_ kind: WishKind) -> String {
        switch kind {
        case .video: say("Wished videos", "Visions you hunger for")
        case .channel: say("Wished channels", "Places you would dream into being")
        case .other: say("Other wishes", "Other hungers")
        }
    }

    func emptyList(_ kind: WishKind) -> String {
        let how = "`\(code(prefix))wish \(kind == .channel ? "channel NAME: PURPOSE" : "\(kind.rawValue) TEXT")`"
        return say("Nothing here yet. Begin with \(how).", "Nothing yet, o bearer mine. Begin with \(how).")
    }

    func manifestationsTitle(_ kind: WishKind?, shown: Int, total: Int) -> String {
        let title =
            switch kind {
            case .video: say("Videos that came true", "Visions that took shape")
            case .channel: say("Channels that came true", "Places that took shape")
            case .other: say("Other wishes that came true", "Other hungers, fed")
            case nil: say("Wishes that came true", "Wishes that took shape, o bearer mine")
            }
        return title + (total > shown ? " (\(shown) of \(total))" : "")
    }

    func nothingManifested(_ kind: WishKind?) -> String {
        switch kind {
        case nil: say("No wish has come true yet.", "No wish has taken shape yet, o bearer mine.")
        case .video: say("No video has come true yet.", "No vision has taken shape yet, o bearer mine.")
        case .channel: say("No channel has come true yet.", "No place has taken shape yet, o bearer mine.")
        case .other: say("No other wish has come true yet.", "No other hunger was fed yet, o bearer mine.")
        }
    }

    func grantedBy(_ moderator: String) -> String { say("granted by \(moderator)", "by the word of \(moderator)") }
    func carriedBy(_ votes: Int, of members: Int) -> String { "by \(votes) of \(members) votes" }

    func confirmed(_ time: String) -> String {
        say("Confirmed with Discord \(time)", "As Discord itself confirmed, \(time)")
    }

    func unconfirmed(since: String?, why: String) -> String {
        let age = since.map { "numbers as of \($0)" } ?? "some numbers were never confirmed"
        return say(
            "Discord could not confirm everything (\(why)); \(age).",
            "Discord would not answer for all of it (\(why)); \(age).")
    }

    // MARK: Reports

    var weeklyTitle: String { say("The week's wishes", "What you wished for this week, o bearer mine") }
    var weeklyLead: String { say("The favourites of each kind.", "These you fed the most.") }
    var weeklyNothing: String {
        say(
            "There are no open wishes, so there is no summary.",
            "No wish is open; there is nothing to tell, o bearer mine.")
    }
    var weeklyDuplicate: String {
        say(
            "Posted. An earlier summary is still among the last five messages.",
            "Told, o bearer mine, though an earlier telling is still among the last five messages.")
    }
    func weeklyFailed(_ why: String) -> String {
        say("The summary could not be posted: \(why).", "The telling failed: \(why).")
    }
    var syncTitle: String { say("Synced", "The pattern is in line again, o bearer mine") }

    // MARK: Help

    var helpTitle: String { say("What you can do", "What you may ask of me, o bearer mine") }

    func help(_ role: RequesterRole, channel: String?) -> [String] {
        var lines: [String] = []
        if role != .member {
            let place = channel.map { " in \($0)" } ?? ""
            lines.append("\(form(.wish))\(place) — make a wish")
        }
        lines.append("\(form(.topvideos)), \(form(.topother)), \(form(.topchannels)) — the favourites")
        lines.append("\(form(.manifestations)) — wishes that came true")
        if role == .moderator {
            lines.append("\(form(.weeklysummary)) — post the summary now")
            lines.append("\(form(.syncwishes)) — count everything again, now")
            lines.append("\(form(.manifestwish)) — grant a wish by hand")
            lines.append("\(form(.removewish)) — take a wish away, with its message")
            lines.append("\(form(.setthreshold)) — the share of members that a channel needs")
        }
        lines.append("\(form(.wishhelp)) — this list")
        lines.append(slashHint(role))
        return lines
    }

    func usage(_ verb: WishCommand.Verb, problem: String?) -> String {
        let reason = problem.map { say("Not quite: \($0).", "Speak clearly, o bearer mine: \($0).") + " " } ?? ""
        return reason + say("Write it like this: ", "It goes so: ") + form(verb)
    }

    func slower(_ allowed: Int) -> String {
        say(
            "Slower, please: that is more than \(allowed) commands within ten seconds. I answer again when it "
                + "is calmer.",
            "Slower, o bearer mine: that is more than \(allowed) commands within ten seconds. I shall listen "
                + "again when it is calmer.")
    }

    var tooBusy: String {
        say(
            "Too many questions at once: yours is left out. Ask again in a minute.",
            "Too many voices at once, o bearer mine: yours went unheard. Ask again in a minute.")
    }

    func didYouMean(_ verb: WishCommand.Verb) -> String {
        say("Did you mean \(form(verb))?", "Was it \(form(verb)) you meant, o bearer mine?")
    }

    private func form(_ verb: WishCommand.Verb) -> String {
        let start = code(prefix) + verb.rawValue
        return switch verb {
        case .wish: "`\(start) video TEXT`, `\(start) other TEXT` or `\(start) channel NAME: PURPOSE`"
        case .topvideos, .topother, .topchannels: "`\(start) [1–25]`"
        case .manifestations: "`\(start) [video|channel|other] [1–25]`"
        case .manifestwish: "`\(start) ID|LINK [notes]`"
        case .removewish: "`\(start) ID|LINK`"
        case .setthreshold: "`\(start) [0.10–1.00] [confirm]` or `\(start) reset`"
        case .weeklysummary, .syncwishes, .wishhelp: "`\(start)`"
        }
    }

    func code(_ text: String) -> String { InertText.code(text, limit: 10) }
}
