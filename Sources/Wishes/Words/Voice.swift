/// How the bot speaks. Both voices say the same things; cause and cure are plain in either.
public enum Voice: String, Sendable, Equatable, CaseIterable {
    /// Plain sentences.
    case plain
    /// The voice of a wish dragon: "o bearer mine".
    case ahamkara
}
