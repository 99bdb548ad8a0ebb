/// The tone of the bot's sentences. Cause and cure are equally plain in both.
package enum Voice: String, Sendable, CaseIterable, Codable {
    /// Matter of fact.
    case plain
    /// A wish-dragon's: short, dry, a little ominous.
    case ahamkara
}
