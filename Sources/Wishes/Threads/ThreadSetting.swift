/// Whether each wish gets a thread.
package enum ThreadSetting: String, Sendable, CaseIterable {
    case off
    case on
}

/// The name of a wish's thread, 1–100 UTF-16 units. Discord renders neither markdown nor mentions in it.
/// Source: https://docs.discord.com/developers/resources/channel#start-thread-from-message
enum ThreadName {
    static func of(_ wish: Wish) -> String {
        let name = InertText.plain(wish.channelName ?? wish.text, limit: 100)
        return name.isEmpty ? wish.cardID : name
    }
}
