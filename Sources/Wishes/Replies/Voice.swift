/// The tone of the bot's sentences. Both voices name cause and cure equally plainly.
package enum Voice: String, Sendable, CaseIterable, Codable {
    /// Matter of fact.
    case plain
    /// A wish-dragon's: short, dry, a little ominous.
    case ahamkara
}
