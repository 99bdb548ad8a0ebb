/// The two kinds of reaction. Discord lists the users of each separately.
/// Source: https://docs.discord.com/developers/resources/message#get-reactions-reaction-types
package enum ReactionKind: Int, Sendable, Hashable, CaseIterable {
    /// An ordinary reaction.
    case normal = 0
    /// A super reaction.
    case burst = 1
}
