/// How far a wish has come: card, list and `!quorum` say it in the same words.
extension Sentences {
    func howToVote(_ emoji: String, isChannel: Bool) -> String {
        texts(isChannel ? .howToVoteChannel : .howToVote, [.emoji: emoji])
    }

    /// `5 of 7 members · ███████▏░░ · 🌟 6 here (mine does not count)`: all that is needed to see why.
    /// Lists leave the bar out where there is no room for it.
    func progress(_ progress: VoteProgress, emoji: String, hasBar: Bool = true) -> String {
        var parts: [String] = []
        if let needed = progress.needed {
            parts = [tally(progress.counted, of: needed)]
            if hasBar { parts.append(ProgressBar(votes: progress.counted, needed: needed).bar) }
        }
        return (parts + [votesHere(progress, emoji: emoji)]).joined(separator: " · ")
    }

    /// `5 of 7 members`.
    func tally(_ counted: Int, of needed: Int) -> String { texts(.progress, needed, [.total: "\(counted)"]) }

    /// What members see under the card, and how many of that do not count.
    private func votesHere(_ progress: VoteProgress, emoji: String) -> String {
        let values: [Placeholder: String] = [.emoji: emoji, .total: "\(progress.shown)"]
        guard progress.uncounted > 0 else { return texts(.votesHere, values) }
        return texts(.votesHereUncounted, progress.uncounted, values)
    }
}
