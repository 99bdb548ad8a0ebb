/// Why a weekly summary was not posted.
extension Sentences {
    func obstacle(_ obstacle: SummaryObstacle) -> String {
        switch obstacle {
        case .notRunning:
            say("the bot was not running for more than a day", "I lay silent for more than a day after it")
        case .notPermitted:
            say(
                "the bot lacks View Channel, Send Messages or Embed Links in the suggestions channel",
                "I lack View Channel, Send Messages or Embed Links where wishes are spoken")
        case .unreadableHistory:
            say(
                "it may be there already, but the bot lacks Read Message History in the suggestions channel",
                "it may have been told already, but without Read Message History I cannot see it")
        case .refused(let why): say("Discord refuses it (\(why))", "Discord refuses it (\(why))")
        case .unanswered:
            say("Discord gave no answer for a day", "for a day, Discord gave no answer")
        case .database:
            say("the bot's database failed for a day", "for a day, my memory failed me")
        }
    }
}
