import Discord

/// The human members of a guild, as a set of ids.
///
/// Built from a full listing; joins and leaves that come while it is being read are applied afterwards, and may repeat.
/// While members are listed anew, those known before still count.
struct Electorate: Sendable {
    /// Names one listing: only the answer to the listing under way counts.
    struct Listing: Sendable, Equatable { fileprivate var number = 0 }

    private struct UnderWay: Sendable {
        var listing: Listing
        var listers = 1
        /// Changes since the listing began; true for joined, false for left.
        var changes: [Snowflake: Bool] = [:]
    }

    /// The human members; nil until they have been listed.
    private(set) var members: MemberSet?
    private var underWay: UnderWay?
    private var last = Listing()

    /// A listing begins. A second one beside it is the same one: what has changed since the first began still counts.
    mutating func beginListing() -> Listing {
        if let underWay {
            self.underWay?.listers += 1
            return underWay.listing
        }
        last.number += 1
        underWay = UnderWay(listing: last)
        return last
    }

    /// The listing is complete. Returns whether it counts: nothing has made it doubtful since it began.
    @discardableResult
    mutating func finishListing(_ listing: Listing, _ users: some Sequence<Snowflake>) -> Bool {
        guard let underWay, underWay.listing == listing else { return false }
        var members = MemberSet(users)
        for (user, isThere) in underWay.changes {
            if isThere { members.insert(user) } else { members.remove(user) }
        }
        (self.members, self.underWay) = (members, nil)
        return true
    }

    /// A listing failed. Another one beside it may still succeed.
    mutating func abandonListing(_ listing: Listing) {
        guard let underWay, underWay.listing == listing else { return }
        if underWay.listers > 1 { self.underWay?.listers -= 1 } else { self.underWay = nil }
    }

    /// A gap in the events makes doubtful what is known, and what is being listed.
    mutating func forget() { (members, underWay) = (nil, nil) }

    /// A user joined; bots do not count.
    mutating func joined(_ user: User) {
        guard user.isHuman else { return }
        members?.insert(user.id)
        underWay?.changes[user.id] = true
    }

    /// A user left.
    mutating func left(_ user: Snowflake) {
        members?.remove(user)
        underWay?.changes[user] = false
    }
}
