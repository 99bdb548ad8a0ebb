/// Whose votes count in a guild. Bots, people who left and members who have not accepted the guild's rules never count.
package enum ElectorateRule: Sendable, Hashable {
    /// All members.
    case members
    /// Members with a role, by name or id.
    case role(String)
    /// Members who can see the suggestions channel.
    case channel
}
