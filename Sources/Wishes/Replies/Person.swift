/// What the author of a command may do; each may do what those before it may.
enum Person: Sendable, Equatable, CaseIterable {
    /// Look at lists.
    case member
    /// Make wishes.
    case dreamer
    /// Everything else.
    case moderator
}
