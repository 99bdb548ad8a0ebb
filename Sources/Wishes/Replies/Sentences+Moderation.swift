/// What moderators hear.
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

    func quorum(_ needed: Int, of electorate: Int, emoji: String) -> String {
        let members = electorate == 1 ? "1 member" : "\(electorate) members"
        return ": now \(needed) \(emoji) from \(members)."
    }

    func quorumUnknown(_ why: String) -> String {
        say(
            ". How many that is I cannot say, and no channel is made, because the members cannot be listed: \(why).",
            ". How many that is I cannot see, and no place takes shape, because the members cannot be listed: \(why).")
    }

    var thresholdIsConfigured: String { say("It stands in the configuration.", "So the configuration has it.") }

    func thresholdWasSet(by moderator: String, at time: String) -> String {
        say("It was set by \(moderator), \(time).", "So \(moderator) has spoken, \(time).")
    }
}
