import Discord
import Foundation

extension SuggestionsCog {
    /// A channel has appeared. If it carries the mark of a wish that has come true in another one, a request of a dead
    /// process has arrived after all: the moderators decide which one stays, the bot deletes neither.
    func checkMark(of channel: Channel) async {
        do {
            guard let message = ChannelMarker.message(of: channel), let wish = try await store.wish(message: message),
                let made = try await store.madeChannel(of: wish), made != channel.id
            else { return }
            // No event waits for Discord's answer to the report.
            enqueue(.doubles([made, channel.id], wish))
        } catch {
            log.error("Whether a channel is a double could not be looked up.", metadata: ["error": "\(error)"])
        }
    }

    /// Says once, under the wish and in the log, that several channels carry its mark.
    func reportDoubles(_ channels: [Snowflake], of wish: Wish) async {
        guard complaints.insert("doubles \(wish.id) \(channels.sorted())").inserted else { return }
        log.error(
            "More than one channel carries the mark of one wish; delete those that are not wanted.",
            metadata: [
                "wish": "\(wish.link ?? "\(wish.messageID)")",
                "channels": "\(channels.map { "\($0)" }.joined(separator: ", "))",
            ])
        let text = replies(for: wish.guildID).doubled(channels: channels.map(\.rawValue))
        await say(NewMessage(content: text, replyTo: wish.messageID), in: wish.channelID)
    }
}
