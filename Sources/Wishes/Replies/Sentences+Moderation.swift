/// The answers to moderators' commands.
extension Sentences {
    // MARK: The threshold

    func threshold(_ share: String) -> String {
        say(
            "A channel wish needs the votes of \(share) of the human members",
            "For a place to take shape, \(share) of the human members must feed it")
    }

    func thresholdSet(_ share: String) -> String {
        say(
            "From now on a channel wish needs the votes of \(share) of the human members",
            "So be it, o bearer mine: from now on \(share) of the human members must feed a place")
    }

    func thresholdReset(_ share: String) -> String {
        say(
            "From now on the configuration's threshold applies again: \(share) of the human members",
            "So be it, o bearer mine: what I was told at my making holds again, and \(share) of the human members must "
                + "feed a place")
    }

    func thresholdOverrides(_ configured: String) -> String {
        let how = "`\(code(prefix))setthreshold \(WishCommand.thresholdReset)`"
        return say(
            "This overrides the configuration, which says \(configured); \(how) goes back to it.",
            "It overrides the configuration, which says \(configured); speak \(how) and that holds again.")
    }

    /// `order` is what was asked for: a decimal or `reset`.
    func manyChannels(_ count: Int, _ share: String, _ order: String) -> String {
        let word = WishCommand.confirmation
        let how = prefix == "/" ? "`/setthreshold` with `\(word)`" : "`\(code(prefix))setthreshold \(order) \(word)`"
        return say(
            "At \(share), \(count) channels would be created at once, so nothing was set. If you want that, use \(how).",
            "At \(share), \(count) places would take shape at once, o bearer mine, so nothing was set. If that is your "
                + "wish, speak \(how).")
    }

    func quorum(_ needed: Int, of electorate: Int, emoji: String) -> String {
        let members = electorate == 1 ? "1 member" : "\(electorate) members"
        return ": now \(needed) \(emoji) from \(members)."
    }

    func quorumUnknown(_ why: String) -> String {
        say(
            ". The number of votes is unknown, and no channel is made, because the members cannot be listed: \(why).",
            ". How many that is I cannot see, and no place takes shape, because the members cannot be listed: \(why).")
    }

    var thresholdIsConfigured: String { say("It comes from the configuration.", "So the configuration has it.") }

    func thresholdWasSet(by moderator: String, at time: String) -> String {
        say("It was set by \(moderator), \(time).", "So \(moderator) has spoken, \(time).")
    }

    // MARK: Granting and removing

    func wishRefused(_ refusal: WishRefusal) -> String {
        switch refusal {
        case .unknown:
            say("I know no such wish in this server.", "No such wish was ever whispered in this server, o bearer mine.")
        case .otherGuild:
            say("That link leads to another server.", "That link leads to another server, o bearer mine.")
        case .manifesting:
            say(
                "Its channel is being made right now. Try again in a minute.",
                "It is taking shape this very moment: its channel is being made. Try again in a minute.")
        case .granted: say("That wish was granted already.", "That wish was granted already, o bearer mine.")
        case .removed: say("That wish was removed.", "That wish was removed, o bearer mine.")
        case .deleted:
            say("That wish's message was deleted.", "That wish is gone: its message was deleted.")
        case .unreachable:
            say(
                "Discord does not answer, so nothing was changed. Please try again.",
                "Discord will not answer, so nothing was changed. Ask again, o bearer mine.")
        }
    }

    func granted(_ wish: String) -> String { say("Granted: \(wish).", "So be it: \(wish) is granted, o bearer mine.") }
    func unmarked(_ why: String) -> String { "✅ could not be put under it: \(why)." }
    func unsaid(_ why: String) -> String { "The answer under it could not be posted: \(why)." }
    var celebration: String { say("✅ This wish has been granted.", "✅ It is granted, o bearer mine.") }

    func removed(_ wish: String) -> String { say("Removed: \(wish).", "Unspoken, o bearer mine: \(wish) is removed.") }
    func removedBefore(_ wish: String) -> String {
        say("\(wish) was removed before.", "\(wish) was removed before, o bearer mine.")
    }
    var messageDeletedNow: String { "Its message is deleted now." }
    func messageStands(_ why: String) -> String { "Its message still stands: \(why)." }
    var mayNotDelete: String {
        "I may not delete it there; give me View Channel and Manage Messages in its channel, or delete it by hand"
    }
}
