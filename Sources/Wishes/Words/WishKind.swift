/// What a wish asks for.
public enum WishKind: String, Sendable, Equatable, CaseIterable {
    /// A video to be made.
    case video
    /// A channel, which becomes real by itself at quorum.
    case channel
    /// Anything else.
    case other
}
