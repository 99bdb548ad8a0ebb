import Discord

/// The human members of a guild, as a set of ids.
///
/// Built from one full listing; joins and leaves that come while it is being read are applied afterwards, and may
/// repeat.
struct Electorate: Sendable {
    /// Names one listing: only the answer to the listing under way counts.
    struct Listing: Sendable, Equatable { fileprivate var number = 0 }

    private enum State: Sendable {
        case unknown
        /// Changes seen since the listing began; true for there, false for gone.
        case listing(Listing, listers: Int, changes: [Snowflake: Bool])
        case known(MemberSet)
    }

    private var state = State.unknown
    private var last = Listing()

    /// The human members; nil until they have been listed.
    var members: MemberSet? { if case .known(let members) = state { members } else { nil } }

    /// A listing begins. A second one beside it is the same one: what has changed since the first began still counts.
    mutating func beginListing() -> Listing {
        if case .listing(let listing, let listers, let changes) = state {
            state = .listing(listing, listers: listers + 1, changes: changes)
            return listing
        }
        last.number += 1
        if members == nil { state = .listing(last, listers: 1, changes: [:]) }
        return last
    }

    /// The listing is complete.
    mutating func finishListing(_ listing: Listing, _ users: some Sequence<Snowflake>) {
        guard case .listing(listing, _, let changes) = state else { return }
        var members = MemberSet(users)
        for (user, isThere) in changes {
            if isThere { members.insert(user) } else { members.remove(user) }
        }
        state = .known(members)
    }

    /// A listing failed. Another one beside it may still succeed.
    mutating func abandonListing(_ listing: Listing) {
        guard case .listing(listing, let listers, let changes) = state else { return }
        state = listers > 1 ? .listing(listing, listers: listers - 1, changes: changes) : .unknown
    }

    /// A new session makes what is known doubtful.
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
        case .listing(let listing, let listers, var changes):
            changes[user] = isThere
            state = .listing(listing, listers: listers, changes: changes)
        case .known(var members):
            state = .unknown
            if isThere { members.insert(user) } else { members.remove(user) }
            state = .known(members)
        }
    }
}
