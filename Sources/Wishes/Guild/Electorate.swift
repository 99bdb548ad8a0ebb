import Discord

/// The human members of a guild, as a set of ids.
///
/// Built from one full listing; joins and leaves that come while it is being read are applied afterwards, and may
/// repeat. Eight bytes a member and the table's slack.
struct Electorate: Sendable {
    private enum State: Sendable {
        case unknown
        /// Changes seen since the listing began; true for there, false for gone.
        case listing(changes: [Snowflake: Bool])
        case known(Set<Snowflake>)
    }

    private var state = State.unknown

    /// The human members; nil until they have been listed.
    var members: Set<Snowflake>? { if case .known(let members) = state { members } else { nil } }

    /// A listing begins; what was known stays valid until it ends.
    mutating func beginListing() { if members == nil { state = .listing(changes: [:]) } }

    /// The listing is complete.
    mutating func finishListing(_ users: Set<Snowflake>) {
        guard case .listing(let changes) = state else { return }
        var members = users
        for (user, isThere) in changes {
            if isThere { members.insert(user) } else { members.remove(user) }
        }
        state = .known(members)
    }

    /// The listing failed, or a new session makes what is known doubtful.
    mutating func forget() { state = .unknown }

    /// Somebody joined; bots do not count.
    mutating func joined(_ user: User) {
        guard user.isHuman else { return }
        change(user.id, isThere: true)
    }

    /// Somebody left.
    mutating func left(_ user: Snowflake) { change(user, isThere: false) }

    private mutating func change(_ user: Snowflake, isThere: Bool) {
        switch state {
        case .unknown: break
        case .listing(var changes):
            changes[user] = isThere
            state = .listing(changes: changes)
        case .known(var members):
            state = .unknown
            if isThere { members.insert(user) } else { members.remove(user) }
            state = .known(members)
        }
    }
}
