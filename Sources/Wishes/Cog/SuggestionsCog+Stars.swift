import Discord

extension SuggestionsCog {
    /// Has the bot's star put back where it is missing. There may be many, after a change of the emoji: no sync waits
    /// for them.
    func returnStars(under messages: [Snowflake], _ channel: Snowflake, _ guild: Snowflake) {
        let new = messages.filter { starless.insert($0).inserted }
        if !new.isEmpty { enqueue(.stars(new, channel: channel, guild)) }
    }

    /// Puts it back under one message after the other.
    func restoreStars(under messages: [Snowflake], _ channel: Snowflake, _ guild: Snowflake) async {
        for message in messages {
            await restoreStar(message, channel, voteEmoji(guild))
            starless.remove(message)
        }
    }

    private func restoreStar(_ message: Snowflake, _ channel: Snowflake, _ emoji: Emoji) async {
        // One refusal is enough for the life of the process: the star is a convenience, not the truth.
        guard !complaints.contains("star \(channel)") else { return }
        do {
            try await port.react(to: message, in: channel, with: emoji)
        } catch {
            // What was no refusal is tried again by the next sync.
            guard error.kind == .forbidden || error.kind == .refused else { return }
            complain("star \(channel)") {
                log.notice(
                    "The bot's own star is missing and cannot be put back.",
                    metadata: ["channel": "\(channel)", "error": "\(error)"])
            }
        }
    }
}
