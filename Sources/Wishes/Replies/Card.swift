/// A card that the bot posts, within the limits of Discord's embeds. `Embed(_:)` maps it to one.
///
/// Source: https://docs.discord.com/developers/resources/message#embed-object-embed-limits
struct Card: Sendable, Equatable {
    /// The heading; markdown is not rendered in it. At most 256 UTF-16 units.
    var title: String
    /// The body, with markdown. At most 4096 UTF-16 units.
    var description: String
    /// Named parts below the body, at most 25.
    var fields: [Field] = []
    /// The small line at the bottom, plain text. At most 2048 UTF-16 units.
    var footer: String?
    /// The stripe at the side, 0–0xFFFFFF.
    var color: Int

    /// A named part of a card; neither half may be blank.
    struct Field: Sendable, Equatable {
        /// At most 256 UTF-16 units.
        var name: String
        /// At most 1024 UTF-16 units.
        var value: String
    }
}
